"""Which event a casualty claim is about: the fight or massacre whose telling holds it, or the last one told before it.

On 26 January the forces attacked Karintak … up to 70 Azeri soldiers died     the attack
(infobox) Dead: 11,557                                                        the conflict
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
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


class _Events:
    """The events that may have losses, section by section in the order of the text; and those of the conflicts."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.wholes = [e for e in events if e.is_main]
        self._told: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(events, key=lambda e: e.evidence.start):
            if event.event_kind in _CAUSES:
                self._told[event.section].append(event)
        self._starts = {section: [e.evidence.start for e in told] for section, told in self._told.items()}
        self._longest = max((e.evidence.end - e.evidence.start for e in events), default=0)

    def near(self, claim: CasualtyClaim) -> list[Event]:
        """Those of its section that hold it, or that end so shortly before it that it may be their loss."""
        starts = self._starts.get(claim.section, [])
        first = bisect_left(starts, claim.evidence.start - _FAR - self._longest)
        return self._told.get(claim.section, [])[first : bisect_left(starts, claim.evidence.end)]

    def last_fight(self, claim: CasualtyClaim, places: set[str]) -> Event | None:
        """The fight at one of the places that its section told last before it, of its time where the claim has one."""
        told = self._told.get(claim.section, [])
        is_open = claim.dates is None or claim.dates.is_inferred
        for at in reversed(range(bisect_left(self._starts.get(claim.section, []), claim.evidence.start))):
            event = told[at]
            is_before = event.evidence.end <= claim.evidence.start and event.event_kind in FIGHTING
            if is_before and places & set(event.places) and (is_open or overlap(event.dates, claim.dates)):
                return event
        return None


def with_events(facts: Iterable[Fact], events: Sequence[Event], headings: HeadingPlaces, text: str) -> list[Fact]:
    """The facts, each casualty claim among them with the event it is about; parts have the event of their whole."""
    told = _Events(events)
    done: dict[Fact, Fact] = {}
    linked: list[Fact] = []
    for fact in facts:
        if isinstance(fact, CasualtyClaim):
            parent = done.get(fact.parent) if fact.parent is not None else None
            event = parent.event_fact if isinstance(parent, CasualtyClaim) else _event_of(fact, told, headings, text)
            made = _about(replace(fact, parent=parent or fact.parent), event)
            if not made.places and _is_of_section(made, text):
                made = replace(made, places=headings.of(made.section))
            done[fact] = made
            linked.append(made)
        else:
            linked.append(fact)
    return linked


def _event_of(claim: CasualtyClaim, events: _Events, headings: HeadingPlaces, text: str) -> Event | None:
    is_open = claim.dates is None or claim.dates.is_inferred
    is_summed_up = not claim.section and is_open  # the lead sums up the whole
    if claim.section == "infobox" or is_summed_up:
        if is_summed_up:
            return events.wholes[0] if len(events.wholes) == 1 else None
        return next((e for e in events.wholes if e.name == claim.event), None)
    own = events.near(claim)
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
        told = events.last_fight(claim, here)
        if told is not None:
            return told  # the section is about what happened there: 'The official death toll is 613'
    wholes = events.wholes
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
