"""When two spellings are one name: 'Ter-Petrosyan' and 'Ter-Petrosian', 'Surat' and 'Suret'; not 'Heydar' and 'Ilham'."""

from __future__ import annotations

import unicodedata
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
_LONG = 6  # letters from which on one that differs makes a variant of a surname
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


@lru_cache(maxsize=_MOST_NAMES)
def surname_keys(name: str) -> tuple[str, ...]:
    """Keys of which names share one wherever `same_surname` holds: the folded name, and where it is long those of variants."""
    plain = folded(name)
    return variant_keys(plain, 2) if len(plain) >= _LONG else (plain,)


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


def given_keys(name: str) -> tuple[str, str]:
    """Keys of which names share one wherever `same_given` holds: how the name begins, as written and folded."""
    return name[:1], f"={folded(name)[:1]}"


def same_surname(one: str, other: str) -> bool:
    """Equal, or one letter apart where the name is long enough for that to be a variant."""
    a, b = folded(one), folded(other)
    return a == b or (min(len(a), len(b)) >= _LONG and a[:2] == b[:2] and distance_at_most_one(a, b))


def same_given(one: str, other: str) -> bool:
    """Given names that do not contradict: equal, an initial of the other, or one letter apart."""
    if one.rstrip(".") and other.rstrip(".") and (len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1):
        return one[0] == other[0]
    a, b = folded(one), folded(other)
    return a == b or (min(len(a), len(b)) >= 4 and a[0] == b[0] and distance_at_most_one(a, b))


def distance_at_most_one(a: str, b: str) -> bool:
    """Whether one letter replaced, added or dropped turns one into the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :]
    shorter, longer = sorted((a[at:], b[at:]), key=len)
    return shorter == longer[1:]
