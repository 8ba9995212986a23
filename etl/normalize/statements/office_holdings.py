"""Who took, left and held which office or command, and when: the statements of the sentences as facts.

    On 1 July, Huseynov was appointed prime minister of Azerbaijan.       took, 1 July of the story's year
    Defence Minister Gaziev … resigned on 20 February                     held; left

An office that the text leaves without its body has that of the same person's other statements. A verb of leaving counts only for
a person whose office the article tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.extract.article import Article, Sentence
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import Dates, OfficeHolding
from etl.normalize.statements.office_patterns import Named, Scene, Statement
from etl.normalize.statements.offices import OfficeReader
from etl.normalize.text.words import prose_of
from etl.normalize.times.timeline import Timeline


def read_office_holdings(article: Article, entities: Iterable[Entity], timeline: Timeline) -> list[OfficeHolding]:
    """The statements of all sentences, in the order of the text."""
    listed = list(entities)
    reader = OfficeReader(article.text, listed)
    persons, bodies = _Names(listed, "person"), _Names(listed, "organization")
    statements: list[Statement] = []
    last: Named | None = None
    for sentence in prose_of(article):
        here = persons.within(sentence)
        statements += Scene(article.text, sentence, here, bodies.within(sentence), last, reader).statements()
        last = here[-1] if here else last
    return [_fact(s, timeline) for s in _distinct(_settled(statements))]


class _Names:
    """All namings of the entities of one kind, by where they stand."""

    def __init__(self, entities: Iterable[Entity], kind: str) -> None:
        found = [Named(e.name, span) for e in entities if e.entity_kind == kind for span in e.spans]
        self._named = sorted(found, key=lambda n: n.span.start)
        self._starts = [n.span.start for n in self._named]

    def within(self, sentence: Sentence) -> list[Named]:
        first, end = bisect_left(self._starts, sentence.span.start), bisect_left(self._starts, sentence.span.end)
        return self._named[first:end]


def _settled(statements: list[Statement]) -> Iterator[Statement]:
    """The statements with the office or body that others of the same person tell; without any they are dropped."""
    bodies: dict[tuple[str, str], str] = {}
    for statement in statements:
        if statement.office and statement.office.body:
            bodies.setdefault((statement.person, statement.office.head), statement.office.body)
    told: dict[str, Statement] = {}
    for statement in statements:
        named = statement if statement.office else told.get(statement.person)
        if named is None or named.office is None:
            continue
        office = replace(named.office, body=named.office.body or bodies.get((statement.person, named.office.head)))
        if office.is_held:
            told[statement.person] = named
        yield replace(statement, office=office)


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Of statements whose words overlap, on one person and office: those of taking or leaving it before that of holding it."""
    kept: dict[tuple[int, str], list[Statement]] = {}
    for new in sorted(statements, key=lambda s: (s.change == "held", s.span.start)):
        beside = kept.setdefault((new.sentence.span.start, new.person), [])
        if not any(_repeats(new, old) for old in beside):
            beside.append(new)
    return sorted((s for group in kept.values() for s in group), key=lambda s: (s.span.start, s.span.end))


def _repeats(new: Statement, old: Statement) -> bool:
    if new.office is None or old.office is None or new.office.head != old.office.head or new.is_next or old.is_next:
        return False
    return new.span.start < old.span.end and old.span.start < new.span.end


def _fact(statement: Statement, timeline: Timeline) -> OfficeHolding:
    office = statement.office
    if office is None:
        raise ValueError("a statement without an office is no fact")
    dates: Dates | None = None
    if office.is_held:
        span = statement.span
        dates = timeline.nearest(statement.sentence, span.start, span.end) or timeline.before(statement.sentence)
    return OfficeHolding(
        evidence=statement.span,
        section=statement.sentence.section,
        rule=statement.rule,
        person=statement.person,
        office=office.name,
        organization=office.body,
        change=statement.change,
        dates=dates,
    )
