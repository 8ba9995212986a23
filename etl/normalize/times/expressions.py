"""Time expressions as facts: those of the prose by the timeline, and the stated dates of table notes and of the infobox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from etl.extract.article import Article
from etl.extract.spans import MappedText, Span
from etl.normalize.grammar.date_patterns import SEASON_MONTHS
from etl.normalize.grammar.dates import find_dates
from etl.normalize.record.facts import Dates, TimeExpression
from etl.normalize.times.timeline import Timeline


def read_time_expressions(article: Article, timeline: Timeline) -> list[TimeExpression]:
    """All expressions of an article, in the order of the text; those of the same words and meaning are numbered."""
    found = [*_of_prose(article, timeline), *_of_values(article)]
    counted: Counter[tuple[str, str, Dates]] = Counter()
    numbered = []
    for expression in sorted(found, key=lambda e: (e.evidence.start, e.evidence.end)):
        same = (expression.surface, expression.section, expression.dates)
        counted[same] += 1
        numbered.append(replace(expression, number=counted[same]))
    return numbered


def _of_prose(article: Article, timeline: Timeline) -> Iterator[TimeExpression]:
    for passage in timeline.passages:
        for dated in timeline.of(passage):
            span = Span(dated.start, dated.end)
            yield _expression(span, span.cut(article.text), passage.section, dated.rule, dated.kind, dated.dates)


def _of_values(article: Article) -> Iterator[TimeExpression]:
    for field in article.fields:
        yield from _stated(field.value, "infobox", "date_in_infobox")
    for table in article.tables:
        for row in table.rows:
            for cell in row:
                yield from _stated(cell.value, table.section, "date_in_table")


def _stated(value: MappedText, section: str, rule: str) -> Iterator[TimeExpression]:
    for match in find_dates(value.text):
        kind = "date" if match.span.start == match.span.end else "period"
        yield _expression(value[match.start : match.end].span, match.span.raw, section, rule, kind, Dates(match.span))


def _expression(span: Span, words: str, section: str, rule: str, kind: str, dates: Dates) -> TimeExpression:
    surface = " ".join(words.split())
    if kind == "period" and any(season in surface.casefold().split() for season in SEASON_MONTHS):
        kind = "season"
    return TimeExpression(evidence=span, section=section, rule=rule, surface=surface, time_kind=kind, number=1, dates=dates)
