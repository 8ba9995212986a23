"""Quality gates: what must hold in a database after a run, declared as SQL that returns the rows that break it.

A gate of severity `error` fails the check (exit status 1); a `warning` is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, text

from schema.relations import FACT_RELATIONS


@dataclass(frozen=True, slots=True)
class Gate:
    """`sql` selects what breaks the rule: one row each, the first column says which."""

    name: str
    rule: str
    severity: str
    sql: str


@dataclass(frozen=True, slots=True)
class GateResult:
    gate: Gate
    broken: int
    examples: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return self.broken == 0


_CURRENT = "FROM fact f WHERE f.retired_run_id IS NULL"
_DATED = ("fct_casualty_claims", "fct_strength_claims", "fct_equipment_claims", "fct_aircraft_losses", "dim_conflicts")

GATES: tuple[Gate, ...] = (
    Gate(
        "evidence_is_verbatim", "text[start:end] of the revision equals the evidence, for every current fact", "error",
        "SELECT e.fact_id FROM evidence e JOIN fact f ON f.fact_id = e.fact_id AND f.retired_run_id IS NULL "
        "JOIN revision r ON r.revision_id = e.revision_id "
        "WHERE substr(r.text, CAST(e.char_start AS INTEGER) + 1, CAST(e.char_end - e.char_start AS INTEGER)) <> e.quote",
    ),
    Gate(
        "evidence_is_current", "every current fact has evidence in the current revision of its document", "error",
        f"SELECT f.fact_id {_CURRENT} AND NOT EXISTS (SELECT 1 FROM evidence e JOIN revision r "  # noqa: S608
        "ON r.revision_id = e.revision_id AND r.is_current WHERE e.fact_id = f.fact_id)",
    ),
    Gate(
        "fact_has_values", "every fact has its row in the table of its kind", "error",
        f"SELECT f.fact_id {_CURRENT} AND NOT EXISTS ("  # noqa: S608
        + " UNION ALL ".join(f"SELECT 1 FROM {kind} c WHERE c.fact_id = f.fact_id" for kind in FACT_RELATIONS)  # noqa: S608
        + ")",
    ),
    Gate(
        "sentences_are_verbatim", "text[start:end] of the revision equals the sentence", "error",
        "SELECT s.sentence_id FROM sentence s JOIN revision r ON r.revision_id = s.revision_id AND r.is_current "
        "WHERE substr(r.text, CAST(s.char_start AS INTEGER) + 1, CAST(s.char_end - s.char_start AS INTEGER)) <> s.text",
    ),
    Gate(
        "dates_in_order", "no fact ends before it starts", "error",
        " UNION ALL ".join(
            f"SELECT fact_id FROM {name} WHERE date_end < date_start OR year_end < year_start" for name in _DATED  # noqa: S608
        ),
    ),
    Gate(
        "document_has_current_revision", "every document has one current revision", "error",
        "SELECT d.title FROM document d WHERE (SELECT count(*) FROM revision r WHERE r.document_id = d.document_id "
        "AND r.is_current) <> 1",
    ),
    Gate(
        "every_character_accounted", "every character is in a sentence, cell, heading, image, field or declared noise", "warning",
        "SELECT title FROM dim_documents WHERE accounted_characters <> characters",
    ),
    Gate(
        "no_residue_loaded", "no template residue stands as a value", "error",
        "SELECT name FROM fct_belligerents WHERE name LIKE '%style=%' OR name = 'undefined' OR name LIKE '%{{%' "
        "UNION ALL SELECT name FROM dim_people WHERE name LIKE '%.svg%' OR name = 'undefined'",
    ),
)  # fmt: skip


def run_gates(engine: Engine) -> list[GateResult]:
    """Every gate against the database, in the order of `GATES`."""
    results = []
    with engine.connect() as connection:
        for gate in GATES:
            rows = connection.execute(text(gate.sql.replace(":", r"\:"))).all()
            results.append(GateResult(gate, len(rows), tuple(str(row[0]) for row in rows[:3])))
    return results


def failed(results: list[GateResult]) -> bool:
    return any(not r.passed and r.gate.severity == "error" for r in results)


def reconciliation(engine: Engine) -> list[dict[str, object]]:
    """`rec_aircraft_losses` as a person reads it: what does not agree first."""
    sql = (
        "SELECT document, aircraft, operator, total_low, total_high, itemised_low, itemised_high, doubtful_low, incidents, "
        "verdict FROM rec_aircraft_losses ORDER BY document, verdict = 'agrees', aircraft, operator"
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]


def contradictions(engine: Engine) -> list[dict[str, object]]:
    """`rec_contradictions`: how many of each kind a document has, with the reason of the first."""
    sql = (
        "SELECT document, kind, count(*) AS pairs, min(why) AS example FROM rec_contradictions "
        "GROUP BY document, kind ORDER BY document, kind"
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]


def unused_numbers(engine: Engine) -> list[dict[str, object]]:
    """`dq_unused_numbers`: how many a document has of each kind."""
    sql = (
        "SELECT document, kind, count(*) AS numbers, min(raw) AS example FROM dq_unused_numbers "
        "GROUP BY document, kind ORDER BY document, kind"
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]
