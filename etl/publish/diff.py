"""What runs changed: the facts that stand after one run and did not after another, and the other way round.

    warledger diff          what the last run that changed anything did
    warledger diff 7        what run 7 did
    warledger diff 3 7      from the state after run 3 to the state after run 7

A fact that was retired and one that was added with the same evidence, or in the same sentence's place, are one change of a
value: they are shown under each other, with the columns that differ.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Engine, text

from etl.errors import UsageError
from etl.publish.as_of import require_run, standing_after
from schema.fact_relations import FACTS
from schema.kinds import FACT_RELATIONS, KIND_OF_RELATION

Row = Mapping[str, Any]

_MOVES = frozenset(("fact_id", "evidence_start", "evidence_end", "first_run_id", "last_run_id", "document_id", "source_url"))
_NOT_VALUES = _MOVES | {"document", "section", "evidence", "rule"}
_SAID_OTHERWISE = frozenset(("evidence", "raw", "year_start", "year_end", "date_edtf"))  # by another column that is listed
_ALIKE = 0.75  # ratio of difflib from which two quotes are versions of one
_MOST_PAIRED = 400  # facts of a relation and document that are compared with each other
_MOST_LINES = 12  # facts of a relation and document that are listed


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are rows of the relation; one of them is None where a fact came or went."""

    relation: str
    document: str
    before: Row | None
    after: Row | None

    @property
    def what(self) -> str:
        return "added" if self.before is None else "retired" if self.after is None else "changed"

    @property
    def columns(self) -> dict[str, tuple[Any, Any]]:
        """Values before and after of what differs, keys and offsets aside."""
        if self.before is None or self.after is None:
            return {}
        return {c: (self.before[c], self.after[c]) for c in self.before if c not in _MOVES and self.before[c] != self.after[c]}


@dataclass(frozen=True, slots=True)
class Difference:
    first: int  # the state after this run; 0 is the empty database
    second: int
    changes: tuple[Change, ...]

    def count(self, what: str) -> int:
        return sum(change.what == what for change in self.changes)


def diff(engine: Engine, runs: Sequence[int]) -> Difference:
    """The difference that `runs` ask for: none, one or two numbers of runs. Raises UsageError for others."""
    if len(runs) > 2:
        raise UsageError(f"diff takes at most two runs, not {len(runs)}")
    with engine.connect() as connection, connection.begin():
        for run in runs:
            if run or len(runs) == 1:  # 'diff 0 3' is from the empty database on
                require_run(connection, run)
        if not runs:
            last = connection.scalar(text("SELECT max(run_id) FROM change"))
            if last is None:
                raise UsageError("no run has changed anything yet")
            runs = (last,)
        first, second = (runs[0] - 1, runs[0]) if len(runs) == 1 else (runs[0], runs[1])
        one, other = _standing(connection, first), _standing(connection, second)
        gone = _rows(connection, first, one - other)
        come = _rows(connection, second, other - one)
    return Difference(first, second, tuple(_changes(gone, come)))


def _standing(connection: Connection, run: int) -> set[str]:
    """The facts that stand after the run."""
    sql = (
        "SELECT c.fact_id FROM change c JOIN (SELECT fact_id, max(run_id) AS run_id FROM change WHERE run_id <= :run "
        "GROUP BY fact_id) m ON m.fact_id = c.fact_id AND m.run_id = c.run_id WHERE c.change = 'added'"
    )
    return set(connection.scalars(text(sql), {"run": run}))


def _rows(connection: Connection, run: int, facts: set[str]) -> dict[str, list[Row]]:
    """The published rows of the facts as they were after the run, by relation."""
    if not facts:
        return {}
    found: dict[str, list[Row]] = {}
    with standing_after(connection, run):
        connection.execute(text("CREATE TEMPORARY TABLE wanted (fact_id VARCHAR(24) PRIMARY KEY)"))
        connection.execute(text("INSERT INTO wanted VALUES (:fact_id)"), [{"fact_id": fact_id} for fact_id in sorted(facts)])
        for relation in FACTS:
            if relation.name not in FACT_RELATIONS.values():
                continue  # the others show facts of these again
            told = relation.select(connection.dialect.name)
            select = f"SELECT t.* FROM ({told}) AS t JOIN wanted w ON w.fact_id = t.fact_id"  # noqa: S608 - our own SQL
            rows = [dict(row) for row in connection.execute(text(select)).mappings()]
            found[relation.name] = sorted(rows, key=lambda row: (row["document"], row["evidence_start"], row["fact_id"]))
    return found


