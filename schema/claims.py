"""Claims of numbers: strengths, casualties, equipment. Two claims may count the same men: they are not additive."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.vocabulary import (
    CASUALTY_CATEGORIES,
    EQUIPMENT_ACTIONS,
    MODALITIES,
    POPULATIONS,
    STRENGTH_CATEGORIES,
)


class BreakdownColumns:
    """A part of another claim of the same text: left out of sums."""

    is_breakdown: Mapped[bool]
    breakdown_of_fact_id: Mapped[str | None] = mapped_column(KEY)


def _breakdown_checks() -> list[CheckConstraint]:
    return [CheckConstraint("breakdown_of_fact_id IS NULL OR is_breakdown", name="parent_of_breakdown_only")]


class StrengthClaim(OfOneKind, CountColumns, DateColumns, BreakdownColumns, Base):
    __tablename__ = "strength_claim"
    __table_args__ = (
        *of_kind("strength_claim", "breakdown_of_fact_id"),
        *count_checks(),
        *date_checks(),
        *_breakdown_checks(),
        one_of("category", STRENGTH_CATEGORIES),
        {"comment": "One row a statement of how many men, tanks, aircraft … a force had."},
    )

    side: Mapped[str | None]
    force: Mapped[str | None]
    force_organization_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("organization.entity_id"), index=True)
    category: Mapped[str] = mapped_column(CODE)
    what: Mapped[str | None]
    attributed_to: Mapped[str | None]


class CasualtyClaim(OfOneKind, CountColumns, DateColumns, BreakdownColumns, Base):
    __tablename__ = "casualty_claim"
    __table_args__ = (
        *of_kind("casualty_claim", "breakdown_of_fact_id"),
        *count_checks(),
        *date_checks(),
        *_breakdown_checks(),
        one_of("category", CASUALTY_CATEGORIES),
        one_of("population", POPULATIONS),
        one_of("modality", MODALITIES),
        {"comment": "One row a statement of people killed, wounded, missing, captured or displaced, with its claimant."},
    )

    category: Mapped[str] = mapped_column(CODE)
    population: Mapped[str | None] = mapped_column(CODE)
    victims: Mapped[str | None]
    victim_group: Mapped[str | None]
    vague_term: Mapped[str | None]
    attributed_to: Mapped[str | None]
    modality: Mapped[str] = mapped_column(CODE)
    is_partisan: Mapped[bool]
    event: Mapped[str | None]


class EquipmentClaim(OfOneKind, CountColumns, DateColumns, Base):
    __tablename__ = "equipment_claim"
    __table_args__ = (
        *of_kind("equipment_claim"),
        *count_checks(),
        *date_checks(),
        one_of("action", EQUIPMENT_ACTIONS),
        {"comment": "One row a statement of equipment acquired, captured, destroyed, lost or supplied."},
    )

    actor: Mapped[str | None]
    action: Mapped[str] = mapped_column(CODE)
    counterparty: Mapped[str | None]
    category: Mapped[str]
    attributed_to: Mapped[str | None]
