"""All tables, imported once: `metadata` is complete after this import."""

from schema import (
    claims,
    codes,
    conflicts,
    documents,
    entities,
    equipment,
    events,
    facts,
    kinds,
    quality,
    rules,
    runs,
    statements,
)
from schema.base import Base

__all__ = [
    "claims",
    "codes",
    "conflicts",
    "documents",
    "entities",
    "equipment",
    "events",
    "facts",
    "kinds",
    "metadata",
    "quality",
    "rules",
    "runs",
    "statements",
]

metadata = Base.metadata
