"""Facts: the row that all claims share (whose text, which rule, which runs) and the evidence under it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from schema.base import CODE, KEY, Base, fixed

_IS_RETIRED = "retired_run_id IS NOT NULL"


class Fact(Base):
    """Facts are added and retired, never deleted: `retired_run_id` is NULL while the current text supports it."""

    __tablename__ = "fact"
    __table_args__ = (
        ForeignKeyConstraint(["fact_kind"], ["code_fact_kind.code"]),  # the words are those of `schema.kinds`
        UniqueConstraint("fact_id", "fact_kind"),  # what rows of one kind lead to
        Index(None, "document_id", "fact_kind"),
        # of the retired only: else it would be taken to find those that are not, which are nearly all
        Index(None, "retired_run_id", sqlite_where=text(_IS_RETIRED), postgresql_where=text(_IS_RETIRED)),
        {"comment": "One row a statement of a document, of any kind; its values stand in the table named by fact_kind."},
    )

    fact_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"))
    fact_kind: Mapped[str] = mapped_column(CODE, index=True)
    section: Mapped[str]
    rule: Mapped[str] = mapped_column(String(60))
    first_run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), index=True)
    last_run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), index=True)
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
    place_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("place.entity_id"), index=True)


class OfOneKind:
    """The key of a table that holds facts of one kind, that of its name; `of_kind` ties it to the row of `fact`."""

    fact_id: Mapped[str] = mapped_column(KEY, primary_key=True, sort_order=-2)

    @declared_attr
    def fact_kind(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy calls it with the class
        return mapped_column(CODE, server_default=cls.__tablename__, sort_order=-1)  # type: ignore[attr-defined]


def of_kind(kind: str, *parts: str) -> list[CheckConstraint | ForeignKeyConstraint | Index]:
    """The rows are facts of this kind, and so are those to which the columns of `parts` lead: a part and its whole."""
    leading = [ForeignKeyConstraint([column, "fact_kind"], ["fact.fact_id", "fact.fact_kind"]) for column in ("fact_id", *parts)]
    return [fixed("fact_kind", kind), *leading, *(Index(None, column) for column in parts)]
