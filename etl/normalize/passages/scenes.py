"""Scenes: the sentences of the prose, each with its dates, its counts and the entities that it names, ready for all readers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from etl.extract.article import Article, Sentence
from etl.extract.spans import Span
from etl.normalize.passages.count_phrases import CountPhrase, find_counts
from etl.normalize.record.extraction import Entity
from etl.normalize.text.words import is_bibliography
from etl.normalize.times.timeline import Dated, Timeline

NOTE = -2  # in place of a sentence's number
_FEWEST_WORDS = 6
_NOTE = re.compile(r"(?:(?!\s\*\s|(?<=[.;])\s+(?=[A-Z\d])|\||<br)[^\n])+")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity where a sentence names it; offsets in the sentence."""

    start: int
    end: int
    entity: Entity

    @property
    def kind(self) -> str:
        return self.entity.entity_kind


@dataclass(frozen=True)
class Scene:
    """One sentence and all that is known of it. `before` is the one before it in the same paragraph or section."""

    sentence: Sentence
    dated: tuple[Dated, ...]
    named: tuple[Named, ...]
    before: Scene | None

    @property
    def is_note(self) -> bool:
        """Whether it stands in a table."""
        return self.sentence.ordinal == NOTE

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def offset(self) -> int:
        return self.sentence.span.start

    @property
    def section(self) -> str:
        return self.sentence.section

    @cached_property
    def counts(self) -> list[CountPhrase]:
        return find_counts(self.text, self.dated, self.offset)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the sentence as one of the document, blanks and commas at its ends left out."""
        cut = self.text[start:end]
        left = len(cut) - len(cut.lstrip(" ,"))
        right = len(cut.rstrip(" ,"))
        return Span(self.offset + start + left, self.offset + start + max(right, left + 1))

    def named_within(self, start: int, end: int, kind: str | None = None) -> list[Named]:
        return [n for n in self.named if start <= n.start and n.end <= end and kind in (None, n.kind)]


def read_scenes(article: Article, entities: Iterable[Entity], timeline: Timeline) -> list[Scene]:
    """All scenes of the prose outside of bibliographies, in the order of the text."""
    spans = sorted(((span.start, span.end, e) for e in entities for span in e.spans), key=lambda item: item[:2])
    starts = [start for start, _, _ in spans]
    scenes: list[Scene] = []
    for sentence in sorted((*article.sentences, *notes_of(article)), key=lambda s: s.span.start):
        if is_bibliography(sentence.section):
            continue
        at = sentence.span.start
        inside = spans[bisect_left(starts, at) : bisect_left(starts, sentence.span.end)]
        named = tuple(Named(start - at, end - at, e) for start, end, e in inside if end <= sentence.span.end)
        before = scenes[-1] if scenes and scenes[-1].section == sentence.section else None
        scenes.append(Scene(sentence, tuple(timeline.of(sentence)), named, before))
    return scenes


def notes_of(article: Article) -> list[Sentence]:
    """The sentences of table cells that are written as prose: notes and remarks."""
    found = []
    for table in article.tables:
        for cell in (cell for row in table.body for cell in row if not cell.repeats_above):
            if len(cell.text.split()) < _FEWEST_WORDS:
                continue
            found += [
                Sentence(NOTE, table.section, m[0], Span(m.start(), m.end()))
                for m in _NOTE.finditer(article.text, cell.span.start, cell.span.end)
                if len(m[0].split()) >= _FEWEST_WORDS - 1
            ]
    return found
