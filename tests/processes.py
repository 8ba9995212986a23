"""Run the command in a process of its own that need not import everything anew.

A server process imports the program once and forks for each call (multiprocessing's forkserver): the call has its own memory,
file descriptors, working directory, environment and exit status, as if a shell had started it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.processes", "etl.cli", "etl.pipeline", "etl.reports", "etl.publish.export", "psycopg"])
_LONGEST = 120  # seconds


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str


def call(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ended:
    """`python -m etl ARGUMENTS` in the folder, with that environment and nothing on standard input."""
    with tempfile.TemporaryDirectory() as answers:
        process = _FORKING.Process(target=_run, args=(list(arguments), str(folder), dict(environment), answers))
        process.start()
        process.join(_LONGEST)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{arguments}: still running after {_LONGEST} seconds")
        said = [Path(answers, name).read_text(encoding="utf-8") for name in ("out", "err")]
        return Ended(process.exitcode, *said)


def _run(arguments: list[str], folder: str, environment: dict[str, str], answers: str) -> None:
    """In the forked process: become what a shell would have started."""
    write = os.O_WRONLY | os.O_CREAT
    for number, (file, flags) in enumerate([(os.devnull, os.O_RDONLY), (f"{answers}/out", write), (f"{answers}/err", write)]):
        os.dup2(os.open(file, flags, 0o600), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [str(Path(folder, "etl", "__main__.py")), *arguments]
    from etl.cli import main

    main()
