"""Logs of a run for whoever reads them in the morning: a line a step, as text or as JSON, on standard error.

Every line has the time (UTC), the run_id and, where it is of one, the document. No line has the address of the database.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict

import structlog
from structlog.typing import Processor

from etl.pipeline.report import Step

FORMATS = ("text", "json")
_LEVELS = {
    "failed": "error",
    "gate": "warning",
    "gate_failed": "error",
    "refused": "error",
    "partial": "warning",
    "stopped": "warning",
}


def step_logger(format: str) -> Callable[[Step], None]:
    """A function that logs each step of a run."""
    order = ["timestamp", "level", "event", "run_id", "document"]
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if format == "json"
        else structlog.processors.KeyValueRenderer(key_order=order, drop_missing=True)
    )
    logger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.BoundLogger,
    )

    def log(step: Step) -> None:
        values = {name: value for name, value in asdict(step).items() if value not in (None, 0) and name != "what"}
        event = step.what if step.document or step.what.startswith("gate") else f"run_{step.what}"
        getattr(logger, _LEVELS.get(step.what, "info"))(event, **values)

    return log
