"""The published relations follow the program: renewed where their SQL differs, and what users built on them stays."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

import schema.publish
from etl.errors import DatabaseError
from etl.load.migrate import migrate
from etl.load.revisions import require_current
from etl.pipeline import run
from schema.relation import Relation
from schema.relations import VIEWS
from tests.load.test_migrations import _move
from tests.pipeline.articles import write_generation

EVENTS = next(relation for relation in VIEWS if relation.name == "fct_events")
GROWN = replace(EVENTS, columns={**EVENTS.columns, "page": "d.title"})
SHRUNK = replace(EVENTS, columns={name: sql for name, sql in EVENTS.columns.items() if name != "outcome"})


def program_with(monkeypatch: pytest.MonkeyPatch, *others: Relation, without: str = "") -> None:
    """The next version of the program, in which these relations are otherwise declared, or one is gone."""
    changed = {relation.name: relation for relation in others}
    views = tuple(changed.get(view.name, view) for view in VIEWS if view.name != without)
    monkeypatch.setattr(schema.publish, "VIEWS", views)
    monkeypatch.setattr(schema.publish, "RELATIONS", views)
    schema.publish._fingerprints.cache_clear()


@pytest.fixture(autouse=True)
def this_version_again() -> object:
    yield
    schema.publish._fingerprints.cache_clear()


def ask(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(sql))]


def test_a_relation_is_renewed_without_a_migration(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not migrate(engine)
    program_with(monkeypatch, GROWN)
    with pytest.raises(DatabaseError, match="relations of another version; run 'warledger migrate'"):
        require_current(engine)
    assert migrate(engine)
    assert "page" in [column["name"] for column in inspect(engine).get_columns("fct_events")]
    with engine.connect() as connection:
        assert ask(connection, "SELECT count(*) FROM data_dictionary WHERE relation = 'fct_events' AND \"column\" = 'page'") == [
            (1,)
        ]
    require_current(engine)
    assert not migrate(engine)


def test_a_relation_that_is_missing_is_made_again(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW fct_events"))
    assert migrate(engine)
    assert "fct_events" in inspect(engine).get_view_names()


def test_a_relation_of_another_version_goes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    program_with(monkeypatch, without="fct_quotations")
    assert migrate(engine)
    assert "fct_quotations" not in inspect(engine).get_view_names()


def test_users_views_outlive_a_migration(engine: Engine, tmp_path: Path) -> None:
    """From the schema before this one to the newest, with data."""
    run(engine, [write_generation(tmp_path, 7)])
    _move(engine, "0007:-1")
    with engine.begin() as connection:
        for name in ("fct_events", "fct_mentions"):  # as the version before would have published them
            relation = next(view for view in VIEWS if view.name == name)
            connection.exec_driver_sql(schema.publish.create_view(relation, engine.dialect.name))
        connection.execute(text("CREATE VIEW mine AS SELECT event_id, name FROM fct_events"))
        connection.execute(text("CREATE VIEW mine_too AS SELECT count(*) AS events FROM mine"))
        connection.execute(text("CREATE VIEW of_a_table AS SELECT count(*) AS facts FROM fact"))
        before = ask(connection, "SELECT m.events, f.facts FROM mine_too m, of_a_table f")
        if engine.dialect.name == "postgresql":
            connection.execute(text("CREATE MATERIALIZED VIEW kept AS SELECT event_id FROM mine"))
            connection.execute(text("CREATE UNIQUE INDEX kept_by_id ON kept (event_id)"))
            connection.execute(text("COMMENT ON VIEW mine IS 'what''s mine'"))
            connection.execute(text("GRANT SELECT ON mine TO PUBLIC"))
    assert migrate(engine)
    with engine.connect() as connection:
        assert ask(connection, "SELECT m.events, f.facts FROM mine_too m, of_a_table f") == before
        assert before[0][0]
        if engine.dialect.name == "postgresql":
            assert ask(connection, "SELECT count(*) FROM kept, pg_class WHERE relname = 'kept_by_id'") == [(before[0][0],)]
            assert ask(
                connection, "SELECT obj_description('mine'::regclass), has_table_privilege('pg_monitor', 'mine', 'SELECT')"
            ) == [("what's mine", True)]


def test_a_relation_grows_under_a_users_view_without_touching_it(
    postgres_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also under one of another role, that ours could not drop."""
    role = f"bi_{uuid.uuid4().hex[:8]}"
    with postgres_engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {role}"))
        connection.execute(text("CREATE VIEW mine AS SELECT event_id, name FROM fct_events"))
        connection.execute(text(f"ALTER VIEW mine OWNER TO {role}"))
        before = ask(connection, "SELECT 'mine'::regclass::oid")
    program_with(monkeypatch, GROWN)
    assert migrate(postgres_engine)
    with postgres_engine.begin() as connection:
        assert ask(connection, "SELECT 'mine'::regclass::oid") == before
        connection.execute(text(f"DROP VIEW mine; DROP ROLE {role}"))


def test_a_relation_that_cannot_grow_is_put_under_a_users_view_again(
    postgres_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres_engine.begin() as connection:
        connection.execute(text("CREATE VIEW mine AS SELECT event_id, name FROM fct_events"))
    program_with(monkeypatch, SHRUNK)
    assert migrate(postgres_engine)
    with postgres_engine.connect() as connection:
        assert ask(connection, "SELECT * FROM mine") == []


def test_a_users_view_that_cannot_be_kept_is_named_and_nothing_is_changed(
    postgres_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres_engine.begin() as connection:
        connection.execute(text("CREATE VIEW mine AS SELECT outcome FROM fct_events"))
    program_with(monkeypatch, SHRUNK)
    with pytest.raises(
        DatabaseError, match=r'the view public\.mine, .* is in the way: column "outcome" does not exist; nothing was'
    ):
        migrate(postgres_engine)
    with postgres_engine.connect() as connection:
        assert ask(connection, "SELECT * FROM mine") == []


def test_words_of_closed_lists_have_labels(engine: Engine) -> None:
    with engine.connect() as connection:
        words = ask(
            connection, "SELECT label, position, used_in FROM dim_codes WHERE list = 'event_kind' AND code = 'aircraft_loss'"
        )
        assert words == [("Aircraft loss", 3, "fct_events.kind; fct_battles.kind")]
        assert ask(connection, "SELECT list, code FROM dim_codes WHERE label = '' OR meaning = ''") == []


def test_a_new_word_rebuilds_no_table(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = next(v for v in schema.publish.ALL_VOCABULARIES if v.name == "severity")
    grown = replace(kinds, codes=(*kinds.codes, replace(kinds.codes[0], code="catastrophe", label="Catastrophe")))
    monkeypatch.setattr(schema.publish, "ALL_VOCABULARIES", (grown,))
    schema.publish._fingerprints.cache_clear()
    row = "INSERT INTO issue (run_id, severity, code, message, is_current) VALUES (1, 'catastrophe', 'x', 'x', true)"
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO run (run_id, started_at, status, version) VALUES (1, '2000-01-01', 'done', 'x')"))
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(text(row))
    assert migrate(engine)
    with engine.begin() as connection:
        connection.execute(text(row))
        assert ask(connection, "SELECT label FROM dim_codes WHERE code = 'catastrophe'") == [("Catastrophe",)]
