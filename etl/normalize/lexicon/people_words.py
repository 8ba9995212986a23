"""Words for people: 'soldiers', 'villagers', 'youth', and the names of peoples ('Azerbaijanis', 'Kurds')."""

from __future__ import annotations

from functools import cache

from etl.normalize.lexicon.lexicons import find_polity, load_lexicon, polities


@cache
def is_people_word(word: str) -> bool:
    """Whether a word of a noun phrase means people: a noun of the lexicon, or a demonym in the plural or singular."""
    if word[:1].isupper():
        return word in _demonyms() or word.removesuffix("s") in _demonyms()
    folded = word.casefold()
    return folded in _nouns() or folded.removesuffix("s") in _nouns() or folded.removesuffix("es") in _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load_lexicon("people_words")["people"])


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word for polity in polities() for word in (*polity.people, *polity.adjectives) if find_polity(word))
