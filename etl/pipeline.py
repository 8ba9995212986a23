"""The whole pipeline over files: migrate, extract, normalize, load, and what came of it.

`run` is what the command does; a program may call it as well.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine, text

from etl.config import program_version
from etl.errors import DocumentRejected, UsageError, one_line
from etl.extract.article import Issue
from etl.extract.attribution import Attribution, attribution_of
from etl.extract.reader import read_article
from etl.extract.sources import Source, read_sources
from etl.fingerprint import rules_version
from etl.load.ledger import close_run, open_run, record_failure
from etl.load.loader import Known, known_revisions, load_document, record_unchanged
from etl.load.migrate import migrate
from etl.normalize.extraction import Extraction
from etl.normalize.judgements import NO_JUDGEMENTS, Judgements, read_judgements
from etl.normalize.normalizer import normalize
from etl.publish.review import ReviewCase, titles_in, write_review
from schema.relations import RELATIONS


@dataclass(slots=True)
class RunReport:
    """What a run did. `rejected` holds (file, why) of documents that were not loaded."""

    run_id: int = 0
    migrated: bool = False
    outcomes: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0, "failed": 0})
    added: int = 0
    retired: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    open_questions: int | None = None  # of the review file; None without one


Progress = Callable[[str, str], None]  # (file name, outcome)


def extract_bytes(data: bytes, judgements: Judgements = NO_JUDGEMENTS) -> Extraction:
    """Bytes of one file to everything that it says. Pure; raises DocumentRejected."""
    return normalize(read_article(data), judgements)


def run(
    engine: Engine, paths: list[Path], progress: Progress = lambda name, outcome: None, review: Path | None = None
) -> RunReport:
    """Load all articles under the paths. One rejected document does not stop the others.

    The verdicts of the file `review` are obeyed, and doubtful joins and types are written to it.
    Raises UsageError for a path that holds nothing, DatabaseError for a database that cannot be used.
    """
    if review and not review.absolute().parent.is_dir():
        raise UsageError(f"{review}: the folder {review.absolute().parent} does not exist")
    judgements = read_judgements(review) if review and review.exists() else NO_JUDGEMENTS
    began = time.monotonic()
    sources = list(read_sources(paths))
    for path, _ in sources:
        attribution_of(path)  # a broken attribution.yml stops the run before it has begun
    report = RunReport(migrated=migrate(engine))
    report.run_id = open_run(engine, program_version())
    present = {s.sha256 for _, s in sources if isinstance(s, Source)}
    reviewed = titles_in(review) if review else None
    loading = _Loading(engine, known_revisions(engine), present, report, judgements, reviewed)
    for path, source in sources:
        outcome = loading.take(path, source)
        report.outcomes[outcome] += 1
        progress(one_line(path.name), outcome)
    close_run(engine, report.run_id, "failed" if report.rejected else "done")
    if review:
        report.open_questions = write_review(review, loading.doubts)
    report.seconds = time.monotonic() - began
    return report


def _extract_or_reject(data: bytes, judgements: Judgements) -> Extraction:
    """`extract_bytes`, where a defect of the program costs one document and not the night's run."""
    try:
        return extract_bytes(data, judgements)
    except DocumentRejected:
        raise
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        raise DocumentRejected(
            f"the program failed on it: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno}); "
            "this is a defect, please report it with the file"
        ) from error


@dataclass(slots=True)
class _Loading:
    """The files of one run on their way into the database."""

    engine: Engine
    known: dict[str, Known]
    present: set[str]  # hashes of all files of the run
    report: RunReport
    judgements: Judgements
    reviewed: frozenset[str] | None  # titles that the review file has cases of; None without a review file
    titles: dict[str, Path] = field(default_factory=dict)
    doubts: dict[str, list[ReviewCase]] = field(default_factory=dict)  # by title, of the documents that were read

    @property
    def rules(self) -> str:
        return rules_version(self.judgements.fingerprint)

    def take(self, path: Path, source: Source | DocumentRejected) -> str:
        """One file: load it, skip it, or write down why it was rejected."""
        try:
            if isinstance(source, DocumentRejected):
                raise source
            attribution = attribution_of(path)
            unchanged = self._unchanged(source.sha256, attribution)
            if unchanged:
                self.titles.setdefault(unchanged.document_id, path)
                record_unchanged(self.engine, self.report.run_id, one_line(path.name), unchanged.document_id)
                if self.reviewed is not None and unchanged.title not in self.reviewed:
                    self._note_doubts(_extract_or_reject(source.data, self.judgements))
                return "unchanged"
            return self._load(_extract_or_reject(source.data, self.judgements), path, attribution)
        except DocumentRejected as error:
            self.report.rejected.append((one_line(str(path)), str(error)))
            record_failure(self.engine, self.report.run_id, one_line(path.name), str(error))
            return "failed"

    def _unchanged(self, sha256: str, attribution: Attribution) -> Known | None:
        """The revision of this content where the database has it already, read by the same rules.

        An older revision counts only while a newer one of the same document is among the files of the run: alone, it
        is a document that was put back to an older text.
        """
        same = self.known.get(sha256)
        if same is None or (same.rules_version, same.attribution) != (self.rules, attribution):
            return None
        newer = any(k.is_current and k.document_id == same.document_id and k.sha256 in self.present for k in self.known.values())
        return same if same.is_current or newer else None

    def _note_doubts(self, extraction: Extraction) -> None:
        if self.reviewed is not None:  # without a review file nobody asks
            self.doubts[extraction.article.title] = [ReviewCase.of(extraction.article, doubt) for doubt in extraction.doubts]

    def _load(self, extraction: Extraction, path: Path, attribution: Attribution) -> str:
        first = self.titles.setdefault(extraction.document_id, path)
        if first != path:
            message = (
                f"{one_line(path.name)} has the same title and author as {one_line(first.name)}: it was loaded as the newer "
                "revision of that document; where it is another article, give it another title"
            )
            extraction = replace(extraction, issues=(*extraction.issues, Issue("warning", "title_collision", message)))
        loaded = load_document(self.engine, extraction, one_line(path.name), attribution, self.report.run_id, self.rules)
        self._note_doubts(extraction)
        self.report.added += loaded.facts.added
        self.report.retired += loaded.facts.retired
        return loaded.outcome


def relation_counts(engine: Engine) -> dict[str, int]:
    """Rows of every published relation."""
    with engine.connect() as connection:
        return {
            r.name: int(connection.execute(text(f"SELECT count(*) FROM {r.name}")).scalar_one())  # noqa: S608 - constants
            for r in RELATIONS
        }
