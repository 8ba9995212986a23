"""Who took, left and held which office or command, and when: the statements of the sentences as facts.

    On 1 July, Huseynov was appointed prime minister of Azerbaijan.       took, 1 July of the story's year
    Defence Minister Gaziev … resigned on 20 February                     held; left

An office that the text leaves without its body has that of the same person's other statements. A verb of leaving counts only for
a person whose office the article tells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.extract.spans import Span
from etl.normalize.doc import Doc
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import Dates, OfficeHolding
from etl.normalize.statements.office_patterns import Naming, Namings, OfficeSentence, Statement
from etl.normalize.statements.offices import OfficeReader
from etl.normalize.text.passages import Passage
from etl.normalize.times.clock import Clock


def read_office_holdings(doc: Doc) -> tuple[OfficeHolding, ...]:
    """The statements of all sentences, in the order of the text."""
    listed = list(doc.named_entities)
    text = doc.article.text
    reader = OfficeReader(text, listed)
    persons, bodies = _Names(listed, "person"), _Names(listed, "organization")
    statements: list[Statement] = []
    last: Naming | None = None
    for sentence in doc.prose:
        here = persons.within(sentence)
        told = OfficeSentence(text, sentence, Namings(here), Namings(bodies.within(sentence)), last, reader)
        statements += told.statements()
        last = here[-1] if here else last
    return tuple(_fact(s, doc.clock) for s in _distinct(_settled(statements)))


class _Names:
    """All namings of the entities of one kind, by where they stand."""

    def __init__(self, entities: Iterable[Entity], kind: str) -> None:
        found = [Naming(e.name, span) for e in entities if e.entity_kind == kind for span in e.spans]
        self._named = sorted(found, key=lambda n: n.span.start)
        self._starts = [n.span.start for n in self._named]

    def within(self, sentence: Passage) -> list[Naming]:
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
    told: dict[tuple[int, str, str], _Apart] = {}
    for new in sorted(statements, key=lambda s: (s.change == "held", s.span.start)):
        sentence = new.sentence.span.start
        head = new.office.head if new.office and not new.is_next else None
        if head and not told.setdefault((sentence, new.person, head), _Apart()).take(new.span):
            continue
        kept.setdefault((sentence, new.person), []).append(new)
    return sorted((s for group in kept.values() for s in group), key=lambda s: (s.span.start, s.span.end))


class _Apart:
    """Stretches that do not overlap, in their order."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def take(self, new: Span) -> bool:
        """Add a stretch, unless it overlaps another."""
        at = bisect_left(self._spans, new.end, key=lambda span: span.start)
        if at and new.start < self._spans[at - 1].end:
            return False
        self._spans.insert(bisect_right(self._spans, new.start, key=lambda span: span.start), new)
        return True


def _fact(statement: Statement, clock: Clock) -> OfficeHolding:
    office = statement.office
    if office is None:
        raise ValueError("a statement without an office is no fact")
    dates: Dates | None = None
    if office.is_held:
        span = statement.span
        dates = clock.nearest(statement.sentence, span.start, span.end) or clock.before(statement.sentence)
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
