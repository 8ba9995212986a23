"""Which column of a published relation leads to a row of which other: (relation, column) to (relation, key)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schema.relations import VIEWS

# (column, relation that it leads to, its key there)
_TARGETS = (
    ("document_id", "dim_documents", "document_id"),
    ("person_id", "dim_people", "person_id"),
    ("place_id", "dim_places", "place_id"),
    ("organization_id", "dim_organizations", "organization_id"),
    ("event_id", "fct_events", "event_id"),
    ("part_of_event_id", "fct_events", "event_id"),
    ("run_id", "dim_runs", "run_id"),
    ("first_run_id", "dim_runs", "run_id"),
    ("last_run_id", "dim_runs", "run_id"),
)
_CHOSEN_FROM = (("fct_casualties", "fact_id", "fct_casualty_claims", "fact_id"),)  # a choice is one of the claims
_TO_ITSELF = ("breakdown_of_fact_id",)  # a part and its whole are facts of one kind


@dataclass(frozen=True, slots=True)
class Reference:
    relation: str
    column: str
    target: str
    key: str


def references() -> Iterator[Reference]:
    """All references, in the order of the relations."""
    for relation in VIEWS:
        for column, target, key in _TARGETS:
            if column in relation.columns and (relation.name, column) != (target, key):
                yield Reference(relation.name, column, target, key)
        for column in _TO_ITSELF:
            if column in relation.columns:
                yield Reference(relation.name, column, relation.name, "fact_id")
        yield from (Reference(*chosen) for chosen in _CHOSEN_FROM if chosen[0] == relation.name)
