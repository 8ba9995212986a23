"""Equipment gained and lost, told in the prose: who took, lost, bought or gave how many of what.

the Foreign Ministry reporting the acquisition of 286 tanks, 842 armored vehicles and 386 artillery pieces
his forces had captured or destroyed a total of 55 T-72s, 24 BMP-2s …
The French also lost close to 130 artillery pieces
abandon much of its remaining artillery and baggage train          no number: low and high are open
"""

from __future__ import annotations

import re
from functools import cache

from etl.extract.spans import SpanSet
from etl.normalize.claims.losses import CountedFate, link_counts, merge_fates
from etl.normalize.claims.things import AIRCRAFT, is_thing, thing_of
from etl.normalize.doc import Doc
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.lexicon.fates import Fate, find_fates, has_fate
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.reality import is_unreal
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.passages.circumstances import when_of
from etl.normalize.passages.claimants import Claimant, claimant_of
from etl.normalize.passages.count_phrases import CountPhrase
from etl.normalize.passages.scenes import Scene
from etl.normalize.record.claimed import Claimed, used_by
from etl.normalize.record.facts import EquipmentClaim
from etl.normalize.times.clock import Clock

LEXICON = "equipment_verbs"
_OBJECT = re.compile(
    r"\s(?:of\s)?(?P<det>(?:(?:a|an|the|its|their|his|many|much of|most of|some of|all of|all|some|more|large|vast|huge|"
    r"additional|various|several|"
    r"number of|quantity of|quantities of|amount of|amounts of|arsenal of|portion of|stockpiles of|shipments? of|of|"
    r"remaining|heavy|new|old|modern|"
    r"[A-Z][\w-]+(?:['’]s)?)\s){0,6})"
)
_LEADING = re.compile(r"^(?:(?:with|and|in|any|some|most of)\s)+")

_MANY = re.compile(r"\b(?:many|several|various|numbers? of|quantit(?:y|ies) of|amounts? of)\b")
_AND = re.compile(rf",?\s(?:and|as well as|along with)(?=\s)(?:{_OBJECT.pattern})")
_BEHIND = re.compile(r"\b(?:from|to)\s(?:the\s)?\Z")
_HIS_MEN = re.compile(r"\b(?:his|her|its|their)\s(?P<men>forces|troops|soldiers|men|army|units|fighters)\b")
_ONE_OF = re.compile(r"\ban?\s(?:[a-z-]+\s)?\Z")  # 'Huseynov, a wealthy Azerbaijani'
_AGENT = re.compile(r"\bby\s(?:the\s)?\Z")
_NATIONAL = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]*?)"
    r"(?P<men>\s(?:forces?|troops|soldiers|army|armies|navy|air force|units|fighters|militias?|rebels))?\b(?!['’])"
)
_PASSIVE = re.compile(r"\b(?:were|was|been|being|are|is)\s(?:\w+ly\s|also\s|either\s|all\s)?\Z")


def read_equipment_claims(doc: Doc) -> Claimed[EquipmentClaim]:
    """All claims of the prose, but for numbers that are losses of people or of aircraft already."""
    taken = used_by((doc.aircraft_losses, doc.casualty_claims))
    claims: list[EquipmentClaim] = []
    for scene in doc.scenes:
        if has_fate(LEXICON, scene.text):
            claims += _of_scene(scene, doc.clock, doc.allegiances, taken)
    return Claimed(tuple(claims), tuple(claim.evidence for claim in claims))


def _of_scene(scene: Scene, clock: Clock, allegiances: Allegiances, taken: SpanSet) -> list[EquipmentClaim]:
    text = scene.text
    fates = [f for f in merge_fates(text, find_fates(LEXICON, text), _joint) if not is_unreal(text, f.start)]
    counts = [c for c in scene.counts if is_thing(c) and not taken.overlaps(scene.offset + c.start, scene.offset + c.start + 1)]
    found = link_counts(text, counts, fates, is_thing)
    links = [found[i] for i in sorted(found)]
    links += [link for link in _uncounted(text, fates) if not any(link.start < o.end and o.start < link.end for o in links)]
    links += [more for link in links for more in _further(text, link)]
    return [_claim(scene, link, clock, allegiances) for link in sorted(links, key=lambda link: link.count.start)]


def _joint(one: str, other: str) -> str | None:
    return "captured_or_destroyed" if {one, other} == {"captured", "destroyed"} else None


def _uncounted(text: str, fates: list[Fate]) -> list[CountedFate]:
    """Arms without a number behind the verb, or before it in the passive: 'acquiring arms', 'the guns were abandoned'."""
    links = []
    for fate in fates:
        passive = "done" in fate.manners and _PASSIVE.search(text, max(0, fate.start - 20), fate.start)
        if not passive and (match := _OBJECT.match(text, fate.end)) and (noun := _arms_at(text, match.end())):
            links.append(_link(text, fate, match.end("det"), noun, fate.start, noun[1]))
    return links