def _changes(gone: Mapping[str, list[Row]], come: Mapping[str, list[Row]]) -> Iterator[Change]:
    for relation in FACT_RELATIONS.values():
        by_document: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
        for row in gone.get(relation, ()):
            by_document[row["document"]][0].append(row)
        for row in come.get(relation, ()):
            by_document[row["document"]][1].append(row)
        for document, (before, after) in sorted(by_document.items()):
            pairs = _pairs(before, after)
            taken = {id(row) for pair in pairs for row in pair}
            yield from (Change(relation, document, one, other) for one, other in pairs)
            yield from (Change(relation, document, row, None) for row in before if id(row) not in taken)
            yield from (Change(relation, document, None, row) for row in after if id(row) not in taken)


def _pairs(before: list[Row], after: list[Row]) -> list[tuple[Row, Row]]:
    """Versions of one fact: the same evidence in the same section, else quotes of one section that are much alike."""
    pairs = []
    waiting: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in after:
        waiting[row["section"], row["evidence"]].append(row)
    alone = []
    for row in before:
        same = waiting[row["section"], row["evidence"]]
        pairs.append((row, same.pop(0))) if same else alone.append(row)
    rest = [row for rows in waiting.values() for row in rows]
    if len(alone) * len(rest) > _MOST_PAIRED**2:
        return pairs
    candidates = sorted(
        ((ratio, i, j) for i, one in enumerate(alone) for j, other in enumerate(rest)
         if one["section"] == other["section"] and (ratio := _alike(one["evidence"], other["evidence"])) >= _ALIKE),
        key=lambda found: (-found[0], found[1], found[2]),
    )  # fmt: skip
    used_before: set[int] = set()
    used_after: set[int] = set()
    for _, i, j in candidates:
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            pairs.append((alone[i], rest[j]))
    return sorted(pairs, key=lambda pair: (pair[0]["evidence_start"], pair[0]["fact_id"]))


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def as_text(difference: Difference, everything: bool = False) -> str:
    """For people: by document and relation, what was retired (-), added (+) and changed (- and +)."""
    counts = ", ".join(f"{difference.count(what)} {what}" for what in ("added", "retired", "changed"))
    lines = [f"after run {difference.second}, against run {difference.first}: facts {counts}"]
    by_document: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in difference.changes:
        by_document[change.document][change.relation].append(change)
    for document, relations in sorted(by_document.items()):
        lines += ["", document]
        for relation, changes in relations.items():
            counted = ", ".join(f"{n} {what}" for what in ("added", "retired", "changed")
                                if (n := sum(c.what == what for c in changes)))  # fmt: skip
            lines.append(f"  {relation}: {counted}")
            if not everything and not KIND_OF_RELATION[relation].is_listed:
                continue
            shown = changes if everything else changes[:_MOST_LINES]
            for change in shown:
                lines += [f"    {line}" for line in _lines(change)]
            if len(shown) < len(changes):
                lines.append(f"    … and {len(changes) - len(shown)} more (--all)")
    return "\n".join(lines)


def _lines(change: Change) -> Iterator[str]:
    if change.before is not None:
        yield f"- {_quote(change.before)}"
    if change.after is not None and (change.before is None or change.after["evidence"] != change.before["evidence"]):
        yield f"+ {_quote(change.after)}"
    for column, (before, after) in change.columns.items():
        if not column.endswith("_id") and column not in _SAID_OTHERWISE:
            yield f"    {column}: {_shown(before)} → {_shown(after)}"


def _quote(row: Row) -> str:
    words = " ".join(str(row["evidence"]).split())
    cut = words if len(words) <= 100 else words[:99] + "…"
    return f"{cut}  [{row['section'] or 'lead'}]"


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)


def as_json(difference: Difference) -> str:
    """For programs: every change with its rows before and after."""
    changes = [
        {
            "change": change.what,
            "relation": change.relation,
            "document": change.document,
            "before": dict(change.before) if change.before is not None else None,
            "after": dict(change.after) if change.after is not None else None,
            "columns": sorted(c for c in change.columns if c not in _NOT_VALUES),
        }
        for change in difference.changes
    ]
    whole = {"first_run": difference.first, "second_run": difference.second, "changes": changes}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str)
