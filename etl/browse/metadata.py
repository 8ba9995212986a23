"""What Datasette shows beside the rows: descriptions from the data dictionary, facets, labels of foreign keys, questions."""

from __future__ import annotations

from typing import Any

from etl.browse.ledger import NAME
from etl.browse.questions import QUESTIONS
from etl.browse.snapshot import HIDDEN, SENTENCES
from schema.relations import RELATIONS, Relation

_MOST_FACETS = 3
# columns of few values, the most telling first; a relation gets the first that it has
_FACETS = (
    "verdict", "category", "severity", "code", "entity_kind", "action", "change", "cause", "kind", "population", "side",
    "victim_group", "status", "operator", "country", "document",
)  # fmt: skip
_LABELS = ("title", "name", "person", "evidence")  # by what a row is called where another one refers to it
_SORTED_BY = ("date_start", "evidence_start", "ordinal")


def metadata() -> dict[str, Any]:
    """Datasette's metadata for the copy of the ledger."""
    tables: dict[str, dict[str, Any]] = {relation.name: _table(relation) for relation in RELATIONS}
    tables["dim_sentences"] |= {"fts_table": SENTENCES, "fts_pk": "rowid"}
    tables |= {name: {"hidden": True} for name in HIDDEN}
    return {
        "title": "warledger",
        "databases": {
            NAME: {
                "description": "The published relations of the ledger. Claims (fct_…_claims) must not be summed: two of them "
                "may count the same dead. fct_casualties is safe to sum, a document at a time.",
                "tables": tables,
                "queries": {
                    question.name: {"sql": question.sql, "title": question.question, "description": question.about}
                    for question in QUESTIONS
                },
            }
        },
    }


def _table(relation: Relation) -> dict[str, Any]:
    columns = relation.columns
    known: dict[str, Any] = {
        "description": relation.grain,
        "columns": {column: relation.describe(column) for column in columns},
        "facets": [column for column in _FACETS if column in columns and column not in relation.key][:_MOST_FACETS],
        "label_column": next((column for column in _LABELS if column in columns), None),
        "sort": next((column for column in _SORTED_BY if column in columns), None),
    }
    return {key: value for key, value in known.items() if value}
