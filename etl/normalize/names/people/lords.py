"""Lords called by their places: 'Henry Percy, 4th Earl of Northumberland' is the Northumberland who held back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives
from etl.normalize.names import cues
from etl.normalize.names.runs import NameRun
from etl.normalize.names.sightings import Sighting, bare, sighting_of


def called_by_place(full: Iterable[Sighting], runs: list[NameRun]) -> dict[str, tuple[str, ...]]:
    """Places by which a lord is called, with his name: 'Henry Percy, 4th Earl of Northumberland'. Of two lords, neither."""
    sentences = {run.words[0].start: run.sentence for run in runs}
    found: dict[str, set[tuple[str, ...]]] = {}
    for sighting in full:
        sentence = next((sentences[w] for w in (sighting.span.start,) if w in sentences), None)
        match = _lordship().match(sentence.text, sighting.span.end - sentence.span.start) if sentence else None
        if match:
            found.setdefault(match[1], set()).add(sighting.words)
    return {place: next(iter(names)) for place, names in found.items() if len({bare(n)[-1] for n in names}) == 1}


@cache
def _lordship() -> re.Pattern[str]:
    titles = alternatives(cues.listed("person_contexts", "called_by_place"))
    return re.compile(
        rf",? (?:\(?(?:and |later |then )?(?:the )?)(?:\d+(?:st|nd|rd|th) |[Ff]irst )?(?:{titles}) of ([A-Z][\w'’-]+)"
    )


def lord(run: NameRun, lords: dict[str, tuple[str, ...]]) -> Sighting | None:
    """'Northumberland held back': a place that does what persons do is the lord called by it."""
    words = lords.get(run.text) if len(run.words) == 1 else None
    if words is None or run.is_chained:
        return None
    is_place = cues.is_place_before(run) or run.before[-1:] in (("in",), ("at",), ("near",), ("from",), ("to",), ("of",))
    is_human = (cues.is_human_after(run) and not is_place) or cues.is_human_owner(run) or cues.is_human_before(run)
    if not is_human:
        return None
    return replace(sighting_of(run, (), "called_by_place"), words=words, shown=run.text)
