"""Capitalised runs in sentences: the raw material of names, with what stands before and after each.

    On 24 February, Boris Kevorkov, the secretary, was dismissed     run 'Boris Kevorkov', before 'february ,', after ', the'
    Azerbaijan's Deputy Interior Minister Roshan Jivadov visited     run 'Deputy Interior Minister Roshan Jivadov'

A run is a sequence of capitalised words with initials and lower-case particles (de, von, bey, ibn) inside. Possessive -'s ends
it. The first word of a sentence counts only where it is no ordinary word: one that the article also writes in lower case, or one
of the lexicon's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from etl.normalize.lexicon.lexicons import load_lexicon
from etl.normalize.text.passages import Passage
from etl.normalize.text.words import Word, not_names, words_of

_MOST_PARTICLES = 3
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
NUMERALS = tuple(tens + units for tens in ("", "X", "XX", "XXX") for units in _UNITS)[1:]  # I to XXXIX, in order


@dataclass(frozen=True, slots=True)
class Run:
    """A capitalised run: its words, and the words around it in lower case (nearest last before, nearest first after)."""

    words: tuple[Word, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: Passage
    follows: str = ""  # the word right behind, as written
    is_chained: bool = False  # part of a longer capitalised phrase: 'Conference for | Security and | Co-operation'

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_title_of_work(self) -> bool:
        """Whether the run begins in italics: '*Black Garden*' is a book."""
        at = self.words[0].start - self.sentence.span.start
        return self.sentence.text[max(0, at - 1) : at] == "*" and self.sentence.text[max(0, at - 2) : at] != "**"

    @property
    def is_possessive(self) -> bool:
        return self.words[-1].is_possessive

    def part(self, start: int, end: int | None = None) -> Run:
        """A stretch of the run; the words cut off at the left become part of what stands before it."""
        stop = len(self.words) if end is None else end
        left = tuple(word.text.casefold() for word in self.words[:start])
        right = tuple(word.text.casefold() for word in self.words[stop:])
        return Run(
            self.words[start:stop],
            (*self.before, *left)[-6:],
            (*right, *self.after)[:6],
            self.sentence,
            self.follows,
            self.is_chained,
        )


def read_runs(prose: Iterable[Passage], ordinary: frozenset[str]) -> list[Run]:
    """All runs of the prose, in the order of the text. `ordinary`: words that the article writes in lower case."""
    return [run for sentence in prose for run in _runs(sentence, ordinary)]


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


def _runs(sentence: Passage, ordinary: frozenset[str]) -> Iterator[Run]:
    words = words_of(sentence)
    at = 0
    first = next((i for i, word in enumerate(words) if word.text[:1].isalnum()), 0)
    last: Run | None = None
    while at < len(words):
        if not _opens(words, at, ordinary, first):
            at += 1
            continue
        end = at + 1
        while end < len(words) and not words[end - 1].is_possessive and (step := _goes_on(words, end)):
            end += step
        before = tuple(w.text.casefold() for w in words[max(0, at - 6) : at])
        after = tuple(w.text.casefold() for w in words[end : end + 6])
        follows = words[end].text if end < len(words) and words[end].start - words[end - 1].end == 1 else ""
        last = Run(tuple(words[at:end]), before, after, sentence, follows, _is_chained(words, at, last))
        yield last
        at = end


def _is_chained(words: list[Word], at: int, last: Run | None) -> bool:
    """Whether the run goes on with the one before it: behind its 'of' or 'for', or behind 'and' where that goes on itself."""
    if last is None or at < 2 or words[at - 2].end != last.words[-1].end:
        return False
    joint = words[at - 1].text
    if joint in ("and", "&", "in"):
        return last.is_chained
    return joint in ("of", "for", "de") and not last.is_possessive


def _opens(words: list[Word], at: int, ordinary: frozenset[str], first: int) -> bool:
    """Whether a run begins here; `first` is the first word of the sentence that is no mark."""
    word = words[at]
    if not word.is_capitalised:
        return False
    if _is_common(word):
        if word.text in numbered() and any(w.text in of_numbers() for w in words[at + 1 : at + 3]):
            return True  # 'First Republic of Armenia', 'Second Spanish Republic'
        return word.text in directions() and at + 1 < len(words) and _is_name_word(words[at + 1]) and _is_next(words, at + 1)
    is_first = at <= first or words[at - 1].text in ('"', "“", ":")
    follows_name = at + 1 < len(words) and words[at + 1].is_capitalised
    return not (is_first and word.text.casefold() in ordinary and not follows_name)


def _is_name_word(word: Word) -> bool:
    return word.is_capitalised and not _is_common(word)


def _is_common(word: Word) -> bool:
    """An ordinary word; 'US' is none, though 'us' is."""
    return word.text.casefold() in not_names() and not (len(word.text) > 1 and word.text.isupper())


def _is_next(words: list[Word], at: int) -> bool:
    return words[at].start - words[at - 1].end == 1


def _goes_on(words: list[Word], at: int) -> int:
    """How many words the run takes at `at`: a capitalised word, or a particle and the capitalised word behind it."""
    gap = words[at].start - words[at - 1].end
    if words[at].text == "August" and gap == 1 and at + 1 < len(words) and _is_next(words, at + 1):
        after = words[at + 1]  # a month stands before a number: 'Friedrich August von der Heydte'
        return 1 if after.is_capitalised or after.text in particles() - {"y"} else 0
    if gap == 1 and words[at].text in NUMERALS and words[at - 1].is_capitalised:
        return 1  # 'Alexander I', though 'I' is a pronoun elsewhere
    if gap > 1 or (_is_common(words[at]) and words[at].text not in directions()):
        return 0
    if words[at].is_capitalised:
        return 1
    end = at
    while end < min(len(words), at + _MOST_PARTICLES) and words[end].text in particles() and _is_next(words, end):
        end += 1  # 'Adolfo de la Huerta', 'Antonio Díaz Soto y Gama'
    is_name = at < end < len(words) and words[end].is_capitalised and _is_next(words, end)
    return end + 1 - at if is_name else 0
