"""How much of a hand-made gold set the database has: precision, recall, F1 and the scores of single columns.

A gold set is a folder with `document.md` (the repaired text of one article) and a CSV file a published relation, as a
careful reader would fill it. The database is read through its published relations only. Precision is the share of our
rows that are in the gold file, recall the share of the gold file that we have, F1 their harmonic mean; `whole` is the F1
where a row counts only if it is right in all of its main columns (for an event kind, both dates and place).

Where the database holds several documents, only rows of the gold set's document (the `title` of its front matter)
are compared. Relations without a document_id (dim_people, dim_places, dim_organizations: one row an entity, whatever
documents name it) cannot be restricted: there entities of the other documents count as false, so precision is too low.
"""

from __future__ import annotations

import csv
import json
import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from sqlalchemy import Connection, Engine, inspect, text

from etl.checks.comparison import MEASURES, Row, compare
from etl.checks.likeness import Names, fold, items
from etl.errors import UsageError

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays text
_WIDTH = 100
_HEADER = f"{'gold file':20} {'gold':>5} {'ours':>5} {'prec':>6} {'rec':>6} {'F1':>6} {'whole':>6}  "


@dataclass(frozen=True, slots=True)
class Score:
    """The measure of one gold file; `problem` says why there is none (then nothing was found and no row is listed)."""

    name: str  # of the gold file, without .csv
    relation: str
    gold: int  # rows
    ours: int
    found: int
    precision: float
    recall: float
    f1: float
    fields: dict[str, float] = field(default_factory=dict)  # column -> mean score of the found rows, 0 to 1
    missed: list[Row] = field(default_factory=list)  # gold rows that we do not have
    false: list[Row] = field(default_factory=list)  # our rows that the gold file does not have
    whole: int | None = None  # of the rows found, those right in all main columns; None where the relation has no such measure
    judged: list[tuple[str, bool]] = field(default_factory=list)  # rule of each of our rows, and whether the gold file has it
    problem: str | None = None

    @property
    def whole_f1(self) -> float | None:
        """F1 where a row counts only if it is right as a whole."""
        if self.whole is None:
            return None
        return 2 * self.whole / (self.gold + self.ours) if self.gold + self.ours else 1.0


def evaluate(engine: Engine, gold_dir: Path) -> list[Score]:
    """Measure every gold file of the folder, in the order of `MEASURES`; all relations are read in one transaction.

    Raises UsageError where the folder is no gold set, or where the database holds several documents and none of them
    has the title of the gold set's.
    """
    document, files = _read_gold(gold_dir)
    with engine.connect() as connection, connection.begin():
        inspector = inspect(connection)
        published = {*inspector.get_view_names(), *inspector.get_table_names()}
        wanted = _wanted_documents(connection, document, gold_dir) if "dim_documents" in published else None
        names = _other_names(files)
        scores = []
        for name, gold in files.items():
            relation = MEASURES[name].relation
            if relation in published:
                scores.append(_score(name, gold, _read_rows(connection, relation, wanted), document, names))
            else:
                scores.append(Score(name, relation, len(gold), 0, 0, 0.0, 0.0, 0.0, problem="not published yet"))
    return scores


def gold_sets(folder: Path) -> list[Path]:
    """The folder, where it is a gold set itself; else the gold sets in it, by name."""
    inside = sorted(path.parent for path in folder.glob("*/document.md"))
    return inside if inside and not (folder / "document.md").is_file() else [folder]


def _read_gold(folder: Path) -> tuple[str, dict[str, list[Row]]]:
    """The document's text, and the rows of each known CSV file of the folder."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; a gold set is a folder with document.md and CSV files")
    if not (folder / "document.md").is_file():
        raise UsageError(f"{folder}: no document.md in this folder: the text that the gold set was made from")
    paths = {name: folder / f"{name}.csv" for name in MEASURES}
    present = {name: path for name, path in paths.items() if path.is_file()}
    if not present:
        known = ", ".join(path.name for path in paths.values())
        raise UsageError(f"{folder}: no gold file in this folder; known are {known}")
    return _read_text(folder / "document.md"), {name: _read_csv(path) for name, path in present.items()}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from None


def _read_csv(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:  # spreadsheets write a mark before the first column
            return list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV in UTF-8: {error}") from None


def _other_names(files: dict[str, list[Row]]) -> dict[str, str]:
    """The names that the gold set itself says are of one thing: 'NKR' is the Republic of Artsakh."""
    rows = (row for name in ("organization", "person", "place") for row in files.get(name, ()))
    return {other: fold(row["name"]) for row in rows for other in items(row.get("aliases"))}


def _wanted_documents(connection: Connection, document: str, gold_dir: Path) -> set[object] | None:
    """Keys of the documents with the gold set's title; None (all rows) where the database holds fewer than two."""
    rows = connection.execute(text("SELECT document_id, title FROM dim_documents ORDER BY title")).all()
    if len(rows) < 2:
        return None
    title = _title(document)
    wanted = {document_id for document_id, its_title in rows if its_title == title}
    if not wanted:
        known = ", ".join(repr(its_title) for _, its_title in rows[:5]) + (", …" if len(rows) > 5 else "")
        path = gold_dir / "document.md"
        raise UsageError(f"{path}: no document with the title {title!r} in the database; it has {known}")
    return wanted


