"""Published relations of facts: one row a current statement, with its evidence, rule and runs."""

from __future__ import annotations

from schema.relation import Relation, joined, plain

_FACT = {
    "fact_id": "f.fact_id",
    "document_id": "f.document_id",
    "document": "d.title",
    "section": "f.section",
}
_SUPPORT = {
    "evidence": "e.quote",
    "evidence_start": "e.char_start",
    "evidence_end": "e.char_end",
    "rule": "f.rule",
    "first_run_id": "f.first_run_id",
    "last_run_id": "f.last_run_id",
    "source_url": "r.source_uri",
}
_DATES = "date_start date_end year_start year_end is_inferred date_edtf date_raw"
_COUNTS = "low high is_approximate bound raw"
_PLACES = joined("SELECT p.place AS x FROM fact_place p WHERE p.fact_id = f.fact_id ORDER BY p.position")


def _fact_relation(name: str, table: str, grain: str, columns: dict[str, str], joins: str = "") -> Relation:
    """A relation with one row a current fact of `table` (alias c)."""
    source = (
        f"{table} c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL\n"
        "  JOIN document d ON d.document_id = f.document_id\n"
        "  JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0\n"
        f"  JOIN revision r ON r.revision_id = e.revision_id {joins}"
    )
    return Relation(
        name, grain, {**_FACT, **columns, **_SUPPORT}, source, ("fact_id",), ("document", "evidence_start", "fact_id")
    )


_AIRCRAFT = {"aircraft": "q.name", "operator": "c.operator"}
_AIRCRAFT_JOIN = "JOIN equipment_type q ON q.equipment_type_id = c.equipment_type_id"
_AIRCRAFT_COUNTS = plain("c", "low high is_approximate is_uncertain bound raw")
_BREAKDOWN = "is_breakdown breakdown_of_fact_id"

FACTS = [
    _fact_relation("dim_conflicts", "conflict", "One row a conflict that an infobox describes.",
                   plain("c", f"name part_of {_DATES}") | {"place": _PLACES} | plain("c", "territory latitude longitude")),
    _fact_relation("fct_conflict_results", "conflict_result", "One row the outcome (position 0) or one point of it.",
                   plain("c", "position result")),
    _fact_relation("fct_belligerents", "belligerent", "One row a party to the war, with its side.",
                   plain("c", f"side_no side name part is_side_inferred organization_id {_DATES}")),
    _fact_relation("fct_commanders", "commander", "One row a commander or leader, with the side.",
                   plain("c", "side_no side person_id") | {"person": "n.name"} | plain("c", f"role fate {_DATES}"),
                   "JOIN entity n ON n.entity_id = c.person_id"),
    _fact_relation("fct_strength_claims", "strength_claim", "One row a statement of a force's strength; not additive.",
                   plain("c", f"side force category what {_COUNTS} {_DATES} attributed_to {_BREAKDOWN}")),
    _fact_relation(
        "fct_casualty_claims", "casualty_claim", "One row a statement of casualties, with its claimant; not additive.",
        plain("c", "category population victims victim_group low high is_approximate bound vague_term raw attributed_to "
                    "modality is_partisan")
        | {"event_id": "CAST(NULL AS TEXT)", "event": "c.event", "place": _PLACES}
        | plain("c", f"{_DATES} {_BREAKDOWN}"),
    ),
    _fact_relation("fct_equipment_claims", "equipment_claim", "One row a statement of equipment gained or lost; not additive.",
                   plain("c", f"actor action counterparty category {_COUNTS} {_DATES} attributed_to")),
    _fact_relation("fct_aircraft_inventory", "aircraft_inventory", "One row how many of a type an operator had.",
                   _AIRCRAFT | _AIRCRAFT_COUNTS, _AIRCRAFT_JOIN),
    _fact_relation("fct_aircraft_loss_totals", "aircraft_loss_total", "One row how many of a type an operator lost in all.",
                   _AIRCRAFT | _AIRCRAFT_COUNTS, _AIRCRAFT_JOIN),
    _fact_relation(
        "fct_aircraft_losses", "aircraft_loss", "One row an incident in which aircraft were lost.",
        _AIRCRAFT | plain("c", _DATES) | {"place": _PLACES} | _AIRCRAFT_COUNTS
        | plain("c", "cause weapon pilot credited_to")
        | {"counted_under": "g.name"},
        f"{_AIRCRAFT_JOIN} LEFT JOIN equipment_type g ON g.equipment_type_id = c.counted_under_id",
    ),
    _fact_relation("fct_mentions", "mention", "One row a place of a text where an entity is named.",
                   plain("n", "entity_kind entity_id name") | plain("c", "surface number"),
                   "JOIN entity n ON n.entity_id = c.entity_id"),
    _fact_relation("fct_positions", "office_holding", "One row a statement that a person took, left or held an office.",
                   plain("c", "person_id") | {"person": "n.name"}
                   | plain("c", f"office organization organization_id change {_DATES}"),
                   "JOIN entity n ON n.entity_id = c.person_id"),
    _fact_relation("fct_quotations", "quotation", "One row somebody's words between quotation marks.",
                   plain("c", "speaker speaker_id text")),
]  # fmt: skip

# the relation in which facts of a kind are published
FACT_RELATIONS = {
    "conflict": "dim_conflicts",
    "conflict_result": "fct_conflict_results",
    "belligerent": "fct_belligerents",
    "commander": "fct_commanders",
    "strength_claim": "fct_strength_claims",
    "casualty_claim": "fct_casualty_claims",
    "equipment_claim": "fct_equipment_claims",
    "aircraft_inventory": "fct_aircraft_inventory",
    "aircraft_loss_total": "fct_aircraft_loss_totals",
    "aircraft_loss": "fct_aircraft_losses",
    "mention": "fct_mentions",
    "office_holding": "fct_positions",
    "quotation": "fct_quotations",
}
