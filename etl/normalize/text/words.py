"""The words and marks of a sentence, with their places in the article, and which sentences are prose.

Azerbaijan's Deputy Interior Minister visited     Azerbaijan (possessive), Deputy, Interior, Minister, visited
under Boleslav I. The eighth year                 under, Boleslav, I, '.', The, eighth, year
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.extract.article import Article, Sentence
from etl.extract.blocks import PATH_SEPARATOR
from etl.extract.spans import Span
from etl.normalize.bibliography.citations import reference_kind
from etl.normalize.lexicon.lexicons import load_lexicon

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


def prose_of(article: Article) -> list[Sentence]:
    """Sentences outside of bibliographies, with captions and alternative texts of pictures as sentences of their own."""
    prose = [s for s in article.sentences if not is_bibliography(s.section)]
    for image in article.images:
        start = image.span.start + 2
        prose.append(Sentence(0, image.path, image.alt, Span(start, start + len(image.alt))))
    for field in article.fields:
        if field.name in ("caption", "alt") and field.value.text:
            span = field.value.span
            prose.append(Sentence(0, "infobox", span.cut(article.text), span))
    return sorted(prose, key=lambda sentence: sentence.span.start)


@lru_cache(maxsize=1_024)
def is_bibliography(section: str) -> bool:
    """Whether the heading path is that of works cited, further reading or external links."""
    path = tuple(section.split(PATH_SEPARATOR)) if section else ()
    return bool(path) and reference_kind(path[-1], path) is not None


def words_of(sentence: Sentence) -> list[Word]:
    """The words and marks of a sentence; Markdown's asterisks are marks and so end a run."""
    return list(_words_of(sentence))


@lru_cache(maxsize=1_024)  # asked for by the readers of names and of bodies in turn
def _words_of(sentence: Sentence) -> tuple[Word, ...]:
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


def lower_case_words(article: Article) -> frozenset[str]:
    """Words that the article writes in lower case somewhere: at the start of a sentence they are no names."""
    return frozenset(word for s in article.sentences for word in re.findall(r"(?<![\w'’-])[a-z]{2,}(?![\w-])", s.text))


@cache
def not_names() -> frozenset[str]:
    return frozenset(load_lexicon("name_cues")["not_names"])
