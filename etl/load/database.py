"""Open the database for the pipeline, and tell a user in one line what is wrong with it.

Every command goes through `opened`: what the driver raises becomes an error with the exit status of CONTRACT.md. No
message shows a password.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError, ProgrammingError
from sqlalchemy.exc import DatabaseError as DriverError

from etl.errors import DatabaseError, LockedError, UsageError, WarledgerError
from schema.engine import open_engine

_VALID = "valid are sqlite:///FILE and postgresql://USER@HOST/NAME"


@contextmanager
def opened(url: str, *, must_exist: bool = False) -> Iterator[Engine]:
    """An engine for the URL, disposed of at the end; errors of the driver inside the block become ours.

    `must_exist`: for commands that only read, which must not leave an empty SQLite file behind.
    """
    engine = _engine(url)
    file = engine.url.database or ""
    if must_exist and engine.dialect.name == "sqlite" and not file.startswith("file:") and not Path(file).exists():
        raise DatabaseError(f"{shown(url)}: there is no such database; 'warledger run' makes one")
    try:
        yield engine
    except WarledgerError:
        raise
    except (OperationalError, InterfaceError, DriverError) as error:
        translated = translate(error, url)
        if translated is None:
            raise
        raise translated from None
    finally:
        engine.dispose()


def shown(url: str) -> str:
    """The URL without anything secret: no password, no query."""
    try:
        return make_url(url).set(query={}).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return re.sub(r"//[^@]*@", "//***@", url).partition("?")[0]


def translate(error: DBAPIError, url: str) -> WarledgerError | None:
    """The driver's error in our words; None where it is a defect of the program and should be seen whole."""
    text = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
    if any(words in text for words in ("locked", "could not obtain lock", "lock timeout", "deadlock detected")):
        return LockedError(f"{shown(url)}: another program holds the database: {text}; try again when it has ended")
    if isinstance(error.orig, sqlite3.DatabaseError):
        if "not a database" in text or "malformed" in text:
            return DatabaseError(f"{shown(url)}: the file is damaged or no SQLite database: {text}; name another --database")
        if isinstance(error.orig, sqlite3.OperationalError) and ("open" in text or "readonly" in text or "disk" in text):
            return DatabaseError(f"{shown(url)}: cannot be opened or written: {text}")
        return None
    if isinstance(error, ProgrammingError) and "connection option" in text:
        return UsageError(f"{shown(url)}: {text}")
    if isinstance(error, (OperationalError, InterfaceError)):
        return DatabaseError(f"{shown(url)}: cannot be reached: {text}")
    return None


def _engine(url: str) -> Engine:
    try:
        kind = make_url(url).get_backend_name()
        if kind not in ("sqlite", "postgresql", "postgres"):
            raise UsageError(f"{shown(url)}: this kind of database is not supported: {_VALID}")
        engine = open_engine(url)
    except (ArgumentError, ValueError):
        raise UsageError(f"{shown(url)!r} is no database URL: {_VALID}") from None
    except NoSuchModuleError:
        raise UsageError(f"{shown(url)}: this driver is not supported: {_VALID}") from None
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{shown(url)}: the driver {error.name} is missing: "
            "pip install 'warledger[postgres]' (in a checkout: pip install -e '.[postgres]')"
        ) from None
    file = (engine.url.database or "").removeprefix("file:")
    if engine.dialect.name == "sqlite" and file and file != ":memory:" and not Path(file).absolute().parent.is_dir():
        raise DatabaseError(f"{shown(url)}: the folder {Path(file).absolute().parent} does not exist")
    return engine


def count_for_the_planner(connection: Connection) -> None:
    """Let the database sample its tables, inside of the transaction: without it, SQLite reads views from the wrong end."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 400")
    connection.exec_driver_sql("ANALYZE")


def let_readers_read(engine: Engine) -> None:
    """On SQLite, keep changes in a write-ahead log until they are committed: readers see the state before, unblocked.

    The mode is a property of the file and stays. PostgreSQL does so anyway.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.rollback()  # the mode cannot be changed inside of a transaction
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
