"""Where a sentence says that a person took, left or held an office: titles, appositions, verbs, participles, nouns.

Defence Minister Gaziev                                  title
the mayor of Khojaly, Elmar Mamedov                      title, behind a comma
Serzh Sargsyan, the then-military leader of …            apposition
On 1 July, Huseynov was appointed prime minister         verb
to appoint Khosrov bey Sultanov as governor              appointment
the Committee …, headed by X and later by Y              participle
Gorbachev's resignation as president of the USSR         noun
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, takewhile
from typing import NamedTuple

from etl.extract.spans import Span
from etl.normalize.grammar.clues import Clues, first_clues
from etl.normalize.lexicon.lexicons import alternatives, kinds_by_word, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of
from etl.normalize.statements.offices import Office, OfficeReader
from etl.normalize.text.passages import Passage

_VERBS = {change: PhraseList.of("office_words", change) for change in ("took", "left", "held")}
_AS = re.compile(r"[^.;:]{0,40}?\bas (?=\w)")
_PRONOUN = re.compile(r"(?<!\w)(?:he|she|him|her)(?!\w)", re.IGNORECASE)
_HIM_AS = re.compile(r"(?<!\w)(?:him|her|himself|herself) as(?= )")
_LATTER = re.compile(r"(?<=the )latter(?=['’]s)")
_LATER = re.compile(r",? and (?:later|then|subsequently|afterwards) (?:by )?")
_NEW_CLAUSE = re.compile(r"[;:]|, (?:and|but) (?!was|is|had)")
# between a body and what leads it: ', which was'
_LINK = re.compile(
    r"['’]?[\s,(]*(?:(?:which|who|that|was|were|is|are|and|then|being|had|been|created|formed|forces?|troops|assembled|"
    r"again|now|largely|all)"
    r"[\s,]+)*"
)
_NEAR = 90  # characters between a subject and its verb
_NEAR_PRONOUN = 25  # characters between a pronoun and its verb
_SHORT = 60  # characters between a verb and the 'as' that names the office


class Naming(NamedTuple):
    """A person or body and where a sentence names it."""

    name: str
    span: Span


class Namings:
    """The persons or bodies of one kind that a sentence names, in their order; those beside an offset are found by bisection."""

    def __init__(self, named: list[Naming]) -> None:
        self._named = named
        self._starts = [n.span.start for n in named]
        self._reach = list(accumulate((n.span.end for n in named), max))  # the last end so far

    def __iter__(self) -> Iterator[Naming]:
        return iter(self._named)

    def first_from(self, at: int) -> Naming | None:
        """The first that begins at an offset or behind it."""
        number = bisect_left(self._starts, at)
        return self._named[number] if number < len(self._named) else None

    def first_before(self, at: int) -> Naming | None:
        """The first of all, where it ends before an offset."""
        begun = takewhile(lambda n: n.span.start <= at, self._named)
        return next((n for n in begun if n.span.end <= at), None)

    def last_before(self, at: int, within: int | None = None) -> Naming | None:
        """The last that ends at an offset or before it, at most so many characters before."""
        number = bisect_right(self._starts, at) - 1
        earliest = 0 if within is None else at - within
        while number >= 0 and self._reach[number] >= earliest:
            if earliest <= self._named[number].span.end <= at:
                return self._named[number]
            number -= 1
        return None


@dataclass(frozen=True, slots=True)
class Statement:
    """That a person took, left or held an office; None where the sentence does not say which.

    `is_next`: the office that came after the one of the title.
    """

    person: str
    office: Office | None
    change: str
    rule: str
    span: Span
    sentence: Passage
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class OfficeSentence:
    """A sentence with the persons and bodies that it names, in their order, and the person named last before it."""

    text: str
    sentence: Passage
    persons: Namings
    bodies: Namings
    last: Naming | None
    reader: OfficeReader

    def statements(self) -> Iterator[Statement]:
        before: Naming | None = None
        clues = self.sentence.clues
        offices, leaders, leavings = (not words.isdisjoint(clues) for words in _clues())
        for person in self.persons:
            if offices:
                yield from self._titles(person, before.span.end if before else self.sentence.span.start)
                yield from self._appositions(person)
            if leaders:
                yield from self._participles(person, before)
            if offices:
                yield from self._appointments(person)
            if leavings:
                yield from self._nouns(person, person.span.end)
                if latter := _LATTER.search(self.text, person.span.end, self._stop(person.span.end)):
                    yield from self._nouns(person, latter.end())
            before = person
        if before is None and self.last is None:
            return  # nobody is there of whom a verb can say something
        if offices and " as " in self.sentence.text:
            yield from self._reappointments()
        told = phrases_of(self.sentence.span.cut(self.text))
        for change, verbs in _VERBS.items():
            for start, end, _ in told.find(verbs):
                verb = Span(self.sentence.span.start + start, self.sentence.span.start + end)
                if subject := self._subject(verb.start):
                    yield from self._verbal(subject, change, verb)

    def _stop(self, at: int) -> int:
        """Where the next person is named behind an offset, or the sentence ends."""
        following = self.persons.first_from(at)
        return following.span.start if following else self.sentence.span.end

    def _said(self, person: Naming, office: Office | None, change: str, rule: str, start: int, end: int) -> Statement:
        return Statement(person.name, office, change, rule, Span(start, end), self.sentence)

    def _titles(self, person: Naming, start: int) -> Iterator[Statement]:
        office = self.reader.before(start, person.span.start)
        if office:
            yield self._said(person, office, "held", "office_title", office.start, person.span.end)
            if office.next_title:  # 'the deputy head (and soon head) of the NKVD'
                following = replace(office, title=office.next_title)
                said = self._said(person, following, "took", "office_next_title", office.start, person.span.end)
                yield replace(said, is_next=True)

    def _appositions(self, person: Naming) -> Iterator[Statement]:
        office = self.reader.behind(person.span.end, self._stop(person.span.end))
        if office:
            yield self._said(person, office, "held", "office_apposition", person.span.start, office.end)

    def _participles(self, person: Naming, before: Naming | None) -> Iterator[Statement]:
        after = before if before and _LATER.fullmatch(self.text, before.span.end, person.span.start) else None
        leader = after or person
        start = max(self.sentence.span.start, leader.span.start - _SHORT)
        match = _led_by().search(self.text[start : leader.span.start])
        body = self.bodies.last_before(start + match.start()) if match else None
        if match and body and _LINK.fullmatch(self.text, body.span.end, start + match.start()):
            head = kinds_by_word("office_words", "led_by")[match[1].casefold()]
            has_article = self.text[max(0, body.span.start - 4) : body.span.start].casefold() == "the "
            office = Office(head, body.name, body.span.start, person.span.end, has_article=has_article)
            yield self._said(person, office, "took" if after else "held", "office_participle", office.start, office.end)

    def _appointments(self, person: Naming) -> Iterator[Statement]:
        start = max(self.sentence.span.start, person.span.start - _SHORT)
        verb = _appoint().search(self.text[start : person.span.start])
        office, is_named = self._office_as(person.span.end) if verb else (None, False)
        if verb and office and (is_named or office.start - person.span.end <= len(" as the ")):
            yield self._said(person, office, "took", "office_appointment", start + verb.start(), office.end)

    def _reappointments(self) -> Iterator[Statement]:
        """'named him as governor', 'paved the way for reinstating her as president': the person named before the pronoun."""
        for match in _HIM_AS.finditer(self.text, self.sentence.span.start, self.sentence.span.end):
            office = self.reader.at(match.end(), self._stop(match.end()))
            subject = self.persons.first_before(match.start()) or self.last
            if office and subject:
                yield self._said(subject, office, "took", "office_appointment", self._start(subject, match.start()), office.end)

    def _nouns(self, person: Naming, at: int) -> Iterator[Statement]:
        """The possessive ending stands at `at`, behind the name or behind 'the latter'."""
        match = _leaving().match(self.text[at : self.sentence.span.end])
        if match:
            office, _ = self._office_as(at + match.end(), needs_as=True)
            end = office.end if office else at + match.end()
            yield self._said(person, office, "left", "office_noun", person.span.start, end)

    def _verbal(self, subject: Naming, change: str, verb: Span) -> Iterator[Statement]:
        start = self._start(subject, verb.start)
        if change == "left":
            office, _ = self._office_as(verb.end, needs_as=True)
            yield self._said(subject, office, change, "office_verb", start, office.end if office else verb.end)
        elif office := self.reader.at(verb.end, self._stop(verb.end)):
            yield self._said(subject, office, change, "office_verb", start, office.end)

    def _start(self, subject: Naming, at: int) -> int:
        """Where the evidence begins: at the subject, or where a sentence before names it, at its verb."""
        return subject.span.start if subject.span.start >= self.sentence.span.start else at

    def _office_as(self, at: int, *, needs_as: bool = False) -> tuple[Office | None, bool]:
        """The office behind 'as' near an offset, or right at it; and whether 'as' stood there."""
        match = _AS.match(self.text[at : min(at + _SHORT, self.sentence.span.end)])
        if match is None and needs_as:
            return None, False
        start = at + match.end() if match else at
        return self.reader.at(start, self._stop(start)), match is not None

    def _subject(self, at: int) -> Naming | None:
        """The person named last before a verb in its clause, or the one that a pronoun there means."""
        before = self.persons.last_before(at, within=_NEAR)
        if before is None:
            gap = self.text[max(self.sentence.span.start, at - _NEAR_PRONOUN) : at]
            return self.last if self.last and _PRONOUN.search(gap) else None
        gap = self.text[before.span.end : at]
        return None if _NEW_CLAUSE.search(gap) or gap.startswith(("'", "’")) else before


@cache
def _clues() -> tuple[Clues, Clues, Clues]:
    """The clues of offices, of words like 'led by' and of those like 'resignation': most sentences have none."""
    words = load_lexicon("office_words")
    return first_clues(words["heads"]), first_clues(kinds_by_word("office_words", "led_by")), first_clues(words["leaving"])


@cache
def _appoint() -> re.Pattern[str]:
    return _words(load_lexicon("office_words")["appoint"], r"(?<![\w-])({})(?: \w+){{0,3}} ?$")


@cache
def _leaving() -> re.Pattern[str]:
    return _words(load_lexicon("office_words")["leaving"], r"['’]s? (?:\w+ )?({})(?!\w)")


@cache
def _led_by() -> re.Pattern[str]:
    return _words(tuple(kinds_by_word("office_words", "led_by")), r"(?<!\w)({})(?: \w+){{0,4}} ?$")


def _words(words: tuple[str, ...], pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.format(alternatives(words)), re.IGNORECASE)
