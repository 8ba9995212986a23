"""Evidence marked in a text: the stretches between all beginnings and ends of evidence, each with the facts that rest on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from etl.browse.ledger import Row
from schema.kinds import KINDS

# what is underlined alike, the strongest first, with its title; each kind of fact says in which layer it is
LAYERS = {
    "claim": "claims and losses",
    "event": "events",
    "war": "the war and its parties",
    "person": "offices and quotations",
    "name": "names",
    "time": "times",
}
LAYER_OF = {kind.relation: kind.layer for kind in KINDS}
_RANK = {layer: rank for rank, layer in enumerate(LAYERS)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text with the facts that cover it, the shortest evidence first; `layers` names theirs."""

    start: int
    text: str
    facts: tuple[str, ...]
    layers: tuple[str, ...]


def stretches(text: str, start: int, end: int, facts: Sequence[Row], anchors: Sequence[int] = ()) -> list[Stretch]:
    """Cut `text[start:end]` where evidence begins or ends. `facts` have fact_id, relation, evidence_start and evidence_end.

    `anchors`: offsets at which a stretch begins as well, since something leads there.
    """
    near = [fact for fact in facts if fact["evidence_start"] < end and fact["evidence_end"] > start]
    cuts = {start, end, *(at for at in anchors if start < at < end)}
    for fact in near:
        cuts.update(at for at in (fact["evidence_start"], fact["evidence_end"]) if start < at < end)
    places = sorted(cuts)
    found = []
    for left, right in zip(places, places[1:], strict=False):
        covering = [fact for fact in near if fact["evidence_start"] <= left and fact["evidence_end"] >= right]
        covering.sort(key=lambda fact: (_rank(fact), fact["evidence_end"] - fact["evidence_start"], fact["fact_id"]))
        layers = tuple(dict.fromkeys(LAYER_OF.get(fact["relation"], "name") for fact in covering))
        found.append(Stretch(left, text[left:right], tuple(fact["fact_id"] for fact in covering), layers))
    return found


def _rank(fact: Row) -> int:
    return _RANK[LAYER_OF.get(fact["relation"], "name")]


class EvidenceIndex:
    """The facts of a document, to ask for those that touch a stretch without looking at all of them."""

    def __init__(self, facts: Sequence[Row]) -> None:
        self._facts = sorted(facts, key=lambda fact: int(fact["evidence_start"]))
        self._starts = [fact["evidence_start"] for fact in self._facts]
        self._longest = max((fact["evidence_end"] - fact["evidence_start"] for fact in facts), default=0)

    def touching(self, start: int, end: int) -> list[Row]:
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [fact for fact in self._facts[first:last] if fact["evidence_end"] > start]
