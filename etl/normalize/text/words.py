"""The words and marks of a sentence, with their places in the article.

Azerbaijan's Deputy Interior Minister visited     Azerbaijan (possessive), Deputy, Interior, Minister, visited
under Boleslav I. The eighth year                 under, Boleslav, I, '.', The, eighth, year
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.normalize.lexicon.lexicons import load_lexicon
from etl.normalize.text.passages import Passage

# 'U.S.' is one word, 'J.' an initial; a letter lost to a wrong encoding (U+FFFD) is a part of its word
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?![^\W\d_])|[^\W\d_](?:\.(?=\s?[^\W\d_]))|"
    r"[^\W\d_][\w\ufffd]*(?:(?:['’]|-(?!(?:and|from|the|with|which|who|but|in|of|to|an?|was|were|"
    r"as)\b))[^\W\d_][\w\ufffd]*)*|\d(?:[\w,.–-]*\w)?|[^\w\s]"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a sentence; `text` without a possessive ending, offsets in the article."""

    text: str
    start: int
    end: int
    is_possessive: bool = False

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.text) <= 2 and self.text[:1].isupper() and self.text.endswith(".")


def words_of(sentence: Passage) -> list[Word]:
    """The words and marks of a sentence; Markdown's asterisks are marks and so end a run."""
    return list(_words_of(sentence))


@lru_cache(maxsize=1_024)  # asked for by the readers of names and of bodies in turn
def _words_of(sentence: Passage) -> tuple[Word, ...]:
    words: list[Word] = []
    for m in _WORD.finditer(sentence.text):
        ending = None if m[0].startswith("People") else _POSSESSIVE.search(m[0])  # "People's Republic" is one name
        text = m[0][: ending.start()] if ending else m[0]
        start = sentence.span.start + m.start()
        if (
            m[0] in ("I.", "V.", "X.")
            and words
            and words[-1].is_capitalised
            and _ends_sentence(sentence.text, m.end(), words[-1])
        ):
            words += [Word(m[0][0], start, start + 1), Word(".", start + 1, start + 2)]
            continue
        words.append(Word(text, start, start + len(text), ending is not None))
    return tuple(words)


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
    return frozenset(word for s in sentences for word in re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w-])", s.text))


@cache
def not_names() -> frozenset[str]:
    return frozenset(load_lexicon("name_cues")["not_names"])
