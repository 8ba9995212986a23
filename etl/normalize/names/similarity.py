"""When two spellings are one name: 'Ter-Petrosyan' and 'Ter-Petrosian', 'Surat' and 'Suret'; not 'Heydar' and 'Ilham'."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

# transliterations that differ by convention, brought to one form: at the end of a name, and anywhere in it
_ENDINGS = (
    ("yan", "ian"), ("yev", "ev"), ("iev", "ev"), ("off", "ov"), ("sky", "ski"), ("skii", "ski"), ("skiy", "ski"),
)  # fmt: skip
_CONVENTIONS = (
    ("q", "g"), ("gh", "g"), ("kh", "h"), ("x", "h"), ("w", "v"), ("ph", "f"), ("y", "i"), ("j", "i"), ("c", "k"), ("oo", "u"),
    ("ll", "l"), ("ss", "s"), ("mm", "m"), ("nn", "n"),
)  # fmt: skip

_MOST_NAMES = 20_000  # remembered
_LONGER_THAN_NAMES = 40  # letters
_LONG, _LONG_GIVEN = 6, 4  # letters from which on one that differs makes a variant of a surname or a given name
_LETTERS = str.maketrans({"ı": "i", "ə": "e", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})


@lru_cache(maxsize=_MOST_NAMES)
def folded(name: str) -> str:
    """Lower case, no accents, conventions of transliteration levelled: 'Mutallibov' and 'Mutalibov' become one."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if c.isalpha())
    for ending, form in _ENDINGS:
        if plain.endswith(ending):
            plain = plain.removesuffix(ending) + form
    for letters, form in _CONVENTIONS:
        plain = plain.replace(letters, form)
    return plain


def variant_keys(plain: str, start: int) -> tuple[str, ...]:
    """Keys of which two words share one that are equal or differ in one letter, not in the first ones before `start`.

    The word and what is left of it without each letter; of a word longer than any name its halves, one of which is the same.
    """
    keys = [plain]
    if len(plain) <= _LONGER_THAN_NAMES + 1:
        keys += [plain[:at] + plain[at + 1 :] for at in range(start, len(plain))]
    if len(plain) >= _LONGER_THAN_NAMES:
        half = _LONGER_THAN_NAMES // 2
        keys += [f"{plain[:half]}…", f"…{plain[-half:]}"]
    return tuple(dict.fromkeys(keys))


class Spellings:
    """The names of a text by what they are spelled like, so that each is compared with its like only, and once.

    `same` judges two names; where it holds, one of the keys that the first is entered under is among those that the second
    asks for, and the other way round. `asked`: the same keys as `entered`, where nothing else is said.
    """

    def __init__(
        self,
        same: Callable[[str, str], bool],
        entered: Callable[[str], Iterable[str]],
        asked: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        self._same, self._entered, self._asked = same, entered, asked or entered
        self._names: dict[str, list[str]] = {}  # by key
        self._alike: dict[str, list[str]] = {}  # by name, itself among them

    def add(self, name: str) -> None:
        if name in self._alike:
            return
        others = self._others(name)
        for other in others:
            self._alike[other].append(name)
        self._alike[name] = [name, *others]
        for key in self._entered(name):
            self._names.setdefault(key, []).append(name)

    def of(self, name: str) -> list[str]:
        """The names so far of which one spelling is this name."""
        return self._alike.get(name) or self._others(name)

    def _others(self, name: str) -> list[str]:
        candidates: dict[str, None] = {}
        for key in self._asked(name):
            if others := self._names.get(key):
                candidates.update(dict.fromkeys(others))
        return [other for other in candidates if self._same(name, other)]


def surnames() -> Spellings:
    return Spellings(same_surname, _surname_keys)


def given_names() -> Spellings:
    return Spellings(same_given, _given_keys, _keys_asked_for_given)


@lru_cache(maxsize=_MOST_NAMES)
def _surname_keys(name: str) -> tuple[str, ...]:
    plain = folded(name)
    return variant_keys(plain, 2) if len(plain) >= _LONG else (plain,)


def _given_keys(name: str) -> Iterator[str]:
    """Those of its variants, and its first letter, by which an initial asks for it."""
    yield from _variants_of_given(name)
    yield f"{name[:1]}." if _is_initial(name) else f"{name[:1]}*"


def _keys_asked_for_given(name: str) -> Iterator[str]:
    """Of a name also the initial that may stand for it, of an initial all names that it may stand for."""
    yield from _variants_of_given(name)
    yield f"{name[:1]}."
    if _is_initial(name):
        yield f"{name[:1]}*"


@lru_cache(maxsize=_MOST_NAMES)
def _variants_of_given(name: str) -> tuple[str, ...]:
    plain = folded(name)
    return variant_keys(plain, 1) if len(plain) >= _LONG_GIVEN else (plain,)


def _is_initial(name: str) -> bool:
    return len(name.rstrip(".")) == 1


def same_surname(one: str, other: str) -> bool:
    """Equal, or one letter apart where the name is long enough for that to be a variant."""
    a, b = folded(one), folded(other)
    return a == b or (min(len(a), len(b)) >= _LONG and a[:2] == b[:2] and distance_at_most_one(a, b))


def same_given(one: str, other: str) -> bool:
    """Given names that do not contradict: equal, an initial of the other, or one letter apart."""
    if one.rstrip(".") and other.rstrip(".") and (_is_initial(one) or _is_initial(other)):
        return one[0] == other[0]
    a, b = folded(one), folded(other)
    return a == b or (min(len(a), len(b)) >= _LONG_GIVEN and a[0] == b[0] and distance_at_most_one(a, b))


def distance_at_most_one(a: str, b: str) -> bool:
    """Whether one letter replaced, added or dropped turns one into the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :]
    shorter, longer = sorted((a[at:], b[at:]), key=len)
    return shorter == longer[1:]
