"""What is to be done with each file of a run: read it, or skip it as the database has it already.

A file is known by the SHA-256 of its bytes; who read it, by the fingerprint of the rules, the review and its attribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.errors import DocumentRejected, one_line
from etl.extract.attribution import Attribution, attribution_of
from etl.extract.sources import read_source
from etl.load.loader import Known


@dataclass(frozen=True, slots=True)
class Task:
    """One file: `unchanged` is the revision that has it already, `rejected` why it cannot be read at all.

    `name` is its path within the folder that was given, for the ledger and for messages.
    """

    path: Path
    name: str
    attribution: Attribution
    unchanged: Known | None = None
    rejected: DocumentRejected | None = None


def names_of(files: Iterable[Path], given: Iterable[Path]) -> dict[Path, str]:
    """The name of each file: its path within the innermost folder that was given, else its own name."""
    folders = sorted((path for path in given if path.is_dir()), key=lambda path: -len(path.parts))
    homes = {file: next((folder for folder in folders if folder in file.parents), file.parent) for file in files}
    return {file: one_line(file.relative_to(home).as_posix()) for file, home in homes.items()}


def plan(files: Mapping[Path, str], known: Mapping[str, Known], rules: str, max_bytes: int, force: bool) -> list[Task]:
    """A task for each file (with its name), in their order. Raises UsageError for a broken attribution.yml."""
    found: list[tuple[Path, Attribution, str | DocumentRejected]] = []
    for path in files:
        attribution = attribution_of(path)
        try:
            found.append((path, attribution, read_source(path, max_bytes).sha256))
        except DocumentRejected as error:
            found.append((path, attribution, error))
    present = {content for _, _, content in found if isinstance(content, str)}
    # documents whose newest revision is among the files: of these, older ones may lie beside it
    standing = {k.document_id for sha256, k in known.items() if k.is_current and sha256 in present}
    tasks = []
    for path, attribution, content in found:
        if isinstance(content, DocumentRejected):
            tasks.append(Task(path, files[path], attribution, rejected=content))
            continue
        same = known.get(content)
        if same is not None:
            by_these_rules = (same.rules_version, same.attribution) == (rules, attribution)
            # alone, an older revision is a document that was put back to an older text
            if force or not by_these_rules or not (same.is_current or same.document_id in standing):
                same = None
        tasks.append(Task(path, files[path], attribution, same))
    return tasks
