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

_UNSEEN = re.compile(rb"\0+")
_NO_BLANKS = re.compile(r"\S+")
_NO_YAML = re.compile(r"[^\s\-:|>\"'\[\]{},?+]+")  # YAML punctuation is noise in the front matter


def account(
    text: str, front_matter: FrontMatter, body: Body, sentences: list[Sentence], tables: list[Table]
) -> tuple[int, list[Issue]]:
    """How many characters are accounted for, and an issue for each stretch that is not."""
    seen = bytearray(len(text))
    for span in _spans(front_matter, body.sections, body.images, sentences, tables, body):
        seen[span.start : span.end] = b"\1" * (span.end - span.start)
    head = front_matter.span.end
    left = [
        Span(*stretch.span())
        for start, end, something in ((0, head, _NO_YAML), (head, len(text), _NO_BLANKS))
        for gap in _UNSEEN.finditer(seen, start, end)
        for stretch in something.finditer(text, gap.start(), gap.end())
    ]
    message = "this text is in no sentence, cell, heading, image or field"
    issues = [Issue("warning", "text_unaccounted", message, span) for span in left]
    return len(text) - sum(span.end - span.start for span in left), issues


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