def _further(text: str, link: CountedFate) -> list[CountedFate]:
    """Arms that go on the row without a number: '130 artillery pieces and a huge portion of their supply train'."""
    found: list[CountedFate] = []
    at = link.count.end
    while link.start < link.count.start and (joint := _AND.match(text, at)):
        noun = _arms_at(text, joint.end())
        if noun is None or (not joint["det"] and _MANY.search(link.count.quantity.raw)):
            break  # 'many weapons and vehicles' are one count of both
        quantity = Quantity(None, None, "vague", text[joint.start("det") : noun[1]])
        count = CountPhrase(joint.start("det"), joint.start("det"), noun[1], quantity, text[noun[0] : noun[1]])
        found.append(CountedFate(count, link.category, link.start, noun[1]))
        at = noun[1]
    return found


def _link(text: str, fate: Fate, at: int, noun: tuple[int, int], start: int, end: int) -> CountedFate:
    count = CountPhrase(at, at, noun[1], Quantity(None, None, "vague", text[at : noun[1]]), text[noun[0] : noun[1]])
    return CountedFate(count, fate.category, start, end)


def _arms_at(text: str, at: int) -> tuple[int, int] | None:
    match = _arms().match(text, at)
    return match.span() if match else None


@cache
def _arms() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z-]+\s)?(?:{alternatives(load_lexicon('arms_words')['nouns'])})\b")


def _claim(scene: Scene, link: CountedFate, clock: Clock, allegiances: Allegiances) -> EquipmentClaim:
    thing = thing_of(link.count.what)
    claimant = claimant_of(scene, link.start, link.end)
    actor, other = _parties(scene, link, claimant, allegiances)
    action = link.category
    is_passive = link.count.end <= link.start or link.end > link.count.end
    if action == "destroyed" and is_passive and not re.search(r"\bby\b", scene.text[link.end : link.end + 40]):
        action = "lost"
    return EquipmentClaim(
        evidence=scene.span(link.start, link.end),
        section=scene.section,
        rule="prose_equipment",
        actor=actor,
        action=action,
        counterparty=other,
        category=_LEADING.sub("", thing.words if thing else link.count.what),
        count=link.count.quantity,
        dates=when_of(scene, link.start, link.end, clock),
        attributed_to=claimant.name,
    )


def _parties(scene: Scene, link: CountedFate, claimant: Claimant, allegiances: Allegiances) -> tuple[str | None, str | None]:
    """Who acts, and who gave or lost it: the one named before the verb, and the one behind 'from' or 'to'.

    Whoever only says so does not act. Of what a side captures or destroys, the other side is the loser.
    """
    text = scene.text
    other = next(
        (n.entity.name for n in scene.named if n.start >= link.start and _BEHIND.search(text, max(0, n.start - 10), n.start)),
        None,
    )
    by = next((n for n in scene.named if n.start >= link.end and _AGENT.search(text, max(0, n.start - 8), n.start)), None)
    before = [
        n for n in scene.named if n.end <= link.start and n.kind != "place" and not claimant.start <= n.start < claimant.end
    ]
    actor = by or (before[-1] if before else None)
    his = _HIS_MEN.search(text, max(0, claimant.start), link.start) if claimant.name and actor is None else None
    if his:  # 'According to X, his forces had captured'
        name: str | None = f"{claimant.name}'s {his['men']}"
        nation = next((g for n in scene.named if n.entity.name == claimant.name and (g := allegiances.of_entity(n.entity))), None)
    else:
        name, nation = _nation_acting(scene, link, allegiances, 0 if actor is None else actor.end)
        if nation is None and actor is not None:
            name, nation = actor.entity.name, allegiances.of_entity(actor.entity)
    if other is None and nation and link.category in ("captured", "destroyed", "captured_or_destroyed"):
        enemy = allegiances.other(nation)
        other = allegiances.state_of(enemy) if enemy else None
    return name, other


def _nation_acting(scene: Scene, link: CountedFate, allegiances: Allegiances, after: int) -> tuple[str | None, str | None]:
    """A nation as the one who acts: 'The Azerbaijanis purchased' (Azerbaijan), 'Armenian forces had captured' (those)."""
    found = [
        m
        for m in _NATIONAL.finditer(scene.text, after, link.start)
        if allegiances.is_actor(m["who"]) and not _ONE_OF.search(scene.text, max(0, m.start() - 20), m.start())
    ]
    nation = allegiances.of_word(found[-1]["who"]) if found else None
    if nation is None:
        return None, None
    return (found[-1][0] if found[-1]["men"] else allegiances.state_of(nation)), nation


__all__ = ["AIRCRAFT", "read_equipment_claims"]
