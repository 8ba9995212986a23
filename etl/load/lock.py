"""One run at a time: a lock on the database that ends with the process that holds it, however that ends.

SQLite: an operating system lock on the file `NAME.lock` beside the database; the file may stay, the lock does not.
PostgreSQL: a session-level advisory lock of the database on a connection of its own. Readers are never blocked by it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text

from etl.errors import DatabaseError, LockedError
from etl.load.database import shown

_ADVISORY_KEY = 0x77617220_6C656467  # "war ledg": the same for every version of the program
_POLL_SECONDS = 0.2


@contextmanager
def run_lock(engine: Engine, wait_seconds: float = 0.0, stop_wanted: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Hold the lock inside of the block.

    Raises LockedError where another run has it for longer than `wait_seconds`, or where nobody wants to wait any longer.
    """
    name = shown(engine.url.render_as_string(hide_password=True))
    waited = f" for {wait_seconds:g} seconds" if wait_seconds else ""
    refusal = LockedError(f"{name}: another run holds the lock{waited}; wait for its end with --wait SECONDS")
    file = engine.url.database
    with ExitStack() as held:
        if engine.dialect.name == "postgresql":
            take = _advisory_lock(engine, held)
        elif file and file != ":memory:" and not file.startswith("file:"):
            take = _file_lock(f"{file}.lock", name, held)
        else:
            yield  # a database in memory is of this process alone
            return
        until = time.monotonic() + wait_seconds
        while not take():
            if time.monotonic() >= until or stop_wanted():
                raise refusal
            time.sleep(min(_POLL_SECONDS, max(0.0, until - time.monotonic())))
        yield


def _file_lock(path: str, name: str, held: ExitStack) -> Callable[[], bool]:
    """A function that tries to take the lock on the file; it is given back when `held` closes."""
    lock = FileLock(path, thread_local=False)

    def take() -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise DatabaseError(f"{name}: its lock file {path} cannot be written: {error.strerror or error}") from None
        held.callback(lock.release)
        return True

    return take


def _advisory_lock(engine: Engine, held: ExitStack) -> Callable[[], bool]:
    """A function that tries to take the lock of the database, on a connection that lives as long as `held`."""
    connection = held.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))

    def give_back() -> None:
        if not connection.closed and not connection.invalidated:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_KEY})

    def take() -> bool:
        taken = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_KEY}))
        if taken:
            held.callback(give_back)
        return taken

    return take
