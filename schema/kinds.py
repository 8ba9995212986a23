"""All kinds of facts. Whatever is done with facts of every kind goes over `KINDS`: see `schema.kind`."""

from __future__ import annotations

from schema import claims, conflicts, equipment, events, statements
from schema.base import one_of
from schema.facts import Fact
from schema.kind import FactKind

KINDS: tuple[FactKind, ...] = (
    *conflicts.KINDS,
    *claims.KINDS,
    *equipment.KINDS,
    *statements.KINDS,
    *events.KINDS,
)
KIND_OF_RELATION = {kind.relation: kind for kind in KINDS}
FACT_RELATIONS = {kind.name: kind.relation for kind in KINDS}  # the relation in which facts of a kind are published

Fact.metadata.tables[Fact.__tablename__].append_constraint(one_of("fact_kind", FACT_RELATIONS))
