"""Words of a sentence that say what became of people or things, with where they may stand.

    done       33 Azerbaijanis were killed; killed 33 Azerbaijanis
    suffered   18 Armenians died                     what is counted stands before it
    doing      killing an estimated 25,000 people    what is counted stands behind it
    noun       at least 99 civilian deaths           the noun is what is counted, or behind it "of" what is

Lists of data/reference: `<category>_<manner>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of

_MANNERS = ("done", "suffered", "doing", "noun")


@dataclass(frozen=True, slots=True)
class Fate:
    """A word or phrase for what became of something: its category, and the manners in which it can be used."""

    start: int
    end: int
    category: str
    manners: frozenset[str]


def find_fates(lexicon: str, text: str) -> list[Fate]:
    """All words of the lexicon in a sentence, left to right, the longest at each place."""
    meanings = _meanings(lexicon)
    return [
        Fate(start, end, *meanings[word])
        for start, end, word in phrases_of(text).find(_WORDS[lexicon])
        if not (start > 2 and text[start].isupper())  # "Plutarch's Lives"
    ]


def has_fate(lexicon: str, text: str) -> bool:
    """Whether a sentence has any such word: most have none and need no further reading."""
    return phrases_of(text).has(_WORDS[lexicon])


@cache
def _meanings(lexicon: str) -> dict[str, tuple[str, frozenset[str]]]:
    """For each word its category (of two, the first listed) and manners."""
    manners: dict[str, set[str]] = {}
    categories: dict[str, str] = {}
    for name, listed in load_lexicon(lexicon).items():
        category, _, manner = name.rpartition("_")
        if manner not in _MANNERS:
            continue
        for word in listed:
            if categories.setdefault(word, category) == category:
                manners.setdefault(word, set()).add(manner)
    return {word: (categories[word], frozenset(found)) for word, found in manners.items()}


def _words(lexicon: str) -> PhraseList:
    not_before = re.compile(r"\sdown\b")  # 'shot down' is no fate of people
    return PhraseList(lambda: _meanings(lexicon), not_before)


_WORDS = {lexicon: _words(lexicon) for lexicon in ("casualty_verbs", "equipment_verbs", "aircraft_fates")}


@cache
def only_between(which: str) -> re.Pattern[str]:
    """A stretch made of nothing but words of the list `between` or `before`, marks of apposition included."""
    words = alternatives(load_lexicon("casualty_verbs")[which])
    return re.compile(rf"(?:[\s,*]|(?<![\w-])(?:{words})(?![\w-]))*", re.IGNORECASE)
