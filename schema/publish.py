"""Make the published relations in a database: views, the data dictionary and, on PostgreSQL, comments.

Views carry no data, so they are dropped before every migration (SQLite cannot alter a table under a view) and made anew
after it from `schema.relations`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, Float, delete, insert, inspect, text
from sqlalchemy.schema import SetColumnComment, SetTableComment
from sqlalchemy.types import BigInteger, Integer, TypeEngine

from schema.models import metadata
from schema.relations import RELATIONS, VIEWS, Relation
from schema.runs import DataDictionary

_TYPE_NAMES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "boolean"),
    (DateTime, "timestamp"),
    (Date, "date"),
    (BigInteger, "integer"),
    (Integer, "integer"),
    (Float, "real"),
)
_DERIVED_INTEGERS = frozenset(
    [
        "evidence_start",
        "evidence_end",
        "mentions",
        "total_low",
        "total_high",
        "itemised_low",
        "itemised_high",
        "doubtful_low",
        "incidents",
        "killed_low",
        "killed_high",
        "wounded_low",
        "wounded_high",
        "claims",
        "choices",
        "cells",
        "documents_new",
        "documents_changed",
        "documents_unchanged",
        "documents_failed",
        "facts_added",
        "facts_retired",
    ]
)


def column_type(name: str) -> str:
    """SQL type of a published column: that of the table column of this name; derived columns are text unless counts."""
    for table in metadata.tables.values():
        if name in table.columns:
            kind = table.columns[name].type
            return next((word for cls, word in _TYPE_NAMES if isinstance(kind, cls)), "text")
    return "integer" if name in _DERIVED_INTEGERS else "text"


def drop_views(connection: Connection) -> None:
    """Drop every published view, also one that this version no longer knows."""
    for name in sorted(inspect(connection).get_view_names()):
        if name.startswith(("dim_", "fct_", "rec_", "dq_")):
            connection.execute(text(f'DROP VIEW "{name}"'))


def create_view(relation: Relation, dialect: str) -> str:
    return f'CREATE VIEW "{relation.name}" AS {relation.select(dialect)}'


def publish(connection: Connection) -> None:
    """Create all views and fill `data_dictionary`; on PostgreSQL, comment every relation and column."""
    dialect = connection.dialect.name
    for relation in VIEWS:
        connection.exec_driver_sql(create_view(relation, dialect))
    connection.execute(delete(DataDictionary))
    connection.execute(insert(DataDictionary), list(dictionary_rows()))
    if dialect == "postgresql":
        _comment(connection)


def dictionary_rows() -> list[dict[str, str]]:
    """The rows of `data_dictionary`, in the order of the relations and their columns."""
    rows = []
    for relation in RELATIONS:
        rows.append({"relation": relation.name, "column": "", "type": "", "description": relation.grain})
        rows += [
            {
                "relation": relation.name,
                "column": column,
                "type": column_type(column),
                "description": relation.describe(column),
            }
            for column in relation.columns
        ]
    return rows


def _comment(connection: Connection) -> None:
    """Comments of the published relations, and of the tables behind them from the models: no migration carries them."""
    for table in metadata.tables.values():
        connection.execute(SetTableComment(table))
        for column in table.columns:
            connection.execute(SetColumnComment(column))
    for row in dictionary_rows():
        what = "TABLE" if row["relation"] == "data_dictionary" else "VIEW"
        target = f'COLUMN "{row["relation"]}"."{row["column"]}"' if row["column"] else f'{what} "{row["relation"]}"'
        quoted = row["description"].replace("'", "''")
        connection.execute(text(f"COMMENT ON {target} IS '{quoted}'".replace(":", r"\:")))
