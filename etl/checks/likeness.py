"""How much of what a gold value says a value of ours says: numbers, days, lists of names, names of one group, texts.

likeness("is_inferred", "1", True)                          1.0
likeness("aliases", "Ruiz; José Ruiz", "Jose Ruiz; Colonel")  one of three: 0.33
likeness("victim_group", "Armenian", "Armenia")             1.0: two words for one group
likeness("side", "NKR", "Republic of Artsakh", names)       1.0 where the gold set says that one is a name of the other
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from schema.publish import column_type

CONTAINED = 0.8  # score of a text that holds the other one
LOOKS_ALIKE = 0.6  # a similarity up to this is chance

Names = Mapping[str, str]  # another name of a person, place or body of the gold set -> its own name, both folded
NO_NAMES: Names = {}

_LISTS = frozenset({"aliases", "roles", "actors", "agents", "targets", "place"})
_GROUPS = frozenset({"victim_group", "side", "force", "affiliation"})
_OF_NAMES = frozenset({
    "actors", "agents", "targets", "place", "force", "actor", "side", "person", "speaker", "operator", "attributed_to",
    "victim_group", "affiliation",
})  # fmt: skip
# a people and its state, where both do not begin with the same four letters
_KIN = frozenset({
    ("american", "united states"), ("us", "united states"), ("union", "united states"), ("british", "united kingdom"),
    ("british", "great britain"), ("british", "britain"), ("dutch", "netherlands"), ("french", "france"), ("polish", "poland"),
    ("spanish", "spain"), ("danish", "denmark"), ("welsh", "wales"), ("irish", "ireland"), ("greek", "greece"),
    ("turkish", "turkey"), ("swiss", "switzerland"), ("hittite", "hatti"), ("yorkist", "house of york"),
    ("lancastrian", "house of lancaster"), ("swedish", "sweden"), ("roman", "rome"), ("northern irish", "northern ireland"),
})  # fmt: skip
_FIRST_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BETWEEN_WORDS = re.compile(r"[^\w]+")


def likeness(column: str, gold: object, ours: object, names: Names = NO_NAMES) -> float:
    """How much of what `gold` says is said by `ours`, 0 to 1.

    Numbers, flags and dates agree or do not; lists by the share of items in common; texts by their letters, names under
    any that the gold set gives the same thing.
    """
    if _is_integer(column) or column.startswith("date_"):
        return float(agrees(column, gold, ours))
    known = names if column in _OF_NAMES else NO_NAMES
    if column in _LISTS:
        wanted, given = ({known.get(item, item) for item in items(value)} for value in (gold, ours))
        return len(wanted & given) / len(wanted | given) if wanted else float(not given)
    a, b = (known.get(text, text) for text in (fold(gold), fold(ours)))
    if a == b or (column in _GROUPS and _is_kin(a, b)):
        return 1.0
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return CONTAINED
    ratio = SequenceMatcher(None, a, b).ratio()
    return ratio if ratio > LOOKS_ALIKE else 0.0


def _is_kin(a: str, b: str) -> bool:
    """Whether two words mean one group: 'armenian' and 'armenia', 'american' and 'united states'."""
    if (a, b) in _KIN or (b, a) in _KIN:
        return True
    are_words = bool(a and b) and " " not in a and " " not in b
    return are_words and min(len(a), len(b)) >= 4 and a[:4] == b[:4]


def agrees(column: str, gold: object, ours: object) -> bool:
    """Whether two values of a column are the same: numbers as integers, dates as days, texts bare of accents."""
    if _is_integer(column):
        return integer(gold) == integer(ours)
    if column.startswith("date_"):
        return day(gold) == day(ours)
    return fold(gold) == fold(ours)


@cache
def _is_integer(column: str) -> bool:
    return column_type(column) in ("integer", "boolean")


def fold(value: object) -> str:
    """A text for comparing: lower case, no accents, words with one blank between; '' for None."""
    return "" if value is None else _fold(str(value))


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub(" ", "".join(letters).casefold()).strip()


def items(value: object) -> set[str]:
    return {item for item in map(fold, str(value or "").split(";")) if item}


def integer(value: object) -> int | None:
    """The integer at the start of the value; flags are 0 and 1; None where there is none."""
    if value is None or isinstance(value, bool):
        return None if value is None else int(value)
    number = _FIRST_NUMBER.match(str(value))
    return int(float(number[0])) if number else None


def day(value: object) -> str:
    return str(value or "")[:10]
