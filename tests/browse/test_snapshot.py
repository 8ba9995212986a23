"""The copy for the browser holds what the ledger publishes, from either kind of database."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from etl.browse.snapshot import make_snapshot
from etl.errors import DatabaseError
from etl.publish.query import ask
from schema.engine import open_engine
from schema.references import references
from schema.relations import FACT_RELATIONS, RELATIONS


@pytest.fixture(scope="module")
def copy(snapshot: Path) -> sqlite3.Connection:
    return sqlite3.connect(snapshot)


def test_every_relation_has_the_rows_of_the_ledger(seeded: Engine, tmp_path: Path) -> None:
    make_snapshot(seeded, tmp_path / "copy.db")
    copied = sqlite3.connect(tmp_path / "copy.db")
    for relation in RELATIONS:
        if relation.name == "dim_runs":  # its moments are spelt otherwise: below
            continue
        listed = ", ".join(f'"{column}"' for column in relation.columns)
        here = Counter(copied.execute(f'SELECT {listed} FROM "{relation.name}"').fetchall())
        there = Counter(
            tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row)
            for row in ask(seeded, f'SELECT {listed} FROM "{relation.name}"').rows
        )
        assert here == there, relation.name
    copied.close()


def test_moments_are_utc_whatever_the_zone_of_the_session(seed_postgres: Engine, tmp_path: Path) -> None:
    zoned = create_engine(seed_postgres.url, connect_args={"options": "-c TimeZone=Pacific/Kiritimati"})
    make_snapshot(zoned, tmp_path / "copy.db")
    utc = "SELECT to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM dim_runs"
    ((started,),) = ask(seed_postgres, utc).rows
    zoned.dispose()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copied:
        assert copied.execute("SELECT started_at FROM dim_runs").fetchall() == [(started,)]


def test_foreign_keys_hold(copy: sqlite3.Connection) -> None:
    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    declared = {(name, row[3]) for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                for row in copy.execute(f'PRAGMA foreign_key_list("{name}")')}  # fmt: skip
    assert declared == {(reference.relation, reference.column) for reference in references()}


def test_facts_know_where_the_evidence_of_every_fact_stands(copy: sqlite3.Connection) -> None:
    kinds = dict(copy.execute("SELECT relation, count(*) FROM facts GROUP BY relation"))
    told = {name: copy.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in FACT_RELATIONS.values()}
    assert kinds == {name: rows for name, rows in told.items() if rows}
    wrong = copy.execute(
        "SELECT count(*) FROM facts f JOIN dim_texts t ON t.document_id = f.document_id "
        "WHERE substr(t.text, f.evidence_start + 1, f.evidence_end - f.evidence_start) <> f.evidence"
    )
    assert wrong.fetchone() == (0,)


def test_sentences_are_found_without_their_accents(copy: sqlite3.Connection) -> None:
    found = copy.execute(
        "SELECT s.text FROM sentences_fts f JOIN dim_sentences s ON s.rowid = f.rowid WHERE sentences_fts MATCH '\"body count\"'"
    ).fetchall()
    assert len(found) == 1
    assert "conservative estimates" in found[0][0]


def test_an_empty_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="run 'warledger migrate' first"):
        make_snapshot(open_engine("sqlite://"), tmp_path / "copy.db")
