"""Aircraft: what an operator had, what it lost in all, and the single losses."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import fact_key
from schema.vocabulary import LOSS_CAUSES


class _OperatorCount(CountColumns):
    equipment_type_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"))
    operator: Mapped[str | None]
    is_uncertain: Mapped[bool]


class AircraftInventory(_OperatorCount, Base):
    __tablename__ = "aircraft_inventory"
    __table_args__ = (
        *count_checks(),
        {"comment": "One row a cell of a table that says how many of a type an operator had."},
    )

    fact_id: Mapped[str] = fact_key()


class AircraftLossTotal(_OperatorCount, Base):
    __tablename__ = "aircraft_loss_total"
    __table_args__ = (
        *count_checks(),
        {"comment": "One row a cell of a table that says how many of a type an operator lost."},
    )

    fact_id: Mapped[str] = fact_key()


class AircraftLoss(_OperatorCount, DateColumns, Base):
    __tablename__ = "aircraft_loss"
    __table_args__ = (
        *count_checks(),
        *date_checks(),
        one_of("cause", LOSS_CAUSES),
        {"comment": "One row an incident in which aircraft were shot down, crashed, or were lost otherwise."},
    )

    fact_id: Mapped[str] = fact_key()
    counted_under_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"))
    cause: Mapped[str] = mapped_column(String(16))
    weapon: Mapped[str | None]
    pilot: Mapped[str | None]
    credited_to: Mapped[str | None]
