"""A run: one transaction from the first document to the last gate, so that readers see the state before or after it.

    lock > migrate > open in the ledger > [ load each document, retire what is gone, judge by the gates, close ] > summary

What stands in brackets is committed as a whole, or not at all: where an error gate fails the database stays at the last
good run, and the ledger says so ('refused'). A document that is rejected costs itself and nothing else ('partial'). A
wish to stop is heeded between documents, and what was loaded until then is judged and kept ('stopped').
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from etl.checks.gates import ISSUE_PREFIX, GateResult, failed, note_filled_columns, run_gates
from etl.checks.rule_precision import rule_rows
from etl.config import program_version
from etl.errors import UsageError
from etl.extract.article import Issue
from etl.extract.attribution import attribution_of
from etl.extract.sources import find_files
from etl.fingerprint import rules_version
from etl.load.database import count_for_the_planner, let_readers_read
from etl.load.ledger import changes_of, close_run, open_run, record_issue, retire_issues_of_files, retire_issues_of_gates, writing
from etl.load.loader import known_revisions
from etl.load.lock import run_lock
from etl.load.migrate import migrate
from etl.load.rule_rows import store_rules
from etl.normalize.names.judgements import NO_JUDGEMENTS, read_judgements
from etl.normalize.rules import switched_off
from etl.pipeline.loading import Loading
from etl.pipeline.options import RunOptions
from etl.pipeline.planning import names_of, plan
from etl.pipeline.report import Progress, RunReport, Step
from etl.publish.review import titles_in, write_review


class _Refused(Exception):
    """An error gate failed: takes the run's transaction back."""


def run(
    engine: Engine, paths: list[Path], options: RunOptions | None = None, progress: Progress = lambda step: None
) -> RunReport:
    """Load all articles under the paths. One rejected document does not stop the others.

    Raises UsageError for a path that holds nothing or a rule that is none, LockedError where another run holds the lock,
    DatabaseError for a database that cannot be used. A failed gate raises nothing: `report.status` is 'refused', and
    `report.gates` says why.
    """
    options = options or RunOptions()
    review = options.review
    if review and not review.absolute().parent.is_dir():
        raise UsageError(f"{review}: the folder {review.absolute().parent} does not exist")
    judgements = read_judgements(review) if review and review.exists() else NO_JUDGEMENTS
    off = switched_off(options.without)
    began = time.monotonic()
    files = names_of(find_files(paths), paths)
    if options.prune and not any(path.is_dir() for path in paths):
        raise UsageError("--prune retires what no file of the run holds: name the whole folder, not single files")
    for path in files:
        attribution_of(path)  # a broken attribution.yml stops the run before it has begun
    with run_lock(engine, options.wait_seconds, options.stop_wanted):
        report = RunReport(migrated=migrate(engine))
        let_readers_read(engine)
        report.run_id = open_run(engine, program_version())
        progress(Step(report.run_id, "started", documents=len(files)))
        rules = rules_version(judgements.fingerprint, off)
        reviewed = titles_in(review) if review else None
        try:
            with writing(engine) as connection:
                known = known_revisions(connection)
                tasks = plan(files, known, rules, options.max_bytes, options.force)
                loading = Loading(connection, known, report, judgements, rules, reviewed, options, progress)
                loading.take_all(tasks)
                store_rules(connection, rule_rows(off))
                _judge_and_close(connection, report, options)
        except _Refused:
            _record_refusal(engine, report)
        except BaseException:
            _record_end(engine, report.run_id)
            raise
    if review:
        report.open_questions = write_review(review, loading.doubts)
    if not any(path.is_dir() for path in paths):
        report.missing.clear()  # a file by its name says nothing of the others
    report.seconds = time.monotonic() - began
    _tell(report, progress)
    return report


def _judge_and_close(connection: Connection, report: RunReport, options: RunOptions) -> None:
    """The gates over what would be committed, where anything would. Raises _Refused where an error gate fails."""
    if report.changed_something or report.migrated:
        count_for_the_planner(connection)
        note_filled_columns(connection, report.run_id)
        report.gates = run_gates(connection, options.accept)
        if failed(report.gates):
            raise _Refused
        retire_issues_of_gates(connection, report.run_id)
        _record_gates(connection, report.run_id, report.gates)
    retire_issues_of_files(connection, report.run_id)
    report.added, report.retired = changes_of(connection, report.run_id)
    if report.status == "running":
        report.status = "partial" if report.rejected else "done"
    close_run(connection, report.run_id, report.status)


def _tell(report: RunReport, progress: Progress) -> None:
    for result in report.gates:
        if result.broken:
            is_error = not result.passed and result.gate.severity == "error"
            progress(Step(report.run_id, "gate_failed" if is_error else "gate", why=result.line))
    progress(Step(report.run_id, report.status, added=report.added, retired=report.retired))


def _record_gates(connection: Connection, run_id: int, results: list[GateResult]) -> None:
    for result in results:
        if result.broken:
            severity = "info" if result.accepted else result.gate.severity
            record_issue(connection, run_id, Issue(severity, f"{ISSUE_PREFIX}{result.gate.name}", result.line))


def _record_refusal(engine: Engine, report: RunReport) -> None:
    """In a transaction of its own, after the run's was taken back: nothing of what the report counts is there."""
    report.status = "refused"
    with writing(engine) as connection:
        retire_issues_of_gates(connection, report.run_id)
        _record_gates(connection, report.run_id, report.gates)
        close_run(connection, report.run_id, report.status)


def _record_end(engine: Engine, run_id: int) -> None:
    """Where the database can still be written; else the next run finds that this one did not end."""
    with suppress(SQLAlchemyError), writing(engine) as connection:
        close_run(connection, run_id, "failed")
