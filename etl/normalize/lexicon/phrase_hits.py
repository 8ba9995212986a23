"""All phrases of all lexicons in a text, found in one pass; every reader then asks for those of its own list.

    CLAIMING = PhraseList.of("claim_words", "verbs", "denials")      a reader declares what it looks for, at import
    phrases_of("Baku denied that it claims 30").find(CLAIMING)       (5, 11, 'denied'), (20, 26, 'claims')

A phrase is found as whole words, in any case, the longest at each place, without overlap within a list.

The pass is one compiled Aho-Corasick automaton over all lists: ahocorasick-rs (Apache-2.0, over the Rust crate that ripgrep uses;
wheels of 0.3 to 0.7 MB for Linux and macOS on x86-64 and ARM and for Windows on x86-64, CPython 3.10 to 3.14). Over the 6,330
sentences of 29 articles six lists with 1,049 phrases took 473 ms when each list looked up the words of a sentence by itself,
117 ms with one table of first words for all lists in Python, 59 ms with pyahocorasick (BSD, a C extension with wheels
for the same systems) and 28 ms with ahocorasick-rs; with all 20,000 entries of the lexicons 440, 206 and 180 ms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from ahocorasick_rs import AhoCorasick

from etl.normalize.lexicon.lexicons import load_lexicon

_WORD = re.compile(r"(?<![\w-])\w[\w'’]*")
_WITHIN_WORDS = "_-"  # beside letters and digits
_APOSTROPHES = "'’"
_MOST_TEXTS = 4_096  # whose phrases are remembered: more sentences than a long article has


@dataclass(frozen=True, eq=False)
class PhraseList:
    """The phrases that one reader looks for, declared at import and read from the lexicon when the first text is.

    `not_before`: a regular expression for what must not follow a phrase, beside a letter or hyphen, in lower case.
    """

    phrases: Callable[[], Iterable[str]]
    not_before: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        _Automaton.declare(self)

    @classmethod
    def of(cls, lexicon: str, *lists: str) -> PhraseList:
        """The entries of some lists of a lexicon."""
        return cls(lambda: (entry for name in lists for entry in load_lexicon(lexicon)[name]))


class _Automaton:
    """All phrases of all lists declared so far; made anew when one is declared after the first text was read."""

    _declared: ClassVar[list[PhraseList]] = []
    _made: ClassVar[_Automaton | None] = None

    def __init__(self, lists: Iterable[PhraseList]) -> None:
        readers: dict[str, dict[PhraseList, None]] = {}
        for each in lists:
            for phrase in each.phrases():
                readers.setdefault(phrase.casefold(), {})[each] = None
        self.entries = [(phrase, _is_one_word(phrase), tuple(lists)) for phrase, lists in readers.items() if phrase]
        self._finder = AhoCorasick([phrase for phrase, _, _ in self.entries])

    def matches(self, folded: str) -> list[tuple[int, int, int]]:
        """(number of the entry, start, end) of all, also inside of words and of each other."""
        return self._finder.find_matches_as_indexes(folded, overlapping=True)

    @classmethod
    def declare(cls, phrases: PhraseList) -> None:
        cls._declared.append(phrases)
        if cls._made is not None:
            cls._made = None
            phrases_of.cache_clear()

    @classmethod
    def declared(cls) -> tuple[PhraseList, ...]:
        return tuple(cls._declared)

    @classmethod
    def of_all(cls) -> _Automaton:
        if cls._made is None:
            cls._made = cls(cls._declared)
        return cls._made


class PhraseHits:
    """The phrases of one text, list by list. `folded`: the text in lower case, letter by letter."""

    def __init__(self, text: str) -> None:
        self.folded = folded_text(text)
        self._found: dict[PhraseList, list[tuple[int, int, str, bool]]] = {}
        automaton = _Automaton.of_all()
        for number, start, end in automaton.matches(self.folded):
            if self._is_whole(start, end):
                phrase, is_one_word, lists = automaton.entries[number]
                for each in lists:
                    self._found.setdefault(each, []).append((start, end, phrase, is_one_word))
        for hits in self._found.values():
            hits.sort(key=lambda hit: (hit[0], -hit[1]))

    def find(self, phrases: PhraseList, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, phrase in lower case) of each, left to right, without overlap, within a stretch of the text.

        The stretch begins and ends between words.
        """
        stop = len(self.folded) if end is None else end
        at = start
        for begins, ends, phrase, is_one_word in self._found.get(phrases, ()):
            if begins < at or ends > stop:
                continue
            if is_one_word and ends < stop and self.folded[ends] in _APOSTROPHES:
                continue  # "the enemy's" is another word than 'enemy'
            if phrases.not_before is not None and phrases.not_before.match(self.folded, ends):
                continue
            yield begins, ends, phrase
            at = ends

    def has(self, phrases: PhraseList, start: int = 0, end: int | None = None) -> bool:
        return next(self.find(phrases, start, end), None) is not None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no word goes on before or behind."""
        text = self.folded
        if end < len(text) and ((behind := text[end]).isalnum() or behind in _WITHIN_WORDS):
            return False
        if start == 0:
            return True
        before = text[start - 1]
        if before in _APOSTROPHES:  # "don't", but "'killed'"
            return start in self._starts
        return not (before.isalnum() or before in _WITHIN_WORDS)

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(match.start() for match in _WORD.finditer(self.folded))


def declared_lists() -> tuple[PhraseList, ...]:
    """All lists that the readers imported so far look for."""
    return _Automaton.declared()


@lru_cache(maxsize=_MOST_TEXTS)
def phrases_of(text: str) -> PhraseHits:
    """The phrases of all declared lists in a text; kept, since several readers ask for those of the same sentence."""
    return PhraseHits(text)


def _is_one_word(phrase: str) -> bool:
    word = _WORD.match(phrase)
    return word is not None and word[0] == phrase


def folded_text(text: str) -> str:
    """In lower case, letter by letter: 'ß' and the like, which become two, stay as they are."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
