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
_PLACES = joined("SELECT w.place AS x FROM fact_place w WHERE w.fact_id = f.fact_id ORDER BY w.position")


# the revision by its document, too: then the facts of one document are found without a look at those of all others
_CURRENT = "JOIN revision r ON r.revision_id = e.revision_id AND r.document_id = f.document_id AND r.is_current"
_FIRST_PLACE = "LEFT JOIN fact_place p ON p.fact_id = c.fact_id AND p.position = 0"
_ACTORS = joined("SELECT a.actor AS x FROM event_actor a WHERE a.fact_id = f.fact_id ORDER BY a.position")
_CLAIMS = (
    "FROM event_claim v JOIN revision w ON w.revision_id = v.revision_id AND w.is_current "
    "JOIN casualty_claim k ON k.fact_id = v.fact_id "
    "JOIN fact x ON x.fact_id = k.fact_id AND x.retired_run_id IS NULL WHERE v.event_id = c.fact_id"
)


def _claimed(category: str, bound: str) -> str:
    """SQL of the least or greatest number of a category that claims about the event give, their parts left out."""
    function = "min" if bound == "low" else "max"
    other = "high" if bound == "low" else "low"
    value = f"coalesce(k.{bound}, k.{other})"
    return f"(SELECT {function}({value}) {_CLAIMS} AND k.category = '{category}' AND NOT k.is_breakdown)"


def _fact_relation(name: str, table: str, grain: str, columns: dict[str, str], joins: str = "", where: str = "") -> Relation:
    """A relation with one row a current fact of `table` (alias c), or of those that `where` chooses."""
    source = (
        f"{table} c JOIN fact f ON f.fact_id = c.fact_id AND f.fact_kind = '{table}' AND f.retired_run_id IS NULL\n"
        "  JOIN document d ON d.document_id = f.document_id\n"
        "  JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0\n"
        f"  {_CURRENT} {joins}" + (f"\nWHERE {where}" if where else "")
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
        | {"event_id": "v.event_id", "event": "c.event", "place": _PLACES}
        | plain("c", f"{_DATES} {_BREAKDOWN}"),
        "LEFT JOIN event_claim v ON v.fact_id = c.fact_id AND v.revision_id = r.revision_id",
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
    _fact_relation("fct_time_expressions", "time_expression", "One row an expression of time, with the days it means.",
                   plain("c", "surface") | {"kind": "c.time_kind"} | plain("c", f"number {_DATES}")),
    _fact_relation("fct_events", "event", "One row a happening that the text tells as a fact.",
                   {"event_id": "c.fact_id", "name": "c.name", "kind": "c.event_kind"} | plain("c", _DATES)
                   | {"place_id": "p.place_id", "place": _PLACES, "actors": _ACTORS}
                   | plain("c", "outcome ucdp_type_of_violence acled_sub_event_type part_of_event_id"), _FIRST_PLACE),
    _fact_relation(
        "fct_battles", "event", "One row an event of fighting (battle, massacre, bombardment), with what is claimed of losses.",
        {"event_id": "c.fact_id", "name": "c.name", "kind": "c.event_kind"} | plain("c", _DATES)
        | {"place": _PLACES, "latitude": "g.latitude", "longitude": "g.longitude", "actors": _ACTORS}
        | plain("c", "outcome part_of_event_id")
        | {f"{category}_{bound}": _claimed(category, bound) for category in ("killed", "wounded") for bound in ("low", "high")}
        | {"claims": f"(SELECT count(*) {_CLAIMS})",
           "claimants": joined(f"SELECT DISTINCT k.attributed_to AS x {_CLAIMS} AND k.attributed_to IS NOT NULL ORDER BY 1")},
        f"{_FIRST_PLACE} LEFT JOIN place g ON g.entity_id = p.place_id",
        "c.event_kind IN ('battle', 'massacre', 'bombardment')",
    ),
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
    "time_expression": "fct_time_expressions",
    "event": "fct_events",
}
