"""Spelling variants of a place name inside one document: 'Malibeili' in a table, 'Malibeyli' in the prose.

Two names of seven letters or more that differ in one inner letter are one place; the spelling that the document uses most
is canonical, on a tie the first. A difference at the end is an inflection (Exampleland, Examplelander) and joins nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from etl.normalize.lexicon.lexicons import find_polity

_WORD = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_]{6,}(?![\w-])")
_SHORTEST = 7


def spelling_of(name: str, text: str) -> str:
    """The canonical spelling of the name in the text: itself, or the variant that stands there more often or first."""
    if len(name) < _SHORTEST or not _WORD.fullmatch(name) or find_polity(name):
        return name
    counts = _capitalised_words(text).get(_ends(name), {})
    variants = [word for word in counts if word == name or (_one_inner_letter_apart(name, word) and not find_polity(word))]
    return max(variants, key=lambda word: (counts[word][0], -counts[word][1]), default=name)


@lru_cache(maxsize=4)
def _capitalised_words(text: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Capitalised words of the text by their ends: how often, and where first."""
    words: dict[str, dict[str, tuple[int, int]]] = {}
    for m in _WORD.finditer(text):
        alike = words.setdefault(_ends(m[0]), {})
        count, first = alike.get(m[0], (0, m.start()))
        alike[m[0]] = (count + 1, first)
    return words


def _ends(word: str) -> str:
    """The letters in which spellings of one name do not differ."""
    return word[:2] + word[-2:]


def _one_inner_letter_apart(one: str, other: str) -> bool:
    """One letter replaced, added or dropped, neither among the first two nor the last two."""
    if one == other or abs(len(one) - len(other)) > 1 or one[:2] != other[:2] or one[-2:] != other[-2:]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest_one, rest_other = one[at:], other[at:]
    if len(one) == len(other):
        return rest_one[1:] == rest_other[1:]
    shorter, longer = sorted((rest_one, rest_other), key=len)
    return shorter == longer[1:]
