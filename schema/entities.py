"""People, places, organizations and types of equipment: one row a real thing, its names and what joined them beside it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Float, ForeignKey, ForeignKeyConstraint, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from schema.base import CODE, KEY, Base, fixed, one_of
from schema.vocabulary import ENTITY_KINDS, EQUIPMENT_KINDS, ORGANIZATION_KINDS, PLACE_KINDS


class Entity(Base):
    __tablename__ = "entity"
    __table_args__ = (
        one_of("entity_kind", ENTITY_KINDS),
        UniqueConstraint("entity_id", "entity_kind"),  # what rows of one kind lead to
        {"comment": "One row a person, place or organization; what only one of the three has stands in its own table."},
    )

    entity_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    entity_kind: Mapped[str] = mapped_column(CODE)
    name: Mapped[str] = mapped_column(index=True)


class OfOneKind:
    """The key of a table that holds entities of one kind, that of its name; `_of_kind` ties it to the row of `entity`."""

    entity_id: Mapped[str] = mapped_column(KEY, primary_key=True, sort_order=-2)

    @declared_attr
    def entity_kind(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy calls it with the class
        return mapped_column(CODE, server_default=cls.__tablename__, sort_order=-1)  # type: ignore[attr-defined]


def _of_kind(kind: str) -> list[CheckConstraint | ForeignKeyConstraint]:
    return [
        fixed("entity_kind", kind),
        ForeignKeyConstraint(["entity_id", "entity_kind"], ["entity.entity_id", "entity.entity_kind"]),
    ]


class Person(OfOneKind, Base):
    __tablename__ = "person"
    __table_args__ = (*_of_kind("person"), {"comment": "One row a named individual."})


class Place(OfOneKind, Base):
    __tablename__ = "place"
    __table_args__ = (
        *_of_kind("place"),
        one_of("kind", PLACE_KINDS),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_in_range"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_in_range"),
        {"comment": "One row a named place; coordinates only where the text or a gazetteer gives them."},
    )

    kind: Mapped[str | None] = mapped_column(CODE)
    country: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    geo_precision: Mapped[str | None] = mapped_column(String(20))


class Organization(OfOneKind, Base):
    __tablename__ = "organization"
    __table_args__ = (
        *_of_kind("organization"),
        one_of("kind", ORGANIZATION_KINDS),
        {"comment": "One row a state, army, party or other body."},
    )

    kind: Mapped[str | None] = mapped_column(CODE)


def _entity_key() -> Mapped[str]:
    return mapped_column(KEY, ForeignKey("entity.entity_id"), primary_key=True)


class EntityAppearance(Base):
    __tablename__ = "entity_appearance"
    __table_args__ = (
        CheckConstraint("mentions > 0", name="is_mentioned"),
        {"comment": "One row an entity and document that names it: how often, and on whose side."},
    )

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True, index=True)
    mentions: Mapped[int] = mapped_column(Integer)
    affiliation: Mapped[str | None]
    char_start: Mapped[int]
    char_end: Mapped[int]


class EntityAlias(Base):
    __tablename__ = "entity_alias"
    __table_args__ = ({"comment": "Other names of an entity in a document, each with the rule or judgement that joined it."},)

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True, index=True)
    alias: Mapped[str] = mapped_column(String(300), primary_key=True)
    rule: Mapped[str] = mapped_column(String(60))


class EntityRole(Base):
    __tablename__ = "entity_role"
    __table_args__ = ({"comment": "What an entity was, as a document says: ranks, offices, parts in the war."},)

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(300), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)


class EquipmentType(Base):
    __tablename__ = "equipment_type"
    __table_args__ = (
        one_of("kind", EQUIPMENT_KINDS),
        {"comment": "One row a type of aircraft or other equipment, by its designation."},
    )

    equipment_type_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(CODE)


class EquipmentTypeMember(Base):
    __tablename__ = "equipment_type_member"
    __table_args__ = ({"comment": "Types that a table counts together: 'Mi-8 and Mi-17' has Mi-8 and Mi-17 as members."},)

    equipment_type_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), primary_key=True, index=True)
