"""`datapackage.json` keeps what it promises: frictionless finds every type, key, reference, constraint and byte as declared."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest
from sqlalchemy import Engine

from etl.pipeline import run
from etl.publish.export import export
from etl.publish.formats import FORMATS
from schema.references import references
from schema.relations import RELATIONS
from tests.documents import article

# of a Parquet file frictionless counts no bytes: it says that there are None
CHECKLISTS = {"parquet": frictionless.Checklist(skip_errors=["byte-count"])}
LONG = ("fct_mentions", "fct_changes", "dim_sentences", "data_dictionary")
Schemas = dict[str, dict[str, Any]]


def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return described


def schemas(folder: Path) -> Schemas:
    return {resource["name"]: resource["schema"] for resource in package(folder)["resources"]}


def problems(folder: Path, format: str = "csv") -> list[str]:
    """What frictionless has against the package, its tables and their rows."""
    report = frictionless.validate(str(folder / "datapackage.json"), checklist=CHECKLISTS.get(format))
    found = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    assert report.valid == (not found)
    assert len(report.tasks) == len(package(folder)["resources"])
    return [f"{error.type}: {error.message}" for error in found]


def leading(described: Schemas) -> set[tuple[str, str, str, str]]:
    """(relation, column, target, key) of the foreign keys; one that leads to its own table names none."""
    return {
        (name, *key["fields"], key["reference"].get("resource", name), *key["reference"]["fields"])
        for name, schema in described.items()
        for key in schema.get("foreignKeys", ())
    }


@pytest.fixture(scope="session")
def seed_csv(seed_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed_csv")
    export(seed_engine, folder, "csv")
    return folder


@pytest.mark.parametrize("format", FORMATS)
def test_the_export_of_the_seed_is_valid(
    seed_engine: Engine, tmp_path: Path, format: str, capfd: pytest.CaptureFixture[str]
) -> None:
    export(seed_engine, tmp_path, format)
    described = package(tmp_path)
    if format == "parquet":  # which frictionless reads slowly: references and the long relations as CSV only
        short = json.loads(json.dumps(described))
        short["resources"] = [resource for resource in short["resources"] if resource["name"] not in LONG]
        for resource in short["resources"]:
            resource["schema"].pop("foreignKeys", None)
        (tmp_path / "datapackage.json").write_text(json.dumps(short), encoding="utf-8")
    assert problems(tmp_path, format) == []
    assert capfd.readouterr() == ("", "")
    for resource in described["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_all_references_are_foreign_keys_to_unique_columns(seed_csv: Path) -> None:
    described = schemas(seed_csv)
    assert leading(described) == {(r.relation, r.column, r.target, r.key) for r in references()}
    assert ("fct_events", "place_id", "dim_places", "place_id") in leading(described)
    assert ("fct_casualties", "fact_id", "fct_casualty_claims", "fact_id") in leading(described)
    assert described["fct_events"]["foreignKeys"][-1] == {
        "fields": ["last_run_id"], "reference": {"resource": "dim_runs", "fields": ["run_id"]}
    }  # fmt: skip
    for *_, target, key in leading(described):
        schema = described[target]
        assert [key] == schema.get("primaryKey") or [key] in schema["uniqueKeys"]


def test_keys_are_unique(seed_csv: Path) -> None:
    """Of unique keys frictionless knows nothing; with NULL as a value they are still unique."""
    for relation in RELATIONS:
        schema = schemas(seed_csv)[relation.name]
        keys = [*schema.get("uniqueKeys", ()), *([schema["primaryKey"]] if "primaryKey" in schema else [])]
        assert list(relation.key) in keys
        with (seed_csv / f"{relation.name}.csv").open(encoding="utf-8", newline="") as stream:
            csv.field_size_limit(2**24)
            rows = list(csv.DictReader(stream))
        for key in keys:
            assert len({tuple(row[column] for column in key) for row in rows}) == len(rows), relation.name
    assert schemas(seed_csv)["rec_aircraft_losses"]["uniqueKeys"] == [["document_id", "aircraft", "operator"]]  # operator: NULL


def test_columns_say_what_they_can_hold(seed_csv: Path) -> None:
    fields = {(name, field["name"]): field for name, schema in schemas(seed_csv).items() for field in schema["fields"]}
    assert fields["fct_casualty_claims", "modality"]["constraints"] == {
        "required": True, "enum": ["asserted", "reported", "denied"]
    }  # fmt: skip
    assert fields["fct_battles", "longitude"]["constraints"] == {"minimum": -180, "maximum": 180}  # NULL where no place is named
    assert fields["fct_events", "ucdp_type_of_violence"]["constraints"] == {"enum": [1, 2, 3]}
    assert "constraints" not in fields["fct_casualty_claims", "low"]
    # of a text that is never NULL, an empty cell is an empty text: the section of the lead
    assert fields["fct_events", "section"]["missingValues"] == []
    assert "missingValues" not in fields["fct_events", "outcome"]


def _in_column(column: str, value: str, where: Callable[[dict[str, str]], bool]) -> Callable[[list[dict[str, str]]], None]:
    def spoil(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if where(row))[column] = value

    return spoil


@pytest.mark.parametrize(
    ("relation", "spoil", "error"),
    [
        ("fct_commanders", _in_column("person_id", "nobody", lambda row: True), "foreign-key"),
        ("fct_casualty_claims", _in_column("breakdown_of_fact_id", "nothing", lambda row: row["is_breakdown"] == "true"),
         "foreign-key"),
        ("fct_events", lambda rows: rows.append(rows[0]), "primary-key"),
        ("dim_places", _in_column("longitude", "200", lambda row: True), "constraint-error"),
        ("fct_casualty_claims", _in_column("category", "annihilated", lambda row: True), "constraint-error"),
        ("fct_events", _in_column("date_start", "May", lambda row: True), "type-error"),
    ],
)  # fmt: skip
def test_what_breaks_a_promise_is_found(
    seed_engine: Engine, tmp_path: Path, relation: str, spoil: Callable[[list[dict[str, str]]], None], error: str
) -> None:
    """The package and the tables that it leads to, one of them spoiled: the promises are such that a reader can check them."""
    export(seed_engine, tmp_path, "csv")
    described = package(tmp_path)
    needed = {relation, *(target for name, _, target, _ in leading(schemas(tmp_path)) if name == relation)}
    described["resources"] = [resource for resource in described["resources"] if resource["name"] in needed]
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]
        if resource["name"] != relation:
            resource["schema"].pop("foreignKeys", None)
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert problems(tmp_path) == []
    file = tmp_path / f"{relation}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    spoil(rows)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert {problem.split(":")[0] for problem in problems(tmp_path)} == {error}


def test_a_reference_that_did_not_hold_then_is_not_declared(sqlite_engine: Engine, tmp_path: Path) -> None:
    """A part stays the same fact when its whole is edited: as of the first run it leads to a whole that was not there."""
    file = tmp_path / "war.md"
    for date in ("1 May 1990 – 3 June 1993", "2 May 1990 – 3 June 1993"):
        infobox = {"conflict": "War", "date": date, "combatant1": "Armenia", "combatant2": "Azerbaijan"}
        file.write_text(article("War", infobox, "On 8 May 1992 a massacre took place in Shusha."), encoding="utf-8")
        run(sqlite_engine, [file])
    column = ("fct_events", "part_of_event_id", "fct_events", "event_id")
    declared = []
    for as_of in (1, 2, None):
        folder = tmp_path / str(as_of)
        export(sqlite_engine, folder, "csv", as_of)
        declared.append(column in leading(schemas(folder)))
    assert declared == [False, True, True]
    assert problems(tmp_path / "1") == []


def test_aliases_of_a_document_that_was_not_there_yet_are_not_exported(sqlite_engine: Engine, tmp_path: Path) -> None:
    articles = tmp_path / "a"
    articles.mkdir()
    body = "The Armenian Army fought on. The Armenian Army won. The Armenian armed forces left."
    for title in ("One War", "Other War"):
        (articles / f"{title}.md").write_text(article(title, {"conflict": title}, body), encoding="utf-8")
        run(sqlite_engine, [articles])
    export(sqlite_engine, tmp_path / "then", "csv", 1)
    assert problems(tmp_path / "then") == []
    with (tmp_path / "then" / "dim_aliases.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["alias"] for row in csv.DictReader(stream)] == ["Armenian armed forces"]
    assert ("dim_aliases", "document_id", "dim_documents", "document_id") in leading(schemas(tmp_path / "then"))
