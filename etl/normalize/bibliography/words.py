"""The word lists of the bibliography grammar, read from data/reference/citation_words.yml."""

from __future__ import annotations

from functools import cache

from etl.normalize.lexicon import lexicons


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list, case folded: words('suffixes') -> {'jr', 'sr', 'ii', ...}."""
    return frozenset(entry.casefold() for entry in lexicons.load_lexicon("citation_words")[name])


def alternatives(name: str) -> str:
    """One list as a regular expression's alternatives, longest first: 'a general|general|...'."""
    return lexicons.alternatives(words(name))
