"""Published relations on what does not add up, what is wrong with the input, and what each run did."""

from __future__ import annotations

from schema.kinds import FACT_RELATIONS
from schema.relation import Relation, plain

_RECONCILED = """(
    SELECT k.document_id, k.equipment_type_id, k.operator, min(t.low) AS total_low, max(t.high) AS total_high,
      count(t.fact_id) AS totals
    FROM (
      SELECT f.document_id, c.equipment_type_id, c.operator FROM aircraft_loss_total c
        JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
      UNION
      SELECT f.document_id, coalesce(c.counted_under_id, c.equipment_type_id), c.operator FROM aircraft_loss c
        JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    ) AS k
    LEFT JOIN (
      SELECT f.document_id, c.* FROM aircraft_loss_total c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    ) AS t ON t.document_id = k.document_id AND t.equipment_type_id = k.equipment_type_id
      AND coalesce(t.operator, '') = coalesce(k.operator, '')
    GROUP BY k.document_id, k.equipment_type_id, k.operator
  ) AS t
  LEFT JOIN (
    SELECT f.document_id, coalesce(c.counted_under_id, c.equipment_type_id) AS equipment_type_id, c.operator,
      CAST(sum(CASE WHEN c.is_uncertain THEN 0 ELSE coalesce(c.low, 0) END) AS BIGINT) AS itemised_low,
      CAST(sum(CASE WHEN c.is_uncertain THEN coalesce(c.low, 0) ELSE 0 END) AS BIGINT) AS doubtful_low,
      CASE WHEN count(c.high) = count(*) THEN CAST(sum(c.high) AS BIGINT) END AS itemised_high,
      count(*) AS incidents
    FROM aircraft_loss c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    GROUP BY f.document_id, coalesce(c.counted_under_id, c.equipment_type_id), c.operator
  ) AS i ON i.document_id = t.document_id AND i.equipment_type_id = t.equipment_type_id
    AND coalesce(i.operator, '') = coalesce(t.operator, '')
  JOIN equipment_type q ON q.equipment_type_id = t.equipment_type_id
  JOIN document d ON d.document_id = t.document_id"""

RECONCILIATIONS = [
    Relation(
        "rec_aircraft_losses",
        "One row a type of aircraft and operator: the table's total against its own itemised incidents.",
        {
            "document_id": "t.document_id",
            "document": "d.title",
            "aircraft": "q.name",
            "operator": "t.operator",
            "total_low": "t.total_low",
            "total_high": "t.total_high",
            "itemised_low": "coalesce(i.itemised_low, 0)",
            "itemised_high": "CASE WHEN i.incidents IS NULL THEN 0 ELSE i.itemised_high END",
            "doubtful_low": "coalesce(i.doubtful_low, 0)",
            "incidents": "coalesce(i.incidents, 0)",
            "verdict": "CASE WHEN t.total_low IS NULL AND t.total_high IS NULL THEN 'no_total' "
            "WHEN i.incidents IS NULL AND t.total_high > 0 THEN 'not_itemised' "
            "WHEN i.incidents IS NULL THEN 'agrees' "
            "WHEN i.itemised_high < t.total_low THEN 'items_fall_short' "
            "WHEN i.itemised_low > t.total_high THEN 'items_exceed' ELSE 'agrees' END",
        },
        _RECONCILED,
        ("document_id", "aircraft", "operator"),
    ),
    Relation(
        "rec_contradictions",
        "One row a pair of claims of a document about the same thing that cannot both be true.",
        {
            "document_id": "r.document_id",
            "document": "d.title",
            "kind": "x.contradiction_kind",
            "why": "x.why",
            "fact_id": "x.fact_id",
            "other_fact_id": "x.other_fact_id",
            "claim": "e.quote",
            "other_claim": "o.quote",
            "section": "f.section",
        },
        "contradiction x JOIN revision r ON r.revision_id = x.revision_id AND r.is_current\n"
        "  JOIN document d ON d.document_id = r.document_id\n"
        "  JOIN fact f ON f.fact_id = x.fact_id\n"
        "  JOIN evidence e ON e.fact_id = x.fact_id AND e.revision_id = x.revision_id AND e.ordinal = 0\n"
        "  JOIN evidence o ON o.fact_id = x.other_fact_id AND o.revision_id = x.revision_id AND o.ordinal = 0",
        ("fact_id", "other_fact_id"),
        ("document", "fact_id", "other_fact_id"),
    ),
    Relation(
        "dq_unused_numbers",
        "One row a number of the current text that no fact, date, reference or name uses.",
        {
            "document_id": "r.document_id",
            "document": "d.title",
            "ordinal": "u.ordinal",
            "section": "u.section",
            "raw": "u.raw",
            "kind": "u.number_kind",
            "sentence": "u.sentence",
            "evidence_start": "u.char_start",
            "evidence_end": "u.char_end",
        },
        "unused_number u JOIN revision r ON r.revision_id = u.revision_id AND r.is_current\n"
        "  JOIN document d ON d.document_id = r.document_id",
        ("document_id", "ordinal"),
        ("document", "ordinal"),
    ),
]


def _outcome(outcome: str) -> str:
    return f"(SELECT count(*) FROM run_document x WHERE x.run_id = n.run_id AND x.outcome = '{outcome}')"  # noqa: S608


_OUTCOMES = {f"documents_{outcome}": _outcome(outcome) for outcome in ("new", "changed", "unchanged", "failed")}
_CHANGED = {
    f"facts_{change}": f"(SELECT count(*) FROM change c WHERE c.run_id = n.run_id AND c.change = '{change}')"  # noqa: S608
    for change in ("added", "retired")
}
_RELATION_OF_KIND = " ".join(f"WHEN '{kind}' THEN '{relation}'" for kind, relation in FACT_RELATIONS.items())

RUNS = [
    Relation(
        "dq_issues",
        "One row a thing that is wrong with the current input, or that could not be read from it.",
        plain("s", "issue_id run_id document_id source_name severity code message evidence")
        | {"evidence_start": "s.char_start", "evidence_end": "s.char_end"},
        "issue s\nWHERE s.is_current",
        ("issue_id",),
    ),
    Relation(
        "dim_runs",
        "One row a run of the pipeline.",
        plain("n", "run_id started_at finished_at status")
        | _OUTCOMES
        | _CHANGED
        | {"version": "n.version", "documents_retired": _outcome("retired")},
        "run n",
        ("run_id",),
    ),
    Relation(
        "fct_changes",
        "One row a fact that a run added or retired.",
        {
            "run_id": "c.run_id",
            "relation": f"CASE f.fact_kind {_RELATION_OF_KIND} END",
            "fact_id": "c.fact_id",
            "change": "c.change",
            "document": "d.title",
            "evidence": "c.evidence",
        },
        "change c JOIN fact f ON f.fact_id = c.fact_id JOIN document d ON d.document_id = f.document_id",
        ("run_id", "fact_id"),
    ),
]
