"""An extraction as JSON, which `warledger extract` prints."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

from etl.extract.spans import MappedText, Span
from etl.normalize.pipeline import distinct_facts
from etl.normalize.record.extraction import Extraction


def extraction_json(extraction: Extraction) -> str:
    """Everything that one document says, with stable keys, as JSON in a fixed order."""
    article = extraction.article
    document = {
        "document_id": extraction.document_id,
        "title": article.title,
        "sha256": article.sha256,
        "repaired_from": article.repaired_from,
        "characters": len(article.text),
        "accounted_characters": article.accounted_characters,
    }
    facts = [
        {"fact_id": fact_id, "kind": fact.kind, **fact.values(), "places": fact.places, "section": fact.section,
         "rule": fact.rule, "evidence": fact.evidence.cut(article.text),
         "evidence_start": fact.evidence.start, "evidence_end": fact.evidence.end}
        for fact_id, same in distinct_facts(extraction).items() for fact in same
    ]  # fmt: skip
    structure = {
        "sections": article.sections,
        "infobox_fields": article.fields,
        "field_uses": extraction.field_uses,
        "sentences": article.sentences,
        "tables": article.tables,
        "images": article.images,
    }
    whole = {
        "document": document,
        "facts": facts,
        "entities": extraction.entities,
        "references": extraction.references,
        "issues": extraction.issues,
        **structure,
    }
    return json.dumps(whole, default=_plain, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, MappedText):
        return value.text
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")
