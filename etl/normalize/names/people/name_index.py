"""Whom a name can mean, by its surname and given name, so that a text of thousands of people is read in linear time.

    Huseynov          all who bear the surname in any spelling, and all whose first name it is
    Suret Huseynov    Surat Huseynov and S. Huseynov, but not Heydar Aliyev

What is found by key is more than what is the same: `same_person` judges it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from etl.normalize.names.sightings import bare
from etl.normalize.names.similarity import given_keys, surname_keys

_Key = TypeVar("_Key", bound=Hashable)


class NameIndex:
    """Numbers of persons by the parts of their names."""

    def __init__(self) -> None:
        self._lone: dict[str, list[int]] = {}  # those called by one word
        self._parts: dict[str, list[int]] = {}  # by first and last word of their full names
        self._full: dict[tuple[str, str], list[int]] = {}

    def add(self, words: tuple[str, ...], number: int) -> None:
        """Another name of a person."""
        name = bare(words)
        if len(name) == 1:
            _enter(self._lone, surname_keys(name[0]), number)
        else:
            _enter(self._parts, _keys_of_parts(name), number)
            _enter(self._full, full_name_keys(name), number)

    def bearers(self, words: tuple[str, ...]) -> list[int]:
        """Who may be meant by a name, in the order of their numbers."""
        name = bare(words)
        if len(name) == 1:
            keys = surname_keys(name[0])
            found = {number for key in keys for among in (self._lone, self._parts) for number in among.get(key, ())}
        else:
            found = {number for key in _keys_of_parts(name) for number in self._lone.get(key, ())}
            found.update(number for key in full_name_keys(name) for number in self._full.get(key, ()))
        return sorted(found)


def full_name_keys(name: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Keys that names share whose first and last words can be spellings of one another."""
    return ((surname, given) for surname in surname_keys(name[-1]) for given in given_keys(name[0]))


def _keys_of_parts(name: tuple[str, ...]) -> Iterator[str]:
    """Those by which a word alone can mean the bearer of a full name; an initial is no word."""
    return (key for part in (name[0], name[-1]) if not part.endswith(".") for key in surname_keys(part))


def _enter(index: dict[_Key, list[int]], keys: Iterable[_Key], number: int) -> None:
    for key in keys:
        index.setdefault(key, []).append(number)
