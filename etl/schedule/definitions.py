"""Dagster code location: the ledger and its export as assets, the gates as blocking checks, a daily schedule, a sensor.

    WARLEDGER_DATABASE_URL=postgresql://… WARLEDGER_ARTICLES=/srv/articles dagster dev -m etl.schedule.definitions

`ledger` is one run of the pipeline. Each gate of `etl/checks/gates.yml` is a check of it; where one of severity error
fails, the run was taken back and nothing downstream is materialised. `export` writes the published relations as CSV.
"""

# no `from __future__ import annotations`: Dagster reads the annotations as objects
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from etl import config
from etl.checks.gates import GateResult, declared_gates
from etl.extract.sources import find_files
from etl.load.database import opened
from etl.pipeline import RunOptions, RunReport, run
from etl.publish.export import export as export_relations
from etl.reports import headline

ARTICLES, EXPORT = "WARLEDGER_ARTICLES", "WARLEDGER_EXPORT"
WAIT_SECONDS = 3600.0  # a run by hand may still be going on


class Place(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where the articles are, which database holds the ledger, where the export goes; from the environment where empty."""

    articles: str = ""
    database: str = ""
    export: str = ""

    @property
    def article_folder(self) -> Path:
        return Path(self.articles or os.environ.get(ARTICLES) or config.DEFAULT_ARTICLES)

    @property
    def url(self) -> str:
        return config.database_url(self.database or None)

    @property
    def export_folder(self) -> Path:
        return Path(self.export or os.environ.get(EXPORT) or "export")


LEDGER = dg.AssetKey("ledger")


@dg.multi_asset(
    specs=[dg.AssetSpec(LEDGER, description="Every claim of the articles, in SQL.", kinds={"sql"})],
    check_specs=[
        dg.AssetCheckSpec(g.name, asset=LEDGER, description=g.rule, blocking=g.severity == "error") for g in declared_gates()
    ],
)
def ledger(context: dg.AssetExecutionContext, place: Place) -> Iterator[dg.MaterializeResult[None]]:
    """One run of the pipeline over the folder of articles."""
    with opened(place.url) as engine:
        report = run(engine, [place.article_folder], RunOptions(wait_seconds=WAIT_SECONDS))
    context.log.info(headline(report))
    for path, why in report.rejected:
        context.log.warning(f"{path}: {why}")
    yield dg.MaterializeResult(
        asset_key=LEDGER,
        metadata={"run_id": report.run_id, "status": report.status, "facts_added": report.added, "facts_retired": report.retired,
                  **{f"documents_{outcome}": n for outcome, n in report.outcomes.items()}},
        check_results=[_check(name, report) for name in (g.name for g in declared_gates())],
    )  # fmt: skip


def _check(name: str, report: RunReport) -> dg.AssetCheckResult:
    """The gate as a check; one that was not run, as nothing had changed, stands as it did."""
    result: GateResult | None = next((r for r in report.gates if r.gate.name == name), None)
    is_error = result is None or result.gate.severity == "error"
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=LEDGER,
        passed=result is None or result.passed,
        severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
        metadata={"broken": result.broken, "examples": ", ".join(result.examples)} if result else {},
    )


@dg.asset(deps=[LEDGER], description="The published relations as CSV, with datapackage.json.")
def export(place: Place) -> dg.MaterializeResult[None]:
    with opened(place.url, must_exist=True) as engine:
        files = export_relations(engine, place.export_folder, "csv")
    return dg.MaterializeResult(metadata={"files": len(files), "folder": str(place.export_folder)})


nightly = dg.define_asset_job("nightly", selection=dg.AssetSelection.assets(ledger, export))
daily = dg.ScheduleDefinition(job=nightly, cron_schedule="15 3 * * *")


@dg.sensor(job=nightly, minimum_interval_seconds=60)
def changed_articles(context: dg.SensorEvaluationContext, place: Place) -> dg.SensorResult | dg.SkipReason:
    """Run when a file of the folder is new, changed or gone: by names, sizes and times, the run itself goes by content."""
    files = ((path, path.stat()) for path in find_files([place.article_folder]))
    words = "\n".join(f"{path}\0{status.st_size}\0{status.st_mtime_ns}" for path, status in files)
    seen = hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
    if seen == context.cursor:
        return dg.SkipReason("no article has changed")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=seen)], cursor=seen)


defs = dg.Definitions(
    assets=[ledger, export], jobs=[nightly], schedules=[daily], sensors=[changed_articles], resources={"place": Place()}
)
