"""The whole pipeline over files: migrate, extract, normalize, load, check. `run` is what the command does.

A name is imported from its module when it is first asked for: who extracts an article loads no database.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.pipeline.extracting import extract_bytes
    from etl.pipeline.options import RunOptions
    from etl.pipeline.report import RunReport, relation_counts
    from etl.pipeline.running import run

__all__ = ["RunOptions", "RunReport", "extract_bytes", "relation_counts", "run"]

_MODULES = {
    "RunOptions": "options",
    "RunReport": "report",
    "extract_bytes": "extracting",
    "relation_counts": "report",
    "run": "running",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found
