"""The structured document: what `extract` hands to `normalize`, each piece with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.extract.spans import MappedText, Span


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in the input that a user should know: damage, a value that could not be read.

    `severity` is info, warning or error; `code` is a stable snake_case name; the span is None where it concerns the
    whole document.
    """

    severity: str
    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an infobox value: shown text (the page's name where none is given) and page."""

    text: str
    page: str


@dataclass(frozen=True, slots=True)
class InfoboxField:
    """One infobox field, for example `casualties1`: its value with the map to the source, and its links."""

    infobox_no: int
    name: str
    value: MappedText
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    ordinal: int
    level: int
    heading: str
    parent: str
    path: str
    span: Span  # of the heading's line


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item; `span` leaves the list marker out."""

    kind: str  # paragraph | list_item
    section: str  # heading path
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    ordinal: int
    section: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: whitespace collapsed, `**` removed. `repeats_above`: equal to the cell above (a spread rowspan)."""

    row_no: int
    col_no: int
    value: MappedText
    span: Span  # between the bars, padding included
    repeats_above: bool = False

    @property
    def text(self) -> str:
        return self.value.text


@dataclass(frozen=True, slots=True)
class Table:
    table_no: int
    section: str
    span: Span
    rows: tuple[tuple[Cell, ...], ...]  # rows[0] is the header

    @property
    def header(self) -> tuple[Cell, ...]:
        return self.rows[0]

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[1:]


@dataclass(frozen=True, slots=True)
class Image:
    ordinal: int
    alt: str
    url: str
    section: str  # heading of the nearest section
    path: str  # its heading path
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The scalar keys of the YAML front matter and its infobox fields."""

    title: str
    short_description: str
    description: str
    author: str
    image_url: str
    fields: tuple[InfoboxField, ...]
    scalars: tuple[tuple[str, Span], ...]  # key and value ranges that are read, for the accounting
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One document, read whole. Offsets count characters of `text`, the repaired text."""

    text: str
    sha256: str
    repaired_from: str | None
    front_matter: FrontMatter
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    images: tuple[Image, ...]
    accounted_characters: int
    issues: tuple[Issue, ...] = field(default=())

    @property
    def title(self) -> str:
        return self.front_matter.title

    @property
    def fields(self) -> tuple[InfoboxField, ...]:
        return self.front_matter.fields
