"""Account for every character of a document: nothing in the input vanishes silently.

A character is accounted for when it stands in a sentence, cell, heading, image or front matter scalar, or is noise of a
declared kind: whitespace, a list marker, the bars and rules of a table, YAML punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.extract.article import FrontMatter, Image, Issue, Section, Sentence, Table
from etl.extract.blocks import Body
from etl.extract.spans import Span

_BLANKS = re.compile(r"\s+")
_YAML_PUNCTUATION = frozenset("-:|>\"'[]{},?+")


def account(
    text: str, front_matter: FrontMatter, body: Body, sentences: list[Sentence], tables: list[Table]
) -> tuple[int, list[Issue]]:
    """How many characters are accounted for, and an issue for each stretch that is not."""
    seen = bytearray(len(text))
    for blank in _BLANKS.finditer(text):
        seen[blank.start() : blank.end()] = b"\1" * (blank.end() - blank.start())
    for span in _spans(front_matter, body.sections, body.images, sentences, tables, body):
        seen[span.start : span.end] = b"\1" * (span.end - span.start)
    for i in range(front_matter.span.start, front_matter.span.end):
        if text[i] in _YAML_PUNCTUATION:
            seen[i] = 1
    issues = [
        Issue("warning", "text_unaccounted", "this text is in no sentence, cell, heading, image or field", Span(*m.span()))
        for m in re.finditer(rb"\0+", bytes(seen))
    ]
    return sum(seen), issues


def _spans(
    front_matter: FrontMatter,
    sections: Iterable[Section],
    images: Iterable[Image],
    sentences: Iterable[Sentence],
    tables: Iterable[Table],
    body: Body,
) -> Iterable[Span]:
    for _, span in front_matter.scalars:
        yield span
    yield from (section.span for section in sections)
    yield from (image.span for image in images)
    yield from (sentence.span for sentence in sentences)
    yield from (table.span for table in tables)
    yield from body.markers
    for _, rows in body.row_runs:  # a run of rules only is no table, but its bars are noise all the same
        yield from rows
