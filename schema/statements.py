"""Where entities are named, who held which office, and who said what."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, DateColumns, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.vocabulary import OFFICE_CHANGES


class Mention(OfOneKind, Base):
    __tablename__ = "mention"
    __table_args__ = (
        *of_kind("mention"),
        CheckConstraint("number > 0", name="number_positive"),
        {"comment": "One row a place of a text where an entity is named, under the name that stands there."},
    )

    entity_id: Mapped[str] = mapped_column(KEY, ForeignKey("entity.entity_id"), index=True)
    surface: Mapped[str]
    number: Mapped[int] = mapped_column(Integer)


class OfficeHolding(OfOneKind, DateColumns, Base):
    __tablename__ = "office_holding"
    __table_args__ = (
        *of_kind("office_holding"),
        *date_checks(),
        one_of("change", OFFICE_CHANGES),
        {"comment": "One row a statement that a person took, left or held an office or command."},
    )

    person_id: Mapped[str] = mapped_column(KEY, ForeignKey("person.entity_id"), index=True)
    office: Mapped[str]
    organization: Mapped[str | None]
    organization_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("organization.entity_id"), index=True)
    change: Mapped[str] = mapped_column(CODE)


class Quotation(OfOneKind, Base):
    __tablename__ = "quotation"
    __table_args__ = (
        *of_kind("quotation"),
        {"comment": "One row somebody's words between quotation marks; the speaker where the text names one."},
    )

    speaker: Mapped[str | None]
    speaker_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("entity.entity_id"), index=True)
    text: Mapped[str]
