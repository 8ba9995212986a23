"""Write the published relations as files: CSV, Parquet or GeoJSON, with `datapackage.json` and a `README.md`.

The same data gives the same bytes, on SQLite and on PostgreSQL: rows are sorted here (a database sorts by its locale),
nothing carries a date of writing. All relations are read in one transaction. The files appear together, each renamed
from a temporary name beside it, when all of them are written: a broken export leaves what was there before.

    fct_strength_claims.csv   ...,personnel,,30000,40000,false,...      NULL is an empty cell, integers stay integers
    dim_infobox_fields.csv    ...,"'=HYPERLINK(""http://…"")",...       a text that would run as a formula is disarmed
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from etl.errors import UsageError
from etl.publish.as_of import RELATIONS_OF_THE_PAST
from etl.publish.datapackage import PACKAGE_NAME, READ_ME_TITLE, Document, ExportedFile, describe, read_me
from etl.publish.formats import FORMATS
from etl.publish.geojson import LOCATED, geojson
from etl.publish.reading import in_utc, one_state, typed
from etl.publish.table_schema import KEYS, holding
from schema.publish import column_type
from schema.relations import RELATIONS, Relation

if TYPE_CHECKING:
    import pandas as pd

_PANDAS_TYPES = {
    "text": "string",
    "integer": "Int64",
    "real": "Float64",
    "boolean": "boolean",
    "date": "object",  # of datetime.date: pandas has no type for days
    "timestamp": "datetime64[us, UTC]",
}
_AS_TEXT: dict[str, Callable[[Any], str]] = {
    "text": lambda value: quoted(disarmed(value)),
    "integer": str,
    "real": repr,
    "boolean": lambda value: "true" if value else "false",
    "date": lambda value: value.isoformat(),
    "timestamp": lambda value: value.isoformat().replace("+00:00", "Z"),
}
_RUNS_AS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_OURS = {"README.md": READ_ME_TITLE, "datapackage.json": f'"name": "{PACKAGE_NAME}"'}  # what marks a file of ours

Rows = list[tuple[Any, ...]]
Encoder = Callable[[Relation, Rows], bytes]


def export(engine: sa.Engine, folder: Path, format: str, as_of: int | None = None) -> list[Path]:
    """Write every relation to `folder`/<relation>.<format>, then datapackage.json and README.md; returns their paths.

    GeoJSON is written of the relations with coordinates only.
    `as_of`: the number of a run; the files tell what stood after it, see `etl.publish.as_of`.
    The folder is made where it does not exist; files of an earlier export are replaced, others are left alone.
    Raises UsageError for an unknown format, for Parquet without pyarrow, and for a folder that cannot be written or
    where something else is in the way; DatabaseError where the database lacks a relation.
    """
    if format not in FORMATS:
        raise UsageError(f"{format}: no such export format; valid are {', '.join(FORMATS)}")
    encode = _encoder(format)
    relations = RELATIONS if as_of is None else RELATIONS_OF_THE_PAST
    if format == "geojson":
        relations = tuple(relation for relation in relations if relation.name in LOCATED)
    names = [*(f"{relation.name}.{format}" for relation in relations), *_OURS]
    with one_state(engine, as_of) as connection, _new_files(folder, names) as write:
        files = []
        keys: dict[tuple[str, str], set[object]] = {}
        for relation in relations:
            rows = read_rows(connection, relation)
            named = [((relation.name, column), place) for place, column in enumerate(relation.columns)]
            keys |= {name: {row[place] for row in rows} for name, place in named if name in KEYS}
            content = encode(relation, rows)
            name = f"{relation.name}.{format}"
            write(name, content)
            files.append(ExportedFile(relation, name, len(rows), len(content), hashlib.sha256(content).hexdigest()))
        documents = _documents(connection)
        write("datapackage.json", describe(files, documents, format, holding(keys)).encode())
        write("README.md", read_me(files, documents, format).encode())
    return [folder / name for name in (*(file.path for file in files), "datapackage.json", "README.md")]


def _documents(connection: sa.Connection) -> list[Document]:
    """The documents of the export, whose texts and licences it carries, as rows of dim_documents."""
    relation = next(relation for relation in RELATIONS if relation.name == "dim_documents")
    return [dict(zip(relation.columns, row, strict=True)) for row in read_rows(connection, relation)]


def read_rows(connection: sa.Connection, relation: Relation) -> Rows:
    """All rows, typed as `column_type` says, sorted by the relation's order or key, then by all columns; NULL first."""
    times = [i for i, name in enumerate(relation.columns) if column_type(name) == "timestamp"]
    query = sa.select(*typed(connection, relation).c)
    rows = [tuple(row) for row in connection.execute(query)]
    if times:
        rows = [tuple(in_utc(value) if i in times else value for i, value in enumerate(row)) for row in rows]
    names = list(relation.columns)
    places = [names.index(name) for name in dict.fromkeys((*(relation.order or relation.key), *names))]
    return sorted(rows, key=lambda row: [(row[i] is not None, row[i]) for i in places])


