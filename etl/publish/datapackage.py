"""Describe an export: `datapackage.json` (Frictionless Data Package v2) for programs, `README.md` for readers.

Names, types, keys and meanings come from `schema.relations`; licences, addresses and attributions from the documents
that are in the export. Nothing here depends on the clock or the machine: the same data gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.publish.table_schema import field, table_schema
from schema.references import Reference
from schema.relations import Relation

Document = Mapping[str, object]  # a row of dim_documents

PACKAGE_NAME = "warledger"
READ_ME_TITLE = "# Warledger export"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json"}

_CSV_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-(?:SA|NC|ND))*)[ -](\d\.\d)", re.IGNORECASE)

_CSV_NOTES = """\
- UTF-8, one header line, commas, line ends `\\n`, quotes as in RFC 4180.
- NULL is an empty cell (`,,`); an empty text is a quoted one (`,"",`).
- Flags are `true` and `false`, dates `1992-05-08`, times UTC (`2026-01-31T12:00:00Z`).
- A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would run as a formula in a spreadsheet: it has
  an apostrophe (`'`) in front. So has a text that begins with apostrophes and then one of these. To undo it, drop the
  first character of every text that matches `^'+[=+@\\t\\r-]`. Numbers are not touched: -1 stays -1. The texts in
  `dim_texts.csv` begin with `---`: offsets of evidence count their characters without the apostrophe.
- In pandas: `read_csv(path, keep_default_na=False, na_values=[""], dtype_backend="numpy_nullable")`; otherwise the text
  `None` or `NA` becomes a missing value and integers with NULL become floats. Dates: `parse_dates=["date_start"]`.
- In DuckDB, which finds the types and tells an empty text from NULL with the second option:
  `SELECT * FROM read_csv('fct_events.csv', sample_size = -1, allow_quoted_nulls = false)`
- A cell of Excel holds 32,767 characters; most texts in `dim_texts.csv` are longer, and Excel cuts or splits them. Read that
  file with a program that has no such limit.
"""
_PARQUET_NOTES = """\
- Types are those of the database: int64, bool, double, date32, timestamp (microseconds, UTC), UTF-8 text; NULL is null.
- Each column carries its meaning in its metadata (`description`).
- `frictionless validate datapackage.json` does not count the bytes of Parquet: give it `--skip-errors byte-count`.
- In pandas: `read_parquet(path, dtype_backend="numpy_nullable")`. In DuckDB: `SELECT * FROM 'fct_events.parquet'`
"""
_GEOJSON_NOTES = """\
- RFC 7946: a FeatureCollection a file, a feature a row; coordinates are [longitude, latitude] in degrees, WGS 84.
- A row without coordinates is a feature whose `geometry` is `null`: it is on no map, but in the attribute table. Of places,
  those have coordinates that are clearly a settlement of the gazetteer; the point is the middle of the settlement.
- A battle that names several places is drawn at the first one; `place` lists all. Battles in one town lie on one point.
- `id` is the key of the row, `properties` are its columns: NULL is `null`, flags are `true` and `false`, dates `1992-05-08`.
- QGIS, ArcGIS and Leaflet open the files as they are; in GeoPandas: `geopandas.read_file("fct_battles.geojson")`.
"""
_NOTES = {"csv": _CSV_NOTES, "parquet": _PARQUET_NOTES, "geojson": _GEOJSON_NOTES}


_INTRODUCTIONS = {"geojson": "The published relations of a Warledger database that have coordinates"}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One relation as written: `path` relative to the folder, size and SHA-256 of its bytes."""

    relation: Relation
    path: str
    rows: int
    size: int
    sha256: str


