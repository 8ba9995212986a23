"""The ledger of runs: opened before the first document, closed after the last. A run that never closed did not end well."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from etl.extract.article import Issue
from schema.runs import Change, Run, RunDocument
from schema.runs import Issue as IssueRow


def open_run(engine: Engine, version: str) -> int:
    """A new row of the ledger, committed at once; its number. The caller holds the run lock.

    A run that still counts as running has not ended by itself, as no other holds the lock: it was killed.
    """
    with writing(engine) as connection:
        connection.execute(update(Run).where(Run.status == "running").values(status="killed"))
        result = connection.execute(insert(Run).values(started_at=_now(), finished_at=None, status="running", version=version))
        return int(result.inserted_primary_key[0])


def close_run(connection: Connection, run_id: int, status: str) -> None:
    """The last write of a run, one of `RUN_STATUSES`."""
    connection.execute(update(Run).where(Run.run_id == run_id).values(finished_at=_now(), status=status))


def writing(engine: Engine):  # type: ignore[no-untyped-def]
    """A transaction that means to write: on SQLite it takes the lock at its start and waits for it."""
    return engine.execution_options(writes=True).begin()


def record_failure(connection: Connection, run_id: int, source_name: str, message: str) -> None:
    """A document that was rejected: its line in the ledger and its issue. What was loaded of it before stays."""
    record_outcome(connection, run_id, source_name, None, "failed")
    retire_issues(connection, None, source_name)
    record_issue(connection, run_id, Issue("error", "document_rejected", message), source_name)


def record_issue(connection: Connection, run_id: int, issue: Issue, source_name: str | None = None) -> None:
    """An issue of no document: of a file that could not be read, or of the whole database."""
    connection.execute(insert(IssueRow), [issue_row(run_id, None, source_name, issue, None)])


def changes_of(connection: Connection, run_id: int) -> tuple[int, int]:
    """How many facts the run added and retired: what it did and undid itself, with two revisions of a document, is none."""
    counts = select(Change.change, func.count()).where(Change.run_id == run_id).group_by(Change.change)
    found = {change: int(count) for change, count in connection.execute(counts)}
    return found.get("added", 0), found.get("retired", 0)


def retire_issues_of_files(connection: Connection, run_id: int) -> None:
    """Rejected files are known by their names only: one that this run did not meet again is no longer current."""
    _retire_older(connection, run_id, IssueRow.source_name.is_not(None))


def retire_issues_of_gates(connection: Connection, run_id: int) -> None:
    """What gates found before this run judged anew."""
    _retire_older(connection, run_id, IssueRow.source_name.is_(None))


def _retire_older(connection: Connection, run_id: int, which: ColumnElement[bool]) -> None:
    older = IssueRow.document_id.is_(None) & (IssueRow.run_id != run_id) & which
    connection.execute(update(IssueRow).where(older).values(is_current=False))


def record_outcome(
    connection: Connection, run_id: int, source_name: str, document_id: str | None, outcome: str, revision_id: str | None = None
) -> None:
    """What a run did with a file; `revision_id` where it made that revision the current one."""
    row = {"document_id": document_id, "revision_id": revision_id, "outcome": outcome}
    connection.execute(delete(RunDocument).where(RunDocument.run_id == run_id, RunDocument.source_name == source_name))
    connection.execute(insert(RunDocument).values(run_id=run_id, source_name=source_name, **row))


def retire_issues(connection: Connection, document_id: str | None, source_name: str) -> None:
    """Issues of the document and of its file that an earlier reading found are no longer current."""
    of_file = (IssueRow.document_id.is_(None)) & (IssueRow.source_name == source_name)
    of_document = IssueRow.document_id == document_id
    connection.execute(update(IssueRow).where(of_file | of_document if document_id else of_file).values(is_current=False))


def add_issues(
    connection: Connection, run_id: int, document_id: str, source_name: str, text: str, issues: Iterable[Issue]
) -> None:
    rows = [issue_row(run_id, document_id, source_name, issue, text) for issue in issues]
    if rows:
        connection.execute(insert(IssueRow), rows)


def issue_row(run_id: int, document_id: str | None, source_name: str | None, issue: Issue, text: str | None) -> dict[str, object]:
    span = issue.span if issue.span and issue.span.start < issue.span.end else None
    return {
        "run_id": run_id,
        "document_id": document_id,
        "source_name": source_name,
        "severity": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "evidence": span.cut(text) if span and text else None,
        "char_start": span.start if span else None,
        "char_end": span.end if span else None,
        "is_current": True,
    }


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
