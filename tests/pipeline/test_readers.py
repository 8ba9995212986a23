"""Whoever reads during a run sees the state before or after it: never none, never a mixture, and is not kept waiting."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Engine, text

from etl.load.database import opened
from etl.pipeline import run
from tests.pipeline.articles import write_generation

POLLS = 1000
CLAIMS = text(
    "SELECT count(*), count(DISTINCT c.low), min(c.low), (SELECT min(s.low) - 1000 FROM fct_strength_claims s), "
    "(SELECT count(*) FROM dim_documents) FROM fct_casualty_claims c"
)


def test_readers_see_whole_documents_only(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write_generation(tmp_path, 7)])
    seen: list[tuple[int, ...]] = []
    broken: list[Exception] = []
    done = threading.Event()

    def poll() -> None:
        try:
            with opened(engine.url.render_as_string(hide_password=False)) as own:
                while len(seen) < POLLS:
                    with own.connect() as connection:  # a connection each poll, as a dashboard has
                        seen.append(tuple(connection.execute(CLAIMS).one()))
        except Exception as error:
            broken.append(error)
        finally:
            done.set()

    reader = threading.Thread(target=poll)
    reader.start()
    runs = 0
    while not done.is_set():
        run(engine, [write_generation(tmp_path, 7 + (runs + 1) % 2)])
        runs += 1
    reader.join()
    assert broken == []
    assert runs >= 2
    assert set(seen) <= {(3, 1, 7, 7, 1), (3, 1, 8, 8, 1)}
    assert len(seen) == POLLS
