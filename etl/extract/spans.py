"""Text that remembers where each of its characters stands in the document.

An infobox value loses its YAML indentation, a table cell its padding and its `**`; evidence must still be cut from the
document to the character. `MappedText` is a string with, for each character, the source offsets it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of characters in the repaired text of a document."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


def distinct_spans(*groups: Iterable[Span]) -> tuple[Span, ...]:
    """All spans in the order of the text; of two that overlap, the first, and of two with one start, the longer."""
    kept: list[Span] = []
    for span in sorted({span for group in groups for span in group}, key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)


def whole_words(words: str, text: str) -> Iterator[Span]:
    """Where the words stand in the text, no word going on before or behind them.

    By `find`, which is many times faster than a regular expression over a whole article, and needs none made for each name.
    """
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if (at and _is_of_word(text[at - 1])) or (end < len(text) and _is_of_word(text[end])):
            end = at + 1
        else:
            yield Span(at, end)
        at = text.find(words, end)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


class SpanSet:
    """Stretches of a text, joined where they meet: whether a place or a stretch lies in one is told in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for span in sorted(spans, key=lambda s: s.start):
            if merged and span.start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], span.end)
            else:
                merged.append([span.start, span.end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the stretch from start to end shares a character with one of the set."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and start < self._ends[at]


@dataclass(frozen=True, slots=True)
class MappedText:
    """A normalized string; `starts[i]:ends[i]` is the source range of its character i.

    Slicing keeps the map: `cell[3:7].span` is where those four characters stand in the document.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def verbatim(cls, source: str, start: int, end: int) -> MappedText:
        """The stretch `source[start:end]`, each character standing for itself."""
        return cls(source[start:end], tuple(range(start, end)), tuple(range(start + 1, end + 1)))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.starts[part], self.ends[part])

    @property
    def span(self) -> Span:
        """Source range from the first to the last character; an empty text has none (ValueError)."""
        if not self.starts:
            raise ValueError("an empty text stands nowhere")
        return Span(self.starts[0], self.ends[-1])

    def strip(self) -> MappedText:
        left = len(self.text) - len(self.text.lstrip())
        return self[left : max(left, len(self.text.rstrip()))]

    def lines(self) -> list[MappedText]:
        """The lines that hold something, stripped."""
        return [line for m in re.finditer(r"[^\n]+", self.text) if (line := self[m.start() : m.end()].strip())]

    def without(self, pattern: re.Pattern[str]) -> MappedText:
        """The text with all matches of `pattern` cut out."""
        if pattern.search(self.text) is None:
            return self
        keep = [i for a, b in self._gaps(pattern) for i in range(a, b)]
        return MappedText(
            "".join(self.text[i] for i in keep),
            tuple(self.starts[i] for i in keep),
            tuple(self.ends[i] for i in keep),
        )

    def collapsed(self) -> MappedText:
        """Runs of whitespace become one blank that stands for the whole run; the ends are stripped."""
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for i, char in enumerate(self.text):
            if char.isspace():
                if chars and chars[-1] == " ":
                    ends[-1] = self.ends[i]
                    continue
                char = " "
            chars.append(char)
            starts.append(self.starts[i])
            ends.append(self.ends[i])
        return MappedText("".join(chars), tuple(starts), tuple(ends)).strip()

    def _gaps(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        at = 0
        for m in pattern.finditer(self.text):
            yield at, m.start()
            at = m.end()
        yield at, len(self.text)
