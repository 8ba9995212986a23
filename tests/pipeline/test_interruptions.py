"""Whatever ends a run, and whenever: the database is as before it or as after it, and the next run completes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from etl.errors import DatabaseError, WarledgerError
from etl.load.database import opened
from etl.pipeline import RunOptions, run
from tests.pipeline.articles import assert_sound, state, write_generation

PATIENT = RunOptions(wait_seconds=30)  # a server needs a moment to see that its client is dead


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.exhaustive)])
def test_a_killed_run_leaves_the_state_before_or_after(engine: Engine, tmp_path: Path, kills: int) -> None:
    chance = random.Random(kills)  # noqa: S311 - moments, no secrets
    states, seconds = _two_states(engine, tmp_path)
    killed = 0
    for number in range(kills):
        generation = 7 + number % 2
        before, after = states[1 - number % 2], states[number % 2]
        write_generation(tmp_path, generation)
        killed += _run_and_kill(engine, tmp_path, chance.uniform(0, seconds * 1.2))
        assert state(engine) in (before, after)
        assert_sound(engine)
        assert run(engine, [tmp_path], PATIENT).status == "done"
        assert state(engine) == after
    assert killed > kills // 3, "most runs should be killed before their end"
    with engine.connect() as connection:
        statuses = set(connection.scalars(text("SELECT status FROM dim_runs")))
    assert statuses <= {"done", "killed"}


def _two_states(engine: Engine, folder: Path) -> tuple[list[dict[str, list[str]]], float]:
    """The published states of generations 7 and 8, the latter standing, and how long a run takes."""
    states = []
    seconds = 0.0
    for generation in (7, 8):
        write_generation(folder, generation)
        seconds = run(engine, [folder]).seconds
        states.append(state(engine))
    return states, seconds


def _run_and_kill(engine: Engine, folder: Path, after: float) -> bool:
    """Run in a process of its own, which is killed after so many seconds; whether it was still running."""
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()  # no connection may be shared with the child
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with opened(url) as own:
                run(own, [folder], PATIENT)
            status = 0
        finally:
            os._exit(status)
    time.sleep(after)  # the moment is the subject of the test
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_full_disk_loses_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """SQLite itself refuses pages beyond a limit, as a full disk would."""
    with opened(sqlite_url) as engine:
        run(engine, [write_generation(tmp_path, 7)])
        before = state(engine)
        pages = engine.connect().exec_driver_sql("PRAGMA page_count").scalar_one()
        for n in range(30):
            write_generation(tmp_path, 100 + n, f"{n}.md", f"War {n}")
    with pytest.raises(DatabaseError, match="full") as raised, opened(sqlite_url) as engine, _at_most_pages(engine, pages + 3):
        run(engine, [tmp_path])
    assert raised.value.exit_status == 4
    with opened(sqlite_url) as engine:
        assert state(engine) == before
        assert_sound(engine)
        assert run(engine, [tmp_path]).outcomes["new"] == 30
        with engine.connect() as connection:
            assert list(connection.scalars(text("SELECT status FROM dim_runs ORDER BY run_id")))[-1] == "done"


@contextmanager
def _at_most_pages(engine: Engine, pages: int) -> Iterator[None]:
    def limit(connection: Any, record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", limit)
    engine.dispose()
    yield


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_a_lost_connection_loses_nothing(postgres_url: str, tmp_path: Path, step: int) -> None:
    """The server ends the session before a writing statement of the run: each in turn, or each twelfth."""
    admin = create_engine(make_url(postgres_url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with opened(postgres_url) as engine:
        run(engine, [write_generation(tmp_path, 7)])
        before = state(engine)
    write_generation(tmp_path, 8)
    number, failures = 0, 0
    while _loses_connection_at(postgres_url, admin, tmp_path, number):
        failures += 1
        number += step
        with opened(postgres_url) as engine:
            assert state(engine) == before
    assert failures > 3
    with opened(postgres_url) as engine:
        assert state(engine) != before
    admin.dispose()


def _loses_connection_at(url: str, admin: Engine, folder: Path, number: int) -> bool:
    seen = -1

    def end_session(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        nonlocal seen
        if statement.startswith(("INSERT", "UPDATE", "DELETE", "SAVEPOINT")):
            seen += 1
            if seen == number:
                pid = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
                with admin.connect() as other:
                    other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    try:
        with opened(url) as engine:
            event.listen(engine, "before_cursor_execute", end_session)
            run(engine, [folder], PATIENT)
    except WarledgerError as error:
        assert (error.exit_status, "\n" in str(error)) == (4, False)
        return True
    return False


def test_a_table_that_another_session_locks_ends_the_run_with_3(postgres_url: str, tmp_path: Path) -> None:
    with opened(postgres_url) as engine:
        run(engine, [write_generation(tmp_path, 7)])
        before = state(engine)
    write_generation(tmp_path, 8)
    with opened(postgres_url) as other, other.begin() as connection:
        connection.execute(text("LOCK TABLE casualty_claim IN EXCLUSIVE MODE"))
        impatient = make_url(postgres_url).update_query_dict({"options": "-c lock_timeout=300"}).render_as_string(False)
        with pytest.raises(WarledgerError, match="lock") as raised, opened(impatient) as engine:
            run(engine, [tmp_path])
    assert raised.value.exit_status == 3
    with opened(postgres_url) as engine:
        assert state(engine) == before
        assert run(engine, [tmp_path]).status == "done"


def test_workers_die_with_the_process_that_loads(sqlite_url: str, tmp_path: Path) -> None:
    """They hold standard error as well: it ends when none of them lives any more."""
    for n in range(30):
        write_generation(tmp_path, 100 + n, f"{n}.md", f"War {n}")
    command = [sys.executable, "-m", "etl", "run", str(tmp_path), "-d", sqlite_url, "--workers", "2", "--log", "json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run_:
        assert run_.stderr is not None
        assert [json.loads(run_.stderr.readline())["event"] for _ in range(2)] == ["run_started", "new"]
        run_.kill()
        run_.communicate(timeout=60)
    assert run_.returncode == -signal.SIGKILL
