"""The published relations: what users query. Each is a view over the tables, with its grain and its columns.

Names and columns are a promise to users; the tables behind are free to change. Views are made anew where they differ
from those of the program (`schema.publish`).
"""

from __future__ import annotations

from schema.chosen_relations import CHOSEN
from schema.code_relations import RULES, codes
from schema.document_relations import DOCUMENTS, ENTITIES
from schema.fact_relations import FACTS
from schema.kinds import FACT_RELATIONS
from schema.quality_relations import RECONCILIATIONS, RUNS
from schema.relation import Relation

__all__ = ["DICTIONARY", "FACT_RELATIONS", "RELATIONS", "VIEWS", "Relation"]

_OF_LEDGER: tuple[Relation, ...] = (*DOCUMENTS, *ENTITIES, *FACTS, *CHOSEN, *RECONCILIATIONS, *RUNS)
VIEWS: tuple[Relation, ...] = (*_OF_LEDGER, RULES, codes((*_OF_LEDGER, RULES)))

# data_dictionary is a table, published as it is
DICTIONARY = Relation(
    "data_dictionary",
    "One row a column of a published relation; an empty column describes the relation itself.",
    {name: f't."{name}"' for name in ("relation", "column", "type", "description")},
    "data_dictionary t",
    ("relation", "column"),
)
RELATIONS: tuple[Relation, ...] = (*VIEWS, DICTIONARY)
