"""A ledger of many articles made from one, by SQL alone: what plans and speed are judged on.

Each copy has its own document, revision and facts; ten copies share their people, places and organizations.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from etl.load.database import count_for_the_planner
from schema.models import metadata

_OWN = ("document", "revision", "fact", "sentence")  # a key that begins so is one of the copy
_SHARED = ("entity_id", "person_id", "place_id", "organization_id", "force_organization_id", "speaker_id")
_LEFT = ("data_dictionary", "published_view", "reader", "rule", "run", "setting", "equipment_type", "equipment_type_member",
         "issue", "filled_column")  # fmt: skip
_TO_FACTS = ("event_id", "part_of_event_id", "other_fact_id", "breakdown_of_fact_id")
_TITLES = (("document", "title"), ("run_document", "source_name"))


def multiply(connection: Connection, copies: int) -> None:
    """Add `copies` of all articles that there are, and let the database count."""
    numbers = f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {int(copies)})"
    for table in metadata.sorted_tables:
        if table.name in _LEFT or table.name.startswith("code_"):
            continue
        values = [_copied(table.name, column.name) for column in table.columns]
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        is_shared = table.name in ("entity", "person", "place", "organization")
        each = " WHERE n.n % 10 = 0" if is_shared else ""
        connection.execute(
            text(f'INSERT INTO "{table.name}" ({columns}) {numbers} SELECT {", ".join(values)} FROM "{table.name}" t, n{each}')
        )
    count_for_the_planner(connection)


def _copied(table: str, column: str) -> str:
    if (table, column) in _TITLES:
        return f"t.\"{column}\" || ' ' || CAST(n.n AS TEXT)"
    if column in _SHARED:
        return f"CASE WHEN n.n < 10 THEN t.{column} ELSE substr(t.{column}, 1, 18) || '-' || CAST(n.n / 10 AS TEXT) END"
    if column in _TO_FACTS or (column.endswith("_id") and column.startswith(_OWN)):
        return f"substr(t.{column}, 1, 18) || '-' || CAST(n.n AS TEXT)"
    return f't."{column}"'
