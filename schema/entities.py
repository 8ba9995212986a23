"""People, places, organizations and types of equipment: one row a real thing, its names and what joined them beside it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import KEY, Base, one_of
from schema.vocabulary import ENTITY_KINDS, EQUIPMENT_KINDS, ORGANIZATION_KINDS, PLACE_KINDS


class Entity(Base):
    __tablename__ = "entity"
    __table_args__ = (
        one_of("entity_kind", ENTITY_KINDS),
        {"comment": "One row a person, place or organization; what only one of the three has stands in its own table."},
    )

    entity_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    entity_kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(index=True)


def _entity_key() -> Mapped[str]:
    return mapped_column(KEY, ForeignKey("entity.entity_id"), primary_key=True)


class Person(Base):
    __tablename__ = "person"
    __table_args__ = ({"comment": "One row a named individual."},)

    entity_id: Mapped[str] = _entity_key()


class Place(Base):
    __tablename__ = "place"
    __table_args__ = (
        one_of("kind", PLACE_KINDS),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_in_range"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_in_range"),
        {"comment": "One row a named place; coordinates only where the text or a gazetteer gives them."},
    )

    entity_id: Mapped[str] = _entity_key()
    kind: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    geo_precision: Mapped[str | None] = mapped_column(String(20))


class Organization(Base):
    __tablename__ = "organization"
    __table_args__ = (one_of("kind", ORGANIZATION_KINDS), {"comment": "One row a state, army, party or other body."})

    entity_id: Mapped[str] = _entity_key()
    kind: Mapped[str | None] = mapped_column(String(20))


class EntityAppearance(Base):
    __tablename__ = "entity_appearance"
    __table_args__ = (
        CheckConstraint("mentions > 0", name="is_mentioned"),
        {"comment": "One row an entity and document that names it: how often, and on whose side."},
    )

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True)
    mentions: Mapped[int] = mapped_column(Integer)
    affiliation: Mapped[str | None]
    char_start: Mapped[int]
    char_end: Mapped[int]


class EntityAlias(Base):
    __tablename__ = "entity_alias"
    __table_args__ = ({"comment": "Other names of an entity in a document, each with the rule or judgement that joined it."},)

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True)
    alias: Mapped[str] = mapped_column(String(300), primary_key=True)
    rule: Mapped[str] = mapped_column(String(60))


class EntityRole(Base):
    __tablename__ = "entity_role"
    __table_args__ = ({"comment": "What an entity was, as a document says: ranks, offices, parts in the war."},)

    entity_id: Mapped[str] = _entity_key()
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True)
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
    kind: Mapped[str] = mapped_column(String(20))


class EquipmentTypeMember(Base):
    __tablename__ = "equipment_type_member"
    __table_args__ = ({"comment": "Types that a table counts together: 'Mi-8 and Mi-17' has Mi-8 and Mi-17 as members."},)

    equipment_type_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(KEY, ForeignKey("equipment_type.equipment_type_id"), primary_key=True)
