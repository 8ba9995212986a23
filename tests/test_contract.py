"""The promise to users: every published relation with its columns, in the order of their kind."""

from __future__ import annotations

import pytest

from schema.relations import RELATIONS

FACT = "fact_id document_id document section evidence evidence_start evidence_end rule first_run_id last_run_id"
DATES = "date_start date_end is_inferred date_edtf date_raw year_start year_end"
PROMISED = {
    "dim_rules": "rule relation meaning example status rows_judged rows_right precision",
    "dim_codes": "list code label meaning position",
    "dim_documents": "document_id title short_description description author source_uri license revision_id sha256 repaired_from "
    "characters accounted_characters",
    "dim_sections": "document_id ordinal level heading parent path",
    "dim_sentences": "sentence_id document_id section ordinal text char_start char_end",
    "dim_table_cells": "document_id table_no row_no col_no text",
    "dim_images": "document_id ordinal alt url section",
    "dim_links": "document_id infobox_field text page",
    "dim_infobox_fields": "document_id infobox_no field text status why",
    "dim_references": "document_id kind authors year title publisher isbn occurrences",
    "dim_people": "person_id name aliases affiliation roles mentions",
    "dim_places": "place_id name aliases kind country latitude longitude geo_precision mentions",
    "dim_organizations": "organization_id name aliases kind side mentions",
    "fct_aircraft_losses": f"aircraft operator {DATES} place low high is_uncertain cause weapon pilot credited_to {FACT}",
    "fct_aircraft_inventory": f"aircraft operator low high is_approximate is_uncertain raw {FACT}",
    "fct_aircraft_loss_totals": f"aircraft operator low high is_approximate is_uncertain raw {FACT}",
    "fct_casualty_claims": "category population victims victim_group low high is_approximate vague_term attributed_to modality "
    f"is_partisan event_id event place {DATES} is_breakdown breakdown_of_fact_id raw {FACT}",
    "fct_strength_claims": f"side force category low high is_approximate {DATES} attributed_to raw {FACT}",
    "fct_equipment_claims": f"actor action counterparty category low high is_approximate {DATES} attributed_to raw {FACT}",
    "fct_mentions": f"entity_kind entity_id name surface {FACT}",
    "fct_positions": f"person_id person office organization change {DATES} {FACT}",
    "fct_quotations": f"speaker text {FACT}",
    "fct_time_expressions": f"surface kind {DATES} {FACT}",
    "fct_events": f"event_id name kind {DATES} place_id place actors outcome ucdp_type_of_violence acled_sub_event_type {FACT}",
    "fct_battles": f"event_id name kind {DATES} place latitude longitude actors outcome killed_low killed_high "
    "wounded_low wounded_high claims claimants",
    "fct_casualties": "event_id event population victim_group category low high chosen_because",
    "rec_contradictions": "fact_id other_fact_id why",
    "dq_unused_numbers": "document_id section raw sentence",
    "rec_aircraft_losses": "aircraft operator total_low total_high itemised_low itemised_high incidents verdict",
    "dq_issues": "run_id document_id severity code message evidence evidence_start evidence_end",
    "dim_runs": "run_id started_at finished_at status documents_new documents_changed documents_unchanged documents_failed "
    "facts_added facts_retired version",
    "fct_changes": "run_id relation fact_id change document evidence",
    "data_dictionary": "relation column type description",
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_are_published(name: str) -> None:
    relation = next(r for r in RELATIONS if r.name == name)
    assert set(PROMISED[name].split()) <= set(relation.columns)


def test_names_follow_the_convention() -> None:
    for relation in RELATIONS:
        assert relation.name.startswith(("dim_", "fct_", "rec_", "dq_")) or relation.name == "data_dictionary"
        assert set(relation.key) <= set(relation.columns)