def describe(files: Sequence[ExportedFile], documents: Sequence[Document], format: str, references: Sequence[Reference]) -> str:
    """The text of `datapackage.json` for files of one format; properties without content are left out.

    `references` are those that hold among the files.
    """
    package: dict[str, object] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PACKAGE_NAME,
        "title": "What encyclopedia articles about wars claim, each value with its claimant and its place in the text",
        "licenses": licenses(documents),
        "sources": sources(documents),
        "resources": [_resource(file, format, references) for file in files],
    }
    return json.dumps({key: value for key, value in package.items() if value}, indent=2, ensure_ascii=False) + "\n"


def _resource(file: ExportedFile, format: str, references: Sequence[Reference]) -> dict[str, object]:
    return {
        "name": file.relation.name,
        **({} if format == "geojson" else {"type": "table"}),
        "description": file.relation.grain,
        "path": file.path,
        "format": format,
        "mediatype": MEDIA_TYPES[format],
        **({} if format == "parquet" else {"encoding": "utf-8"}),
        **({"dialect": _CSV_DIALECT} if format == "csv" else {}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **_content(file.relation, format, references),
    }


def _content(relation: Relation, format: str, references: Sequence[Reference]) -> dict[str, object]:
    """The Table Schema; of features, which are no table, their properties, in a member of our own."""
    if format == "geojson":
        return {"properties": [field(relation, column) for column in relation.columns]}
    return {"schema": table_schema(relation, references, format)}


# where the coordinates in dim_places come from
GAZETTEER = {
    "title": "GeoNames",
    "path": "https://www.geonames.org/",
    "license": "CC BY 4.0",
    "attribution": "GeoNames (coordinates)",
}


def licenses(documents: Sequence[Document]) -> list[dict[str, str]]:
    """The distinct licences of the documents, sorted: 'CC BY-SA 4.0' -> name CC-BY-SA-4.0 with its address.

    An address stays a path; any other wording becomes a name (letters, digits, dots, dashes) with the wording as title.
    """
    wordings = {str(document["license"] or "").strip() for document in documents}
    return [_license(words) for words in sorted(wordings - {""})]


def _license(words: str) -> dict[str, str]:
    if words.startswith(("http://", "https://")):
        return {"path": words}
    named = {"name": re.sub(r"[^A-Za-z0-9._]+", "-", words).strip("-") or "other", "title": words}
    known = _CREATIVE_COMMONS.fullmatch(words)
    if known:
        named["path"] = f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    return named


def sources(documents: Sequence[Document]) -> list[dict[str, str]]:
    """The documents, with address, licence and whom to name where they are known; then the gazetteer of the coordinates."""
    listed = []
    for document in documents:
        known = {
            "title": document["title"],
            "path": document["source_uri"],
            "license": document["license"],
            "attribution": document["attribution"],
        }
        listed.append({key: str(value) for key, value in known.items() if value})
    return [*listed, GAZETTEER] if listed else []


def read_me(files: Sequence[ExportedFile], documents: Sequence[Document], format: str) -> str:
    """The text of `README.md`: the files with their rows, how to read the format, whose texts they are."""
    rows = "\n".join(f"| {file.path} | {file.rows} | {file.relation.grain} |" for file in files)
    works = "\n".join(f"- {_work(document)}" for document in documents) or "- none: the database holds no document"
    return (
        f"{READ_ME_TITLE}\n\n"
        f"{_INTRODUCTIONS.get(format, 'The published relations of a Warledger database')}, a {format} file each; "
        "`datapackage.json` describes every column.\n\n"
        f"| file | rows | |\n|---|---:|---|\n{rows}\n\n"
        f"## How to read them\n{_NOTES[format]}\n"
        f"## Whose texts they are\n{works}\n\n"
        f"Coordinates of places: {GAZETTEER['title']}, {GAZETTEER['path']}, {GAZETTEER['license']}.\n"
    )


def _work(document: Document) -> str:
    """One document on one line: title, address, licence, attribution, as far as they are known."""
    known = [document[column] for column in ("title", "source_uri", "license", "attribution")]
    return ", ".join(" ".join(str(value).split()) for value in known if value)
