"""All kinds of facts. Whatever is done with facts of every kind goes over `KINDS`: see `schema.kind`."""

from __future__ import annotations

from schema import claims, conflicts, equipment, events, statements
from schema.kind import FactKind
from schema.vocabulary import VOCABULARIES, Code, Vocabulary

KINDS: tuple[FactKind, ...] = (
    *conflicts.KINDS,
    *claims.KINDS,
    *equipment.KINDS,
    *statements.KINDS,
    *events.KINDS,
)
KIND_OF_RELATION = {kind.relation: kind for kind in KINDS}
FACT_RELATIONS = {kind.name: kind.relation for kind in KINDS}  # the relation in which facts of a kind are published

FACT_KINDS = Vocabulary("fact_kind", tuple(Code(kind.name, kind.label, kind.meaning) for kind in KINDS))
ALL_VOCABULARIES = (*VOCABULARIES, FACT_KINDS)
