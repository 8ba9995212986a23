"""The ledger of runs: opened before the first document, closed after the last. A run that never closed did not end well."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, insert, update

from etl.extract.article import Issue
from schema.runs import Issue as IssueRow
from schema.runs import Run, RunDocument


def open_run(engine: Engine, version: str) -> int:
    """A new row of the ledger, committed at once; its number."""
    with writing(engine) as connection:
        # rejected files are known by their name only: what this run does not meet again is no longer current
        connection.execute(update(IssueRow).where(IssueRow.document_id.is_(None)).values(is_current=False))
        result = connection.execute(insert(Run).values(started_at=_now(), finished_at=None, status="running", version=version))
        return int(result.inserted_primary_key[0])


def close_run(engine: Engine, run_id: int, status: str) -> None:
    """The last write of a run: 'done', or 'failed' where a document was rejected or a gate failed."""
    with writing(engine) as connection:
        connection.execute(update(Run).where(Run.run_id == run_id).values(finished_at=_now(), status=status))


def writing(engine: Engine):  # type: ignore[no-untyped-def]
    """A transaction that means to write: on SQLite it takes the lock at its start and waits for it."""
    return engine.execution_options(writes=True).begin()


def record_failure(engine: Engine, run_id: int, source_name: str, message: str) -> None:
    """A document that was rejected: its line in the ledger and its issue. What was loaded of it before stays."""
    with writing(engine) as connection:
        record_outcome(connection, run_id, source_name, None, "failed")
        retire_issues(connection, None, source_name)
        connection.execute(
            insert(IssueRow),
            [issue_row(run_id, None, source_name, Issue("error", "document_rejected", message), None)],
        )


def record_outcome(connection: Connection, run_id: int, source_name: str, document_id: str | None, outcome: str) -> None:
    connection.execute(delete(RunDocument).where(RunDocument.run_id == run_id, RunDocument.source_name == source_name))
    connection.execute(
        insert(RunDocument).values(run_id=run_id, source_name=source_name, document_id=document_id, outcome=outcome)
    )


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


def issue_row(run_id: int, document_id: str | None, source_name: str, issue: Issue, text: str | None) -> dict[str, object]:
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
