"""The rules that read the texts, as the program had them at the last run, with what they were worth on gold made by hand."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, Base, one_of
from schema.vocabulary import RULE_STATUSES


class Rule(Base):
    """Facts name their rule without a foreign key: a fact of the past may come from a rule that nobody registered."""

    __tablename__ = "rule"
    __table_args__ = (
        one_of("status", RULE_STATUSES),
        CheckConstraint("rows_right BETWEEN 0 AND rows_judged", name="rows_right_in_range"),
        {"comment": "One row a rule that reads facts from texts."},
    )

    rule: Mapped[str] = mapped_column(String(60), primary_key=True)
    relation: Mapped[str] = mapped_column(String(60))
    meaning: Mapped[str]
    example: Mapped[str]
    counter_example: Mapped[str | None]
    status: Mapped[str] = mapped_column(CODE)
    source: Mapped[str | None]
    step: Mapped[str] = mapped_column(String(60))
    rows_judged: Mapped[int] = mapped_column(Integer)
    rows_right: Mapped[int] = mapped_column(Integer)
