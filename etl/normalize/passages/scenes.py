"""Scenes: the sentences of the prose, each with its dates, its counts and the entities that it names, ready for all readers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from etl.extract.spans import Span
from etl.normalize.passages.count_phrases import CountPhrase, find_counts
from etl.normalize.record.extraction import Entity
from etl.normalize.text.passages import Passage, Passages
from etl.normalize.times.clock import Clock, Dated


class Named(NamedTuple):
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

    passage: Passage
    dated: tuple[Dated, ...]
    named: tuple[Named, ...]
    before: Scene | None

    @property
    def is_note(self) -> bool:
        """Whether it stands in a table."""
        return self.passage.kind == "table_note"

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def offset(self) -> int:
        return self.passage.span.start

    @property
    def section(self) -> str:
        return self.passage.section

    @cached_property
    def counts(self) -> list[CountPhrase]:
        return find_counts(self.text, self.dated, self.offset, self.passage.clues)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the sentence as one of the document, blanks and commas at its ends left out."""
        cut = self.text[start:end]
        left = len(cut) - len(cut.lstrip(" ,"))
        right = len(cut.rstrip(" ,"))
        return Span(self.offset + start + left, self.offset + start + max(right, left + 1))

    def named_within(self, start: int, end: int, kind: str | None = None) -> list[Named]:
        return [n for n in self.named if start <= n.start and n.end <= end and kind in (None, n.kind)]


def read_scenes(passages: Passages, entities: Iterable[Entity], clock: Clock) -> tuple[Scene, ...]:
    """All scenes of the prose outside of bibliographies, in the order of the text."""
    spans = sorted(((span.start, span.end, e) for e in entities for span in e.spans), key=lambda item: item[:2])
    starts = [start for start, _, _ in spans]
    scenes: list[Scene] = []
    for passage in passages.of("sentence", "table_note"):
        at = passage.span.start
        inside = spans[bisect_left(starts, at) : bisect_left(starts, passage.span.end)]
        named = tuple(Named(start - at, end - at, e) for start, end, e in inside if end <= passage.span.end)
        before = scenes[-1] if scenes and scenes[-1].section == passage.section else None
        scenes.append(Scene(passage, tuple(clock.of(passage)), named, before))
    return tuple(scenes)
