"""A copy of the published relations for browsing: one SQLite file that nothing writes any more.

The relations of a ledger are views, and a run may change what they show. Datasette wants tables, with keys to make a page
of each row, foreign keys to label, and a file that stays as it is. So the copy is made anew when the server starts, in one
transaction on the ledger, from either kind of database. Hidden tables are added:

    facts          one row a current fact of any relation: where its evidence stands
    sentences_fts  the full-text index over dim_sentences
    facts_fts      that over the evidence of facts, infobox and tables included
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl.publish.reading import in_utc, one_state, typed
from schema.publish import column_type
from schema.references import references
from schema.relations import FACT_RELATIONS, RELATIONS, Relation

FACTS = "facts"
SENTENCES = "sentences_fts"
EVIDENCE = "facts_fts"
HIDDEN = (FACTS, SENTENCES, EVIDENCE)

_TYPES = {"integer": "INTEGER", "real": "REAL", "boolean": "INTEGER"}  # days and times are ISO text
_SUPPORT = ("fact_id", "document_id", "section", "evidence", "evidence_start", "evidence_end", "rule")
_LOOKED_UP = ("document_id", "event_id", "entity_id", "person_id", "place_id", "organization_id", "other_fact_id")
_ROWS_AT_ONCE = 2_000


def make_snapshot(engine: sa.Engine, file: Path) -> None:
    """Copy all published relations of the database into a new SQLite file.

    Raises DatabaseError where the database lacks a relation.
    """
    with one_state(engine) as ledger, sqlite3.connect(file) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # a copy that failed is thrown away
        copy.execute("PRAGMA synchronous = OFF")
        for relation in RELATIONS:
            copy.execute(_create_table(relation))
            marks = ", ".join("?" * len(relation.columns))
            for rows in _batches(_rows(ledger, relation)):
                copy.executemany(f'INSERT INTO "{relation.name}" VALUES ({marks})', rows)  # noqa: S608 - our own names
        _gather_facts(copy)
        for relation in RELATIONS:
            for column in _LOOKED_UP:
                if column in relation.columns and relation.key[0] != column:
                    copy.execute(f'CREATE INDEX "{relation.name}_{column}" ON "{relation.name}" ("{column}")')
        copy.execute(f"CREATE INDEX {FACTS}_place ON {FACTS} (document_id, evidence_start)")
        for index, column, content in ((SENTENCES, "text", "dim_sentences"), (EVIDENCE, "evidence", FACTS)):
            letters = "unicode61 remove_diacritics 2"
            copy.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{content}', tokenize='{letters}')")
            copy.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our own names
        copy.execute("ANALYZE")
    copy.close()


def _create_table(relation: Relation) -> str:
    """Keys as the export declares them; Datasette makes a page of each key and labels each foreign key."""
    lines = [f'"{column}" {_TYPES.get(column_type(column), "TEXT")}' for column in relation.columns]
    key = ", ".join(f'"{column}"' for column in relation.key)
    lines.append(f"PRIMARY KEY ({key})")
    sought = {found.key for found in references() if found.target == relation.name}
    lines += [f'UNIQUE ("{column}")' for column in sorted(sought) if relation.key != (column,)]
    lines += [
        f'FOREIGN KEY ("{found.column}") REFERENCES "{found.target}" ("{found.key}")'
        for found in references()
        if found.relation == relation.name
    ]
    listed = ",\n  ".join(lines)
    return f'CREATE TABLE "{relation.name}" (\n  {listed}\n)'


def _rows(ledger: sa.Connection, relation: Relation) -> Iterator[tuple[Any, ...]]:
    """The rows in the order that the relation declares, as SQLite stores them."""
    told = typed(ledger, relation)
    order = [told.c[name] for name in relation.order or relation.key]
    found = ledger.execution_options(yield_per=_ROWS_AT_ONCE).execute(sa.select(told).order_by(*order))
    for row in found:
        yield tuple(_stored(value) for value in row)


def _stored(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        moment = in_utc(value)
        return moment and moment.replace(tzinfo=None).isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield batch


def _gather_facts(copy: sqlite3.Connection) -> None:
    """Where the evidence of each fact stands, whatever its relation."""
    columns = ", ".join(f'"{name}"' for name in _SUPPORT)
    parts = [
        f"SELECT {columns}, '{relation}' AS relation FROM \"{relation}\""  # noqa: S608 - our own names
        for relation in FACT_RELATIONS.values()
    ]
    copy.execute(f"CREATE TABLE {FACTS} ({columns}, relation, PRIMARY KEY (fact_id))")
    copy.execute(f"INSERT INTO {FACTS} {' UNION ALL '.join(parts)}")
