"""What an infobox says of the conflict itself: title, time, place, outcome, who fought and who commanded."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, DateColumns, date_checks
from schema.facts import OfOneKind, of_kind


class Conflict(OfOneKind, DateColumns, Base):
    __tablename__ = "conflict"
    __table_args__ = (*of_kind("conflict"), *date_checks(), {"comment": "One row a conflict that an infobox describes."})

    name: Mapped[str]
    part_of: Mapped[str | None]
    territory: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class ConflictResult(OfOneKind, Base):
    __tablename__ = "conflict_result"
    __table_args__ = (
        *of_kind("conflict_result"),
        {"comment": "The outcome of a conflict: the headline (position 0) and each point under it."},
    )

    position: Mapped[int] = mapped_column(Integer)
    result: Mapped[str]


class Belligerent(OfOneKind, DateColumns, Base):
    __tablename__ = "belligerent"
    __table_args__ = (
        *of_kind("belligerent"),
        *date_checks(),
        CheckConstraint("side_no > 0", name="side_no_positive"),
        {"comment": "One row a party and the side it fought on; the first of a side names the side."},
    )

    side_no: Mapped[int] = mapped_column(Integer)
    side: Mapped[str | None]
    name: Mapped[str]
    part: Mapped[str | None]
    is_side_inferred: Mapped[bool]
    organization_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("organization.entity_id"), index=True)


class Commander(OfOneKind, DateColumns, Base):
    __tablename__ = "commander"
    __table_args__ = (
        *of_kind("commander"),
        *date_checks(),
        {"comment": "One row a commander or leader that the infobox names, with the side."},
    )

    side_no: Mapped[int] = mapped_column(Integer)
    side: Mapped[str | None]
    person_id: Mapped[str] = mapped_column(KEY, ForeignKey("person.entity_id"), index=True)
    role: Mapped[str | None]
    fate: Mapped[str | None]
