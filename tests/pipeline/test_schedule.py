"""The Dagster code location, really materialised; and the files for systemd and cron, checked by systemd where it is here."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from etl.checks.gates import declared_gates
from tests.conftest import ROOT
from tests.pipeline.articles import write_generation
from tests.pipeline.test_runs import fill

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

SCHEDULE = ROOT / "data" / "schedule"


@pytest.fixture(scope="module")
def location() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dagster's own making
        from etl.schedule import definitions

        yield definitions


def materialise(location: Any, folder: Path) -> ExecuteInProcessResult:
    import dagster as dg

    place = location.Place(articles=str(folder / "a"), database=f"sqlite:///{folder / 't.db'}", export=str(folder / "e"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dg.materialize([location.ledger, location.export], resources={"place": place}, raise_on_error=False)


def test_assets_are_materialised_and_gates_are_checks(location: Any, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    fill(tmp_path / "a", 3)
    result = materialise(location, tmp_path)
    assert result.success
    (made,) = result.asset_materializations_for_node("ledger")
    assert {k: made.metadata[k].value for k in ("run_id", "status", "documents_new")} == {
        "run_id": 1, "status": "done", "documents_new": 3,
    }  # fmt: skip
    checks = {e.check_name: e.passed for e in result.get_asset_check_evaluations()}
    assert checks == {gate.name: True for gate in declared_gates()}
    assert (tmp_path / "e" / "fct_casualty_claims.csv").read_bytes().count(b"\n") == 37
    exported = (tmp_path / "e" / "dim_runs.csv").read_bytes()
    fill(tmp_path / "a", 3, casualties=5)
    refused = materialise(location, tmp_path)
    assert not refused.success
    failed = {e.check_name for e in refused.get_asset_check_evaluations() if not e.passed}
    assert failed == {"row_counts_hold"}
    assert (tmp_path / "e" / "dim_runs.csv").read_bytes() == exported  # nothing downstream ran


def test_the_sensor_asks_for_a_run_when_an_article_changed(location: Any, tmp_path: Path) -> None:
    import dagster as dg

    write_generation(tmp_path, 7)
    place = location.Place(articles=str(tmp_path))
    with warnings.catch_warnings(), dg.DagsterInstance.ephemeral() as instance:
        warnings.simplefilter("ignore")

        def ask(cursor: str | None) -> Any:
            return location.changed_articles(dg.build_sensor_context(instance, cursor=cursor, resources={"place": place}))

        first = ask(None)
        assert len(first.run_requests) == 1
        assert isinstance(ask(first.cursor), dg.SkipReason)
        write_generation(tmp_path, 8, "other.md", "Other War")
        assert len(ask(first.cursor).run_requests) == 1


def test_the_units_of_systemd_are_valid(tmp_path: Path) -> None:
    service = (SCHEDULE / "warledger.service").read_text(encoding="utf-8")
    assert "ExecStart=/opt/warledger/.venv/bin/warledger run" in service
    assert "SuccessExitStatus=143" in service
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("systemd is not here")
    program = tmp_path / "warledger"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "warledger.service").write_text(service.replace("/opt/warledger/.venv/bin/warledger", str(program)))
    shutil.copy(SCHEDULE / "warledger.timer", tmp_path)
    units = [str(tmp_path / name) for name in ("warledger.service", "warledger.timer")]
    done = subprocess.run([checker, "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_line_for_cron_is_one_that_cron_takes() -> None:
    lines = [line for line in (SCHEDULE / "crontab").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    settings = [line for line in lines if "=" in line.split()[0]]
    (job,) = [line for line in lines if line not in settings]
    assert job.split()[:5] == ["15", "3", "*", "*", "*"]
    assert "%" not in job  # cron would read it as the end of the line
