"""Capitalised runs in sentences: the raw material of names, with what stands before and after each.

    On 24 February, Boris Kevorkov, the secretary, was dismissed     run 'Boris Kevorkov', before 'february ,', after ', the'
    Azerbaijan's Deputy Interior Minister Roshan Jivadov visited     run 'Deputy Interior Minister Roshan Jivadov'

A run is a sequence of capitalised words with initials and lower-case particles (de, von, bey, ibn) inside. Possessive -'s ends
it. The first word of a sentence counts only where it is no ordinary word: one that the article also writes in lower case, or one
of the lexicon's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from etl.normalize.lexicon.lexicons import load_lexicon
from etl.normalize.text.passages import Passage
from etl.normalize.text.words import SentenceWords, Word, not_names

_MOST_PARTICLES = 3
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = [tens + units for tens in ("", "X", "XX", "XXX") for units in _UNITS][1:]
NUMERALS = {numeral: number for number, numeral in enumerate(_ROMAN, 1)}  # I to XXXIX


class NameRun(NamedTuple):
    """A capitalised run: its words, and the words around it in lower case (nearest last before, nearest first after)."""

    words: tuple[Word, ...]
    text: str  # the words with a blank between them
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: Passage
    follows: str = ""  # the word right behind, as written
    is_chained: bool = False  # part of a longer capitalised phrase: 'Conference for | Security and | Co-operation'

    @classmethod
    def of(
        cls,
        words: tuple[Word, ...],
        before: tuple[str, ...],
        after: tuple[str, ...],
        sentence: Passage,
        follows: str,
        is_chained: bool,
    ) -> NameRun:
        text = words[0].text if len(words) == 1 else " ".join([word.text for word in words])
        return cls(words, text, before, after, sentence, follows, is_chained)

    @property
    def is_title_of_work(self) -> bool:
        """Whether the run begins in italics: '*Black Garden*' is a book."""
        at = self.words[0].start - self.sentence.span.start
        return self.sentence.text[max(0, at - 1) : at] == "*" and self.sentence.text[max(0, at - 2) : at] != "**"

    @property
    def is_possessive(self) -> bool:
        return self.words[-1].is_possessive

    def part(self, start: int, end: int | None = None) -> NameRun:
        """A stretch of the run; the words cut off at the left become part of what stands before it."""
        stop = len(self.words) if end is None else end
        left = tuple(word.text.casefold() for word in self.words[:start])
        right = tuple(word.text.casefold() for word in self.words[stop:])
        return NameRun.of(
            self.words[start:stop],
            (*self.before, *left)[-6:],
            (*right, *self.after)[:6],
            self.sentence,
            self.follows,
            self.is_chained,
        )


def read_runs(prose: Iterable[SentenceWords], ordinary: frozenset[str]) -> list[NameRun]:
    """All runs of the prose, in the order of the text. `ordinary`: words that the article also writes in lower case."""
    return [run for line in prose for run in _runs(line, ordinary)]


@cache
def particles() -> frozenset[str]:
    listed = load_lexicon("person_titles")["particles"]
    return frozenset(p for p in listed if p.islower() and p not in ("the", "of", "and", "no", "e", "i"))


@cache
def directions() -> frozenset[str]:
    """'South', 'New', 'Mount': words that begin or end a name beside another capitalised word."""
    return frozenset(load_lexicon("place_contexts")["directions"])


@cache
def numbered() -> frozenset[str]:
    """'First' to 'Sixth', which begin the names of states that are counted."""
    return frozenset(word.capitalize() for word in load_lexicon("organization_words")["ordinals"][:6])


@cache
def of_numbers() -> frozenset[str]:
    return frozenset(load_lexicon("place_contexts")["counted"])


def _runs(line: SentenceWords, ordinary: frozenset[str]) -> Iterator[NameRun]:
    words, folded = line.words, line.folded
    first = next((i for i, word in enumerate(words) if word.text[0].isalnum()), 0)
    last: NameRun | None = None
    end = 0
    for at in line.capitals:
        if at < end or not _opens(line, at, ordinary, first):
            continue
        end = at + 1
        while end < len(words) and not words[end - 1].is_possessive and (step := _goes_on(line, end)):
            end += step
        follows = words[end].text if end < len(words) and _is_next(words, end) else ""
        chained = _is_chained(words, at, last)
        last = NameRun.of(
            tuple(words[at:end]), folded[max(0, at - 6) : at], folded[end : end + 6], line.sentence, follows, chained
        )
        yield last


def _is_chained(words: list[Word], at: int, last: NameRun | None) -> bool:
    """Whether the run goes on with the one before it: behind its 'of' or 'for', or behind 'and' where that goes on itself."""
    if last is None or at < 2 or words[at - 2].end != last.words[-1].end:
        return False
    joint = words[at - 1].text
    if joint in ("and", "&", "in"):
        return last.is_chained
    return joint in ("of", "for", "de") and not last.is_possessive


def _opens(line: SentenceWords, at: int, ordinary: frozenset[str], first: int) -> bool:
    """Whether a run begins at a capitalised word; `first` is the first word of the sentence that is no mark."""
    words = line.words
    word = words[at]
    if _is_common(line, at):
        if word.text in numbered() and any(w.text in of_numbers() for w in words[at + 1 : at + 3]):
            return True  # 'First Republic of Armenia', 'Second Spanish Republic'
        return word.text in directions() and at + 1 < len(words) and _is_name_word(line, at + 1) and _is_next(words, at + 1)
    if line.folded[at] not in ordinary:
        return True
    is_first = at <= first or words[at - 1].text in ('"', "“", ":")
    return not is_first or (at + 1 < len(words) and words[at + 1].is_capitalised)


def _is_name_word(line: SentenceWords, at: int) -> bool:
    return line.words[at].is_capitalised and not _is_common(line, at)


def _is_common(line: SentenceWords, at: int) -> bool:
    """An ordinary word; 'US' is none, though 'us' is."""
    text = line.words[at].text
    return line.folded[at] in not_names() and not (len(text) > 1 and text.isupper())


def _is_next(words: list[Word], at: int) -> bool:
    return words[at].start - words[at - 1].end == 1


def _goes_on(line: SentenceWords, at: int) -> int:
    """How many words the run takes at `at`: a capitalised word, or a particle and the capitalised word behind it."""
    words = line.words
    word, before = words[at], words[at - 1]
    gap = word.start - before.end
    if gap > 1:
        return 0
    if word.text == "August" and gap == 1 and at + 1 < len(words) and _is_next(words, at + 1):
        after = words[at + 1]  # a month stands before a number: 'Friedrich August von der Heydte'
        return 1 if after.is_capitalised or after.text in particles() - {"y"} else 0
    if gap == 1 and before.is_capitalised and word.text in NUMERALS:
        return 1  # 'Alexander I', though 'I' is a pronoun elsewhere
    if _is_common(line, at) and word.text not in directions():
        return 0
    if word.is_capitalised:
        return 1
    end = at
    while end < min(len(words), at + _MOST_PARTICLES) and words[end].text in particles() and _is_next(words, end):
        end += 1  # 'Adolfo de la Huerta', 'Antonio Díaz Soto y Gama'
    is_name = at < end < len(words) and words[end].is_capitalised and _is_next(words, end)
    return end + 1 - at if is_name else 0
