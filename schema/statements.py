"""Where entities are named, who held which office, and who said what."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, DateColumns, date_checks, one_of
from schema.facts import fact_key
from schema.vocabulary import OFFICE_CHANGES


class Mention(Base):
    __tablename__ = "mention"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_positive"),
        {"comment": "One row a place of a text where an entity is named, under the name that stands there."},
    )

    fact_id: Mapped[str] = fact_key()
    entity_id: Mapped[str] = mapped_column(KEY, ForeignKey("entity.entity_id"), index=True)
    surface: Mapped[str]
    number: Mapped[int] = mapped_column(Integer)


class OfficeHolding(DateColumns, Base):
    __tablename__ = "office_holding"
    __table_args__ = (
        *date_checks(),
        one_of("change", OFFICE_CHANGES),
        {"comment": "One row a statement that a person took, left or held an office or command."},
    )

    fact_id: Mapped[str] = fact_key()
    person_id: Mapped[str] = mapped_column(KEY, ForeignKey("person.entity_id"), index=True)
    office: Mapped[str]
    organization: Mapped[str | None]
    organization_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("organization.entity_id"))
    change: Mapped[str] = mapped_column(String(4))


class Quotation(Base):
    __tablename__ = "quotation"
    __table_args__ = ({"comment": "One row somebody's words between quotation marks; the speaker where the text names one."},)

    fact_id: Mapped[str] = fact_key()
    speaker: Mapped[str | None]
    speaker_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("entity.entity_id"))
    text: Mapped[str]
