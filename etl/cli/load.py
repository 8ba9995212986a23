"""Subcommands that fill a database: run, migrate; and extract, which needs none."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from etl import config
from etl.cli.app import Database, app, completing
from etl.errors import LockedError, UsageError, WarledgerError, one_line

if TYPE_CHECKING:
    from etl.pipeline import RunReport
    from etl.pipeline.report import Step

_STOPPED = {signal.SIGTERM: 143, signal.SIGINT: 130}  # 128 + number of the signal


_Report = Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write what the run did to FILE, as JSON.")]
_Log = Annotated[
    str | None,
    typer.Option(
        "--log",
        metavar="text|json",
        envvar="WARLEDGER_LOG",
        help="Log each step, a line each.",
        autocompletion=completing(lambda: ["text", "json"]),
    ),
]
_Review = Annotated[
    Path | None, typer.Option("--review", metavar="FILE", help="Obey the verdicts of FILE; write doubtful names to it.")
]
_Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="RULE", help="Leave out what RULE read (`warledger rules`); may be repeated."),
]


@app.command()
def run(
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="Articles or folders.")] = None,
    database: Database = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged articles again.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Retire documents that no file of the folders holds.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Take what gates that compare with the last run refuse.")] = False,
    wait: Annotated[float, typer.Option("--wait", metavar="SECONDS", help="Wait for the end of another run.", min=0)] = 0.0,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help="Processes that read articles.", min=1)] = 1,
    report_file: _Report = None,
    log: _Log = None,
    without: _Without = None,
    review: _Review = None,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", envvar="WARLEDGER_MAX_BYTES", help="Largest article.", min=1)
    ] = config.MOST_BYTES,
    max_seconds: Annotated[
        float, typer.Option("--max-seconds", envvar="WARLEDGER_MAX_SECONDS", help="Longest reading of one.", min=0.001)
    ] = config.MOST_SECONDS,
) -> None:
    """Load articles: migrate if needed, read, check, summarise.

    Without PATH, the articles that come with the project. Unchanged articles are skipped. The run is one transaction:
    readers see the database as it was until the gates have passed.
    """
    from etl import reports
    from etl.load.database import opened, shown
    from etl.pipeline import RunOptions, relation_counts
    from etl.pipeline import run as run_pipeline

    show_steps = _shown(log)
    if any(not path.strip() for path in paths or ()):
        raise UsageError("an empty PATH: is a variable of the shell not set?")
    url = config.database_url(database)
    write = reports.report_writer(report_file)
    with _stop_wanted() as stop:
        options = RunOptions(
            review=review, force=force, prune=prune, accept=accept, wait_seconds=wait, workers=workers,
            max_bytes=max_bytes, max_seconds=max_seconds, stop_wanted=lambda: bool(stop), without=tuple(without or ()),
        )  # fmt: skip
        articles = [Path(path) for path in paths or ()] or [config.DEFAULT_ARTICLES]
        try:
            with reports.failure_reported(write), opened(url) as engine:
                with show_steps as show:
                    report = run_pipeline(engine, articles, options, show)
                counts = relation_counts(engine) if report.gates else None
                write(reports.report_json(report, counts, shown(url)))
        except LockedError:
            if stop:  # told to stop while it waited for the end of another run
                raise typer.Exit(_STOPPED[stop[0]]) from None
            raise
    print(reports.summary(report, counts, shown(url) if database else None))
    if review:
        print(f"\nto review: {report.open_questions} open questions in {one_line(str(review))}")
    if not log:
        _complain(report)
    if stop and report.status == "stopped":  # a signal behind the last document stopped nothing
        raise typer.Exit(_STOPPED[stop[0]])
    if report.status != "done":
        raise typer.Exit(1)


def _shown(log: str | None) -> AbstractContextManager[Callable[[Step], None]]:
    """What shows the steps of a run: a log where one is wanted, else the line at the bottom of a terminal."""
    if log is None:
        from etl.progress import shown_progress

        return shown_progress()
    from etl.logs import FORMATS, step_logger

    if log not in FORMATS:
        raise UsageError(f"--log {log}: valid are {', '.join(FORMATS)}")
    return nullcontext(step_logger(log))


def _complain(report: RunReport) -> None:
    from etl import reports

    for path, why in report.rejected:
        print(f"warledger: {path}: {why}", file=sys.stderr)
    for line in reports.gate_lines(report.gates, failures_only=True):
        print(f"warledger: {one_line(line)}", file=sys.stderr)
    if report.status == "refused":
        compared = [r for r in report.gates if not r.passed and r.gate.compares and r.gate.severity == "error"]
        hint = "; where the change is right, run again with --accept" if compared else ""
        print(f"warledger: the run was refused, the database is as it was before{hint}", file=sys.stderr)
    if report.status == "stopped":
        print(
            f"warledger: told to stop: {report.not_looked_at} documents were not looked at, the others are kept", file=sys.stderr
        )


@contextmanager
def _stop_wanted() -> Iterator[list[signal.Signals]]:
    """SIGTERM and Ctrl-C end the run between two documents; a second Ctrl-C ends it at once, and nothing of it is kept."""
    received: list[signal.Signals] = []

    def note(number: int, frame: FrameType | None) -> None:
        if signal.SIGINT in received and number == signal.SIGINT:
            raise KeyboardInterrupt
        received.append(signal.Signals(number))

    before: dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None] = {}
    for number in _STOPPED:
        before[number] = signal.signal(number, note)
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@app.command()
def migrate(
    database: Database = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Bring the schema of the database to the newest revision."""
    from etl.load.database import opened
    from etl.load.lock import run_lock
    from etl.load.migrate import migrate as migrate_database
    from etl.load.migrate import migration_sql

    with opened(config.database_url(database)) as engine:
        if sql:
            print(migration_sql(engine.dialect.name))
            return
        with run_lock(engine):
            moved = migrate_database(engine)
    print("the schema is now at the newest revision" if moved else "the schema was at the newest revision already")


@app.command()
def extract(path: Annotated[Path, typer.Argument(metavar="PATH", help="One article.")]) -> None:
    """Print one article as JSON: its structure, entities and facts. No database is touched."""
    from etl.extract.sources import read_source
    from etl.extraction_json import extraction_json
    from etl.pipeline import extract_bytes

    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name one article in it")
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    try:
        print(extraction_json(extract_bytes(read_source(path).data)))
    except WarledgerError as error:
        raise type(error)(f"{path}: {error}") from None
