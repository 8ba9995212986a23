"""The whole pipeline over files: migrate, extract, normalize, load, check. `run` is what the command does."""

from etl.pipeline.extracting import extract_bytes
from etl.pipeline.options import RunOptions
from etl.pipeline.report import RunReport, relation_counts
from etl.pipeline.running import run

__all__ = ["RunOptions", "RunReport", "extract_bytes", "relation_counts", "run"]
