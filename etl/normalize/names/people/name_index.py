"""Whom a name can mean, by its surname and given name, so that a text of thousands of people is read in linear time.

Huseynov          all who bear the surname in any spelling, and all whose first name it is
Suret Huseynov    Surat Huseynov and S. Huseynov, but not Heydar Aliyev
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.normalize.names.sightings import bare
from etl.normalize.names.similarity import given_names, surnames


class FullNames:
    """Numbers of persons by the first and last words of their full names."""

    def __init__(self) -> None:
        self._given, self._surnames = given_names(), surnames()
        self._numbers: dict[tuple[str, str], list[int]] = {}

    def add(self, words: tuple[str, ...], number: int = 0) -> None:
        self._given.add(words[0])
        self._surnames.add(words[-1])
        self._numbers.setdefault((words[0], words[-1]), []).append(number)

    def alike(self, words: tuple[str, ...]) -> Iterator[int]:
        """Those of the same surname, whose given names do not contradict."""
        surnames = self._surnames.of(words[-1])
        given = self._given.of(words[0]) if surnames else ()
        return (number for first in given for last in surnames for number in self._numbers.get((first, last), ()))


class NameIndex:
    """Numbers of persons by their names: what it finds is more than what `same_person` says to be the same."""

    def __init__(self) -> None:
        self._full = FullNames()
        self._words = surnames()
        self._lone: dict[str, list[int]] = {}  # those called by one word
        self._parts: dict[str, list[int]] = {}  # by first and last word of their full names

    def add(self, words: tuple[str, ...], number: int) -> None:
        """Another name of a person."""
        name = bare(words)
        if len(name) > 1:
            self._full.add(name, number)
        for word in _words(name):
            self._words.add(word)
            (self._parts if len(name) > 1 else self._lone).setdefault(word, []).append(number)

    def bearers(self, words: tuple[str, ...]) -> list[int]:
        """Who may be meant by a name, in the order of their numbers."""
        name = bare(words)
        alike = (other for word in _words(name) for other in self._words.of(word))
        if len(name) > 1:
            return sorted({*self._full.alike(name), *(n for word in alike for n in self._lone.get(word, ()))})
        return sorted({n for word in alike for among in (self._lone, self._parts) for n in among.get(word, ())})


def _words(name: tuple[str, ...]) -> tuple[str, ...]:
    """Those by which a word alone can mean the bearer of a full name; an initial is no word."""
    return tuple(word for word in (name[0], name[-1]) if not word.endswith(".")) if len(name) > 1 else name
