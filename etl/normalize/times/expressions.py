"""Time expressions as facts: those of the prose by the clock, and the stated dates of table notes and of the infobox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from etl.extract.spans import Span
from etl.normalize.grammar.date_patterns import SEASON_MONTHS
from etl.normalize.grammar.dates import find_dates
from etl.normalize.record.facts import Dates, TimeExpression
from etl.normalize.text.passages import Kind, Passages
from etl.normalize.times.clock import Clock


def read_time_expressions(passages: Passages, clock: Clock, text: str) -> tuple[TimeExpression, ...]:
    """All expressions of an article, in the order of the text; those of the same words and meaning are numbered."""
    found = [*_of_prose(clock, text), *_of_values(passages)]
    counted: Counter[tuple[str, str, Dates]] = Counter()
    numbered = []
    for expression in sorted(found, key=lambda e: (e.evidence.start, e.evidence.end)):
        same = (expression.surface, expression.section, expression.dates)
        counted[same] += 1
        numbered.append(replace(expression, number=counted[same]))
    return tuple(numbered)


def _of_prose(clock: Clock, text: str) -> Iterator[TimeExpression]:
    for passage in clock.passages:
        for dated in clock.of(passage):
            span = Span(dated.start, dated.end)
            yield _expression(span, span.cut(text), passage.section, dated.rule, dated.kind, dated.dates)


def _of_values(passages: Passages) -> Iterator[TimeExpression]:
    kinds: tuple[tuple[str, Kind], ...] = (("date_in_infobox", "infobox_field"), ("date_in_table", "cell"))
    for rule, kind in kinds:
        for passage in passages.of(kind):
            for match in find_dates(passage.text, clues=passage.clues):
                span = passage.stretch(match.start, match.end)
                is_day = match.span.start == match.span.end
                yield _expression(span, match.span.raw, passage.section, rule, "date" if is_day else "period", Dates(match.span))


def _expression(span: Span, words: str, section: str, rule: str, kind: str, dates: Dates) -> TimeExpression:
    surface = " ".join(words.split())
    if kind == "period" and any(season in surface.casefold().split() for season in SEASON_MONTHS):
        kind = "season"
    return TimeExpression(evidence=span, section=section, rule=rule, surface=surface, time_kind=kind, number=1, dates=dates)
