"""What the command prints: the summary of a run, the result of a check."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.config import program_version
from etl.errors import UsageError, one_line

if TYPE_CHECKING:
    from etl.checks.gates import GateResult
    from etl.pipeline.report import RunReport

_FIRST_QUERY = "SELECT category, victim_group, low, high, evidence FROM fct_casualty_claims ORDER BY evidence_start"

_OF_RUNS = ("dim_runs", "fct_changes")
_MOST_LINES = 20  # documents named in a report; the relations have all


def summary(report: RunReport, counts: dict[str, int] | None, database: str | None) -> str:
    """The end of a run, on one screen: documents, rows a relation, issues, gates, time, a first query.

    `database` is what the query needs as --database, None where it finds the database by itself. `counts` is None where
    nothing has changed: then the headline says all.
    """
    lines = [headline(report)]
    if counts is not None:
        lines += ["", *_columns([f"{name:26}{n:>8,}" for name, n in counts.items() if name not in _OF_RUNS], 2), ""]
        lines.append(f"issues: {counts['dq_issues']} (in dq_issues: severity, code, message)")
        accepted = sum(r.accepted for r in report.gates)
        passed = f"{sum(r.passed for r in report.gates) - accepted} of {len(report.gates)} passed"
        lines.append(f"gates: {passed}{f', {accepted} accepted' if accepted else ''} (warledger check)")
    if report.missing:
        named = ", ".join(report.missing[:3]) + (" …" if len(report.missing) > 3 else "")
        lines.append(f"kept, though not among the files of this run: {named} ({len(report.missing)} in all)")
        lines.append("where their files are gone, --prune retires them; where they lie elsewhere, all is well")
    if counts is None:
        return "\n".join(lines)
    command = sys.argv[0] if sys.argv[0].endswith("warledger") else "python -m etl"
    target = f" --database {database}" if database else ""
    return "\n".join([*lines, "", f"ask:  {command} query{target} \\", f'  "{_FIRST_QUERY}"', f"look: {command} serve{target}"])


def headline(report: RunReport) -> str:
    """The run in one line."""
    outcomes = ", ".join(f"{n} {outcome}" for outcome, n in report.outcomes.items() if n) or "none"
    state = "" if report.status in ("done", "partial") else f" {report.status.upper()}"
    state += " (nothing of it was kept)" if report.status == "refused" else ""
    return (
        f"run {report.run_id}{state}: documents {outcomes}; facts {report.added} added, {report.retired} retired; "
        f"{report.seconds:.1f} s"
    )


def report_writer(file: Path | None) -> Callable[[str], None]:
    """A function that writes the report file; at once it says that a run began, so that none of an earlier run stays.

    Raises UsageError where it cannot be written. Without a file the function does nothing.
    """

    def write(text: str) -> None:
        if file is None:
            return
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file}: the report cannot be written: {error.strerror or error}") from None

    write(_brief("running", "the run has begun and not ended"))
    return write


@contextmanager
def failure_reported(write: Callable[[str], None]) -> Iterator[None]:
    """Whatever ends the run inside of the block stands in the report as well."""
    try:
        yield
    except BaseException as error:
        write(_brief("failed", one_line(str(error)) or type(error).__name__))
        raise


def _brief(status: str, summary: str) -> str:
    return json.dumps({"summary": summary, "status": status, "version": program_version()}, ensure_ascii=False, indent=1) + "\n"


def report_json(report: RunReport, counts: dict[str, int] | None, database: str) -> str:
    """What a run did, for programs that alert; `summary` is its one line for people. `database` shows no password."""
    return json.dumps(
        {
            "summary": headline(report),
            "run_id": report.run_id,
            "status": report.status,
            "kept": report.status != "refused",
            "version": program_version(),
            "database": database,
            "seconds": round(report.seconds, 3),
            "migrated": report.migrated,
            "documents": report.outcomes,
            "facts": {"added": report.added, "retired": report.retired},
            "rejected": [{"file": file, "why": why} for file, why in report.rejected],
            "missing": report.missing,
            "gates": [
                {"name": r.gate.name, "severity": r.gate.severity, "passed": r.passed, "broken": r.broken,
                 "accepted": r.accepted, "examples": r.examples}
                for r in report.gates
            ],
            "rows": counts,
        },
        ensure_ascii=False,
        indent=1,
    ) + "\n"  # fmt: skip


def gate_lines(results: list[GateResult], failures_only: bool = False) -> list[str]:
    lines = []
    for result in results:
        if result.passed and failures_only:
            continue
        state = "passed" if result.passed else "FAILED" if result.gate.severity == "error" else "warning"
        detail = "" if result.passed else f": {result.broken} rows, for example {', '.join(result.examples)}"
        lines.append(f"{state:8} {result.gate.name}: {result.gate.rule}{detail}")
    return lines


def check(results: list[GateResult], reconciled: list[dict[str, Any]]) -> str:
    """Gates, then the totals that do not agree with their own incidents."""
    open_ = [row for row in reconciled if row["verdict"] not in ("agrees",)]
    lines = ["quality gates", *(f"  {line}" for line in gate_lines(results)), ""]
    lines.append(
        f"aircraft losses, table totals against their itemised incidents: {len(reconciled)} pairs, {len(open_)} not in agreement"
    )
    for row in open_:
        total, items = _range(row["total_low"], row["total_high"]), _range(row["itemised_low"], row["itemised_high"])
        lines.append(
            f"  {row['aircraft']:18} {row['operator'] or '?':14} total {total:>7}  itemised {items:>7}  {row['verdict']}"
        )
    return "\n".join(lines)


def leftovers(contradictions: list[dict[str, Any]], unused: list[dict[str, Any]]) -> str:
    """What contradicts itself, and how many numbers nothing uses, a document each."""
    pairs = sum(row["pairs"] for row in contradictions)
    numbers = sum(row["numbers"] for row in unused)
    lines = ["", f"claims that contradict each other: {pairs} pairs (rec_contradictions)"]
    lines += [f"  {row['document']}: {row['pairs']} {row['kind']}, e.g. {row['example']}" for row in contradictions[:_MOST_LINES]]
    lines += ["", f"numbers that nothing uses: {numbers} (dq_unused_numbers)"]
    by_document: dict[str, list[str]] = {}
    for row in unused:
        by_document.setdefault(row["document"], []).append(f"{row['numbers']} {row['kind']}")
    lines += [f"  {document}: {', '.join(kinds)}" for document, kinds in list(by_document.items())[:_MOST_LINES]]
    return "\n".join(lines)


def _columns(cells: list[str], count: int) -> list[str]:
    height = -(-len(cells) // count)
    return ["  " + "    ".join(cells[i::height]) for i in range(height)]


def _range(low: Any, high: Any) -> str:
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
