"""Which event a casualty claim is about: the fight or massacre whose telling holds it, or the last one told before it.

On 26 January the forces attacked Karintak … up to 70 Azeri soldiers died     the attack
(infobox) Dead: 11,557                                                        the conflict
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from etl.normalize.events.events import FIGHTING
from etl.normalize.names.places.heading_places import HeadingPlaces
from etl.normalize.record.facts import CasualtyClaim, Dates, Event, Fact
from etl.normalize.times.engagement import engagement_dates

_RESULTS = re.compile(r"\b(?:aftermath|casualt(?:y|ies)|losses|results?|summary|toll|costs? of)\b", re.IGNORECASE)
_OF_YEARS = re.compile(r"(?:(?!\.\s).){0,40}\b(?:years|decades)\b", re.DOTALL)  # 'slain over four years of conflict'
_NEAR = 350  # characters behind an event's telling in which its place is that of the claim
_CAUSES = (*FIGHTING, "disaster", "displacement", "operation", "protest")
_FAR = 900  # characters behind an event's telling in which losses are still its losses


def with_events(facts: Iterable[Fact], events: Sequence[Event], headings: HeadingPlaces, text: str) -> list[Fact]:
    """The facts, each casualty claim among them with the event it is about; parts have the event of their whole."""
    done: dict[Fact, Fact] = {}
    linked: list[Fact] = []
    for fact in facts:
        if isinstance(fact, CasualtyClaim):
            parent = done.get(fact.parent) if fact.parent is not None else None
            event = parent.event_fact if isinstance(parent, CasualtyClaim) else _event_of(fact, events, headings, text)
            made = _about(replace(fact, parent=parent or fact.parent), event)
            if not made.places and _is_of_section(made, text):
                made = replace(made, places=headings.of(made.section))
            done[fact] = made
            linked.append(made)
        else:
            linked.append(fact)
    return linked


def _event_of(claim: CasualtyClaim, events: Sequence[Event], headings: HeadingPlaces, text: str) -> Event | None:
    is_open = claim.dates is None or claim.dates.is_inferred
    is_summed_up = not claim.section and is_open  # the lead sums up the whole
    if claim.section == "infobox" or is_summed_up:
        wholes = [e for e in events if e.is_main]
        if is_summed_up:
            return wholes[0] if len(wholes) == 1 else None
        return next((e for e in events if e.is_main and e.name == claim.event), None)
    own = [e for e in events if e.section == claim.section and e.event_kind in _CAUSES]
    holding = [e for e in own if e.evidence.start < claim.evidence.end and claim.evidence.start < e.evidence.end]
    if holding:
        return holding[0]
    before = [e for e in own if e.evidence.end <= claim.evidence.start and claim.evidence.start - e.evidence.end < _FAR]
    fights = [
        e
        for e in before
        if e.event_kind in FIGHTING
        and (not claim.places or not e.places or set(claim.places) & set(e.places))
        and (claim.dates is None or overlap(e.dates, claim.dates))
    ]
    if fights and _is_of_section(claim, text):
        return fights[-1]
    here = set(headings.of(claim.section))
    if here and _is_of_section(claim, text) and (not claim.places or here & set(claim.places)):
        told = [e for e in own if e.event_kind in FIGHTING and e.evidence.end <= claim.evidence.start and here & set(e.places)]
        told = [e for e in told if is_open or overlap(e.dates, claim.dates)]
        if told:
            return told[-1]  # the section is about what happened there: 'The official death toll is 613'
    wholes = [e for e in events if e.is_main]
    is_of_whole = len(wholes) == 1 and (is_open or overlap(wholes[0].dates, claim.dates)) and _RESULTS.search(claim.section)
    return wholes[0] if is_of_whole else None


def _is_of_section(claim: CasualtyClaim, text: str) -> bool:
    """Whether a claim of the prose may be about what its section tells: not one over years."""
    return claim.section != "infobox" and not _OF_YEARS.match(text, claim.evidence.end - 1)


def _about(claim: CasualtyClaim, event: Fact | None) -> CasualtyClaim:
    """The claim with its event, and with the event's place and date where its sentence has none of its own."""
    if not isinstance(event, Event):
        return claim
    made = replace(claim, event_fact=event, event=event.name)
    if claim.section == "infobox":
        return made
    if event.is_main:
        if not claim.places and engagement_dates(event.dates):
            made = replace(made, places=event.places[:1])
    elif not claim.places and event.places and claim.evidence.start - event.evidence.end < _NEAR:
        made = replace(made, places=event.places)
    dates = claim.dates
    if event.is_main and _RESULTS.search(claim.section) and dates is not None and dates.is_inferred:
        dates = None  # the story ended before: the sum is of all days
    if event.dates is not None and (dates is None or (dates.is_inferred and not lies_within(dates, event.dates))):
        made = replace(made, dates=replace(event.dates, is_inferred=True))
    return made


def overlap(one: Dates | None, other: Dates | None) -> bool:
    """Whether two stretches have a day in common; open or unknown ones might."""
    if one is None or other is None:
        return True
    a, b = one.span, other.span
    return not (a.end and b.start and a.end < b.start) and not (b.end and a.start and b.end < a.start)


def lies_within(one: Dates, other: Dates) -> bool:
    """Whether one stretch is a part of the other."""
    a, b = one.span, other.span
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return b.start <= a.start and a.end <= b.end
