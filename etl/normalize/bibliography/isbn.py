"""ISBNs in a bibliography line: "ISBN: 0-7656-0244-X", "ISBN 978 1-4728-1150-9", "ISBN 0920474799".

ISSN, OCLC and ASIN numbers are other things and are not read. Check digits: ISO 2108:2017 (ISBN-13, weights 1 and 3,
modulo 10) and ISO 2108:1992 (ISBN-10, weights 10 to 1, modulo 11, X = 10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# 17 signs hold any ISBN-13 with its four hyphens; a few more allow for doubled blanks.
_ISBN = re.compile(
    r"\bISBN(?:[-‐– ]?1[03](?=[:\s]))?\s{0,3}:?\s{0,3}"
    r"([0-9](?:[0-9]|[ ‐‑–-]{1,2}(?=[0-9Xx])){7,18}[Xx]?)"
)
_SEPARATORS = re.compile(r"[\s‐‑–-]+")


@dataclass(frozen=True, slots=True)
class IsbnMention:
    """One ISBN as written, with the span `start`..`end` (characters, the word ISBN included) and its check."""

    text: str
    is_valid: bool
    start: int
    end: int


def find_isbn(text: str) -> IsbnMention | None:
    """Find the first ISBN: 'Sharpe ISBN: 0-7656-0244-X' -> text '0-7656-0244-X', is_valid True.

    A number of the wrong length or check digit is reported as written with `is_valid` False. None where there is none.
    """
    match = _ISBN.search(text)
    if match is None:
        return None
    number = _own_number(match[1])
    return IsbnMention(number, is_valid_isbn(number), match.start(), match.start(1) + len(number))


def _own_number(run: str) -> str:
    """Cut what follows the ISBN and only looks like a part of it: '0920474799 280' -> '0920474799'."""
    ends = [gap.start() for gap in re.finditer(r"\s", run)] + [len(run)]
    prefixes = [run[:end] for end in ends if len(_SEPARATORS.sub("", run[:end])) in (10, 13)]
    return next((prefix for prefix in prefixes if is_valid_isbn(prefix)), prefixes[-1] if prefixes else run[: ends[0]])


def is_valid_isbn(text: str) -> bool:
    """Check the last digit of an ISBN-10 or ISBN-13, blanks and hyphens ignored: '0-7656-0244-X' -> True."""
    digits = _SEPARATORS.sub("", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return False
