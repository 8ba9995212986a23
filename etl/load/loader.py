"""Load one document: everything that it says, inside of the run's transaction, or nothing of it.

Each document has a savepoint of its own: a row that the database refuses costs that document and not the run.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from etl.extract.attribution import Attribution
from etl.load.entity_rows import load_entities, load_equipment_types
from etl.load.fact_rows import Changed, merge_facts, retire_facts
from etl.load.ledger import add_issues, record_outcome, retire_issues
from etl.load.load_counts import record_counts
from etl.load.structure import replace_structure
from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import key
from schema.documents import Document, Revision
from schema.entities import EntityAlias, EntityAppearance, EntityRole
from schema.runs import RunDocument


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did with a document: new or changed, and how many facts it added and retired."""

    outcome: str
    facts: Changed


@dataclass(frozen=True, slots=True)
class Known:
    """A revision in the database: its document, content, the rules that read it, and the name of its file."""

    document_id: str
    title: str
    sha256: str
    rules_version: str
    attribution: Attribution
    is_current: bool
    source_name: str


def known_revisions(connection: Connection) -> dict[str, Known]:
    """All revisions by the SHA-256 of their file, to skip what has not changed."""
    rows = connection.execute(
        select(
            Revision.document_id, Revision.sha256, Revision.rules_version, Revision.source_uri, Revision.license,
            Revision.attribution, Revision.is_current, Document.title, Revision.source_name,
        ).join(Document, Document.document_id == Revision.document_id).order_by(Revision.is_current)
    ).all()  # fmt: skip
    return {
        r.sha256: Known(r.document_id, r.title, r.sha256, r.rules_version, Attribution(*r[3:6]), r.is_current, r.source_name)
        for r in rows
    }


def load_document(
    connection: Connection, extraction: Extraction, source_name: str, attribution: Attribution, run_id: int, rules_version: str
) -> Loaded:
    """Write the extraction as the current revision of its document. Raises what the database raises, with nothing written."""
    savepoint = connection.begin_nested()
    try:
        loaded = _write(connection, extraction, source_name, attribution, run_id, rules_version)
    except (IntegrityError, DataError):
        savepoint.rollback()
        raise
    # after any other error the whole run is taken back; where a disk is full, SQLite has done so and knows no savepoint
    savepoint.commit()
    return loaded


def _write(
    connection: Connection, extraction: Extraction, source_name: str, attribution: Attribution, run_id: int, rules_version: str
) -> Loaded:
    is_new = _ensure_document(connection, extraction)
    revision_id = _make_current(connection, extraction, source_name, attribution, run_id, rules_version)
    replace_structure(connection, revision_id, extraction)
    load_entities(connection, extraction)
    load_equipment_types(connection, extraction)
    changed = merge_facts(connection, extraction, revision_id, run_id)
    record_counts(connection, extraction, run_id)
    retire_issues(connection, extraction.document_id, source_name)
    add_issues(connection, run_id, extraction.document_id, source_name, extraction.article.text, extraction.issues)
    outcome = "new" if is_new else "changed"
    # of two files of one document in a run, only the later one's revision is current at its end
    overtaken = (RunDocument.run_id == run_id) & (RunDocument.document_id == extraction.document_id)
    connection.execute(update(RunDocument).where(overtaken).values(revision_id=None))
    record_outcome(connection, run_id, source_name, extraction.document_id, outcome, revision_id)
    return Loaded(outcome, changed)


def record_unchanged(connection: Connection, run_id: int, source_name: str, document_id: str) -> None:
    """A document that was skipped; its file may have another name than before."""
    renamed = (Revision.document_id == document_id) & Revision.is_current & (Revision.source_name != source_name)
    connection.execute(update(Revision).where(renamed).values(source_name=source_name))
    record_outcome(connection, run_id, source_name, document_id, "unchanged")


def retire_document(connection: Connection, run_id: int, document_id: str) -> Loaded:
    """A document whose file is gone: its facts are retired, no revision is current, its history stays."""
    current = (Revision.document_id == document_id) & Revision.is_current
    source_name = connection.scalars(select(Revision.source_name).where(current)).one()
    connection.execute(update(Revision).where(current).values(is_current=False))
    connection.execute(update(Document).where(Document.document_id == document_id).values(retired_run_id=run_id))
    for model in (EntityAppearance, EntityAlias, EntityRole):
        connection.execute(delete(model).where(model.document_id == document_id))
    retire_issues(connection, document_id, source_name)
    record_outcome(connection, run_id, source_name, document_id, "retired")
    return Loaded("retired", Changed(0, retire_facts(connection, document_id, run_id)))


def _ensure_document(connection: Connection, extraction: Extraction) -> bool:
    """Insert the document where it is new; whether it was."""
    if connection.scalar(select(Document.document_id).where(Document.document_id == extraction.document_id)):
        back = (Document.document_id == extraction.document_id) & Document.retired_run_id.is_not(None)
        connection.execute(update(Document).where(back).values(retired_run_id=None))
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
