"""Claims of numbers: strengths, casualties, equipment. Two claims may count the same men: they are not additive."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import fact_key
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
    breakdown_of_fact_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("fact.fact_id"))


def _breakdown_checks() -> list[CheckConstraint]:
    return [CheckConstraint("breakdown_of_fact_id IS NULL OR is_breakdown", name="parent_of_breakdown_only")]


class StrengthClaim(CountColumns, DateColumns, BreakdownColumns, Base):
    __tablename__ = "strength_claim"
    __table_args__ = (
        *count_checks(),
        *date_checks(),
        *_breakdown_checks(),
        one_of("category", STRENGTH_CATEGORIES),
        {"comment": "One row a statement of how many men, tanks, aircraft … a force had."},
    )

    fact_id: Mapped[str] = fact_key()
    side: Mapped[str | None]
    force: Mapped[str | None]
    force_organization_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("organization.entity_id"))
    category: Mapped[str] = mapped_column(String(32))
    what: Mapped[str | None]
    attributed_to: Mapped[str | None]


class CasualtyClaim(CountColumns, DateColumns, BreakdownColumns, Base):
    __tablename__ = "casualty_claim"
    __table_args__ = (
        *count_checks(),
        *date_checks(),
        *_breakdown_checks(),
        one_of("category", CASUALTY_CATEGORIES),
        one_of("population", POPULATIONS),
        one_of("modality", MODALITIES),
        {"comment": "One row a statement of people killed, wounded, missing, captured or displaced, with its claimant."},
    )

    fact_id: Mapped[str] = fact_key()
    category: Mapped[str] = mapped_column(String(12))
    population: Mapped[str | None] = mapped_column(String(8))
    victims: Mapped[str | None]
    victim_group: Mapped[str | None]
    vague_term: Mapped[str | None]
    attributed_to: Mapped[str | None]
    modality: Mapped[str] = mapped_column(String(8))
    is_partisan: Mapped[bool]
    event: Mapped[str | None]


class EquipmentClaim(CountColumns, DateColumns, Base):
    __tablename__ = "equipment_claim"
    __table_args__ = (
        *count_checks(),
        *date_checks(),
        one_of("action", EQUIPMENT_ACTIONS),
        {"comment": "One row a statement of equipment acquired, captured, destroyed, lost or supplied."},
    )

    fact_id: Mapped[str] = fact_key()
    actor: Mapped[str | None]
    action: Mapped[str] = mapped_column(String(24))
    counterparty: Mapped[str | None]
    category: Mapped[str]
    attributed_to: Mapped[str | None]
