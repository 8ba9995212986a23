"""The words and marks of a sentence, with their places in the article.

Azerbaijan's Deputy Interior Minister visited     Azerbaijan (possessive), Deputy, Interior, Minister, visited
under Boleslav I. The eighth year                 under, Boleslav, I, '.', The, eighth, year
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.normalize.lexicon.lexicons import load_lexicon
from etl.normalize.text.passages import Passage

# 'U.S.' is one word, 'J.' an initial; a letter lost to a wrong encoding (U+FFFD) is a part of its word. The plain words and
# marks of the group are most of a text: what follows is not tried for them.
_WORD = re.compile(
    r"([a-z]{2,}(?![\w'’\ufffd-])|[A-Z][a-z]+(?![\w'’\ufffd-])|[^\w\s])|"
    r"(?:[A-Z]\.){2,}(?![^\W\d_])|[^\W\d_](?:\.(?=\s?[^\W\d_]))|"
    r"[^\W\d_][\w\ufffd]*(?:(?:['’]|-(?!(?:and|from|the|with|which|who|but|in|of|to|an?|was|were|"
    r"as)\b))[^\W\d_][\w\ufffd]*)*|\d(?:[\w,.–-]*\w)?"
)
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w-])")


class Word(NamedTuple):
    """A word, number or mark of a sentence; `text` without a possessive ending, offsets in the article."""

    text: str
    start: int
    end: int
    is_possessive: bool = False
    is_capitalised: bool = False

    @classmethod
    def at(cls, text: str, start: int, *, is_possessive: bool = False) -> Word:
        """The word that begins at an offset."""
        return cls(text, start, start + len(text), is_possessive, text[:1].isupper())

    @property
    def is_initial(self) -> bool:
        return len(self.text) <= 2 and self.is_capitalised and self.text.endswith(".")


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one sentence, in lower case as well, and which of them are capitalised: few, and all that names begin with."""

    sentence: Passage
    words: list[Word]
    folded: tuple[str, ...]
    capitals: tuple[int, ...]


def read_words(prose: Iterable[Passage]) -> list[SentenceWords]:
    """The words of all prose, read once for the readers of names and of bodies."""
    return [words_of(sentence) for sentence in prose]


def words_of(sentence: Passage) -> SentenceWords:
    """The words and marks of a sentence; Markdown's asterisks are marks and so end a run."""
    words: list[Word] = []
    offset = sentence.span.start
    new = tuple.__new__  # what Word() comes to, without the call between: there are thousands
    for match in _WORD.finditer(sentence.text):
        text, start = match[0], offset + match.start()
        is_plain = match.lastindex is not None
        if is_plain or not _add_marked(words, text, start, sentence, match.end()):
            words.append(new(Word, (text, start, start + len(text), False, text[0].isupper())))
    folded = tuple(map(str.casefold, [word.text for word in words]))
    return SentenceWords(sentence, words, folded, tuple([at for at, word in enumerate(words) if word.is_capitalised]))


def _add_marked(words: list[Word], text: str, start: int, sentence: Passage, end: int) -> bool:
    """Add a word without its possessive ending, or a numeral and the full stop behind it; False for any other word."""
    if text.endswith(("'s", "’s")) and not text.startswith("People"):  # "People's Republic" is one name
        words.append(Word.at(text[:-2], start, is_possessive=True))
        return True
    is_numeral = text in ("I.", "V.", "X.") and words and words[-1].is_capitalised
    if is_numeral and _ends_sentence(sentence.text, end, words[-1]):
        words += (Word.at(text[0], start), Word.at(".", start + 1))
        return True
    return False


def _ends_sentence(text: str, at: int, before: Word) -> bool:
    """Whether 'I.' behind a name is a numeral and the end of a sentence: 'under Boleslav I. The eighth', 'Xerxes I. Xerxes'."""
    following = _WORD.search(text, at)
    return (
        following is None
        or following[0] == before.text
        or (following[0][:1].isupper() and following[0].casefold() in not_names())
    )


def lower_case_words(sentences: Iterable[Passage]) -> frozenset[str]:
    """Words that the article writes in lower case somewhere: at the start of a sentence they are no names."""
    distinct = {part for sentence in sentences for part in sentence.text.split()}
    return frozenset(_LOWER.findall(" ".join(distinct)))


@cache
def not_names() -> frozenset[str]:
    return frozenset(load_lexicon("name_cues")["not_names"])
