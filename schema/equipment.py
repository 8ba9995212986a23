"""Aircraft: what an operator had, what it lost in all, and the single losses."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.kind import FactKind, Measure
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


_COLUMNS = "low high is_approximate is_uncertain bound raw"
_TYPE = {"aircraft": "q.name"}
_JOIN = "JOIN equipment_type q ON q.equipment_type_id = c.equipment_type_id"
_NAMED_BY = {"equipment_type_id": "aircraft"}
_OF_A_CELL = Measure(
    "key", key=("aircraft", "operator", "low", "high"), fields=("is_approximate", "is_uncertain")
)  # fmt: skip

KINDS = (
    FactKind(
        model=AircraftInventory,
        relation="fct_aircraft_inventory",
        grain="One row how many of a type an operator had.",
        columns=f"aircraft operator {_COLUMNS}",
        computed=_TYPE,
        joins=_JOIN,
        named_by=_NAMED_BY,
        noun="aircraft in service",
        says="{count} {aircraft} [of {operator}] in service",
        layer="claim",
        same=("aircraft",),
        gold="aircraft_inventory",
        measure=_OF_A_CELL,
    ),
    FactKind(
        model=AircraftLossTotal,
        relation="fct_aircraft_loss_totals",
        grain="One row how many of a type an operator lost in all.",
        columns=f"aircraft operator {_COLUMNS}",
        computed=_TYPE,
        joins=_JOIN,
        named_by=_NAMED_BY,
        noun="total of aircraft lost",
        says="{count} {aircraft} [of {operator}] lost in all",
        layer="claim",
        same=("aircraft", "operator"),
        gold="aircraft_loss_total",
        measure=_OF_A_CELL,
    ),
    FactKind(
        model=AircraftLoss,
        relation="fct_aircraft_losses",
        grain="One row an incident in which aircraft were lost.",
        columns=f"aircraft operator DATES place {_COLUMNS} cause weapon pilot credited_to counted_under",
        computed=_TYPE | {"counted_under": "g.name"},
        joins=f"{_JOIN} LEFT JOIN equipment_type g ON g.equipment_type_id = c.counted_under_id",
        named_by=_NAMED_BY,
        noun="loss of aircraft",
        layer="claim",
        gold="aircraft_loss",
        measure=Measure(
            key=("low", "high"),
            near=("aircraft",),
            fields=(
                "operator", "date_start", "date_end", "place", "is_uncertain", "cause", "weapon", "pilot", "credited_to",
            ),
        ),
    ),
)  # fmt: skip
