"""What analysts do with an export: pandas and DuckDB find the same rows, the types of the dictionary, the sums of SQLite."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from sqlalchemy import Engine

from etl.publish.export import export
from etl.publish.query import ask
from schema.publish import column_type
from schema.relations import RELATIONS
from tests.readme import README

DUCKDB_TYPES = {
    "text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
PANDAS_TYPES = {"text": "string", "integer": "Int64", "real": "Float64", "boolean": "boolean"}
FLAGS = "sum(CASE WHEN is_inferred THEN 1 ELSE 0 END)"
AGGREGATE = f"SELECT category, count(*), sum(low), count(high), {FLAGS} FROM {{claims}} GROUP BY category ORDER BY category"
JOIN = """SELECT e.name, c.low FROM {claims} c JOIN {events} e ON e.event_id = c.event_id
WHERE c.category = 'killed' AND c.low IS NOT NULL ORDER BY c.low, c.fact_id"""


@pytest.fixture(scope="module", params=["csv", "parquet"])
def exported(request: pytest.FixtureRequest, seed_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seed in the format that is its name."""
    folder = tmp_path_factory.mktemp("files") / str(request.param)
    export(seed_engine, folder, folder.name)
    return folder


def duckdb_source(folder: Path, relation: str) -> str:
    """What follows FROM, as the README of the export gives it."""
    read_me = (folder / "README.md").read_text(encoding="utf-8")
    (source,) = re.findall(r"`SELECT \* FROM (.*fct_events.*)`", read_me)
    return str(source).replace("fct_events", f"{folder}/{relation}")


def duckdb_rows(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return [tuple(row) for row in connection.execute(sql).fetchall()]


def test_duckdb_reads_every_relation(exported: Path, seed_engine: Engine) -> None:
    for relation in RELATIONS:
        source = duckdb_source(exported, relation.name)
        types = {row[0]: row[1] for row in duckdb_rows(f"DESCRIBE SELECT * FROM {source}")}
        assert list(types) == list(relation.columns)
        counts = ", ".join(f'count("{column}")' for column in relation.columns)
        (number, *filled) = duckdb_rows(f"SELECT count(*), {counts} FROM {source}")[0]
        assert ((number, *filled),) == ask(seed_engine, f"SELECT count(*), {counts} FROM {relation.name}").rows
        for column, values in zip(relation.columns, filled, strict=True):
            if exported.name == "parquet" or values:  # of an empty column CSV shows no type
                assert types[column] == DUCKDB_TYPES[column_type(column)], (relation.name, column)


def test_duckdb_joins_and_sums_as_sqlite_does(exported: Path, seed_engine: Engine) -> None:
    files = {"claims": duckdb_source(exported, "fct_casualty_claims"), "events": duckdb_source(exported, "fct_events")}
    for sql in (JOIN, AGGREGATE):
        expected = ask(seed_engine, sql.format(claims="fct_casualty_claims", events="fct_events")).rows
        assert tuple(duckdb_rows(sql.format(**files))) == expected
        assert len(expected) > 3
    empty = f"SELECT count(*) FROM {duckdb_source(exported, 'fct_events')} WHERE section = ''"
    assert duckdb_rows(empty) == list(ask(seed_engine, "SELECT count(*) FROM fct_events WHERE section = ''").rows)


def read(folder: Path, relation: str) -> pd.DataFrame:
    """By pandas, as the README of the export says."""
    if folder.name == "parquet":
        return pd.read_parquet(folder / f"{relation}.parquet", dtype_backend="numpy_nullable")
    return pd.read_csv(folder / f"{relation}.csv", keep_default_na=False, na_values=[""], dtype_backend="numpy_nullable")


def test_pandas_reads_every_relation(exported: Path, seed_engine: Engine) -> None:
    for relation in RELATIONS:
        frame = read(exported, relation.name)
        assert list(frame.columns) == list(relation.columns)
        assert ((len(frame),),) == ask(seed_engine, f"SELECT count(*) FROM {relation.name}").rows
        for column in frame.columns:
            kind = column_type(column)
            if kind in PANDAS_TYPES and (exported.name == "parquet" or frame[column].notna().any()):
                assert str(frame[column].dtype) == PANDAS_TYPES[kind], (relation.name, column)


def test_pandas_joins_and_sums_as_sqlite_does(exported: Path, seed_engine: Engine) -> None:
    claims, events = read(exported, "fct_casualty_claims"), read(exported, "fct_events")
    groups = claims.groupby("category").agg({"fact_id": "count", "low": "sum", "high": "count", "is_inferred": "sum"})
    expected = ask(seed_engine, AGGREGATE.format(claims="fct_casualty_claims")).rows
    assert [tuple(row) for row in groups.itertuples()] == [(k, n, low or 0, high, flags) for k, n, low, high, flags in expected]
    joined = claims.merge(events[["event_id", "name"]], on="event_id")
    told = joined[(joined["category"] == "killed") & joined["low"].notna()].sort_values(["low", "fact_id"])
    expected = ask(seed_engine, JOIN.format(claims="fct_casualty_claims", events="fct_events")).rows
    assert list(zip(told["name"], told["low"], strict=True)) == list(expected)


def test_the_lines_of_the_projects_readme(seed_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = README.read_text(encoding="utf-8")
    (lines,) = re.findall(r"^## Exports\n.*?```python\n(.*?)```", text, re.MULTILINE | re.DOTALL)
    export(seed_engine, tmp_path / "out", "csv")
    monkeypatch.chdir(tmp_path)
    (expected,) = ask(seed_engine, "SELECT count(*) FROM fct_events").rows[0]
    read_by = [eval(line, {"duckdb": duckdb, "pandas": pd}) for line in lines.splitlines()]  # noqa: S307 - of our README
    assert [len(found) for found in read_by] == [expected, expected]


def test_dates_of_csv_are_dates_in_pandas_when_they_are_named(exported: Path) -> None:
    events = read(exported, "fct_events")
    if exported.name == "csv":
        assert "parse_dates=" in (exported / "README.md").read_text(encoding="utf-8")
        events = pd.read_csv(exported / "fct_events.csv", keep_default_na=False, na_values=[""], parse_dates=["date_start"])
    day = pd.to_datetime(events["date_start"]).max()
    assert day.year > 1900
    assert exported.name == "parquet" or str(events["date_start"].dtype).startswith("datetime64")


def test_offsets_of_evidence_count_the_characters_of_the_texts(exported: Path) -> None:
    """In CSV, once the apostrophe is dropped as the README says."""
    texts, claims = read(exported, "dim_texts"), read(exported, "fct_casualty_claims")

    def armed(text: str) -> str:
        return text[1:] if exported.name == "csv" and re.match(r"^'+[=+@\t\r-]", text) else text

    (text,) = map(armed, texts["text"])
    assert len(claims) > 50
    for claim in claims.itertuples():
        assert text[claim.evidence_start : claim.evidence_end] == armed(claim.evidence)


def test_the_limit_of_excel_is_told_where_it_is_passed(exported: Path) -> None:
    longest = max(len(text) for text in read(exported, "dim_texts")["text"])
    assert longest > 32_767
    assert ("32,767 characters" in (exported / "README.md").read_text(encoding="utf-8")) == (exported.name == "csv")