def to_frame(relation: Relation, rows: Rows) -> pd.DataFrame:
    """The rows with nullable types: an integer column with a NULL keeps its integers."""
    import pandas as pd

    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(relation.columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=_PANDAS_TYPES[column_type(name)])
            for name, values in zip(relation.columns, columns, strict=True)
        }
    )


def disarmed(text: str) -> str:
    """A text that no spreadsheet runs as a formula: '=1+1' -> "'=1+1"; reversible, as "'=1" -> "''=1"."""
    return f"'{text}" if _RUNS_AS_FORMULA.match(text) else text


def quoted(text: str) -> str:
    """A text as CSV cell; an empty one is quoted, so that it differs from NULL."""
    return '"' + text.replace('"', '""') + '"' if not text or _NEEDS_QUOTES.search(text) else text


def _as_csv(relation: Relation, rows: Rows) -> bytes:
    """CSV as in RFC 4180, but with bare line feeds.

    Not by DataFrame.to_csv: with these line ends it leaves a carriage return unquoted (before Python 3.13), and readers
    take that for the end of the row.
    """
    as_texts = [_AS_TEXT[column_type(name)] for name in relation.columns]
    cells = (["" if v is None else as_text(v) for as_text, v in zip(as_texts, row, strict=True)] for row in rows)
    lines = [relation.columns, *cells]
    return "".join(",".join(line) + "\n" for line in lines).encode()


def _encoder(format: str) -> Encoder:
    if format == "parquet":
        return _parquet_encoder()
    return geojson if format == "geojson" else _as_csv


def _parquet_encoder() -> Encoder:
    """The function that makes Parquet of rows. Raises UsageError where pyarrow is not installed."""
    try:
        pa = importlib.import_module("pyarrow")
        pq = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError(
            "parquet needs pyarrow, which is not installed: "
            "pip install 'warledger[parquet]' (in a checkout: pip install -e '.[parquet]')"
        ) from None
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
    }

    def encode(relation: Relation, rows: Rows) -> bytes:
        fields = [
            pa.field(name, types[column_type(name)], metadata={"description": relation.describe(name)})
            for name in relation.columns
        ]
        stream = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pandas(to_frame(relation, rows), pa.schema(fields), preserve_index=False), stream)
        return bytes(stream.getvalue())

    return encode


@contextmanager
def _new_files(folder: Path, names: Sequence[str]) -> Iterator[Callable[[str, bytes], None]]:
    """Write files under temporary names; when the block ends well they get their names, else they are removed."""
    waiting: dict[Path, Path] = {}

    def write(name: str, content: bytes) -> None:
        temporary = folder / f".{name}.{os.getpid()}.partial"
        waiting[temporary] = folder / name
        temporary.write_bytes(content)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            _refuse_foreign(folder / name)
        yield write
        for temporary, target in waiting.items():
            temporary.replace(target)
    except OSError as error:
        raise UsageError(f"{folder}: the export cannot be written there: {error.strerror or error}") from None
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


def _refuse_foreign(target: Path) -> None:
    """Raise UsageError where something stands that no export wrote: a folder, or somebody's own README.md."""
    if target.is_dir():
        raise UsageError(f"{target}: a folder is in the way of the export; name another folder")
    mark = _OURS.get(target.name)
    if mark and target.exists() and mark not in target.read_text(encoding="utf-8", errors="replace"):
        raise UsageError(f"{target}: is not of an export and would be overwritten; name another folder")
