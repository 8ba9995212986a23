"""What does not add up in a document, numbers that nothing uses, and the settings of the published relations."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, one_of
from schema.vocabulary import CASUALTY_CHOICES, CONTRADICTIONS, NUMBER_KINDS


class Contradiction(Base):
    __tablename__ = "contradiction"
    __table_args__ = (
        one_of("contradiction_kind", CONTRADICTIONS),
        {"comment": "One row a pair of facts of a revision that cannot both be true."},
    )

    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True)
    other_fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True, index=True)
    revision_id: Mapped[str] = mapped_column(KEY, ForeignKey("revision.revision_id"), primary_key=True, index=True)
    contradiction_kind: Mapped[str] = mapped_column(CODE)
    why: Mapped[str]


class UnusedNumber(Base):
    __tablename__ = "unused_number"
    __table_args__ = (
        one_of("number_kind", NUMBER_KINDS),
        CheckConstraint("char_start < char_end", name="span_in_order"),
        {"comment": "One row a number of a revision that no fact, date, reference or name uses."},
    )

    revision_id: Mapped[str] = mapped_column(KEY, ForeignKey("revision.revision_id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    section: Mapped[str]
    raw: Mapped[str]
    number_kind: Mapped[str] = mapped_column(CODE)
    sentence: Mapped[str]
    char_start: Mapped[int]
    char_end: Mapped[int]


class Setting(Base):
    """The rule by which fct_casualties chooses; made by the migration."""

    __tablename__ = "setting"
    __table_args__ = (
        one_of("casualty_choice", CASUALTY_CHOICES),
        CheckConstraint("setting_id = 1", name="one_row"),
        {"comment": "One row: how the published relations choose among claims."},
    )

    setting_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    casualty_choice: Mapped[str] = mapped_column(CODE)


class Reader(Base):
    """The rights of these roles are given anew whenever a view is made anew."""

    __tablename__ = "reader"
    __table_args__ = ({"comment": "One row a PostgreSQL role that may read the published relations."},)

    role: Mapped[str] = mapped_column(String(63), primary_key=True)
