"""All tables, imported once: `metadata` is complete after this import."""

from schema import claims, conflicts, documents, entities, equipment, facts, runs, statements
from schema.base import Base

__all__ = ["claims", "conflicts", "documents", "entities", "equipment", "facts", "metadata", "runs", "statements"]

metadata = Base.metadata
