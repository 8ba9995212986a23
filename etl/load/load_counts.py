"""How many rows each relation got from a document: what the gates compare its next load with."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, delete, insert

from etl.normalize.pipeline import distinct_facts
from etl.normalize.record.extraction import Extraction
from schema.relations import FACT_RELATIONS
from schema.runs import LoadCount

_OF_ENTITIES = {"person": "dim_people", "place": "dim_places", "organization": "dim_organizations"}


def counts_of(extraction: Extraction) -> dict[str, int]:
    """Rows by published relation, those without any included where the next load may have some."""
    article = extraction.article
    counts = Counter(dict.fromkeys((*FACT_RELATIONS.values(), *_OF_ENTITIES.values()), 0))
    counts.update(FACT_RELATIONS[same[0].kind] for same in distinct_facts(extraction).values())
    counts.update(_OF_ENTITIES[entity.entity_kind] for entity in extraction.entities)
    return dict(counts) | {
        "dim_sections": len(article.sections),
        "dim_sentences": len(article.sentences),
        "dim_table_cells": sum(len(row) for table in article.tables for row in table.rows),
        "dim_images": len(article.images),
        "dim_infobox_fields": len(article.fields),
        "dim_references": len(extraction.references),
        "rec_contradictions": len(extraction.contradictions),
        "dq_unused_numbers": len(extraction.unused),
    }


def record_counts(connection: Connection, extraction: Extraction, run_id: int) -> None:
    of_load = (LoadCount.run_id == run_id) & (LoadCount.document_id == extraction.document_id)
    connection.execute(delete(LoadCount).where(of_load))  # a second revision in one run takes the place of the first
    rows = [{"run_id": run_id, "document_id": extraction.document_id, "relation": r, "rows": n}
            for r, n in counts_of(extraction).items()]  # fmt: skip
    connection.execute(insert(LoadCount), rows)
