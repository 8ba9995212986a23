"""Documents, their revisions, and the structure of each revision: sections, sentences, fields, tables, images, works."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, one_of
from schema.vocabulary import FIELD_STATUSES, REFERENCE_KINDS


class Document(Base):
    __tablename__ = "document"
    __table_args__ = (
        {"comment": "One row an article, known by title and author, whatever its revision; retired where its file is gone."},
    )

    document_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    title: Mapped[str] = mapped_column(index=True)
    author: Mapped[str]
    retired_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.run_id"), index=True)


class Revision(Base):
    """The whole repaired text is kept: evidence offsets count its characters."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("document_id", "sha256"),
        CheckConstraint("accounted_characters BETWEEN 0 AND characters", name="accounted_in_range"),
        Index(
            "uq_revision_current",
            "document_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
        {"comment": "One row a content of a document; exactly one of a document is current, none of a retired one."},
    )

    revision_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), index=True)
    is_current: Mapped[bool]
    sha256: Mapped[str] = mapped_column(String(64))
    source_name: Mapped[str]
    source_uri: Mapped[str | None]
    license: Mapped[str | None]
    attribution: Mapped[str | None]
    short_description: Mapped[str]
    description: Mapped[str]
    image_url: Mapped[str]
    repaired_from: Mapped[str | None]
    text: Mapped[str]
    characters: Mapped[int]
    accounted_characters: Mapped[int]
    rules_version: Mapped[str] = mapped_column(String(24))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), index=True)


def _revision_key() -> Mapped[str]:
    return mapped_column(KEY, ForeignKey("revision.revision_id", ondelete="CASCADE"), primary_key=True)


class Section(Base):
    __tablename__ = "section"
    __table_args__ = ({"comment": "One row a heading of a revision."},)

    revision_id: Mapped[str] = _revision_key()
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    level: Mapped[int] = mapped_column(Integer)
    heading: Mapped[str]
    parent: Mapped[str]
    path: Mapped[str]
    char_start: Mapped[int]
    char_end: Mapped[int]


class Sentence(Base):
    __tablename__ = "sentence"
    __table_args__ = (
        UniqueConstraint("revision_id", "ordinal"),
        CheckConstraint("char_start < char_end", name="span_in_order"),
        {"comment": "One row a sentence of a revision, verbatim; a list item holds one or more."},
    )

    sentence_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    revision_id: Mapped[str] = mapped_column(KEY, ForeignKey("revision.revision_id", ondelete="CASCADE"))
    ordinal: Mapped[int] = mapped_column(Integer)
    section: Mapped[str]
    text: Mapped[str]
    char_start: Mapped[int]
    char_end: Mapped[int]


class InfoboxField(Base):
    __tablename__ = "infobox_field"
    __table_args__ = (
        one_of("status", FIELD_STATUSES),
        {"comment": "One row an infobox field of a revision, with what became of it: no field just falls out."},
    )

    revision_id: Mapped[str] = _revision_key()
    infobox_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    field: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str]
    status: Mapped[str] = mapped_column(CODE)
    why: Mapped[str]
    char_start: Mapped[int | None]
    char_end: Mapped[int | None]


class Link(Base):
    __tablename__ = "link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "infobox_no", "infobox_field"],
            ["infobox_field.revision_id", "infobox_field.infobox_no", "infobox_field.field"],
            ondelete="CASCADE",
            name="fk_link_infobox_field",
        ),
        {"comment": "One row a link inside an infobox field."},
    )

    revision_id: Mapped[str] = _revision_key()
    infobox_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    infobox_field: Mapped[str] = mapped_column(String(200), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str]
    page: Mapped[str]


class ArticleTable(Base):
    __tablename__ = "article_table"
    __table_args__ = ({"comment": "One row a table of a revision, with the rule that understood it, or NULL."},)

    revision_id: Mapped[str] = _revision_key()
    table_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    section: Mapped[str]
    understood_as: Mapped[str | None] = mapped_column(String(40))
    char_start: Mapped[int]
    char_end: Mapped[int]


class TableCell(Base):
    __tablename__ = "table_cell"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "table_no"],
            ["article_table.revision_id", "article_table.table_no"],
            ondelete="CASCADE",
            name="fk_table_cell_article_table",
        ),
        {"comment": "One row a cell of a table, whitespace collapsed and bold marks removed; row 0 is the header."},
    )

    revision_id: Mapped[str] = _revision_key()
    table_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    row_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    col_no: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str]
    repeats_above: Mapped[bool]
    char_start: Mapped[int]
    char_end: Mapped[int]


class Image(Base):
    __tablename__ = "image"
    __table_args__ = ({"comment": "One row an image in the body of a revision."},)

    revision_id: Mapped[str] = _revision_key()
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    alt: Mapped[str]
    url: Mapped[str]
    section: Mapped[str]
    path: Mapped[str]
    char_start: Mapped[int]
    char_end: Mapped[int]


class Work(Base):
    __tablename__ = "work"
    __table_args__ = (
        one_of("kind", REFERENCE_KINDS),
        CheckConstraint("occurrences > 0", name="occurs"),
        {"comment": "One row a distinct work or link of a revision's bibliography sections."},
    )

    revision_id: Mapped[str] = _revision_key()
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(CODE)
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    isbn: Mapped[str | None] = mapped_column(String(40))
    isbn_is_valid: Mapped[bool | None]
    occurrences: Mapped[int] = mapped_column(Integer)
    section: Mapped[str]
    rule: Mapped[str] = mapped_column(String(60))
    char_start: Mapped[int]
    char_end: Mapped[int]


def _work_key(table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["revision_id", "ordinal"], ["work.revision_id", "work.ordinal"], ondelete="CASCADE", name=f"fk_{table}_work"
    )


class WorkAuthor(Base):
    __tablename__ = "work_author"
    __table_args__ = (_work_key("work_author"), {"comment": "Authors of a work, in the order in which they stand."})

    revision_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    author: Mapped[str]


class WorkYear(Base):
    __tablename__ = "work_year"
    __table_args__ = (
        _work_key("work_year"),
        {"comment": "Years of publication of a work, in the order in which they stand."},
    )

    revision_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    year: Mapped[int] = mapped_column(Integer)
