"""Aircraft: what an operator had, what it lost in all, and the single losses."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.vocabulary import LOSS_CAUSES


class _OperatorCount(CountColumns):
    equipment_type_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), index=True)
    operator: Mapped[str | None]
    is_uncertain: Mapped[bool]


class AircraftInventory(OfOneKind, _OperatorCount, Base):
    __tablename__ = "aircraft_inventory"
    __table_args__ = (
        *of_kind("aircraft_inventory"),
        *count_checks(),
        {"comment": "One row a cell of a table that says how many of a type an operator had."},
    )


class AircraftLossTotal(OfOneKind, _OperatorCount, Base):
    __tablename__ = "aircraft_loss_total"
    __table_args__ = (
        *of_kind("aircraft_loss_total"),
        *count_checks(),
        {"comment": "One row a cell of a table that says how many of a type an operator lost."},
    )


class AircraftLoss(OfOneKind, _OperatorCount, DateColumns, Base):
    __tablename__ = "aircraft_loss"
    __table_args__ = (
        *of_kind("aircraft_loss"),
        *count_checks(),
        *date_checks(),
        one_of("cause", LOSS_CAUSES),
        {"comment": "One row an incident in which aircraft were shot down, crashed, or were lost otherwise."},
    )

    counted_under_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), index=True)
    cause: Mapped[str] = mapped_column(CODE)
    weapon: Mapped[str | None]
    pilot: Mapped[str | None]
    credited_to: Mapped[str | None]
