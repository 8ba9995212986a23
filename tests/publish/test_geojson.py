"""GeoJSON of places and battles: valid by its JSON Schema and RFC 7946, with every row and every column."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless.settings import GEOJSON_PROFILE
from sqlalchemy import Engine

from etl.pipeline import run
from etl.publish.export import export
from etl.publish.query import ask
from schema.publish import column_type
from schema.relations import RELATIONS
from tests.documents import article

JSON_TYPES = {"text": str, "integer": int, "real": float, "boolean": bool, "date": str}
FILES = ["dim_places.geojson", "fct_battles.geojson", "datapackage.json", "README.md"]


def features(folder: Path, name: str) -> list[dict[str, Any]]:
    """The features of a file that is valid by the schema of GeoJSON."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    collection = json.loads((folder / f"{name}.geojson").read_text(encoding="utf-8"), parse_constant=refuse)
    jsonschema.validate(collection, GEOJSON_PROFILE)
    assert list(collection) == ["type", "features"]  # RFC 7946 has no 'crs'
    found: list[dict[str, Any]] = collection["features"]
    return found


@pytest.mark.parametrize("name", ["dim_places", "fct_battles"])
def test_every_row_of_the_seed_is_a_feature(seed_engine: Engine, tmp_path: Path, name: str) -> None:
    assert [path.name for path in export(seed_engine, tmp_path, "geojson")] == FILES
    relation = next(r for r in RELATIONS if r.name == name)
    answer = ask(seed_engine, f"SELECT {relation.key[0]}, longitude, latitude FROM {name}")
    rows = {key: (longitude, latitude) for key, longitude, latitude in answer.rows}
    found = features(tmp_path, name)
    assert [feature["id"] for feature in found] != []
    assert {f["id"]: tuple(f["geometry"]["coordinates"]) if f["geometry"] else (None, None) for f in found} == rows
    assert len({feature["id"] for feature in found}) == len(found) == len(rows)
    assert {feature["geometry"] is None for feature in found} == {True, False}
    for feature in found:
        assert list(feature["properties"]) == list(relation.columns)
        for column, value in feature["properties"].items():
            assert value is None or type(value) is JSON_TYPES[column_type(column)]


def test_a_battle_and_its_place_as_a_whole(engine: Engine, tmp_path: Path) -> None:
    """Shusha lies at 39.8° north and 46.7° east; of several places the first one is drawn."""
    infobox = {"conflict": "Example War", "date": "1 May 1990 – 3 June 1993", "combatant1": "Armenia", "combatant2": "Azerbaijan"}
    body = "On 8 May 1992 a battle took place in Shusha and Lachin. On 9 May 1992 a massacre took place in Nowhereville."
    (tmp_path / "war.md").write_text(article("Example War", infobox, body), encoding="utf-8")
    run(engine, [tmp_path / "war.md"])
    export(engine, tmp_path / "out", "geojson")
    by_day = {f["properties"]["date_start"]: f for f in features(tmp_path / "out", "fct_battles")}
    battle = by_day["1992-05-08"]
    assert battle["type"] == "Feature"
    assert battle["geometry"]["type"] == "Point"
    assert battle["geometry"]["coordinates"] == [
        pytest.approx(46.75, abs=0.05),
        pytest.approx(39.76, abs=0.05),
    ]
    assert battle["properties"]["place"].startswith("Shusha; Lachin")
    assert battle["id"] == battle["properties"]["event_id"]
    assert (battle["properties"]["is_inferred"], battle["properties"]["killed_low"]) == (False, None)
    assert by_day["1992-05-09"]["geometry"] is None
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "A row without coordinates is a feature whose `geometry` is `null`" in text
    export(engine, tmp_path / "then", "geojson", 1)
    for name in FILES:
        assert (tmp_path / "then" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_the_files_are_described(seed_engine: Engine, tmp_path: Path) -> None:
    export(seed_engine, tmp_path, "geojson")
    places, battles = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert (battles["name"], battles["path"], battles["format"]) == ("fct_battles", "fct_battles.geojson", "geojson")
    assert battles["mediatype"] == "application/geo+json"
    assert not {"type", "schema"} & set(battles)  # no table
    assert places["properties"][5] == {
        "name": "latitude",
        "type": "number",
        "description": "Degrees north, WGS 84; negative in the south.",
        "constraints": {"minimum": -90, "maximum": 90},
    }
    lines = (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()
    assert f"| dim_places.geojson | {len(features(tmp_path, 'dim_places'))} | One row a named place. |" in lines
    assert lines[-1] == "Coordinates of places: GeoNames, https://www.geonames.org/, CC BY 4.0."


def test_the_text_is_not_disarmed_as_in_csv(seed_engine: Engine, tmp_path: Path) -> None:
    export(seed_engine, tmp_path, "geojson")
    export(seed_engine, tmp_path / "csv", "csv")
    with (tmp_path / "csv" / "fct_battles.csv").open(encoding="utf-8", newline="") as stream:
        cells = {row["fact_id"]: row["evidence"] for row in csv.DictReader(stream)}
    assert cells == {feature["id"]: feature["properties"]["evidence"] for feature in features(tmp_path, "fct_battles")}
