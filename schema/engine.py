"""Connect to SQLite or PostgreSQL so that both behave: foreign keys on, DDL inside transactions, waits instead of errors."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10.0  # how long a statement waits for another writer of the same SQLite file


def open_engine(url: str | URL) -> Engine:
    """An engine for the URL; 'postgresql://' means psycopg 3. Nothing is connected yet.

    Raises sqlalchemy.exc.ArgumentError for a URL that is none, NoSuchModuleError for an unknown database, and
    ModuleNotFoundError where the driver is not installed.
    """
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # Python's own BEGIN leaves DDL outside of transactions
        connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # a writer takes the lock at once: one that upgrades a read lock later fails instead of waiting
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
