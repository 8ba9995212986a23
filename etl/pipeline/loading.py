"""The documents of one run on their way into the database, in the order of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from etl.errors import DocumentRejected, one_line
from etl.extract.article import Issue
from etl.load.ledger import record_failure
from etl.load.loader import Known, Loaded, load_document, record_unchanged, retire_document
from etl.normalize.names.judgements import Judgements
from etl.normalize.record.extraction import Extraction
from etl.pipeline.extracting import Extracted, extract_file, extract_files
from etl.pipeline.options import RunOptions
from etl.pipeline.planning import Task
from etl.pipeline.report import Progress, RunReport, Step
from etl.publish.review import ReviewCase


@dataclass(slots=True)
class Loading:
    """`reviewed`: titles that the review file has cases of; None without one. `doubts`: by title, for that file."""

    connection: Connection
    known: Mapping[str, Known]
    report: RunReport
    judgements: Judgements
    rules: str
    reviewed: frozenset[str] | None
    options: RunOptions
    progress: Progress
    titles: dict[str, Path] = field(default_factory=dict)  # of which file the document was, by document_id
    rejected: set[str] = field(default_factory=set)  # names of files
    doubts: dict[str, list[ReviewCase]] = field(default_factory=dict)

    def take_all(self, tasks: list[Task]) -> None:
        """Every file; then, where it is wished, documents of which none was."""
        extracted = extract_files((t.path for t in tasks if _is_to_read(t)), self.judgements, self.options)
        for number, task in enumerate(tasks, 1):
            if self.options.stop_wanted():
                self.report.status, self.report.not_looked_at = "stopped", len(tasks) - number + 1
                break
            before = self.report.added, self.report.retired
            outcome, why = self._take(task, extracted)
            self.report.outcomes[outcome] += 1
            added, retired = self.report.added - before[0], self.report.retired - before[1]
            self.progress(Step(self.report.run_id, outcome, task.name, why, added, retired, number, len(tasks)))
        else:
            self._retire_missing()
        extracted.close()

    def _take(self, task: Task, extracted: Iterator[tuple[Path, Extracted]]) -> tuple[str, str | None]:
        """One file: load it, skip it, or write down why it was rejected."""
        name, run_id = task.name, self.report.run_id
        try:
            if task.rejected:
                raise task.rejected
            if task.unchanged:
                self.titles.setdefault(task.unchanged.document_id, task.path)
                record_unchanged(self.connection, run_id, name, task.unchanged.document_id)
                self._note_doubts_of_skipped(task)
                return "unchanged", None
            _, extraction = next(extracted)
            if isinstance(extraction, DocumentRejected):
                raise extraction
            return self._load(extraction, task), None
        except DocumentRejected as error:
            self.report.rejected.append((one_line(str(task.path)), str(error)))
            self.rejected.add(name)
            record_failure(self.connection, run_id, name, str(error))
            return "failed", str(error)

    def _load(self, extraction: Extraction, task: Task) -> str:
        name = task.name
        first = self.titles.setdefault(extraction.document_id, task.path)
        if first != task.path:
            message = (
                f"{name} has the same title and author as {one_line(first.name)}: it was loaded as the newer "
                "revision of that document; where it is another article, give it another title"
            )
            extraction = replace(extraction, issues=(*extraction.issues, Issue("warning", "title_collision", message)))
        try:
            loaded = load_document(self.connection, extraction, name, task.attribution, self.report.run_id, self.rules)
        except (IntegrityError, DataError) as error:
            detail = str(error.orig).strip().splitlines()[0]
            raise DocumentRejected(f"the database refuses a row of it: {detail}; this is a defect, please report it") from error
        self._note_doubts(extraction)
        self._count(loaded)
        return loaded.outcome

    def _count(self, loaded: Loaded) -> None:
        self.report.added += loaded.facts.added
        self.report.retired += loaded.facts.retired

    def _retire_missing(self) -> None:
        """Documents that no file of the run holds: retired with --prune, else only named in the report."""
        for known in sorted({k.document_id: k for k in self.known.values() if k.is_current}.values(), key=lambda k: k.title):
            if known.document_id in self.titles or known.source_name in self.rejected:
                continue  # a file that was rejected today still holds its document
            if self.options.prune:
                gone = retire_document(self.connection, self.report.run_id, known.document_id)
                self._count(gone)
                self.report.outcomes["retired"] += 1
                self.progress(Step(self.report.run_id, "retired", known.source_name, retired=gone.facts.retired))
            else:
                self.report.missing.append(known.title)

    def _note_doubts_of_skipped(self, task: Task) -> None:
        """The review file has cases of all documents, also of those that were loaded before there was one."""
        if self.reviewed is None or task.unchanged is None or task.unchanged.title in self.reviewed:
            return
        extraction = extract_file(task.path, self.judgements, self.options)
        if isinstance(extraction, Extraction):
            self._note_doubts(extraction)

    def _note_doubts(self, extraction: Extraction) -> None:
        if self.reviewed is not None:  # without a review file nobody asks
            self.doubts[extraction.article.title] = [ReviewCase.of(extraction.article, doubt) for doubt in extraction.doubts]


def _is_to_read(task: Task) -> bool:
    return task.unchanged is None and task.rejected is None
