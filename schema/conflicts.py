"""What an infobox says of the conflict itself: title, time, place, outcome, who fought and who commanded."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, DateColumns, date_checks
from schema.facts import OfOneKind, of_kind
from schema.kind import FactKind


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


KINDS = (
    FactKind(
        model=Conflict,
        relation="dim_conflicts",
        columns="name part_of DATES place territory latitude longitude",
        noun="conflict",
        says="{name}",
        layer="war",
    ),
    FactKind(
        model=ConflictResult,
        relation="fct_conflict_results",
        grain="One row the outcome (position 0) or one point of it.",
        columns="position result",
        noun="result",
        says="{result}",
        layer="war",
    ),
    FactKind(
        model=Belligerent,
        relation="fct_belligerents",
        grain="One row a party to the war, with its side.",
        columns="side_no side name part is_side_inferred organization_id DATES",
        named_by={"organization_id": "name"},
        noun="belligerent",
        says="{name} [on the side of {side}]",
        layer="war",
        of_entity={"organization_id": "party to the war"},
    ),
    FactKind(
        model=Commander,
        relation="fct_commanders",
        grain="One row a commander or leader, with the side.",
        columns="side_no side person_id person role fate DATES",
        computed={"person": "n.name"},
        joins="JOIN entity n ON n.entity_id = c.person_id",
        noun="commander",
        says="{person} [for {side}]",
        layer="war",
        of_entity={"person_id": "commands"},
    ),
)
