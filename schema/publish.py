"""Make the published relations in a database: views, the data dictionary and, on PostgreSQL, comments.

Views carry no data, so they are dropped before every migration (SQLite cannot alter a table under a view) and made anew
after it from `schema.relations`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, Float, delete, insert, inspect, select, text
from sqlalchemy.schema import SetColumnComment, SetTableComment
from sqlalchemy.types import BigInteger, Integer, TypeEngine

from schema.models import metadata
from schema.quality import Reader
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
        "documents_retired",
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
        for role in connection.scalars(select(Reader.role)).all():
            if connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
                for statement in grant_statements(connection, role):
                    connection.execute(text(statement))


def grant_statements(connection: Connection, role: str) -> list[str]:
    """SQL that lets a PostgreSQL role read the published relations, and neither the tables behind them nor write any."""
    quoted, home = _quoted(connection, role)
    listed = ", ".join(f'{home}."{relation.name}"' for relation in RELATIONS)
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {home} FROM {quoted}",
        f"REVOKE CREATE ON SCHEMA {home} FROM {quoted}",
        f"GRANT USAGE ON SCHEMA {home} TO {quoted}",
        f"GRANT SELECT ON {listed} TO {quoted}",
    ]


def revoke_statements(connection: Connection, role: str) -> list[str]:
    """SQL that takes back what `grant_statements` gave."""
    quoted, home = _quoted(connection, role)
    return [f"REVOKE ALL ON ALL TABLES IN SCHEMA {home} FROM {quoted}", f"REVOKE USAGE ON SCHEMA {home} FROM {quoted}"]


def _quoted(connection: Connection, role: str) -> tuple[str, str]:
    """The role and the schema of the views, as they stand in SQL."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    return quote(role).replace(":", r"\:"), quote(str(connection.scalar(text("SELECT current_schema()"))))


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
