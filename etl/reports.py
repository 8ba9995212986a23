"""What the command prints: the summary of a run, the result of a check, an extraction as JSON."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sys
from typing import Any

from etl.checks.gates import GateResult
from etl.extract.spans import MappedText, Span
from etl.normalize.extraction import Extraction
from etl.normalize.normalizer import distinct_facts
from etl.pipeline import RunReport

_FIRST_QUERY = "SELECT category, victim_group, low, high, evidence FROM fct_casualty_claims ORDER BY evidence_start"

_MOST_LINES = 20  # documents named in a report; the relations have all


def progress(name: str, outcome: str) -> None:
    """One line a document on standard error, where a person watches."""
    if sys.stderr.isatty():
        print(f"  {outcome:9} {name}", file=sys.stderr)


def summary(report: RunReport, counts: dict[str, int], results: list[GateResult], database: str | None) -> str:
    """The end of a run, on one screen: documents, rows a relation, issues, gates, time, a first query.

    `database` is what the query needs as --database, None where it finds the database by itself.
    """
    outcomes = ", ".join(f"{n} {outcome}" for outcome, n in report.outcomes.items() if n) or "none"
    lines = [
        f"run {report.run_id}: documents {outcomes}; facts {report.added} added, {report.retired} retired; "
        f"{report.seconds:.1f} s",
        "",
        *_columns([f"{name:26}{counts[name]:>8,}" for name in counts if name not in ("dim_runs", "fct_changes")], 2),
        "",
        f"issues: {counts['dq_issues']} (in dq_issues: severity, code, message)",
        f"gates: {sum(r.passed for r in results)} of {len(results)} passed (warledger check)",
    ]
    command = sys.argv[0] if sys.argv[0].endswith("warledger") else "python -m etl"
    target = f" --database {database}" if database else ""
    return "\n".join([*lines, "", f"try:  {command} query{target} \\", f'  "{_FIRST_QUERY}"'])


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


def as_json(extraction: Extraction) -> str:
    """Everything that one document says, with stable keys, as JSON in a fixed order."""
    article = extraction.article
    document = {
        "document_id": extraction.document_id,
        "title": article.title,
        "sha256": article.sha256,
        "repaired_from": article.repaired_from,
        "characters": len(article.text),
        "accounted_characters": article.accounted_characters,
    }
    facts = [
        {"fact_id": fact_id, "kind": fact.kind, **fact.values(), "places": fact.places, "section": fact.section,
         "rule": fact.rule, "evidence": fact.evidence.cut(article.text),
         "evidence_start": fact.evidence.start, "evidence_end": fact.evidence.end}
        for fact_id, same in distinct_facts(extraction).items() for fact in same
    ]  # fmt: skip
    structure = {
        "sections": article.sections,
        "infobox_fields": article.fields,
        "field_uses": extraction.field_uses,
        "sentences": article.sentences,
        "tables": article.tables,
        "images": article.images,
    }
    whole = {
        "document": document,
        "facts": facts,
        "entities": extraction.entities,
        "references": extraction.references,
        "issues": extraction.issues,
        **structure,
    }
    return json.dumps(whole, default=_plain, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, MappedText):
        return value.text
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _columns(cells: list[str], count: int) -> list[str]:
    height = -(-len(cells) // count)
    return ["  " + "    ".join(cells[i::height]) for i in range(height)]


def _range(low: Any, high: Any) -> str:
    if low is None and high is None:
        return "?"
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
