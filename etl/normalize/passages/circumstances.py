"""Where and when a clause of a sentence plays: the place behind a preposition nearest to it, the date nearest to it."""

from __future__ import annotations

import re

from etl.normalize.passages.claimants import NOBODY, Claimant
from etl.normalize.passages.scenes import Named, Scene
from etl.normalize.record.facts import Dates
from etl.normalize.times.clock import Clock

_HERE = re.compile(
    r"\b(?:in|at|near|around|outside|over|on|off|inside|within|throughout|across)\s(?:the\s)?(?:[a-z-]+\s){0,3}(?:of\s)?\Z"
)
_JOINED = re.compile(r",?\s(?:and|or|&)\s(?:the\s)?|,\s(?:the\s)?")


def places_of(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """The places where it happened: that named behind a preposition of place nearest to the clause, with those joined to it."""
    here = [n for n in scene.named if n.kind == "place" and _HERE.search(scene.text, max(0, n.start - 40), n.start)]
    if not here:
        return ()
    nearest = min(here, key=lambda n: (max(n.start - end, start - n.end, 0), n.start))
    places = [nearest]
    for named in scene.named:
        if named.kind == "place" and named.start > places[-1].end and _JOINED.fullmatch(scene.text, places[-1].end, named.start):
            places.append(named)
    return tuple(dict.fromkeys(p.entity.name for p in places))


def when_of(scene: Scene, start: int, end: int, clock: Clock, claimant: Claimant = NOBODY) -> Dates | None:
    """The date of the clause: that in the sentence nearest to it, else the last one told right before, which is inferred.

    A date before the claimant is that of his words: 'On 3 March the Globe reported that 1,000 had been slain'.
    """
    own = [d for d in scene.dated if claimant.end < 0 or not claimant.start <= start or d.end - scene.offset > claimant.end]
    if scene.dated and not own:
        return None
    if own:
        at, to = scene.offset + start, scene.offset + end
        return min(own, key=lambda d: max(d.start - to, at - d.end, 0)).dates
    return clock.recent(scene.passage)


def near(scene: Scene, kinds: tuple[str, ...], start: int, end: int) -> list[Named]:
    """The entities of some kinds within a stretch of the sentence."""
    return [n for n in scene.named if n.kind in kinds and start <= n.start and n.end <= end]
