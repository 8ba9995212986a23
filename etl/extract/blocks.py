"""The Markdown body, line by line: headings, images, tables, list items, paragraphs.

The input is what wtf_wikipedia's Markdown plugin writes, which is not CommonMark: a paragraph may begin with a blank, a
bar table needs no blank line around it, links are gone, text is never escaped. A CommonMark parser reads ' Robert' after
four blanks as code and joins what it should not, and gives line numbers where offsets to the character are needed.
So each line is classified on its own, by the first pattern that fits:

    ### Heading        ![alt](url)        | cell | cell |         * item         anything else: paragraph
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.extract.article import Block, Image, Section
from etl.extract.spans import Span

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)$")
_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d{1,3}\.)[ \t]+")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
PATH_SEPARATOR = " > "


@dataclass(slots=True)
class Body:
    """What the scan of a body found, in document order; `markers` are list bullets, the only text that is noise."""

    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    row_runs: list[tuple[str, list[Span]]] = field(default_factory=list)  # section path, lines that look like table rows
    markers: list[Span] = field(default_factory=list)


def scan_body(text: str, start: int) -> Body:
    """Classify the lines of `text[start:]`. Paragraph lines that follow each other are one block."""
    body = Body()
    trail: list[Section] = []
    at = start
    previous = "blank"
    for raw in text[start:].splitlines(keepends=True):
        line = raw.rstrip("\n")
        kind = _take_line(body, trail, line, at, previous)
        previous = kind
        at += len(raw)
    return body


def _take_line(body: Body, trail: list[Section], line: str, at: int, previous: str) -> str:
    path = trail[-1].path if trail else ""
    if not line.strip():
        return "blank"
    if heading := _HEADING.match(line):
        _open_section(body, trail, heading, at)
        return "heading"
    if _ROW.match(line):
        if previous != "row":
            body.row_runs.append((path, []))
        body.row_runs[-1][1].append(Span(at, at + len(line)))
        return "row"
    return _take_text(body, trail, line, at, previous)


def _open_section(body: Body, trail: list[Section], heading: re.Match[str], at: int) -> None:
    level = len(heading[1])
    while trail and trail[-1].level >= level:
        trail.pop()
    parent = trail[-1] if trail else None
    name = heading[2].strip().rstrip("#").strip()
    path = f"{parent.path}{PATH_SEPARATOR}{name}" if parent else name
    span = Span(at, at + len(heading[0].rstrip()))
    section = Section(len(body.sections) + 1, level, name, parent.heading if parent else "", path, span)
    body.sections.append(section)
    trail.append(section)


def _take_text(body: Body, trail: list[Section], line: str, at: int, previous: str) -> str:
    """A paragraph line or list item; images inside it are cut out and the text around them is kept."""
    path, heading = (trail[-1].path, trail[-1].heading) if trail else ("", "")
    marker = _ITEM.match(line)
    kind = "list_item" if marker else "paragraph"
    begin = marker.end() if marker else 0
    if marker:
        body.markers.append(Span(at, at + begin))
    pieces: list[tuple[int, int]] = []
    for image in _IMAGE.finditer(line, begin):
        pieces.append((begin, image.start()))
        span = Span(at + image.start(), at + image.end())
        body.images.append(Image(len(body.images) + 1, image[1], image[2], heading, path, span))
        begin = image.end()
    had_image = bool(pieces)
    pieces.append((begin, len(line)))
    for a, b in pieces:
        if line[a:b].strip():
            _add_text(body, kind, path, Span(at + a, at + b), joins=kind == previous == "paragraph" and not had_image)
    return "image" if had_image else kind


def _add_text(body: Body, kind: str, path: str, span: Span, *, joins: bool) -> None:
    if joins and body.blocks and body.blocks[-1].section == path:
        span = Span(body.blocks.pop().span.start, span.end)
    body.blocks.append(Block(kind, path, span))
