"""Whether a conflict was one battle or short campaign, so that all that is told of it lies in its days.

15–18 November 1812     one engagement
197 BC                  one as well: a year is all that is known
1988–1994               a war
"""

from __future__ import annotations

from etl.normalize.record.facts import Dates

_LONGEST_ENGAGEMENT = 100  # days; beyond it a strength or place of the infobox is not that of one engagement


def engagement_dates(dates: Dates | None) -> Dates | None:
    """The dates of a battle or short campaign; None for a war, whose infobox strengths hold at no one time."""
    span = dates.span if dates else None
    if span is None:
        return None
    if span.start is None or span.end is None:  # before the year 1, which a day cannot hold
        of_one_year = span.year_start is not None and span.year_start == span.year_end
        return Dates(span, is_inferred=True) if of_one_year else None
    (y1, m1, d1), (y2, m2, d2) = span.start, span.end
    days = (y2 - y1) * 365 + (m2 - m1) * 30 + d2 - d1
    return Dates(span, is_inferred=True) if days <= _LONGEST_ENGAGEMENT else None
