"""The passages of an article: every stretch that is read as text, each of a kind, in the order of the text.

    ## Prelude                                  heading
    On 18 May they took the town.               sentence
    ![Soldiers resting](…)                      caption: the alternative text of a picture; the infobox's caption too
    | … | Shot down by mistake near the lake |  table_note: what a cell tells in prose
    casualties1: 5,856 killed                   infobox_field
    | MiG-21 | 5 |                              cell
    they said: "we shall stay"                  quotation: the words between the marks

This is the only place that walks through the article for its prose; all readers of prose take their passages from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from etl.extract.article import Article
from etl.extract.blocks import PATH_SEPARATOR
from etl.extract.sentences import pieces
from etl.extract.spans import MappedText, Span
from etl.normalize.bibliography.citations import reference_kind
from etl.normalize.grammar.clues import Clues, clues_of

Kind = Literal["heading", "sentence", "caption", "table_note", "infobox_field", "cell", "quotation"]
INFOBOX = "infobox"  # in place of a heading path
_CAPTION_FIELDS = ("caption", "alt")
_FEWEST_WORDS = 6  # of a cell that tells something in prose
_NOTE = re.compile(r"(?:(?!\s\*\s|(?<=[.;])\s+(?=[A-Z\d])|\||<br)[^\n])+")
_QUOTED = re.compile(r'(?<![\w"“])(?:"(?=\S)([^"“”\n]+)(?<=\S)"|“(?=\S)([^“”\n]+)(?<=\S)”)(?!\w)')


@dataclass(frozen=True)
class Passage:
    """One stretch of the article. `text` is as it is read; `mapped` the same with its map to the source,
    where it does not stand there as it is.

    `is_cited`: it stands in a bibliography; `repeats`: a cell equal to that above it, which says nothing new.
    """

    kind: Kind
    section: str
    text: str
    span: Span
    is_cited: bool = False
    repeats: bool = False
    mapped: MappedText | None = None

    @cached_property
    def clues(self) -> Clues:
        """Which words it has at all."""
        return clues_of(self.text)

    def stretch(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the article."""
        if self.mapped is not None and start < end:
            return Span(self.mapped.starts[start], self.mapped.ends[end - 1])
        return Span(self.span.start + start, self.span.start + end)


class Passages:
    """All passages of an article."""

    def __init__(self, article: Article) -> None:
        self._by_kind: dict[Kind, list[Passage]] = {
            "heading": list(_headings(article)),
            "sentence": [Passage("sentence", s.section, s.text, s.span, is_bibliography(s.section)) for s in article.sentences],
            "caption": list(_captions(article)),
            "table_note": list(_table_notes(article)),
            "infobox_field": [_of_value("infobox_field", INFOBOX, f.value) for f in article.fields],
            "cell": [
                _of_value("cell", table.section, cell.value, repeats=cell.repeats_above)
                for table in article.tables
                for row in table.rows
                for cell in row
            ],
            "quotation": list(_quotations(article)),
        }

    def of(self, *kinds: Kind) -> list[Passage]:
        """The passages of these kinds outside of bibliographies, in the order of the text."""
        found = [p for kind in kinds for p in self._by_kind[kind] if not p.is_cited]
        return found if len(kinds) == 1 else sorted(found, key=lambda passage: passage.span.start)

    def sentences(self) -> list[Passage]:
        """All sentences, those of bibliographies too."""
        return self._by_kind["sentence"]


@lru_cache(maxsize=1_024)
def is_bibliography(section: str) -> bool:
    """Whether the heading path is that of works cited, further reading or external links."""
    path = tuple(section.split(PATH_SEPARATOR)) if section else ()
    return bool(path) and reference_kind(path[-1], path) is not None


def _headings(article: Article) -> Iterator[Passage]:
    for section in article.sections:
        at = article.text.find(section.heading, section.span.start, section.span.end)
        if at >= 0:
            span = Span(at, at + len(section.heading))
            yield Passage("heading", section.path, section.heading, span, is_bibliography(section.path))


def _captions(article: Article) -> Iterator[Passage]:
    for image in article.images:
        start = image.span.start + 2  # behind '!['
        yield Passage("caption", image.path, image.alt, Span(start, start + len(image.alt)))
    for field in article.fields:
        if field.name in _CAPTION_FIELDS and field.value.text:
            span = field.value.span
            yield Passage("caption", INFOBOX, span.cut(article.text), span)


def _table_notes(article: Article) -> Iterator[Passage]:
    """The sentences of table cells that are written as prose: notes and remarks."""
    for table in article.tables:
        is_cited = is_bibliography(table.section)
        for cell in (cell for row in table.body for cell in row if not cell.repeats_above):
            if len(cell.text.split()) < _FEWEST_WORDS:
                continue
            notes = _NOTE.finditer(article.text, cell.span.start, cell.span.end)
            for note in (Span(*piece) for match in notes for piece in pieces(article.text, *match.span())):
                words = note.cut(article.text)
                if len(words.split()) >= _FEWEST_WORDS - 1:
                    yield Passage("table_note", table.section, words, note, is_cited)


def _quotations(article: Article) -> Iterator[Passage]:
    """Everything between double quotation marks in paragraphs and list items; the span includes the marks."""
    for block in article.blocks:
        if article.text.find('"', block.span.start, block.span.end) < 0 and article.text.find("“", *block.span) < 0:
            continue
        for match in _QUOTED.finditer(article.text, block.span.start, block.span.end):
            words = (match[1] or match[2]).strip("* ")
            if words:
                yield Passage("quotation", block.section, words, Span(*match.span()), is_bibliography(block.section))


def _of_value(kind: Kind, section: str, value: MappedText, *, repeats: bool = False) -> Passage:
    span = value.span if value else Span(0, 0)  # an empty value stands nowhere
    return Passage(kind, section, value.text, span, repeats=repeats, mapped=value)
