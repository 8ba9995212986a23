"""The whole pipeline over files: migrate, extract, normalize, load, and what came of it.

`run` is what the command does; a program may call it as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, text

from etl.config import program_version
from etl.errors import DocumentRejected
from etl.extract.attribution import Attribution, attribution_of
from etl.extract.reader import read_article
from etl.extract.sources import Source, read_sources
from etl.fingerprint import rules_version
from etl.load.ledger import close_run, open_run, record_failure
from etl.load.loader import Known, known_revisions, load_document, record_unchanged
from etl.load.migrate import migrate
from etl.normalize.facts import Extraction, document_key
from etl.normalize.normalizer import normalize
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


Progress = Callable[[str, str], None]  # (file name, outcome)


def extract_bytes(data: bytes) -> Extraction:
    """Bytes of one file to everything that it says. Pure; raises DocumentRejected."""
    return normalize(read_article(data))


def run(engine: Engine, paths: list[Path], progress: Progress = lambda name, outcome: None) -> RunReport:
    """Load all articles under the paths. One rejected document does not stop the others.

    Raises UsageError for a path that holds nothing, DatabaseError for a database that cannot be used.
    """
    began = time.monotonic()
    sources = list(read_sources(paths))
    report = RunReport(migrated=migrate(engine))
    known = known_revisions(engine)
    report.run_id = open_run(engine, program_version())
    titles: dict[str, str] = {}
    for path, source in sources:
        outcome = _take(engine, path, source, known, titles, report)
        report.outcomes[outcome] += 1
        progress(path.name, outcome)
    close_run(engine, report.run_id, "failed" if report.rejected else "done")
    report.seconds = time.monotonic() - began
    return report


def _take(
    engine: Engine, path: Path, source: Source | DocumentRejected, known: dict[str, Known], titles: dict[str, str], report: RunReport
) -> str:
    """One file: load it, skip it, or write down why it was rejected."""
    try:
        if isinstance(source, DocumentRejected):
            raise source
        attribution = attribution_of(path)
        same = known.get(source.sha256)
        if same and (same.rules_version, same.attribution) == (rules_version(), attribution):
            _claim_title(same.document_id, path, titles)
            record_unchanged(engine, report.run_id, path.name, same.document_id)
            return "unchanged"
        article = read_article(source.data)
        _claim_title(document_key(article), path, titles)
        return _load(engine, normalize(article), path, attribution, report)
    except DocumentRejected as error:
        report.rejected.append((str(path), str(error)))
        record_failure(engine, report.run_id, path.name, str(error))
        return "failed"


def _load(engine: Engine, extraction: Extraction, path: Path, attribution: Attribution, report: RunReport) -> str:
    loaded = load_document(engine, extraction, path.name, attribution, report.run_id, rules_version())
    report.added += loaded.facts.added
    report.retired += loaded.facts.retired
    return loaded.outcome


def _claim_title(document_id: str, path: Path, titles: dict[str, str]) -> None:
    """Two files of one run with the same title and author would take turns as revisions: the first one stands."""
    first = titles.setdefault(document_id, str(path))
    if first != str(path):
        raise DocumentRejected(
            f"has the same title and author as {Path(first).name}, which this run has loaded; "
            "load the newer revision in a run of its own, or give the articles different titles"
        )


def relation_counts(engine: Engine) -> dict[str, int]:
    """Rows of every published relation."""
    with engine.connect() as connection:
        return {
            r.name: int(connection.execute(text(f"SELECT count(*) FROM {r.name}")).scalar_one())  # noqa: S608 - constants
            for r in RELATIONS
        }
