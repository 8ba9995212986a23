"""The word lists of the bibliography grammar, read from data/reference/citation_words.yml."""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.lexicon.lexicons import load_lexicon


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list, case folded: words('suffixes') -> {'jr', 'sr', 'ii', ...}."""
    return frozenset(entry.casefold() for entry in load_lexicon("citation_words")[name])


def alternatives(name: str) -> str:
    """One list as a regular expression's alternatives, longest first: 'a general|general|...'."""
    return "|".join(re.escape(entry) for entry in sorted(words(name), key=lambda entry: (-len(entry), entry)))
