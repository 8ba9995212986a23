"""Read the published relations whole: one state of all of them, each value in the type that the dictionary gives it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import sqlalchemy as sa

from etl.errors import DatabaseError
from etl.publish.as_of import standing_after
from schema.publish import column_type
from schema.relations import RELATIONS, Relation

_SQL_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "integer": sa.BigInteger(),
    "real": sa.Float(),
    "boolean": sa.Boolean(),
    "date": sa.Date(),
    "timestamp": sa.DateTime(timezone=True),
}


@contextmanager
def one_state(engine: sa.Engine, as_of: int | None = None) -> Iterator[sa.Connection]:
    """A transaction that sees one state of all relations, whatever is loaded meanwhile; of today, or as of a run.

    SQLite gives that to every transaction; PostgreSQL from REPEATABLE READ on.
    Raises DatabaseError where the database lacks a relation, UsageError where there is no such run.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # a transaction that makes the temporary tables of the past is none that only reads
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=as_of is None)
        with connection.begin():
            inspector = sa.inspect(connection)
            missing = {r.name for r in RELATIONS}.difference(inspector.get_view_names(), inspector.get_table_names())
            if missing:
                raise DatabaseError(f"the database does not publish {min(missing)}: run 'warledger migrate' first")
            with standing_after(connection, as_of) if as_of is not None else nullcontext():
                yield connection


def typed(connection: sa.Connection, relation: Relation) -> sa.Subquery:
    """The relation to select from: its columns in their order, each typed as `column_type` says."""
    columns = [sa.column(name, _SQL_TYPES[column_type(name)]) for name in relation.columns]
    # by the SELECT and not by its view: a view does not see the tables that lie over the real ones in `standing_after`
    return sa.text(relation.select(connection.dialect.name)).columns(*columns).subquery("told")


def in_utc(moment: datetime.datetime | None) -> datetime.datetime | None:
    """SQLite keeps no zone (it is UTC), PostgreSQL answers in the zone of the session."""
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC)
