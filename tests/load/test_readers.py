"""PostgreSQL roles: a reader reads what is published and nothing else, also after the views were made anew."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from etl.errors import UsageError
from etl.load.database import opened
from etl.pipeline import run
from etl.publish.readers import grant_reader, revoke_reader
from schema.publish import drop_views, publish
from schema.relations import RELATIONS
from tests.pipeline.articles import write_generation


@pytest.fixture
def role(postgres_url: str) -> Iterator[str]:
    """A role that can log in and was given nothing; its name needs quotes."""
    name = f'bi "user" {uuid.uuid4().hex[:8]}'
    with opened(postgres_url) as engine, engine.begin() as connection:
        connection.exec_driver_sql(f"""CREATE ROLE "{name.replace('"', '""')}" LOGIN""")
    yield name
    with opened(postgres_url) as engine, engine.begin() as connection:
        quoted = name.replace('"', '""')
        connection.exec_driver_sql(f'DROP OWNED BY "{quoted}"; DROP ROLE "{quoted}"')


@pytest.fixture
def reader(postgres_url: str, role: str) -> Iterator[Engine]:
    engine = create_engine(make_url(postgres_url).set(drivername="postgresql+psycopg", username=role))
    yield engine
    engine.dispose()


def may(reader: Engine, sql: str) -> bool:
    try:
        with reader.begin() as connection:
            connection.execute(text(sql))
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return False
    return True


def test_a_reader_reads_the_published_relations_and_nothing_else(
    postgres_url: str, role: str, reader: Engine, tmp_path: Path
) -> None:
    with opened(postgres_url) as engine:
        run(engine, [write_generation(tmp_path, 7)])
        assert not may(reader, "SELECT * FROM fct_casualty_claims")
        assert grant_reader(engine, role) == len(RELATIONS)
        assert [r.name for r in RELATIONS if not may(reader, f"SELECT * FROM {r.name} LIMIT 1")] == []
        with engine.begin() as connection:  # as a migration does
            drop_views(connection)
            publish(connection)
        assert may(reader, "SELECT * FROM fct_events")
        forbidden = ("SELECT * FROM fact", "SELECT * FROM evidence", "SELECT * FROM reader", "DELETE FROM data_dictionary",
                     "UPDATE document SET title = 'x'", "CREATE TABLE mine (x int)")  # fmt: skip
        assert [sql for sql in forbidden if may(reader, sql)] == []
        revoke_reader(engine, role)
        assert not may(reader, "SELECT * FROM fct_casualty_claims")


def test_what_cannot_be_granted_is_said_in_a_line(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    for url, message in ((sqlite_url, "SQLite has no roles"), (postgres_url, "there is no role 'nobody'")):
        with opened(url) as engine:
            run(engine, [write_generation(tmp_path, 7)])
            with pytest.raises(UsageError, match=message):
                grant_reader(engine, "nobody")
