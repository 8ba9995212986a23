"""Quality gates: what must hold in a database after a run, declared in `gates.yml` as SQL that returns what breaks it.

A gate of severity `error` fails the check (exit status 1) and refuses the run; a `warning` is shown and recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from schema.references import references
from schema.relations import FACT_RELATIONS, VIEWS, Relation
from schema.runs import FilledColumn, Issue

DECLARED = Path(__file__).with_name("gates.yml")
ISSUE_PREFIX = "gate_"  # of the codes in dq_issues
_EXAMPLES = 3
_SAMPLE = 500  # rows
_ENOUGH = 10  # values that a column needs to be missed when it is empty
_KEPT_BY_FOREIGN_KEYS = ("dim_documents", "dim_runs")


@dataclass(frozen=True, slots=True)
class Gate:
    """`sql` selects what breaks the rule: one row each, the first column says which."""

    name: str
    rule: str
    severity: str
    sql: tuple[str, ...]
    compares: bool = False


@dataclass(frozen=True, slots=True)
class GateResult:
    """`accepted`: it compares with the last good run, and the user takes the difference."""

    gate: Gate
    broken: int
    examples: tuple[str, ...]
    accepted: bool = False

    @property
    def passed(self) -> bool:
        return self.broken == 0 or self.accepted

    @property
    def line(self) -> str:
        """What is broken, for a log or an issue."""
        return f"{self.gate.name}: {self.gate.rule}: {self.broken} rows, for example {', '.join(self.examples)}"


def run_gates(connection: Connection, accept: bool = False) -> list[GateResult]:
    """Every gate against the database as this connection sees it, in the order of `gates.yml`."""
    run = connection.scalar(select(func.max(FilledColumn.run_id))) or 0
    return [_judge(connection, gate, run, accept) for gate in declared_gates()]


def check_gates(engine: Engine) -> list[GateResult]:
    """`run_gates` over what is committed, as `warledger check` does: what the last run accepted stays accepted."""
    with engine.connect() as connection:
        run = select(func.max(FilledColumn.run_id)).scalar_subquery()
        codes = select(Issue.code).where(Issue.run_id == run, Issue.severity == "info", Issue.document_id.is_(None))
        accepted = {code.removeprefix(ISSUE_PREFIX) for code in connection.scalars(codes)}
        return [replace(r, accepted=r.broken > 0 and r.gate.name in accepted) for r in run_gates(connection)]


def _judge(connection: Connection, gate: Gate, run: int, accept: bool) -> GateResult:
    broken = 0
    examples: list[str] = []
    for sql in gate.sql:
        rows = connection.execute(text(sql), {"run": run} if ":run" in sql else {}).all()
        broken += len(rows)
        examples += [str(row[0]) for row in rows[:_EXAMPLES]]
    return GateResult(gate, broken, tuple(examples[:_EXAMPLES]), accept and gate.compares and broken > 0)


def failed(results: Iterable[GateResult]) -> bool:
    return any(not r.passed and r.gate.severity == "error" for r in results)


def note_filled_columns(connection: Connection, run_id: int) -> None:
    """Write down which columns have values now; kept are this run and the one before it."""
    runs = connection.scalars(select(FilledColumn.run_id).distinct().order_by(FilledColumn.run_id.desc())).all()
    connection.execute(delete(FilledColumn).where(FilledColumn.run_id.in_(runs[1:])))
    rows = [
        {"run_id": run_id, "relation": relation.name, "column": column, "filled": filled}
        for relation in VIEWS for column, filled in _filled(connection, relation).items()
    ]  # fmt: skip
    if rows:
        connection.execute(insert(FilledColumn), rows)


def _filled(connection: Connection, relation: Relation) -> dict[str, int]:
    """Columns with values and how many, counted to ten. Most have ten in the first rows: only the others are searched."""
    columns = ", ".join(f'"{c}"' for c in relation.columns)
    sample = connection.execute(text(f"SELECT {columns} FROM {relation.name} LIMIT {_SAMPLE}")).all()  # noqa: S608 - our names
    found = {c: min(_ENOUGH, sum(row[i] is not None for row in sample)) for i, c in enumerate(relation.columns)}
    if len(sample) == _SAMPLE:
        for column in [c for c, filled in found.items() if filled < _ENOUGH]:
            some = f'SELECT 1 FROM {relation.name} WHERE "{column}" IS NOT NULL LIMIT {_ENOUGH}'  # noqa: S608 - our names
            found[column] = len(connection.execute(text(some)).all())
    return {column: filled for column, filled in found.items() if filled}


@cache
def declared_gates() -> tuple[Gate, ...]:
    """The gates of the file, those of a list with a statement each of its entries."""
    gates = []
    lists = _lists()
    for entry in yaml.safe_load(DECLARED.read_text(encoding="utf-8")):
        pattern, of_each = entry.pop("sql"), entry.pop("of_each", None)
        sql = tuple(pattern.format_map(words) for words in lists[of_each]) if of_each else (pattern,)
        gates.append(Gate(**entry, sql=sql))
    return tuple(gates)


def _lists() -> dict[str, list[dict[str, str]]]:
    facts = [relation for relation in VIEWS if "fact_id" in relation.columns and "evidence" in relation.columns]
    return {
        "kind": [{"kind": kind} for kind in FACT_RELATIONS],
        "dated": [{"relation": r.name} for r in facts if "date_start" in r.columns],
        "told": [{"relation": r.name} for r in facts if "date_raw" in r.columns],
        "reference": [
            {"relation": r.relation, "column": r.column, "target": r.target, "key": r.key}
            for r in references() if r.target not in _KEPT_BY_FOREIGN_KEYS
        ],
    }  # fmt: skip
