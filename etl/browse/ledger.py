"""Ask the copy of the ledger, from inside of Datasette."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette

from schema.kinds import KINDS

NAME = "ledger"  # of the database, and so the first part of Datasette's addresses

# SQL: the relations of names and times, of which there are so many that lists leave them out or show them last
UNLISTED = f"({', '.join(repr(kind.relation) for kind in KINDS if not kind.is_listed)})"

Row = dict[str, Any]


class Ledger:
    """Queries with named parameters; rows are dictionaries, column to value."""

    def __init__(self, datasette: Datasette) -> None:
        self._database = datasette.get_database(NAME)

    async def rows(self, sql: str, **parameters: Any) -> list[Row]:
        # not `Database.execute`: its limits of time and rows are for strangers' SQL
        return list(await self._database.execute_fn(lambda connection: _fetched(connection, sql, parameters)))

    async def row(self, sql: str, **parameters: Any) -> Row | None:
        """The first row; None where there is none."""
        found = await self.rows(sql, **parameters)
        return found[0] if found else None

    async def text(self, document_id: str) -> str:
        """The repaired text of a document; empty where there is no such document."""
        found = await self.row("SELECT text FROM dim_texts WHERE document_id = :id", id=document_id)
        return str(found["text"]) if found else ""


def _fetched(connection: Any, sql: str, parameters: dict[str, Any]) -> list[Row]:
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
