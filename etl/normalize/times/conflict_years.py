"""Dates inside an infobox that leave the year to the reader: 'First phase (13 Nov)', '(until 30 April)'.

The year is that of the conflict; where the conflict spans several, the one in which the date falls inside it.
"""

from __future__ import annotations

from etl.normalize.grammar.dates import find_dates
from etl.normalize.record.facts import Dates

_MOST_YEARS = 3  # in a longer war a day without a year stays unknown


def dates_within(text: str, conflict: Dates | None) -> Dates | None:
    """The first date in the text, with the conflict's year where it has none; None where nothing decides the year."""
    found = find_dates(text, open_spans=True)
    if found:
        return Dates(found[0].span)
    span = conflict.span if conflict else None
    if span is None or span.start is None or span.end is None or span.end[0] - span.start[0] >= _MOST_YEARS:
        return None
    for year in range(span.start[0], span.end[0] + 1):
        dated = next(iter(find_dates(text, default_year=year, open_spans=True)), None)
        if dated and (dated.span.start or span.start) <= span.end and span.start <= (dated.span.end or span.end):
            return Dates(dated.span, is_inferred=True)
    return None
