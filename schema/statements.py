"""Where entities are named, who held which office, and who said what."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, DateColumns, date_checks, one_of
from schema.facts import OfOneKind, of_kind
from schema.kind import FactKind, Measure
from schema.relation import plain
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


KINDS = (
    FactKind(
        model=Mention,
        relation="fct_mentions",
        grain="One row a place of a text where an entity is named.",
        columns="entity_kind entity_id name surface number",
        computed=plain("n", "entity_kind entity_id name"),
        joins="JOIN entity n ON n.entity_id = c.entity_id",
        noun="name",
        says="“{surface}” is {name}",
        layer="name",
        is_listed=False,
    ),
    FactKind(
        model=OfficeHolding,
        relation="fct_positions",
        grain="One row a statement that a person took, left or held an office.",
        columns="person_id person office organization organization_id change DATES",
        computed={"person": "n.name"},
        joins="JOIN entity n ON n.entity_id = c.person_id",
        noun="office",
        says="{person} {change} [the office of {office}] {dates}",
        layer="person",
        of_entity={"person_id": "offices", "organization_id": "offices of it"},
        gold="position",
        measure=Measure(
            near=("person",),
            fields=("office", "change", "date_start", "date_end"),
            whole=("office", "change", "date_start", "date_end"),
        ),
    ),
    FactKind(
        model=Quotation,
        relation="fct_quotations",
        grain="One row somebody's words between quotation marks.",
        columns="speaker speaker_id text",
        noun="quotation",
        says="{speaker|Somebody}: “{text}”",
        layer="person",
        of_entity={"speaker_id": "quotations"},
        gold="quotation",
        measure=Measure("key", near=("text",), fields=("speaker",)),
    ),
)
