"""Which mentions mean the same person.

Mikhail Gorbachev, Gorbachev                 a lone surname means its bearer
Surat Huseynov, Suret Huseynov               spellings of one name
Heydar Aliyev, Ilham Aliyev                  two persons; 'Aliyev' is the one that the passage is about
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.extract.spans import Span
from etl.normalize.names.cues import is_given_name
from etl.normalize.names.people.name_index import NameIndex
from etl.normalize.names.people.person_names import find_sightings
from etl.normalize.names.runs import NUMERALS, NameRun
from etl.normalize.names.sightings import Sighting, bare
from etl.normalize.names.similarity import same_given, same_surname

_PASSAGE = 1_500  # characters in which a full name decides whom a surname means


@dataclass(slots=True)
class PersonDraft:
    """One person: all sightings, and so all names."""

    number: int  # in the order of their first naming
    sightings: list[Sighting] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)  # every name and how often it stands
    full_names: list[tuple[str, ...]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)  # and roles, case folded
    named_at: int = -_PASSAGE  # the last place where a full name stands

    def add(self, sighting: Sighting) -> PersonDraft:
        if sighting.name not in self.names and " " in sighting.name:
            self.full_names.append(tuple(sighting.name.split(" ")))
        self.sightings.append(sighting)
        self.names[sighting.name] += 1
        self.titles.update(role.casefold() for role in sighting.roles)
        if len(sighting.words) > 1:
            self.named_at = max(self.named_at, sighting.span.start)
        return self


class _PersonDrafts:
    """The persons of an article so far, found by the names that they go by."""

    def __init__(self) -> None:
        self.all: list[PersonDraft] = []
        self._index = NameIndex()

    def add(self, sighting: Sighting, figure: PersonDraft | None = None) -> PersonDraft:
        """Put a sighting to a person, or to a new one."""
        if figure is None:
            figure = PersonDraft(len(self.all))
            self.all.append(figure)
        is_asked_for = " " in sighting.name or not figure.full_names  # who has a full name is known by that
        if sighting.name not in figure.names and is_asked_for:
            self._index.add(tuple(sighting.name.split(" ")), figure.number)
        return figure.add(sighting)

    def bearers(self, words: tuple[str, ...]) -> list[PersonDraft]:
        """Whom a name may mean, in the order of their first naming."""
        return [self.all[number] for number in self._index.bearers(words) if _may_be(self.all[number], words)]


def find_people(
    runs: Iterable[NameRun], known: Iterable[tuple[str, Span]], ordinary: frozenset[str], others: frozenset[str] = frozenset()
) -> list[PersonDraft]:
    """The persons of the runs. `known`: names of persons that the infobox and tables give, with where they stand.

    `ordinary`: words that the article also writes in lower case; `others`: names of places and bodies of the structured parts.
    """
    # the infobox tells its persons apart: two Scipios stay two
    figures = _PersonDrafts()
    for name, span in known:
        figures.add(Sighting(tuple(name.split()), span, is_listed=True))
    certain = [words for figure in figures.all for words in figure.full_names]
    free = [run for run in runs if not run.is_chained or run.before[-1:] == ("of",)]
    last: PersonDraft | None = None
    for sighting in find_sightings(free, certain, ordinary, others):
        last = _place(figures, sighting, last)
    return figures.all


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: the same surname, and given names that do not contradict."""
    numerals = [{w for w in words if w in NUMERALS} for words in (one, other)]
    if all(numerals) and numerals[0] != numerals[1]:
        return False
    one, other = bare(one), bare(other)
    if any(numerals) and not all(numerals) and max(len(one), len(other)) > 1:
        return False  # 'Alexander I' is no 'Alexander Tormasov'
    if len(one) == 1 or len(other) == 1:
        short, long = sorted((one, other), key=len)
        if len(long) == 1:
            return same_surname(short[0], long[0])
        return any(same_surname(short[0], part) for part in (long[0], long[-1]) if not part.endswith("."))
    return same_surname(one[-1], other[-1]) and same_given(one[0], other[0])


def _place(figures: _PersonDrafts, sighting: Sighting, last: PersonDraft | None) -> PersonDraft | None:
    """Put a sighting to the person it means, or make a new one; a given name that several bear means nobody for sure."""
    is_lone = len(sighting.words) == 1
    if is_lone and not sighting.roles and last is not None and _may_be(last, sighting.words):
        return figures.add(sighting, last)
    bearers = figures.bearers(sighting.words)
    titled = [figure for figure in bearers if _has_title(figure, sighting)]
    bearers = titled or bearers  # 'President Wilson' is the one who was called so
    if is_lone and last is not None and any(figure is last for figure in bearers):
        return figures.add(sighting, last)
    if is_lone and len(bearers) > 1 and is_given_name(sighting.words[0]):
        return last
    return figures.add(sighting, max(bearers, key=lambda figure: _likelihood(figure, sighting), default=None))


def _has_title(figure: PersonDraft, sighting: Sighting) -> bool:
    return any(role.casefold() in figure.titles for role in sighting.roles)


def _likelihood(figure: PersonDraft, sighting: Sighting) -> tuple[bool, bool, int, int]:
    """Who bears the title that stands before the name; then whom the passage named in full; then whom the text names most."""
    is_near = len(sighting.words) == 1 and sighting.span.start - figure.named_at < _PASSAGE
    return _has_title(figure, sighting), is_near, len(figure.sightings), figure.sightings[-1].span.start


def _may_be(figure: PersonDraft, words: tuple[str, ...]) -> bool:
    own = figure.full_names or [tuple(name.split(" ")) for name in figure.names]
    here = {word for word in words if word in NUMERALS}
    numerals = {word for name in own for word in name if word in NUMERALS} if here else set()
    if numerals and not here & numerals:
        return False  # a 'Prince Ramesses' who is Ramesses II is not Ramesses I as well
    is_first_name = len(words) == 1 and is_given_name(words[0]) and not _goes_by_first_name(figure, words[0])
    return not is_first_name and any(same_person(words, name) for name in own)


def _goes_by_first_name(figure: PersonDraft, word: str) -> bool:
    """Whether a lone given name may mean the person: a ruler, one of the infobox, or one whose surname it is as well."""
    names = figure.full_names
    is_listed = any(s.is_listed for s in figure.sightings)
    return is_listed or not names or any(name[-1] == word or name[-1] in NUMERALS or "of" in name for name in names)
