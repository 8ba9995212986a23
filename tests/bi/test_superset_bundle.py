"""The Superset bundle: what it names is published, what it computes runs, no metric sums claims, no password leaves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from etl.cli import app
from etl.errors import UsageError
from etl.publish.superset.bundle import PASSWORD_MASK, bundle, superset_uri
from etl.publish.superset.declarations import Dataset, Metric, declared
from schema.publish import dictionary_rows

URL = make_url("postgresql://bi_user:secret@host/warledger")
DECLARED = declared()
METRICS = [(dataset, metric) for dataset in DECLARED.datasets for metric in dataset.metrics]


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The files of the bundle as Superset reads them, by their path in it."""
    with zipfile.ZipFile(io.BytesIO(bundle(URL))) as archive:
        return {name.partition("/")[2]: yaml.safe_load(archive.read(name)) for name in archive.namelist()}


def of(files: dict[str, Any], folder: str) -> list[Any]:
    return [content for name, content in files.items() if name.startswith(f"{folder}/")]


def test_the_same_bytes_each_time_without_the_password() -> None:
    assert bundle(URL) == bundle(URL)
    assert b"secret" not in bundle(URL)


def test_every_column_has_the_meaning_of_the_dictionary(files: dict[str, Any]) -> None:
    meanings = {(row["relation"], row["column"]): row["description"] for row in dictionary_rows()}
    for dataset in of(files, "datasets"):
        relation = dataset["table_name"]
        published = {column: meaning for (name, column), meaning in meanings.items() if name == relation}
        assert dataset["description"] == published.pop("")
        assert {c["column_name"]: c["description"] for c in dataset["columns"] if not c["expression"]} == published
        assert all(column["description"] for column in dataset["columns"])
        assert all(metric["description"] for metric in dataset["metrics"])
        assert dataset["main_dttm_col"] == ("date_start" if "date_start" in published else None)


def test_types_are_those_of_the_views(files: dict[str, Any], seed_postgres: Engine) -> None:
    for dataset in of(files, "datasets"):
        real = {c["name"]: c["type"].python_type for c in inspect(seed_postgres).get_columns(dataset["table_name"])}
        said = {c["column_name"]: c["type"] for c in dataset["columns"] if not c["expression"]}
        python = {"TEXT": "str", "BIGINT": "int", "DOUBLE PRECISION": "float", "BOOLEAN": "bool", "DATE": "date"}
        assert {name: python[kind] for name, kind in said.items()} == {name: kind.__name__ for name, kind in real.items()}


@pytest.mark.parametrize(("dataset", "metric"), METRICS, ids=[f"{d.relation}.{m.name}" for d, m in METRICS])
def test_a_metric_runs_and_sums_no_claims(dataset: Dataset, metric: Metric, seed_postgres: Engine) -> None:
    if dataset.relation.endswith("_claims"):
        assert not re.search(r"\b(sum|avg)\b", metric.sql, re.IGNORECASE)
        assert dataset.note
    with seed_postgres.connect() as connection:
        assert connection.execute(text(f"SELECT {metric.sql} FROM {dataset.relation}")).scalar() is not None


def test_a_renamed_column_runs(seed_postgres: Engine) -> None:
    with seed_postgres.connect() as connection:
        for dataset in DECLARED.datasets:
            for source in dataset.renamed.values():
                assert connection.execute(text(f"SELECT {source} FROM {dataset.relation}")).all()


def test_what_a_chart_names_is_in_its_dataset(files: dict[str, Any]) -> None:
    datasets = {dataset["table_name"]: dataset for dataset in of(files, "datasets")}
    for chart in DECLARED.charts:
        dataset = datasets[chart.relation]
        assert set(chart.named_columns) <= {column["column_name"] for column in dataset["columns"]}, chart.name
        assert set(chart.metrics) <= {metric["metric_name"] for metric in dataset["metrics"]}, chart.name


def test_the_parts_hold_together(files: dict[str, Any]) -> None:
    """Every uuid that one file names is that of another, every chart stands on the dashboard, its filter filters."""
    (database,) = of(files, "databases")
    (dashboard,) = of(files, "dashboards")
    datasets = {dataset["uuid"]: dataset for dataset in of(files, "datasets")}
    charts = {chart["uuid"]: chart for chart in of(files, "charts")}
    assert len(datasets) + len(charts) + 3 == len(files)  # the third is metadata.yaml
    assert {dataset["database_uuid"] for dataset in datasets.values()} == {database["uuid"]}
    assert {chart["dataset_uuid"] for chart in charts.values()} <= set(datasets)

    tiles = [tile for tile in dashboard["position"].values() if isinstance(tile, dict) and tile["type"] == "CHART"]
    assert {tile["meta"]["uuid"] for tile in tiles} == set(charts)
    (filtering,) = dashboard["metadata"]["native_filter_configuration"]
    assert filtering["requiredFirst"]  # from the first moment on, one document: sums over several are wrong
    assert filtering["controlValues"]["defaultToFirstItem"]
    assert not filtering["controlValues"]["multiSelect"]
    (target,) = filtering["targets"]
    column = target["column"]["name"]
    assert column in {c["column_name"] for c in datasets[target["datasetUuid"]]["columns"]}
    for tile in tiles:
        if tile["meta"]["chartId"] not in filtering["scope"]["excluded"]:
            columns = datasets[charts[tile["meta"]["uuid"]]["dataset_uuid"]]["columns"]
            assert column in {c["column_name"] for c in columns}, tile["meta"]["sliceName"]


def test_the_editor_and_the_saved_query_ask_the_same(files: dict[str, Any]) -> None:
    for chart in of(files, "charts"):
        context = json.loads(chart["query_context"])
        (query,) = context["queries"]
        form = context["form_data"]
        assert form == chart["params"]
        assert len(query["filters"]) == len(form["adhoc_filters"])
        assert query.get("metrics", []) == form.get("metrics", [form["metric"]] if "metric" in form else [])


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("postgresql://bi_user:secret@host/warledger", f"postgresql+psycopg2://bi_user:{PASSWORD_MASK}@host/warledger"),
        ("postgresql+psycopg://bi_user@host:5433/w?sslmode=require", "postgresql+psycopg2://bi_user@host:5433/w?sslmode=require"),
        ("postgresql://bi_user@/w?host=/run/pg&password=s", f"postgresql+psycopg2://bi_user:{PASSWORD_MASK}@/w?host=%2Frun%2Fpg"),
    ],
)
def test_the_address_is_one_that_superset_can_use(given: str, written: str) -> None:
    assert superset_uri(make_url(given)) == written


def test_sqlite_is_refused() -> None:
    with pytest.raises(UsageError, match="PostgreSQL"):
        superset_uri(make_url("sqlite:///warledger.db"))


def test_the_command_writes_the_file_and_says_what_comes_next(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["superset", "--to", str(tmp_path / "b.zip"), "--database", URL.render_as_string(False)])
    assert (tmp_path / "b.zip").read_bytes() == bundle(URL)
    assert done.stdout.strip() == str(tmp_path / "b.zip")
    assert "Dashboards" in done.stderr
    assert "secret" not in done.output
