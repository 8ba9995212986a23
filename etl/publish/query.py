"""Ask the database in SQL from the command line, read-only: for machines that have nothing but Python.

warledger query "SELECT category, low, high FROM fct_casualty_claims"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from etl.errors import UsageError


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a query: column names, and rows as the driver gives them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def ask(engine: Engine, sql: str) -> Answer:
    """Run one query in a transaction that cannot write. Raises UsageError for SQL that is wrong or would write.

    The driver gets the text as it is (a '%' is a '%') and, on PostgreSQL, as one prepared statement: a second statement
    behind a semicolon, which could end the transaction, is refused by the server.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        cursor: Any = connection.connection.cursor()
        try:
            cursor.execute(sql) if is_sqlite else cursor.execute(sql, prepare=True)
            if cursor.description is None:
                raise UsageError("the statement returns no rows: a query begins with SELECT or WITH")
            return Answer(tuple(column[0] for column in cursor.description), tuple(tuple(row) for row in cursor.fetchall()))
        except engine.dialect.loaded_dbapi.Error as error:
            raise UsageError(_explained(str(error).strip().splitlines()[0])) from None
        finally:
            cursor.close()
            connection.rollback()
            if is_sqlite:
                connection.exec_driver_sql("PRAGMA query_only = OFF")
                connection.rollback()


def _explained(reason: str) -> str:
    """The driver's reason, with what to do about it."""
    if "readonly" in reason or "read-only" in reason:
        return "a query cannot change the database: it begins with SELECT or WITH"
    if "no such" in reason or "does not exist" in reason:
        return f"{reason}; relations and columns stand in data_dictionary"
    return reason.rstrip(".")


def as_text(answer: Answer) -> str:
    """The answer as an aligned table; NULL is empty, line breaks inside a value are blanks."""
    shown = [list(answer.columns), *([_shown(value) for value in row] for row in answer.rows)]
    widths = [max(len(row[i]) for row in shown) for i in range(len(answer.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _shown(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()) if isinstance(value, str) else str(value)
