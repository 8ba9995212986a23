"""Cardinal number words: 'six', 'thirty-three', 'two hundred and fifty', 'a dozen' is no count but 'twelve' is."""

from __future__ import annotations

import re

from etl.normalize.grammar.clues import DIGIT

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: i for i, word in enumerate(_UNITS)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
CLUES = frozenset((DIGIT, *_VALUES, *_SCALES, "billion"))  # one of them stands in every count
NUMBER_WORDS = "|".join(sorted((*_VALUES, *_SCALES), key=len, reverse=True))


def number_from_words(text: str) -> int | None:
    """'two hundred and fifty' -> 250. A scale alone ('hundred') and anything that is no cardinal give None."""
    words = [w for w in re.split(r"[\s-]+", text.lower().strip()) if w != "and"]
    if not words or words[0] not in _VALUES:
        return None
    total = group = 0
    previous = ""
    for word in words:
        if word in _VALUES:
            if previous in _UNITS or (previous in _TENS and _VALUES[word] > 9):
                return None  # 'six seven' are two numbers
            group += _VALUES[word]
        elif word == "hundred":
            group *= 100
        elif word in _SCALES:
            total += group * _SCALES[word]
            group = 0
        else:
            return None
        previous = word
    return total + group
