"""Aircraft lost, told in the prose: shot down, crashed, destroyed, one row an incident.

the shooting down of an Mi-8 helicopter near the village of Karakend
only two Su-25 ground support bombers, one of which was lost due to friendly fire
45 combat aircraft … Several were shot down over the city by Armenian forces      those told before
"""

from __future__ import annotations

import re
from dataclasses import replace

from etl.extract.spans import Span
from etl.normalize.claims.losses import CountedFate, link_counts
from etl.normalize.claims.things import AIRCRAFT, DESIGNATION, thing_of
from etl.normalize.doc import Doc
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.lexicon.fates import find_fates, has_fate
from etl.normalize.lexicon.phrases import find_counted
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.passages.circumstances import places_of, when_of
from etl.normalize.passages.count_phrases import CountPhrase
from etl.normalize.passages.scenes import Scene
from etl.normalize.record.claimed import Claimed
from etl.normalize.record.facts import AircraftLoss
from etl.normalize.times.clock import Clock

LEXICON = "aircraft_fates"
_SINGLE = re.compile(
    r"\b(?P<article>[Aa]n?|[Oo]ne|[Tt]he)\s(?P<what>(?:[\w-]+\s){0,3}?(?:[A-Z][A-Za-z]{0,9}-\d{1,3}[A-Za-z]{0,4}|aircraft|"
    r"helicopter|plane|airplane|bomber|fighter jet|jet|drone|UAV|airliner|airship)(?:\s(?:helicopter|bomber|aircraft|"
    r"fighter))?)\b"
)
_BY = re.compile(r"\bby\s(?:the\s|an?\s)?\Z")
_WEAPON = re.compile(
    r"\b(?:using|with|by)\s(?:an?\s)?(?P<what>[a-z-]+(?:\s[a-z-]+)?\s(?:fire|missiles?|guns?)|MANPADS?|Stingers?|Strelas?|"
    r"Iglas?)\b"
)


def read_aircraft_losses(doc: Doc) -> Claimed[AircraftLoss]:
    """All incidents of the prose."""
    clock, allegiances = doc.clock, doc.allegiances
    losses: list[AircraftLoss] = []
    taken: list[Span] = []
    told: str | None = None
    section: str | None = None
    for scene in (scene for scene in doc.scenes if not scene.is_note):  # those of tables, the rules for tables read
        told = told if scene.section == section else None
        section = scene.section
        if has_fate(LEXICON, scene.text):
            for link, aircraft in _links(scene, told):
                losses.append(_loss(scene, link, aircraft, clock, allegiances))
                taken.append(Span(scene.offset + link.count.start, scene.offset + link.count.end))
        told = _told(scene) or told
    return Claimed(tuple(losses), tuple(taken))


def _links(scene: Scene, told: str | None) -> list[tuple[CountedFate, str]]:
    """The counts of aircraft with their fates; a count alone is of the aircraft told before, in this sentence or the last."""
    fates = find_fates(LEXICON, scene.text)
    singles = [
        CountPhrase(m.start(), m.end("article"), m.end(), Quantity(1, 1, "exact", m["article"]), m["what"])
        for m in _SINGLE.finditer(scene.text)
        if not any(c.start < m.end() and m.start() < c.end for c in scene.counts)
    ]
    counts = sorted([*(c for c in scene.counts if c.is_bare or _aircraft(c.what)), *singles], key=lambda c: c.start)
    found = link_counts(scene.text, counts, fates, lambda c: _aircraft(c.what) is not None)
    links = []
    for i in sorted(found):
        link = found[i]
        earlier = next((a for c in reversed(counts[:i]) if (a := _aircraft(c.what))), None)
        is_back = link.count.is_bare and re.match(
            r"\s(?:of (?:which|them|these)\s)?(?:were|was|had|have)\b", scene.text[link.count.count_end :]
        )
        aircraft = _aircraft(link.count.what) or (earlier or told if is_back else None)
        if aircraft:
            links.append((link, aircraft))
    return links


def _aircraft(what: str) -> str | None:
    """The type of the aircraft that the phrase counts, as it stands; None where it counts none."""
    thing = thing_of(what)
    if thing is None or thing.category not in AIRCRAFT:
        return None
    designation = DESIGNATION.search(thing.words)
    if designation:
        return re.sub(r"(?<=\d)s$", "", designation[0])
    head = find_counted(thing.words)
    word = thing.words[head[0].start : head[0].end] if head else thing.words
    return _short(word)


def _short(word: str) -> str:
    return "UAV" if word.casefold().startswith(("unmanned aerial", "uav")) else word


def _told(scene: Scene) -> str | None:
    return next((a for c in reversed(scene.counts) if (a := _aircraft(c.what))), None)


def _loss(scene: Scene, link: CountedFate, aircraft: str, clock: Clock, allegiances: Allegiances) -> AircraftLoss:
    quantity = link.count.quantity
    after = scene.text[link.end : link.end + 80]
    credited = next(
        (
            n.entity.name
            for n in scene.named
            if n.start >= link.start and n.kind != "place" and _BY.search(scene.text, max(0, n.start - 8), n.start)
        ),
        None,
    )
    weapon = _WEAPON.search(after)
    return AircraftLoss(
        evidence=scene.span(link.start, link.end),
        section=scene.section,
        rule="prose_aircraft_loss",
        places=places_of(scene, link.start, link.end),
        aircraft=aircraft,
        operator=_operator(scene, link, allegiances),
        count=replace(
            quantity,
            is_uncertain=bool(re.search(r"\b(?:possibly|probably|reportedly)\b", scene.text[max(0, link.start - 30) : link.end])),
        ),
        is_uncertain=False,
        counted_under=aircraft,
        cause=link.category,
        weapon=weapon["what"] if weapon else None,
        pilot=None,
        credited_to=credited,
        dates=when_of(scene, link.start, link.end, clock),
    )


def _operator(scene: Scene, link: CountedFate, allegiances: Allegiances) -> str | None:
    """Whose they were: the nation in the noun phrase, else the owner that the sentence names before; not the one who shot."""
    own = allegiances.of_words(link.count.what)
    if own is None and link.category == "friendly_fire" and (last := allegiances.before(scene, link.start)):
        own = last[1]
    return allegiances.state_of(own) if own else None
