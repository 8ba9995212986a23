"""Which places a name can mean: a text of thousands of places is read in linear time.

Martakert      Mardakert, found by what is left without one letter
Nakhichevan    Nakhchivan, found by its consonants
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.normalize.names.similarity import Spellings, distance_at_most_one, folded, variant_keys

_VOWELS = str.maketrans("", "", "aeiou")
_LONG = 7  # letters from which on one that differs makes a variant
_MOST_CONSONANTS_APART = 2  # letters by which names of the same consonants may differ in length
_FEWEST_CONSONANTS = 4


def same_place(one: str, other: str) -> bool:
    """Two spellings of one name: 'Mardakert' and 'Martakert', 'Nakhichevan' and 'Nakhchivan', 'Agdam' and 'Aghdam'."""
    if one == other:
        return True
    a, b = folded(one), folded(other)
    if a == b:
        return True
    if a[:1] != b[:1] or len(one.split()) != len(other.split()):
        return False
    consonants = _consonants(a)
    is_long = len(consonants) >= _FEWEST_CONSONANTS and abs(len(a) - len(b)) <= _MOST_CONSONANTS_APART
    if is_long and consonants == _consonants(b):
        return True
    return min(len(a), len(b)) >= _LONG and a[-2:] == b[-2:] and distance_at_most_one(a, b)


def _consonants(plain: str) -> str:
    return plain.translate(_VOWELS)


def _keys(name: str) -> tuple[str, ...]:
    """Keys of which two names share one wherever `same_place` holds."""
    plain = folded(name)
    keys = list(variant_keys(plain, 1)) if len(plain) >= _LONG else [plain]
    consonants = _consonants(plain)
    if len(consonants) >= _FEWEST_CONSONANTS:
        keys.append(f"{plain[0]}.{consonants}")
    return tuple(keys)


class PlaceIndex:
    """Numbers of places by their names."""

    def __init__(self) -> None:
        self._spellings = Spellings(same_place, _keys)
        self._bearers: dict[str, list[int]] = {}  # by name

    def add(self, name: str, number: int) -> None:
        """A name of a place, which may have others."""
        self._spellings.add(name)
        self._bearers.setdefault(name, []).append(number)

    def bearers(self, name: str) -> Iterator[int]:
        """The places that the name can mean by one of theirs, in no order."""
        return (number for other in self._spellings.of(name) for number in self._bearers[other])
