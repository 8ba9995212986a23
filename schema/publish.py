"""Make the published relations in a database: views, the data dictionary and, on PostgreSQL, comments.

A view is made anew where its hash differs from the one that the database keeps: at the end of every migration, and of
`warledger migrate` and `warledger run` where there is nothing to migrate. Before a migration all are dropped, as SQLite
cannot alter a table under a view and PostgreSQL not all of one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, Float, delete, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import SetColumnComment, SetTableComment
from sqlalchemy.types import BigInteger, Integer, TypeEngine

from schema.base import code_table
from schema.kinds import ALL_VOCABULARIES
from schema.models import metadata
from schema.quality import Reader
from schema.relations import RELATIONS, VIEWS, Relation
from schema.runs import DataDictionary, PublishedView
from schema.user_views import put_back, set_aside

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
_DERIVED_REALS = frozenset(["precision"])


def column_type(name: str) -> str:
    """SQL type of a published column: that of the table column of this name; derived columns are text unless counts."""
    for table in metadata.tables.values():
        if name in table.columns:
            kind = table.columns[name].type
            return next((word for cls, word in _TYPE_NAMES if isinstance(kind, cls)), "text")
    return "integer" if name in _DERIVED_INTEGERS else "real" if name in _DERIVED_REALS else "text"


def drop_views(connection: Connection) -> None:
    """Drop every published view, also one that this version no longer knows."""
    standing = set(inspect(connection).get_view_names())
    for name in sorted(standing & known_views(connection)):
        connection.execute(text(f'DROP VIEW "{name}"'))


def known_views(connection: Connection) -> set[str]:
    """The names of the published views: those of this program, and those that the database has from another version."""
    return {relation.name for relation in VIEWS} | set(_stored(connection))


def create_view(relation: Relation, dialect: str) -> str:
    return f'CREATE VIEW "{relation.name}" AS {relation.select(dialect)}'


def is_published(connection: Connection) -> bool:
    """Whether the database has the relations just as this program declares them, with their words."""
    wanted = _fingerprints(connection.dialect.name)
    missing = {relation.name for relation in VIEWS} - set(inspect(connection).get_view_names())
    return not missing and _stored(connection) == wanted


def publish(connection: Connection) -> None:
    """Make what differs: views, their rows in `data_dictionary`, the codes and, on PostgreSQL, comments and rights.

    A view is left in place, with all that users built on it, while its columns stay or grow. Raises ViewInTheWay.
    """
    dialect = connection.dialect.name
    wanted, stored = _fingerprints(dialect), _stored(connection)
    standing = set(inspect(connection).get_view_names())
    for name in sorted(standing & (stored.keys() - wanted.keys())):
        _replace_view(connection, name, None)
    for relation in VIEWS:
        if relation.name not in standing:
            connection.exec_driver_sql(create_view(relation, dialect))
        elif stored.get(relation.name) != wanted[relation.name]:
            _replace_view(connection, relation.name, create_view(relation, dialect))
    connection.execute(delete(PublishedView))
    connection.execute(insert(PublishedView), [{"relation": name, "sha256": sha256} for name, sha256 in wanted.items()])
    connection.execute(delete(DataDictionary))
    connection.execute(insert(DataDictionary), list(dictionary_rows()))
    _store_codes(connection)
    if dialect == "postgresql":
        _comment(connection)
        for role in connection.scalars(select(Reader.role)).all():
            if connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
                for statement in grant_statements(connection, role):
                    connection.execute(text(statement))


def _replace_view(connection: Connection, name: str, create: str | None) -> None:
    """Another view of this name, or none: in place where PostgreSQL can, else users' views are put on the new one."""
    if connection.dialect.name == "sqlite":  # which looks at what a view leads to when it is read
        kept = []
    else:
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(create.replace("CREATE", "CREATE OR REPLACE", 1) if create else f'DROP VIEW "{name}"')
            return
        except DBAPIError:  # a column is gone, moved or has another type; or a user's view stands on it
            kept = set_aside(connection, [name])
    connection.exec_driver_sql(f'DROP VIEW "{name}"')
    if create:
        connection.exec_driver_sql(create)
    put_back(connection, kept)


def _stored(connection: Connection) -> dict[str, str]:
    """The fingerprints of the relations as the database has them; none before schema 0007."""
    if not inspect(connection).has_table(PublishedView.__tablename__):
        return {}
    rows = connection.execute(select(PublishedView.relation, PublishedView.sha256))
    return {row.relation: row.sha256 for row in rows}


@cache
def _fingerprints(dialect: str) -> dict[str, str]:
    """By relation: a hash of its SQL, of what the dictionary says of it and, for the codes, of these."""
    described: dict[str, list[str]] = {}
    for row in dictionary_rows():
        described.setdefault(row["relation"], []).append(" | ".join(row.values()))
    made = {relation.name: create_view(relation, dialect) for relation in VIEWS}
    made["dim_codes"] += repr(ALL_VOCABULARIES)
    return {
        name: hashlib.sha256("\n".join([made.get(name, ""), *lines]).encode()).hexdigest() for name, lines in described.items()
    }


def _store_codes(connection: Connection) -> None:
    """The words of all vocabularies with their labels; a word that is no longer used stays, as old facts may hold it."""
    for vocabulary in ALL_VOCABULARIES:
        table = code_table(vocabulary)
        found = connection.execute(text(f"SELECT code, label, meaning, position FROM {table}"))  # noqa: S608 - constants
        standing = {row.code: tuple(row) for row in found}
        words = {code.code: (code.code, code.label, code.meaning, n) for n, code in enumerate(vocabulary.codes)}
        rows = [dict(zip(_CODE_COLUMNS, row, strict=True)) for word, row in words.items() if standing.get(word) != row]
        for verb, sql in (("INSERT", _INSERT_CODE), ("UPDATE", _UPDATE_CODE)):
            listed = [row for row in rows if (row["code"] in standing) == (verb == "UPDATE")]
            if listed:
                connection.execute(text(sql.format(table)), listed)


_CODE_COLUMNS = ("code", "label", "meaning", "position")
_INSERT_CODE = "INSERT INTO {} (code, label, meaning, position) VALUES (:code, :label, :meaning, :position)"
_UPDATE_CODE = "UPDATE {} SET label = :label, meaning = :meaning, position = :position WHERE code = :code"


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
