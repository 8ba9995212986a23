"""Facts: the row that all claims share (whose text, which rule, which runs) and the evidence under it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base


class Fact(Base):
    """Facts are added and retired, never deleted: `retired_run_id` is NULL while the current text supports it."""

    __tablename__ = "fact"
    __table_args__ = (
        {"comment": "One row a statement of a document, of any kind; its values stand in the table named by fact_kind."},
    )  # which kinds there are, `schema.kinds` adds

    fact_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), index=True)
    fact_kind: Mapped[str] = mapped_column(String(24), index=True)
    section: Mapped[str]
    rule: Mapped[str] = mapped_column(String(60))
    first_run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"))
    last_run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"))
    retired_run_id: Mapped[int | None] = mapped_column(ForeignKey("run.run_id"))


class Evidence(Base):
    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("char_start < char_end", name="span_in_order"),
        CheckConstraint("length(quote) = char_end - char_start", name="quote_fills_span"),
        {"comment": "Where each revision says it: verbatim quotes of a fact, the first one of the current revision published."},
    )

    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True)
    revision_id: Mapped[str] = mapped_column(KEY, ForeignKey("revision.revision_id"), primary_key=True, index=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    char_start: Mapped[int]
    char_end: Mapped[int]
    quote: Mapped[str]


class FactPlace(Base):
    __tablename__ = "fact_place"
    __table_args__ = ({"comment": "The places of a fact, in the order of the text; place_id where the place is an entity."},)

    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    place: Mapped[str]
    place_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("place.entity_id"))


def fact_key() -> Mapped[str]:
    """The primary key of a fact's own table: the same row of `fact`."""
    return mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True)
