"""A BI filter of a published relation finds its rows by indexes: the database's own plans, on a ledger of many articles."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, UniqueConstraint, text

from etl.load.database import opened
from schema.fact_relations import FACTS
from schema.models import metadata
from schema.relations import VIEWS
from tests.conftest import postgres_database
from tests.load.many_articles import multiply

COPIES = 12
LARGE = {"fact", "evidence", "fact_place", "event_claim", "event_actor", "mention", "time_expression", "event", "casualty_claim"}
SMALL = {"document", "revision"}  # on SQLite a plan that begins with all of these reads all that hangs on them
# all of a table, or all facts of a kind, or that are not retired
WHOLE = re.compile(r"SCAN (\w+)|SEARCH (\w+) USING (?:COVERING )?INDEX ix_fact_(?:fact_kind|retired_run_id)")


def test_every_foreign_key_has_an_index() -> None:
    """Those to code tables have none: a word is never deleted, and half of the rows would hold it."""
    without = []
    for table in metadata.tables.values():
        uniques = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        indexes = [[c.name for c in columns] for columns in
                   (table.primary_key.columns, *(i.columns for i in table.indexes), *(u.columns for u in uniques))]  # fmt: skip
        for key in table.foreign_key_constraints:
            columns = {column.name for column in key.columns}
            is_led = any(set(index[: len(columns)]) <= columns for index in indexes if index)
            if not is_led and not key.referred_table.name.startswith("code_"):
                without.append((table.name, sorted(columns)))
    assert without == []


@pytest.fixture(scope="module")
def many_sqlite(seed_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file = tmp_path_factory.mktemp("many") / "many.db"
    with closing(sqlite3.connect(str(seed_engine.url.database))) as seed:
        seed.execute("VACUUM INTO ?", (str(file),))
    with opened(f"sqlite:///{file}") as engine:
        with engine.begin() as connection:
            multiply(connection, COPIES)
        yield engine


@pytest.fixture(scope="module")
def many_postgres(seed_postgres: Engine, postgres_server: str) -> Iterator[Engine]:
    seed_postgres.dispose()  # a database with connections is no template
    with postgres_database(postgres_server, str(seed_postgres.url.database)) as url, opened(url) as engine:
        with engine.begin() as connection:
            multiply(connection, COPIES)
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.getfixturevalue("many_sqlite" if request.param == "sqlite" else "many_postgres")
    return made


FILTERS = [
    *(f"SELECT * FROM {relation.name} WHERE document_id = :document" for relation in FACTS),
    *(f"SELECT * FROM {relation.name} WHERE document = :title" for relation in FACTS),
    *(f"SELECT * FROM {r.name} WHERE date_start = '1901-01-01'" for r in FACTS if "date_start" in r.columns),
    *(f"SELECT * FROM {r.name} WHERE year_start = 1901" for r in FACTS if "year_start" in r.columns),
    *(f"SELECT * FROM {r.name} WHERE fact_id = :fact" for r in FACTS),
    "SELECT * FROM fct_events WHERE place_id = :place",
    "SELECT e.* FROM dim_places p JOIN fct_events e ON e.place_id = p.place_id WHERE p.place_id = :place",
    "SELECT * FROM fct_mentions WHERE entity_id = :person",
    "SELECT * FROM fct_positions WHERE person_id = :person",
    "SELECT * FROM fct_commanders WHERE person_id = :person",
    "SELECT * FROM fct_quotations WHERE speaker_id = :person",
    "SELECT * FROM fct_belligerents WHERE organization_id = :organization",
    "SELECT * FROM fct_events WHERE event_id = :event",
    "SELECT * FROM fct_events WHERE part_of_event_id = :event",
    "SELECT * FROM fct_battles WHERE event_id = :event",
    "SELECT * FROM fct_casualty_claims WHERE event_id = :event",
    "SELECT * FROM fct_casualty_claims WHERE breakdown_of_fact_id = :fact",
    "SELECT * FROM fct_casualties WHERE document_id = :document",
    "SELECT * FROM fct_casualties WHERE event_id = :event",
    "SELECT * FROM fct_changes WHERE fact_id = :fact",
]  # fmt: skip
VALUES = {
    "document": "SELECT max(document_id) FROM document",
    "title": "SELECT max(title) FROM document",
    "fact": "SELECT max(fact_id) FROM casualty_claim",
    "place": "SELECT max(place_id) FROM fact_place",
    "person": "SELECT max(entity_id) FROM person",
    "organization": "SELECT max(organization_id) FROM belligerent",
    "event": "SELECT max(event_id) FROM event_claim",
}


def test_filters_find_their_rows_by_indexes(many: Engine) -> None:
    with many.connect() as connection:
        values = {name: connection.scalar(text(sql)) for name, sql in VALUES.items()}
        read = {sql: whole for sql in FILTERS if (whole := read_whole(connection, sql, values))}
    assert read == {}


def test_what_reads_a_whole_table_is_seen(many: Engine) -> None:
    with many.connect() as connection:
        assert read_whole(connection, "SELECT * FROM fct_events WHERE outcome = 'x'", {})
        assert read_whole(connection, "SELECT * FROM fct_mentions WHERE surface = 'x'", {})


def read_whole(connection: Connection, sql: str, values: Mapping[str, str]) -> set[str]:
    """The large tables of which the query reads as much as there is."""
    written = re.sub(r":(\w+)", lambda m: "'" + values[m[1]].replace("'", "''") + "'", sql)
    if connection.dialect.name == "postgresql":
        for way in ("seqscan", "hashjoin", "mergejoin"):  # so small a table is soon read whole; in a large one this is chosen
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        plan = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {written}").scalar_one()
        read = Counter[str]()
        _count_rows(plan[0]["Plan"], read)
        return {table for table in read.keys() & LARGE if read[table] >= _rows(connection, table)}
    sources = " ".join(relation.source for relation in VIEWS if re.search(rf"\b{relation.name}\b", sql))
    aliases = {alias: table for table, alias in re.findall(r"\b([a-z]\w+) ([a-z])\b", sources)}
    steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}")]
    whole = [found for step in steps if (found := WHOLE.match(step))]
    return {aliases.get(found[1] or found[2], "") for found in whole} & (LARGE | SMALL)


@cache
def _rows(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def _count_rows(node: dict[str, Any], read: Counter[str]) -> None:
    """How many rows of each table were looked at: those found, and those thrown away."""
    if "Relation Name" in node:
        found = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
        read[node["Relation Name"]] += round(found * node["Actual Loops"])
    for below in node.get("Plans", ()):
        _count_rows(below, read)
