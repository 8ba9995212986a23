"""Noun phrases beside a number: what is counted ('9,303 artillery pieces'), and what became of it ('9 killed').

Both read the lexicons of data/reference, longest entry first, whole words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.phrase_hits import folded_text

_MOST_PHRASES = 4_096  # remembered: the same phrase is asked about by several readers
CASUALTY_CATEGORIES = ("killed", "wounded", "missing", "captured", "displaced")


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of force or materiel: the lexicon's category and where its head stands in the phrase."""

    category: str
    start: int
    end: int


def plural_pattern(entry: str) -> str:
    """A regular expression for an entry and its plural: 'ship of the line' takes its -s at the first noun."""
    words = [re.escape(word) for word in entry.split()]
    at = entry.split().index("of") - 1 if "of" in entry.split() else len(words) - 1
    last = entry.split()[at]
    if last.endswith("man"):
        words[at] = words[at][:-3] + "m[ae]n"
    elif last.endswith("y") and last[-2:] not in ("ay", "ey", "oy"):
        words[at] = words[at][:-1] + "(?:y|ies)"
    elif last.endswith(("s", "x", "ch", "sh")):
        words[at] += "(?:es)?"
    else:
        words[at] += "s?"
    return r"\s+".join(words)


@cache
def _counted_pattern() -> re.Pattern[str]:
    """Of lower case, and by first letters: few of the entries are tried at any word."""
    by_letter: dict[str, list[str]] = {}
    entries = [(entry, category) for category, names in load_lexicon("equipment_categories").items() for entry in names]
    for number, (entry, _) in enumerate(sorted(entries, key=lambda pair: -len(pair[0]))):
        pattern = plural_pattern(entry.casefold())
        by_letter.setdefault(pattern[0], []).append(rf"(?P<e{number}>{pattern[1:]})")
    groups = (rf"{letter}(?:{'|'.join(entries)})" for letter, entries in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?!\w)")


@cache
def _counted_categories() -> tuple[str, ...]:
    entries = [(entry, category) for category, names in load_lexicon("equipment_categories").items() for entry in names]
    return tuple(category for _, category in sorted(entries, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=_MOST_PHRASES)
def find_counted(phrase: str) -> tuple[Counted, ...]:
    """All heads in the phrase, left to right."""
    return tuple(
        Counted(_counted_categories()[int((m.lastgroup or "e0")[1:])], m.start(), m.end())
        for m in _counted_pattern().finditer(folded_text(phrase))
    )


def counted_category(phrase: str) -> str | None:
    """What the phrase counts: the first head decides, and a thing beats the men who serve it ('5 guns and crews')."""
    heads = find_counted(phrase)
    return heads[0].category if heads else None


@cache
def term_pattern(name: str) -> re.Pattern[str]:
    """The words of one list of casualty_terms.yml, longest first."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(load_lexicon('casualty_terms')[name])})(?![\w])", re.IGNORECASE)


def casualty_category(phrase: str) -> str | None:
    """killed, wounded, missing, captured, displaced; casualties where undifferentiated or combined; None without a word.

    'killed or wounded', 'dead, wounded, or captured' -> casualties; 'killed in battle' -> killed.
    """
    found = [category for category in CASUALTY_CATEGORIES if term_pattern(category).search(phrase)]
    if len(found) == 1 and not (found != ["displaced"] and term_pattern("casualties").search(phrase)):
        return found[0]
    if found or term_pattern("casualties").search(phrase):
        return "casualties"
    return None


def has_term(name: str, phrase: str) -> bool:
    return term_pattern(name).search(phrase) is not None


def is_only(name: str, phrase: str) -> bool:
    """Whether the phrase is nothing but one entry of the list."""
    return term_pattern(name).fullmatch(phrase.strip(" .,;:")) is not None


def population_of(phrase: str) -> str | None:
    """civilian, military, or mixed where the phrase has words of both; None where of neither."""
    civilian, military = has_term("civilian", phrase), has_term("military", phrase)
    if civilian and military:
        return "mixed"
    return "civilian" if civilian else "military" if military else None
