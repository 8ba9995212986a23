"""What a run did: for the summary on the screen, for the report file, for whoever is alerted by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine, text

from etl.checks.gates import GateResult
from schema.relations import RELATIONS
from schema.vocabulary import DOCUMENT_OUTCOMES


@dataclass(frozen=True, slots=True)
class Step:
    """What just happened: to a document, or (`document` is None) to the run as a whole."""

    run_id: int
    what: str  # started | an outcome of a document | a status of a run | gate
    document: str | None = None
    why: str | None = None
    added: int = 0
    retired: int = 0
    number: int = 0  # of the document in the run, from 1
    documents: int = 0  # of the run


Progress = Callable[[Step], None]


@dataclass(slots=True)
class RunReport:
    """`status` is one of RUN_STATUSES; `rejected` holds (file, why) of documents that were not loaded.

    `missing` are titles of documents that no file of the run holds and that were not retired. Of a run that was refused the
    counts are those of what it tried.
    """

    run_id: int = 0
    status: str = "running"
    migrated: bool = False
    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DOCUMENT_OUTCOMES.words, 0))
    added: int = 0
    retired: int = 0
    not_looked_at: int = 0  # documents of a run that was told to stop
    rejected: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    gates: list[GateResult] = field(default_factory=list)
    seconds: float = 0.0
    open_questions: int | None = None  # of the review file; None without one

    @property
    def changed_something(self) -> bool:
        return any(self.outcomes[outcome] for outcome in ("new", "changed", "retired"))


def relation_counts(engine: Engine) -> dict[str, int]:
    """Rows of every published relation."""
    with engine.connect() as connection:
        return {
            r.name: int(connection.execute(text(f"SELECT count(*) FROM {r.name}")).scalar_one())  # noqa: S608 - constants
            for r in RELATIONS
        }
