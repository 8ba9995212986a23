"""Claims of numbers: strengths, casualties, equipment. Two claims may count the same men: they are not additive."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, CountColumns, DateColumns, count_checks, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.kind import FactKind, Measure
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


KINDS = (
    FactKind(
        model=StrengthClaim,
        relation="fct_strength_claims",
        grain="One row a statement of a force's strength; not additive.",
        columns="side force category what COUNTS DATES attributed_to is_breakdown breakdown_of_fact_id",
        named_by={"force_organization_id": "force"},
        noun="claim of strength",
        says="{count} {thing} [of {force|side}]",
        layer="claim",
        same=("side", "category"),
        gold="strength",
        measure=Measure(
            key=("low", "high"), fields=("category", "side", "force", "is_approximate", "date_start", "date_end"),
            whole=("category", "side", "date_start", "date_end"),
        ),
    ),
    FactKind(
        model=CasualtyClaim,
        relation="fct_casualty_claims",
        grain="One row a statement of casualties, with its claimant; not additive.",
        columns="category population victims victim_group low high is_approximate bound vague_term raw attributed_to modality "
        "is_partisan event_id event place DATES is_breakdown breakdown_of_fact_id",
        computed={"event_id": "v.event_id"},
        joins="LEFT JOIN event_claim v ON v.fact_id = c.fact_id AND v.revision_id = r.revision_id",
        noun="casualty claim",
        layer="claim",
        same=("event_id", "category"),
        gold="casualty",
        measure=Measure(
            key=("category", "low", "high"),
            fields=(
                "population", "victim_group", "is_approximate", "attributed_to", "place", "date_start", "date_end",
                "is_breakdown",
            ),
            whole=("population", "victim_group", "attributed_to", "date_start", "date_end"),
        ),
    ),
    FactKind(
        model=EquipmentClaim,
        relation="fct_equipment_claims",
        grain="One row a statement of equipment gained or lost; not additive.",
        columns="actor action counterparty category COUNTS DATES attributed_to",
        noun="claim of equipment",
        layer="claim",
        same=("actor", "category"),
        gold="equipment",
        measure=Measure(
            key=("low", "high"), fields=("actor", "action", "category", "date_start", "date_end", "attributed_to"),
            whole=("actor", "action", "category"),
        ),
    ),
)  # fmt: skip
