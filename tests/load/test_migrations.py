"""Migrations on both databases: models and migrations agree, views can be rebuilt, data survives, newer is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from etl.checks.gates import check_gates
from etl.errors import DatabaseError
from etl.load.database import opened
from etl.load.migrate import migrate, migration_sql
from etl.load.revisions import MIGRATIONS, known_revisions, require_current
from etl.pipeline import run
from schema.models import metadata
from schema.publish import dictionary_rows
from schema.relations import RELATIONS, VIEWS
from tests.conftest import ROOT, SEED, postgres_database


def test_there_is_one_head_and_every_revision_is_named_by_intent() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert len(scripts.get_heads()) == 1
    for script in scripts.walk_revisions():
        assert script.doc and len(script.doc.split()) > 3
    assert known_revisions() == sorted(script.revision for script in scripts.walk_revisions())
    assert known_revisions()[-1] == scripts.get_current_head()


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path, postgres_server: str) -> Iterator[Engine]:
    """An empty database that went through every migration; a new one is made from the models at once."""
    with ExitStack() as stack:
        is_sqlite = request.param == "sqlite"
        url = f"sqlite:///{tmp_path / 'upgraded.db'}" if is_sqlite else stack.enter_context(postgres_database(postgres_server))
        engine = stack.enter_context(opened(url))
        _move(engine, "head")
        yield engine


def test_migrated_tables_are_those_of_the_models(upgraded: Engine) -> None:
    with upgraded.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        views = {view.name for view in VIEWS}
        differences = [d for d in compare_metadata(context, metadata) if not (d[0] == "remove_table" and d[1].name in views)]
    assert [d for d in differences if "comment" not in str(d[0])] == []


def test_migrated_constraints_are_those_of_the_models(upgraded: Engine, tmp_path: Path) -> None:
    """Alembic does not compare CHECKs: names and texts of every constraint against a database made from the models."""
    migrated = _constraints(upgraded)
    if upgraded.dialect.name == "sqlite":
        url = f"sqlite:///{tmp_path / 'models.db'}"
        with opened(url) as made:
            metadata.create_all(made)
            assert _constraints(made) == migrated
    else:
        with upgraded.begin() as connection:
            connection.execute(text("CREATE SCHEMA models"))
            connection.execute(text("SET search_path TO models"))
            metadata.create_all(connection)
            assert _constraints_of(connection, "models") == migrated
            connection.rollback()


def _where(index: Mapping[str, Any]) -> str:
    """The condition of a partial index."""
    return str({name: str(value) for name, value in index.get("dialect_options", {}).items() if name.endswith("where")})


def test_a_new_database_has_what_the_migrations_fill_in(upgraded: Engine, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue("sqlite_engine" if upgraded.dialect.name == "sqlite" else "postgres_engine")
    for table in ("setting", "alembic_version", "dim_codes", "published_view"):
        assert _rows(upgraded, table) == _rows(made, table)


def _rows(engine: Engine, table: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}")))


def _constraints(engine: Engine) -> set[tuple[str, str, str]]:
    with engine.connect() as connection:
        return _constraints_of(connection, None)


def _constraints_of(connection: object, schema: str | None) -> set[tuple[str, str, str]]:
    inspector = inspect(connection)
    found = set()
    for table in metadata.tables:
        checks = [("check", c["name"], c["sqltext"]) for c in inspector.get_check_constraints(table, schema=schema)]
        keys = [("fk", c["name"], str(c["constrained_columns"])) for c in inspector.get_foreign_keys(table, schema=schema)]
        uniques = [("unique", c["name"], str(c["column_names"])) for c in inspector.get_unique_constraints(table, schema=schema)]
        found |= {
            (table, "index", f"{i['name']}: {i['column_names']} {_where(i)}") for i in inspector.get_indexes(table, schema=schema)
        }
        primary = inspector.get_pk_constraint(table, schema=schema)
        found |= {(table, kind, f"{name}: {what}") for kind, name, what in [*checks, *keys, *uniques]}
        found.add((table, "pk", f"{primary['name']}: {primary['constrained_columns']}"))
    assert not [entry for entry in found if ": " in entry[2] and entry[2].startswith("None")], "every constraint has a name"
    return found


def test_a_filled_database_survives_down_and_up(engine: Engine) -> None:
    """Views are dropped and made anew around the migration; the data stays what it was."""
    run(engine, [SEED])
    before = _counts(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM data_dictionary"))
        connection.execute(text('DROP VIEW "fct_casualty_claims"'))
        connection.execute(text("CREATE VIEW dim_of_an_older_version AS SELECT 1 AS one"))
        connection.execute(text("INSERT INTO published_view VALUES ('dim_of_an_older_version', 'x')"))
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    assert _counts(engine) == before
    assert "dim_of_an_older_version" not in inspect(engine).get_view_names()
    assert [r.gate.name for r in check_gates(engine) if not r.passed] == []


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {r.name: connection.execute(text(f"SELECT count(*) FROM {r.name}")).scalar_one() for r in RELATIONS}


def test_each_migration_keeps_the_data_of_the_one_before(engine: Engine) -> None:
    """A filled database goes down a revision at a time, losing what that revision brought, and up again with the rest."""
    run(engine, [SEED])
    scripts = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][:-1]
    for revision in scripts:
        _move(engine, f"{revision}:-1")
    old = ("document", "entity", "fact", "evidence", "casualty_claim", "aircraft_loss", "change")
    before = {table: _count(engine, table) for table in old}
    assert before["fact"] > 100
    _move(engine, "head")
    assert {table: _count(engine, table) for table in old} == before
    assert _count(engine, "fct_mentions") == 0
    assert [r.gate.name for r in check_gates(engine) if not r.passed] == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE revision SET rules_version = 'older'"))
    run(engine, [SEED])
    assert _count(engine, "fct_mentions") > 1000


def _move(engine: Engine, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        if target.endswith(":-1"):
            command.downgrade(config, "-1")
        else:
            command.upgrade(config, target)


def _count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())


def test_downgrade_leaves_nothing_behind(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert inspect(engine).get_view_names() == []


def test_a_newer_database_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (migrate, require_current):
        with pytest.raises(DatabaseError, match="schema 9999, which is newer than this program"):
            use(engine)
    assert DatabaseError.exit_status == 4


def test_an_empty_database_is_no_ledger(sqlite_url: str, postgres_url: str) -> None:
    for url in (sqlite_url, postgres_url):
        with opened(url) as engine, pytest.raises(DatabaseError, match="holds no warledger schema; run 'warledger migrate'"):
            require_current(engine)


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE casualty_claim SET low = 10, high = 9", "low_not_above_high"),
        ("UPDATE casualty_claim SET category = 'annihilated'", "(?i)foreign key"),
        ("UPDATE fact SET fact_kind = 'event' WHERE fact_kind = 'mention'", "(?i)foreign key"),
        ("UPDATE mention SET fact_kind = 'event'", "fact_kind_fixed"),
        ("UPDATE event SET part_of_event_id = (SELECT min(fact_id) FROM mention)", "(?i)foreign key"),
        ("UPDATE event_claim SET event_id = (SELECT min(fact_id) FROM mention)", "(?i)foreign key"),
        ("INSERT INTO person (entity_id) SELECT min(entity_id) FROM place", "(?i)foreign key"),
        ("DELETE FROM code_casualty_category WHERE code = 'killed'", "(?i)foreign key"),
        ("UPDATE casualty_claim SET date_start = '2000-01-02', date_end = '2000-01-01'", "dates_in_order"),
        ("UPDATE casualty_claim SET low = -1, high = NULL", "low_whole"),
        ("UPDATE place SET longitude = 200", "longitude_in_range"),
        ("UPDATE place SET latitude = -91", "latitude_in_range"),
        ("UPDATE evidence SET quote = quote || '!'", "quote_fills_span"),
        ("UPDATE fact SET document_id = 'nobody'", "(?i)foreign key"),
        ("DELETE FROM document", "(?i)foreign key"),
        ("INSERT INTO revision SELECT 'other', document_id, is_current, 'x', source_name, source_uri, license, "
         "attribution, short_description, description, image_url, repaired_from, text, characters, accounted_characters, "
         "rules_version, run_id FROM revision", "(?i)unique"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_cannot_be(seeded: Engine, sql: str, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), seeded.begin() as connection:
        connection.execute(text(sql))


def test_sqlite_refuses_a_word_for_a_number(seed_engine: Engine) -> None:
    with pytest.raises(IntegrityError, match="low_whole"), seed_engine.begin() as connection:
        connection.execute(text("UPDATE casualty_claim SET low = 'several', high = NULL"))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_printed_sql_makes_tables_and_views(dialect: str) -> None:
    printed = migration_sql(dialect)
    for table in metadata.tables:
        assert f"CREATE TABLE {table} (" in printed or f'CREATE TABLE "{table}" (' in printed
    for view in VIEWS:
        assert f'CREATE VIEW "{view.name}"' in printed


def test_every_relation_and_column_is_described(engine: Engine) -> None:
    with engine.connect() as connection:
        stored = connection.execute(text('SELECT relation, "column", type, description FROM data_dictionary')).all()
    assert sorted(map(tuple, stored)) == sorted(tuple(row.values()) for row in dictionary_rows())
    assert all(row[3] for row in stored)
    inspector = inspect(engine)
    for relation in RELATIONS:
        columns = [column["name"] for column in inspector.get_columns(relation.name)]
        assert columns == list(relation.columns), relation.name


def test_postgresql_has_comments_on_views_and_tables(postgres_url: str) -> None:
    with opened(postgres_url) as engine:
        migrate(engine)
        with engine.connect() as connection:
            uncommented = connection.execute(text(
                "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
                "LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum "
                "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname <> 'alembic_version' "
                "AND d.description IS NULL AND NOT a.attisdropped"
            )).all()  # fmt: skip
    assert uncommented == []


def test_the_alembic_command_works_from_a_checkout(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    environment = {"WARLEDGER_DATABASE_URL": url, "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with opened(url) as engine:
        require_current(engine)
