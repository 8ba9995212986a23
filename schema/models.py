"""All tables, imported once: `metadata` is complete after this import."""

from schema import claims, conflicts, documents, entities, equipment, events, facts, kinds, quality, runs, statements
from schema.base import Base

__all__ = [
    "claims",
    "conflicts",
    "documents",
    "entities",
    "equipment",
    "events",
    "facts",
    "kinds",
    "metadata",
    "quality",
    "runs",
    "statements",
]

metadata = Base.metadata
