"""The export of a small database: whole files, types, order of rows, disarmed formulas, files in the way."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, text

from etl.errors import DatabaseError, UsageError
from etl.publish.datapackage import licenses
from etl.publish.export import disarmed, export, quoted
from etl.publish.formats import FORMATS
from etl.publish.geojson import LOCATED
from schema import models
from schema.engine import open_engine
from schema.publish import column_type, publish
from schema.relations import RELATIONS

TITLE = "First Example War"
WORDS = "of the war, 69 men – “all” – fell"  # a quote of the text
DAY = datetime.date(1992, 5, 8)


def add_rows(engine: Engine) -> None:
    """One run, one document with fields and images, and two casualty claims: one with bounds, one with none."""
    tables = models.metadata.tables
    with engine.begin() as connection:

        def add(table: str, **row: Any) -> None:
            connection.execute(insert(tables[table]).values(**row))

        add("run", run_id=1, started_at=datetime.datetime(2026, 1, 31, 12, 0, 0, 250), status="running", version="0.1")
        add("document", document_id="d", title=TITLE, author="-")
        add("revision", revision_id="r", document_id="d", is_current=True, sha256="ab", source_name="a.md",
            source_uri="https://example.org/war", license="CC BY-SA 4.0", attribution="Its\nauthors",
            short_description="", description='Two "lines"\nof text', image_url="", text=WORDS, characters=len(WORDS),
            accounted_characters=0, rules_version="0", run_id=1)  # fmt: skip
        for field, value in (("result", "=1+1"), ("date", "-"), ("place", "'@home")):
            add("infobox_field", revision_id="r", infobox_no=1, field=field, text=value, status="unknown", why="")
        for ordinal in (10, 9):
            add("image", revision_id="r", ordinal=ordinal, alt="", url="u", section="", path="", char_start=0, char_end=1)
        add("entity", entity_id="p", entity_kind="place", name="Alpha")
        add("place", entity_id="p", kind="city", latitude=-39.5, longitude=0.1)
        add("entity_appearance", entity_id="p", document_id="d", mentions=2, char_start=0, char_end=1)
        for fact, low, high, day in (("f2", 5856, 6000, DAY), ("f1", None, None, None)):
            add("fact", fact_id=fact, document_id="d", fact_kind="casualty_claim", section="", rule="r",
                first_run_id=1, last_run_id=1)  # fmt: skip
            add("evidence", fact_id=fact, ordinal=0, revision_id="r", char_start=0, char_end=len(WORDS), quote=WORDS)
            add("casualty_claim", fact_id=fact, category="killed", low=low, high=high, is_approximate=low is None,
                bound="range", raw="", date_start=day, date_end=day, is_inferred=False, is_breakdown=False,
                modality="asserted", is_partisan=False)  # fmt: skip


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        models.metadata.create_all(connection)
        publish(connection)
    add_rows(engine)
    yield engine
    engine.dispose()


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_csv_files_as_a_whole(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "csv")
    assert (tmp_path / "dim_infobox_fields.csv").read_bytes().decode() == (
        "document_id,infobox_no,field,text,status,why\n"
        'd,1,date,\'-,unknown,""\n'
        "d,1,place,''@home,unknown,\"\"\n"
        'd,1,result,\'=1+1,unknown,""\n'
    )
    assert (tmp_path / "dim_documents.csv").read_bytes().decode() == (
        "document_id,title,short_description,description,author,source_uri,license,attribution,revision_id,sha256,"
        "repaired_from,characters,accounted_characters\n"
        'd,First Example War,"","Two ""lines""\nof text",\'-,https://example.org/war,CC BY-SA 4.0,"Its\nauthors",r,ab,'
        f",{len(WORDS)},0\n"
    )
    assert (tmp_path / "dim_runs.csv").read_bytes().decode() == (
        "run_id,started_at,finished_at,status,documents_new,documents_changed,documents_unchanged,documents_failed,"
        "facts_added,facts_retired,version,documents_retired\n"
        "1,2026-01-31T12:00:00.000250Z,,running,0,0,0,0,0,0,0.1,0\n"
    )
    assert (tmp_path / "dim_places.csv").read_bytes().decode() == (
        "place_id,name,aliases,kind,country,latitude,longitude,geo_precision,mentions\np,Alpha,,city,,-39.5,0.1,,2\n"
    )


def test_claims_keep_integers_flags_and_evidence(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "csv")
    with (tmp_path / "fct_casualty_claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [{column: value for column, value in row.items() if value} for row in rows] == [
        {
            "fact_id": fact, "document_id": "d", "document": TITLE, "category": "killed", "bound": "range",
            "modality": "asserted", "is_partisan": "false", "is_inferred": "false", "is_breakdown": "false",
            "evidence": WORDS, "evidence_start": "0", "evidence_end": str(len(WORDS)), "rule": "r", "first_run_id": "1",
            "last_run_id": "1", "source_url": "https://example.org/war", **more,
        }
        for fact, more in (
            ("f1", {"is_approximate": "true"}),
            ("f2", {"is_approximate": "false", "low": "5856", "high": "6000", "date_start": "1992-05-08",
                    "date_end": "1992-05-08"}),
        )
    ]  # fmt: skip


def test_rows_are_in_order_of_numbers(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "csv")
    assert pd.read_csv(tmp_path / "dim_images.csv")["ordinal"].tolist() == [9, 10]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_data_gives_the_same_bytes(engine: Engine, tmp_path: Path, format: str) -> None:
    paths = export(engine, tmp_path / "a" / "b", format)
    relations = LOCATED if format == "geojson" else [relation.name for relation in RELATIONS]
    assert paths == [
        tmp_path / "a" / "b" / name for name in (*(f"{name}.{format}" for name in relations), "datapackage.json", "README.md")
    ]
    first = content(tmp_path / "a" / "b")
    assert sorted(first) == sorted(path.name for path in paths)
    export(engine, tmp_path / "a" / "b", format)  # over the first
    export(engine, tmp_path / "c", format)
    assert content(tmp_path / "a" / "b") == content(tmp_path / "c") == first


ARROW_TYPES = {
    "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
}  # fmt: skip


def test_parquet_types(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "parquet")
    for relation in RELATIONS:
        schema = pq.read_schema(tmp_path / f"{relation.name}.parquet")
        assert {field.name: field.type for field in schema} == {
            column: ARROW_TYPES[column_type(column)] for column in relation.columns
        }
        assert {field.name: field.metadata[b"description"].decode() for field in schema} == {
            column: relation.describe(column) for column in relation.columns
        }


def test_parquet_values(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "parquet")
    claims = pq.read_table(tmp_path / "fct_casualty_claims.parquet")
    columns = ["fact_id", "low", "high", "is_approximate", "date_start", "vague_term", "evidence"]
    assert claims.select(columns).to_pylist() == [
        dict(zip(columns, ("f1", None, None, True, None, None, WORDS), strict=True)),
        dict(zip(columns, ("f2", 5856, 6000, False, DAY, None, WORDS), strict=True)),
    ]
    fields = pq.read_table(tmp_path / "dim_infobox_fields.parquet")
    assert fields["text"].to_pylist() == ["-", "'@home", "=1+1"]  # nothing to disarm: no spreadsheet runs it
    runs = pq.read_table(tmp_path / "dim_runs.parquet").select(["started_at", "finished_at"])
    started = datetime.datetime(2026, 1, 31, 12, 0, 0, 250, tzinfo=datetime.UTC)
    assert runs.to_pylist() == [{"started_at": started, "finished_at": None}]


def test_integers_with_null_stay_integers_in_pandas(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "parquet")
    low = pd.read_parquet(tmp_path / "fct_casualty_claims.parquet")["low"]
    assert (str(low.dtype), low.tolist()) == ("Int64", [pd.NA, 5856])


def as_read(cells: list[str]) -> list[str]:
    """The texts of one column as pandas reads them from the CSV cells that the export writes for them."""
    written = "text,end\n" + "".join(f"{quoted(disarmed(cell))},x\n" for cell in cells)
    frame = pd.read_csv(io.BytesIO(written.encode()), dtype=str, keep_default_na=False)
    return [str(value) for value in frame["text"]]


# spreadsheets' triggers and CSV's own characters often; no NUL: PostgreSQL holds none and readers stop at it
TEXTS = st.text(st.one_of(st.sampled_from("=+-@\t\r\n'\", –"), st.characters(codec="utf-8", exclude_characters="\0")))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_survives_and_none_runs(texts: list[str]) -> None:
    cells = as_read(texts)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [cell[1:] if re.match(r"'+[=+@\t\r-]", cell) else cell for cell in cells] == texts


@pytest.mark.parametrize(
    ("value", "cell"),
    [("–5", "–5"), ("it's", "it's"), ("'tis", "'tis"), ("", '""'), ("-5", "'-5"), ("''=", "'''="), ("\r", '"\'\r"')],
)
def test_cells(value: str, cell: str) -> None:
    assert quoted(disarmed(value)) == cell


def test_datapackage_describes_every_file(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "csv")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resources = package.pop("resources")
    assert package == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "warledger",
        "title": "What encyclopedia articles about wars claim, each value with its claimant and its place in the text",
        "licenses": [
            {
                "name": "CC-BY-SA-4.0",
                "title": "CC BY-SA 4.0",
                "path": "https://creativecommons.org/licenses/by-sa/4.0/",
            }
        ],
        "sources": [
            {
                "title": TITLE,
                "path": "https://example.org/war",
                "license": "CC BY-SA 4.0",
                "attribution": "Its\nauthors",
            },
            {
                "title": "GeoNames",
                "path": "https://www.geonames.org/",
                "license": "CC BY 4.0",
                "attribution": "GeoNames (coordinates)",
            },
        ],
    }
    assert [resource["name"] for resource in resources] == [relation.name for relation in RELATIONS]
    for resource, relation in zip(resources, RELATIONS, strict=True):
        data = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), "sha256:" + hashlib.sha256(data).hexdigest())
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == list(relation.columns) == data.decode().split("\n", 1)[0].split(",")
    places = next(resource for resource in resources if resource["name"] == "dim_places")
    assert (places["type"], places["format"], places["mediatype"]) == ("table", "csv", "text/csv")
    assert places["schema"]["primaryKey"] == ["place_id"]
    assert places["schema"]["fields"][5] == {
        "name": "latitude",
        "type": "number",
        "description": "Degrees north, WGS 84; negative in the south.",
        "constraints": {"minimum": -90, "maximum": 90},
    }


def test_read_me_lists_files_and_sources(engine: Engine, tmp_path: Path) -> None:
    export(engine, tmp_path, "csv")
    lines = (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Warledger export"
    assert "| fct_casualty_claims.csv | 2 | One row a statement of casualties, with its claimant; not additive. |" in lines
    assert lines[-3:] == [
        "- First Example War, https://example.org/war, CC BY-SA 4.0, Its authors",
        "",
        "Coordinates of places: GeoNames, https://www.geonames.org/, CC BY 4.0.",
    ]


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        ([None, "", " "], []),
        (["https://example.org/l", "https://example.org/l"], [{"path": "https://example.org/l"}]),
        (["Public domain"], [{"name": "Public-domain", "title": "Public domain"}]),
        (["лицензия"], [{"name": "other", "title": "лицензия"}]),
    ],
)
def test_licenses(wordings: list[str | None], expected: list[dict[str, str]]) -> None:
    assert licenses([{"license": wording} for wording in wordings]) == expected


def test_an_empty_database_is_exported(tmp_path: Path) -> None:
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        models.metadata.create_all(connection)
        publish(connection)
    for format in FORMATS:
        export(engine, tmp_path / format, format)
    engine.dispose()
    assert pq.read_table(tmp_path / "parquet" / "fct_casualty_claims.parquet").num_rows == 0
    assert (tmp_path / "csv" / "dim_images.csv").read_text(encoding="utf-8") == "document_id,ordinal,alt,url,section,path\n"
    assert "licenses" not in json.loads((tmp_path / "csv" / "datapackage.json").read_text(encoding="utf-8"))


def refusal(engine: Engine, folder: Path, format: str = "csv") -> str:
    with pytest.raises(UsageError) as caught:
        export(engine, folder, format)
    return str(caught.value)


def test_other_formats_are_refused(engine: Engine, tmp_path: Path) -> None:
    assert refusal(engine, tmp_path, "xml") == "xml: no such export format; valid are csv, parquet, geojson"


def test_parquet_needs_pyarrow(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = refusal(engine, tmp_path, "parquet")
    assert said == (
        "parquet needs pyarrow, which is not installed: pip install 'warledger[parquet]' "
        "(in a checkout: pip install -e '.[parquet]')"
    )
    assert not list(tmp_path.iterdir())


def test_what_is_in_the_way_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert refusal(engine, file) == f"{file}: the export cannot be written there: File exists"
    assert refusal(engine, file / "x") == f"{file / 'x'}: the export cannot be written there: Not a directory"
    (tmp_path / "dim_runs.csv").mkdir()
    assert refusal(engine, tmp_path) == f"{tmp_path / 'dim_runs.csv'}: a folder is in the way of the export; name another folder"
    (tmp_path / "dim_runs.csv").rmdir()
    readme = tmp_path / "README.md"
    readme.write_text("# My project", encoding="utf-8")
    assert refusal(engine, tmp_path) == f"{readme}: is not of an export and would be overwritten; name another folder"
    assert content(tmp_path) == {"file": b"mine", "README.md": b"# My project"}


def test_a_broken_export_leaves_the_files_of_the_last_one(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(engine, tmp_path, "csv")
    before = content(tmp_path)
    with engine.begin() as connection:
        connection.execute(text("UPDATE document SET title = 'Second Example War'"))

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("etl.publish.export.read_me", full)
    assert refusal(engine, tmp_path) == f"{tmp_path}: the export cannot be written there: No space left on device"
    assert content(tmp_path) == before


def test_a_database_that_lacks_a_relation(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW dim_images"))
    with pytest.raises(DatabaseError, match=r"^the database does not publish dim_images: run 'warledger migrate' first$"):
        export(engine, tmp_path / "new", "csv")
    assert not (tmp_path / "new").exists()
