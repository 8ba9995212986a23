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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from etl.extract.article import Sentence
from etl.extract.spans import Span
from etl.normalize.lexicon.lexicons import kinds_by_word, load_lexicon
from etl.normalize.statements.offices import Office, OfficeReader

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
_SHORT = 60  # characters between a verb and the 'as' that names the office


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body and where a sentence names it."""

    name: str
    span: Span


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
    sentence: Sentence
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with the persons and bodies that it names, in their order, and the person named last before it."""

    text: str
    sentence: Sentence
    persons: list[Named]
    bodies: list[Named]
    last: Named | None
    reader: OfficeReader

    def statements(self) -> Iterator[Statement]:
        for i, person in enumerate(self.persons):
            yield from self._titles(person, self.persons[i - 1].span.end if i else self.sentence.span.start)
            yield from self._appositions(person)
            yield from self._participles(person, self.persons[i - 1] if i else None)
            yield from self._appointments(person)
            yield from self._nouns(person, person.span.end)
            if latter := _LATTER.search(self.text, person.span.end, self._stop(person.span.end)):
                yield from self._nouns(person, latter.end())
        yield from self._reappointments()
        for change in ("took", "left", "held"):
            for match in _verbs(change).finditer(self.text, self.sentence.span.start, self.sentence.span.end):
                if subject := self._subject(match.start()):
                    yield from self._verbal(subject, change, Span(*match.span()))

    def _stop(self, at: int) -> int:
        """Where the next person is named behind an offset, or the sentence ends."""
        return next((p.span.start for p in self.persons if p.span.start >= at), self.sentence.span.end)

    def _said(self, person: Named, office: Office | None, change: str, rule: str, start: int, end: int) -> Statement:
        return Statement(person.name, office, change, rule, Span(start, end), self.sentence)

    def _titles(self, person: Named, start: int) -> Iterator[Statement]:
        office = self.reader.before(start, person.span.start)
        if office:
            yield self._said(person, office, "held", "office_title", office.start, person.span.end)
            if office.next_title:  # 'the deputy head (and soon head) of the NKVD'
                following = replace(office, title=office.next_title)
                said = self._said(person, following, "took", "office_next_title", office.start, person.span.end)
                yield replace(said, is_next=True)

    def _appositions(self, person: Named) -> Iterator[Statement]:
        office = self.reader.behind(person.span.end, self._stop(person.span.end))
        if office:
            yield self._said(person, office, "held", "office_apposition", person.span.start, office.end)

    def _participles(self, person: Named, before: Named | None) -> Iterator[Statement]:
        after = before if before and _LATER.fullmatch(self.text, before.span.end, person.span.start) else None
        leader = after or person
        start = max(self.sentence.span.start, leader.span.start - _SHORT)
        match = _led_by().search(self.text[start : leader.span.start])
        bodies = [b for b in self.bodies if b.span.end <= start + match.start()] if match else []
        if match and bodies and _LINK.fullmatch(self.text, bodies[-1].span.end, start + match.start()):
            head = kinds_by_word("office_words", "led_by")[match[1].casefold()]
            body = bodies[-1]
            has_article = self.text[max(0, body.span.start - 4) : body.span.start].casefold() == "the "
            office = Office(head, body.name, body.span.start, person.span.end, has_article=has_article)
            yield self._said(person, office, "took" if after else "held", "office_participle", office.start, office.end)

    def _appointments(self, person: Named) -> Iterator[Statement]:
        start = max(self.sentence.span.start, person.span.start - _SHORT)
        verb = _appoint().search(self.text[start : person.span.start])
        office, is_named = self._office_as(person.span.end) if verb else (None, False)
        if verb and office and (is_named or office.start - person.span.end <= len(" as the ")):
            yield self._said(person, office, "took", "office_appointment", start + verb.start(), office.end)

    def _reappointments(self) -> Iterator[Statement]:
        """'named him as governor', 'paved the way for reinstating her as president': the person named before the pronoun."""
        for match in _HIM_AS.finditer(self.text, self.sentence.span.start, self.sentence.span.end):
            office = self.reader.at(match.end(), self._stop(match.end()))
            subject = next((p for p in self.persons if p.span.end <= match.start()), self.last)
            if office and subject:
                yield self._said(subject, office, "took", "office_appointment", self._start(subject, match.start()), office.end)

    def _nouns(self, person: Named, at: int) -> Iterator[Statement]:
        """The possessive ending stands at `at`, behind the name or behind 'the latter'."""
        match = _leaving().match(self.text[at : self.sentence.span.end])
        if match:
            office, _ = self._office_as(at + match.end(), needs_as=True)
            end = office.end if office else at + match.end()
            yield self._said(person, office, "left", "office_noun", person.span.start, end)

    def _verbal(self, subject: Named, change: str, verb: Span) -> Iterator[Statement]:
        start = self._start(subject, verb.start)
        if change == "left":
            office, _ = self._office_as(verb.end, needs_as=True)
            yield self._said(subject, office, change, "office_verb", start, office.end if office else verb.end)
        elif office := self.reader.at(verb.end, self._stop(verb.end)):
            yield self._said(subject, office, change, "office_verb", start, office.end)

    def _start(self, subject: Named, at: int) -> int:
        """Where the evidence begins: at the subject, or where a sentence before names it, at its verb."""
        return subject.span.start if subject.span.start >= self.sentence.span.start else at

    def _office_as(self, at: int, *, needs_as: bool = False) -> tuple[Office | None, bool]:
        """The office behind 'as' near an offset, or right at it; and whether 'as' stood there."""
        match = _AS.match(self.text[at : min(at + _SHORT, self.sentence.span.end)])
        if match is None and needs_as:
            return None, False
        start = at + match.end() if match else at
        return self.reader.at(start, self._stop(start)), match is not None

    def _subject(self, at: int) -> Named | None:
        """The person named last before a verb in its clause, or the one that a pronoun there means."""
        before = [p for p in self.persons if p.span.end <= at and at - p.span.end <= _NEAR]
        gap = self.text[before[-1].span.end if before else self.sentence.span.start : at]
        if before and not _NEW_CLAUSE.search(gap) and not gap.startswith(("'", "’")):
            return before[-1]
        return self.last if not before and _PRONOUN.search(gap[-25:]) else None


@cache
def _verbs(change: str) -> re.Pattern[str]:
    return _words(load_lexicon("office_words")[change], r"(?<![\w-])({})(?!\w)")


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
    return re.compile(pattern.format("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))), re.IGNORECASE)