def _title(document: str) -> str:
    """The `title` of the front matter, as the loader keeps it; '' where there is none."""
    fences = [match.span() for _, match in zip(range(2), _FENCE.finditer(document), strict=False)]
    if len(fences) < 2:
        return ""
    try:
        head = yaml.load(document[fences[0][1] : fences[1][0]], Loader=_LOADER)  # noqa: S506 - makes texts, lists and maps
    except yaml.YAMLError:
        return ""
    return str(head.get("title", "")).strip() if isinstance(head, dict) else ""


def _read_rows(connection: Connection, relation: str, wanted: set[object] | None) -> list[Row]:
    """All rows in the database's own order: it decides ties, and a WHERE could change it."""
    result = connection.execute(text(f'SELECT * FROM "{relation}"'))  # noqa: S608 - a name from MEASURES
    rows: list[Row] = [dict(row) for row in result.mappings()]
    if wanted is None:
        return rows
    return [row for row in rows if "document_id" not in row or row["document_id"] in wanted]


def _score(name: str, gold: list[Row], ours: list[Row], document: str, names: Names) -> Score:
    measure = MEASURES[name]
    comparison = compare(measure, gold, ours, document, names)
    hits, used = {i for i, _ in comparison.pairs}, {j for _, j in comparison.pairs}
    recall = len(hits) / len(gold) if gold else 1.0
    precision = len(hits) / len(ours) if ours else float(not gold)
    return Score(
        name,
        measure.relation,
        len(gold),
        len(ours),
        len(hits),
        precision,
        recall,
        2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        comparison.fields,
        [row for i, row in enumerate(gold) if i not in hits],
        [row for j, row in enumerate(ours) if j not in used],
        comparison.whole,
        [(str(row["rule"]), j in used) for j, row in enumerate(ours) if row.get("rule")],
    )


def as_table(scores: list[Score]) -> str:
    """The scores as a table for the terminal, at most 100 characters wide; long lists of fields are continued below."""
    lines = [_HEADER + "fields of the rows found"]
    for score in scores:
        start = f"{score.name:20} {score.gold:5} "
        if score.problem is not None:
            lines.append(f"{start}{'-':>5} {'-':>6} {'-':>6} {'-':>6} {'-':>6}  {score.relation}: {score.problem}")
            continue
        start += f"{score.ours:5} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} "
        start += f"{'' if score.whole_f1 is None else format(score.whole_f1, '.3f'):>6}  "
        fields = " ".join(f"{column}={mean:.2f}" for column, mean in score.fields.items())
        first, *more = textwrap.wrap(fields, _WIDTH - len(_HEADER)) or [""]
        lines += [(start + first).rstrip(), *(" " * len(_HEADER) + line for line in more)]
    return "\n".join(lines)


def as_json(scores: list[Score]) -> str:
    """The scores as JSON: gold file -> figures rounded to three decimals, or -> relation and problem."""
    return json.dumps({score.name: _figures(score) for score in scores}, indent=1, ensure_ascii=False)


def _figures(score: Score) -> dict[str, object]:
    if score.problem is not None:
        return {"relation": score.relation, "gold": score.gold, "problem": score.problem}
    return {
        "relation": score.relation,
        "gold": score.gold,
        "ours": score.ours,
        "found": score.found,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "whole_f1": None if score.whole_f1 is None else round(score.whole_f1, 3),
        "fields": {column: round(mean, 3) for column, mean in score.fields.items()},
    }


def misses(scores: list[Score], name: str) -> str:
    """The missed and the false rows of one gold file, a line a row.

    Raises UsageError for a gold file that was not measured.
    """
    score = next((score for score in scores if score.name == name), None)
    if score is None:
        raise UsageError(f"{name}: no such gold file; measured were {', '.join(score.name for score in scores)}")
    if score.problem is not None:
        return f"{score.name}: {score.relation}: {score.problem}"
    lines = []
    for label, rows in (("missed", score.missed), ("false", score.false)):
        lines += [f"{label}: {len(rows)}", *(f"  {_listed(row)}" for row in rows)]
    return "\n".join(lines)


def _listed(row: Row) -> str:
    return "; ".join(f"{column}={value}" for column, value in row.items() if value not in (None, ""))
