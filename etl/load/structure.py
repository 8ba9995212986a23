"""The structure of a revision as rows: sections, sentences, fields, links, tables, cells, images, works, unused numbers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from etl.extract.article import Article
from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import key
from schema.documents import (
    ArticleTable,
    Image,
    InfoboxField,
    Link,
    Section,
    Sentence,
    TableCell,
    Work,
    WorkAuthor,
    WorkYear,
)
from schema.quality import UnusedNumber

Row = dict[str, Any]
# parents before children: inserted in this order, deleted in the reverse
_TABLES: tuple[type, ...] = (
    Section, Sentence, InfoboxField, Link, ArticleTable, TableCell, Image, Work, WorkAuthor, WorkYear,
    UnusedNumber,
)  # fmt: skip


def replace_structure(connection: Connection, revision_id: str, extraction: Extraction) -> None:
    """Write the structure rows of the revision, in place of those of an earlier reading."""
    rows = structure_rows(revision_id, extraction)
    for model in reversed(_TABLES):
        table: Table = model.__table__  # type: ignore[attr-defined]
        connection.execute(delete(table).where(table.c.revision_id == revision_id))
    for model in _TABLES:
        if rows[model]:
            connection.execute(insert(model), [{"revision_id": revision_id, **row} for row in rows[model]])


def structure_rows(revision_id: str, extraction: Extraction) -> dict[type, list[Row]]:
    """Rows by model, without their revision_id."""
    article = extraction.article
    understood = dict(extraction.understood_tables)
    rows: dict[type, list[Row]] = {
        Section: [
            {"ordinal": s.ordinal, "level": s.level, "heading": s.heading, "parent": s.parent, "path": s.path, **_span(s)}
            for s in article.sections
        ],
        Sentence: [
            {"sentence_id": key(revision_id, s.ordinal), "ordinal": s.ordinal, "section": s.section, "text": s.text, **_span(s)}
            for s in article.sentences
        ],
        ArticleTable: [
            {"table_no": t.table_no, "section": t.section, "understood_as": understood.get(t.table_no), **_span(t)}
            for t in article.tables
        ],
        TableCell: [
            {"table_no": t.table_no, "row_no": c.row_no, "col_no": c.col_no, "text": c.text, "repeats_above": c.repeats_above,
             **_span(c)}
            for t in article.tables for row in t.rows for c in row
        ],
        Image: [
            {"ordinal": i.ordinal, "alt": i.alt, "url": i.url, "section": i.section, "path": i.path, **_span(i)}
            for i in article.images
        ],
        UnusedNumber: [
            {"ordinal": n, "section": u.section, "raw": u.raw, "number_kind": u.why, "sentence": u.sentence, **_span(u)}
            for n, u in enumerate(extraction.unused, 1)
        ],
    }  # fmt: skip
    return rows | _field_rows(article, extraction) | _work_rows(extraction)


def _field_rows(article: Article, extraction: Extraction) -> dict[type, list[Row]]:
    uses = {(use.infobox_no, use.field): use for use in extraction.field_uses}
    fields: list[Row] = []
    links: list[Row] = []
    for field in article.fields:
        use = uses[field.infobox_no, field.name]
        span = field.value.span if field.value else None
        fields.append(
            {"infobox_no": field.infobox_no, "field": field.name, "text": field.value.text, "status": use.status, "why": use.why,
             "char_start": span.start if span else None, "char_end": span.end if span else None}
        )  # fmt: skip
        links += [
            {
                "infobox_no": field.infobox_no,
                "infobox_field": field.name,
                "ordinal": n,
                "text": link.text,
                "page": link.page,
            }
            for n, link in enumerate(field.links, 1)
        ]
    return {InfoboxField: fields, Link: links}


def _work_rows(extraction: Extraction) -> dict[type, list[Row]]:
    works: list[Row] = []
    authors: list[Row] = []
    years: list[Row] = []
    for ordinal, reference in enumerate(extraction.references, 1):
        works.append(
            {"ordinal": ordinal, "kind": reference.kind, "title": reference.title or None,
             "publisher": reference.publisher or None, "isbn": reference.isbn or None, "isbn_is_valid": reference.isbn_is_valid,
             "occurrences": reference.occurrences, "section": reference.section, "rule": reference.rule, **_span(reference)}
        )  # fmt: skip
        authors += [{"ordinal": ordinal, "position": n, "author": name} for n, name in enumerate(reference.authors)]
        years += [{"ordinal": ordinal, "position": n, "year": year} for n, year in enumerate(reference.years)]
    return {Work: works, WorkAuthor: authors, WorkYear: years}


def _span(piece: Any) -> Row:
    return {"char_start": piece.span.start, "char_end": piece.span.end}
