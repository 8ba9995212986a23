"""Load one document: everything that it says, in one transaction, or nothing.

Readers see the document as it was or as it is, never half of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, update

from etl.extract.attribution import Attribution
from etl.load.entity_rows import load_entities, load_equipment_types
from etl.load.fact_rows import Changed, merge_facts
from etl.load.ledger import add_issues, record_outcome, retire_issues, writing
from etl.load.structure import replace_structure
from etl.normalize.extraction import Extraction
from etl.normalize.facts import key
from schema.documents import Document, Revision


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did with a document: new or changed, and how many facts it added and retired."""

    outcome: str
    facts: Changed


@dataclass(frozen=True, slots=True)
class Known:
    """A revision in the database: its document, content, and the rules that read it."""

    document_id: str
    title: str
    sha256: str
    rules_version: str
    attribution: Attribution
    is_current: bool


def known_revisions(engine: Engine) -> dict[str, Known]:
    """All revisions by the SHA-256 of their file, to skip what has not changed."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(
                Revision.document_id, Revision.sha256, Revision.rules_version, Revision.source_uri, Revision.license,
                Revision.attribution, Revision.is_current, Document.title,
            ).join(Document, Document.document_id == Revision.document_id).order_by(Revision.is_current)
        ).all()  # fmt: skip
    return {r.sha256: Known(r.document_id, r.title, r.sha256, r.rules_version, Attribution(*r[3:6]), r.is_current) for r in rows}


def load_document(
    engine: Engine, extraction: Extraction, source_name: str, attribution: Attribution, run_id: int, rules_version: str
) -> Loaded:
    """Write the extraction as the current revision of its document."""
    article = extraction.article
    with writing(engine) as connection:
        is_new = _ensure_document(connection, extraction)
        revision_id = _make_current(connection, extraction, source_name, attribution, run_id, rules_version)
        replace_structure(connection, revision_id, extraction)
        load_entities(connection, extraction)
        load_equipment_types(connection, extraction)
        changed = merge_facts(connection, extraction, revision_id, run_id)
        retire_issues(connection, extraction.document_id, source_name)
        add_issues(connection, run_id, extraction.document_id, source_name, article.text, extraction.issues)
        outcome = "new" if is_new else "changed"
        record_outcome(connection, run_id, source_name, extraction.document_id, outcome)
    return Loaded(outcome, changed)


def record_unchanged(engine: Engine, run_id: int, source_name: str, document_id: str) -> None:
    with writing(engine) as connection:
        renamed = (Revision.document_id == document_id) & Revision.is_current & (Revision.source_name != source_name)
        connection.execute(update(Revision).where(renamed).values(source_name=source_name))
        record_outcome(connection, run_id, source_name, document_id, "unchanged")


def _ensure_document(connection: Connection, extraction: Extraction) -> bool:
    """Insert the document where it is new; whether it was."""
    if connection.scalar(select(Document.document_id).where(Document.document_id == extraction.document_id)):
        return False
    front_matter = extraction.article.front_matter
    connection.execute(
        insert(Document).values(document_id=extraction.document_id, title=front_matter.title, author=front_matter.author)
    )
    return True


def _make_current(
    connection: Connection,
    extraction: Extraction,
    source_name: str,
    attribution: Attribution,
    run_id: int,
    rules_version: str,
) -> str:
    article, front_matter = extraction.article, extraction.article.front_matter
    revision_id = key(extraction.document_id, article.sha256)
    connection.execute(update(Revision).where(Revision.document_id == extraction.document_id).values(is_current=False))
    values = {
        "is_current": True,
        "source_name": source_name,
        "source_uri": attribution.source_uri,
        "license": attribution.license,
        "attribution": attribution.attribution,
        "short_description": front_matter.short_description,
        "description": front_matter.description,
        "image_url": front_matter.image_url,
        "repaired_from": article.repaired_from,
        "text": article.text,
        "characters": len(article.text),
        "accounted_characters": article.accounted_characters,
        "rules_version": rules_version,
        "run_id": run_id,
    }
    if connection.scalar(select(Revision.revision_id).where(Revision.revision_id == revision_id)):
        connection.execute(update(Revision).where(Revision.revision_id == revision_id).values(**values))
    else:
        identity = {"revision_id": revision_id, "document_id": extraction.document_id, "sha256": article.sha256}
        connection.execute(insert(Revision).values(**identity, **values))
    return revision_id
