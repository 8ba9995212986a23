"""The text of an article as a page lays it out: front matter, headings, paragraphs, list items, tables, images.

Every piece is a stretch of the repaired text, so that evidence can be marked in it to the character. Nothing is rendered:
`**` and `|` of the source are shown or left out, never interpreted; images are named, never loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.blocks import scan_body
from etl.extract.front_matter import read_front_matter
from etl.extract.spans import Span
from etl.extract.tables import read_tables

_FIELD = re.compile(r"^(?:    |  - )(\w[\w ]*):[ \t]*$", re.MULTILINE)  # a key of an infobox, whose text is indented below it


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: front_matter, heading, paragraph, list_item, table or image. `rows`: of a table, header first."""

    kind: str
    span: Span
    level: int = 0
    rows: tuple[tuple[Span, ...], ...] = ()


def pieces_of(text: str) -> list[Piece]:
    """The pieces in the order of the text."""
    front_matter, _ = read_front_matter(text)
    body = scan_body(text, front_matter.span.end)
    tables, _ = read_tables(text, body.row_runs)
    pieces = [Piece("front_matter", front_matter.span)]
    pieces += [Piece("heading", section.span, section.level) for section in body.sections]
    pieces += [Piece(block.kind, block.span) for block in body.blocks]
    pieces += [Piece("image", image.span) for image in body.images]
    pieces += [Piece("table", table.span, rows=tuple(tuple(cell.span for cell in row) for row in table.rows)) for table in tables]
    return sorted(pieces, key=lambda piece: piece.span.start)


def header_above(text: str, start: int) -> str:
    """The header row of the table whose row holds the offset; empty where none does."""
    line = text.rfind("\n", 0, start) + 1
    if not text.startswith("|", line):
        return ""
    top = line
    while top > 0 and text.startswith("|", above := text.rfind("\n", 0, top - 1) + 1):
        top = above
    return text[top : text.find("\n", top)] if top < line else ""


def field_above(text: str, start: int) -> str:
    """The name of the infobox field in whose value the offset lies: 'casualties2'; empty where none stands above it."""
    names = list(_FIELD.finditer(text, 0, start))
    return names[-1][1] if names else ""
