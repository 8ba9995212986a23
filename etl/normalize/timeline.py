"""When the sentences of an article play: the dates of each, with the year that the story has reached where they leave it out.

    In September 1991 … On 24 February …      the year of the last date before, or of the section's heading
    (later, in 1997, …)                       a look ahead in brackets does not move the story

A new section starts from the year in its heading; where it has none the story goes on from the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.article import Article, Sentence
from etl.normalize.dates import find_dates
from etl.normalize.facts import Dates
from etl.normalize.names.runs import is_bibliography

_LONGEST = 5  # years of a span that the story can stand in
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: where it stands, and the span that it means."""

    start: int
    end: int
    dates: Dates


class Timeline:
    """The dates of all sentences of the prose, by the sentence's start."""

    def __init__(self, article: Article) -> None:
        self._dates: dict[int, list[Dated]] = {}
        self._before: dict[int, Dates | None] = {}
        headings = {s.path: s.heading for s in article.sections}
        year: int | None = None
        last: Dates | None = None
        path: str | None = None
        for sentence in article.sentences:
            if is_bibliography(sentence.section):
                continue
            if sentence.section != path:
                path = sentence.section
                heading = next((m.span for m in find_dates(headings.get(path, ""))), None)
                if heading is not None and heading.year_start is not None:
                    year, last = heading.year_start, Dates(heading, is_inferred=True)
            found = _read(sentence, year)
            self._dates[sentence.span.start] = found
            self._before[sentence.span.start] = last
            told = [d.dates for d in found if not _is_aside(sentence, d)]
            if told:
                last = told[-1] if _year(told[-1]) >= _year(told[0]) else told[0]  # 'in April 2016 … since the 1994 ceasefire'
                year = _year(last)

    def of(self, sentence: Sentence) -> list[Dated]:
        """The dates that stand in the sentence, in its order."""
        return self._dates.get(sentence.span.start, [])

    def nearest(self, sentence: Sentence, start: int, end: int) -> Dates | None:
        """The date of the sentence nearest to a stretch of it; None where it has none."""
        found = self.of(sentence)
        return min(found, key=lambda d: max(d.start - end, start - d.end, 0)).dates if found else None

    def before(self, sentence: Sentence) -> Dates | None:
        """The last date of the story before the sentence, marked as inferred."""
        last = self._before.get(sentence.span.start)
        return Dates(last.span, is_inferred=True) if last else None


def _read(sentence: Sentence, year: int | None) -> list[Dated]:
    start = sentence.span.start
    return [Dated(start + m.start, start + m.end, Dates(m.span)) for m in find_dates(sentence.text, default_year=year)]


def _year(dates: Dates) -> int:
    """The last year of a span that is closed; spans of the story are."""
    span = dates.span
    return span.year_end if span.year_end is not None else span.year_start or 0


def _is_aside(sentence: Sentence, dated: Dated) -> bool:
    """A look ahead in brackets, an era of many years, the time since when something has been so."""
    at = dated.start - sentence.span.start
    span = dated.dates.span
    if (span.year_end or 0) - (span.year_start or 0) > _LONGEST or sentence.text[:at].rstrip().casefold().endswith("since"):
        return True
    return any(m.start() <= at < m.end() for m in _BRACKETED.finditer(sentence.text))
