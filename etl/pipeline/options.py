"""What a run may be told, with the limits that hold where nothing is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.config import MOST_BYTES, MOST_SECONDS


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`review`: file with verdicts on doubtful names. `accept`: take what gates that compare with the last run refuse.

    `workers`: processes that extract; the rows are the same for any number. `max_bytes`, `max_seconds`: what one document
    may need; more and it is rejected. `without`: rules whose rows are left out.
    """

    review: Path | None = None
    force: bool = False
    prune: bool = False
    accept: bool = False
    wait_seconds: float = 0.0
    workers: int = 1
    max_bytes: int = MOST_BYTES
    max_seconds: float = MOST_SECONDS
    without: tuple[str, ...] = ()
    stop_wanted: Callable[[], bool] = lambda: False  # asked between documents
