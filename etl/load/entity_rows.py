"""Entities of a document to rows: one row a thing across documents, its appearance, aliases and roles a document each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import AircraftInventory, AircraftLoss, key
from schema.entities import (
    Entity,
    EntityAlias,
    EntityAppearance,
    EntityRole,
    EquipmentType,
    EquipmentTypeMember,
    Organization,
    Person,
    Place,
)

_DETAILS: dict[str, tuple[type, tuple[str, ...]]] = {
    "person": (Person, ()),
    "place": (Place, ("kind", "country", "latitude", "longitude", "geo_precision")),
    "organization": (Organization, ("kind",)),
}


def load_entities(connection: Connection, extraction: Extraction) -> None:
    """Add entities that are new, fill what an earlier document left open, replace what this document says of each."""
    known = set(
        connection.scalars(select(Entity.entity_id).where(Entity.entity_id.in_([e.entity_id for e in extraction.entities])))
    )
    fresh = [entity for entity in extraction.entities if entity.entity_id not in known]
    _insert(connection, Entity, [{"entity_id": e.entity_id, "entity_kind": e.entity_kind, "name": e.name} for e in fresh])
    for kind, (model, columns) in _DETAILS.items():
        rows = [
            {"entity_id": e.entity_id, **{c: getattr(e, c) for c in columns}} for e in fresh if e.entity_kind == kind
        ]  # fmt: skip
        _insert(connection, model, rows)
        for entity in extraction.entities:
            said = {c: getattr(entity, c) for c in columns if getattr(entity, c) is not None}
            if entity.entity_id in known and entity.entity_kind == kind and said:
                table = model.__table__  # type: ignore[attr-defined]
                for column, value in said.items():
                    open_ = (table.c.entity_id == entity.entity_id) & table.c[column].is_(None)
                    connection.execute(update(table).where(open_).values({column: value}))
    _replace_appearances(connection, extraction)


def _replace_appearances(connection: Connection, extraction: Extraction) -> None:
    document = {"document_id": extraction.document_id}
    for model in (EntityAppearance, EntityAlias, EntityRole):
        connection.execute(delete(model).where(model.document_id == extraction.document_id))
    _insert(
        connection,
        EntityAppearance,
        [
            {"entity_id": e.entity_id, **document, "mentions": e.mentions, "affiliation": e.affiliation,
             "char_start": e.evidence.start, "char_end": e.evidence.end}
            for e in extraction.entities
        ],
    )  # fmt: skip
    _insert(
        connection,
        EntityAlias,
        [
            {"entity_id": e.entity_id, **document, "alias": a.name, "rule": a.rule}
            for e in extraction.entities
            for a in e.aliases
            if a.rule not in extraction.left_out
        ],
    )
    _insert(
        connection,
        EntityRole,
        [
            {"entity_id": e.entity_id, **document, "role": role, "position": n}
            for e in extraction.entities
            for n, role in enumerate(e.roles)
        ],
    )


def equipment_key(name: str) -> str:
    return key("equipment", name.casefold())


def load_equipment_types(connection: Connection, extraction: Extraction) -> None:
    """Add the types of aircraft that the facts name, and which of them a table counts together."""
    names = {f.aircraft for f in extraction.facts if isinstance(f, AircraftInventory)}
    members = {
        (f.counted_under, f.aircraft) for f in extraction.facts if isinstance(f, AircraftLoss) and f.counted_under != f.aircraft
    }
    names |= {group for group, _ in members}
    ids = {equipment_key(name): name for name in sorted(names)}
    known = set(connection.scalars(select(EquipmentType.equipment_type_id).where(EquipmentType.equipment_type_id.in_(ids))))
    _insert(
        connection,
        EquipmentType,
        [{"equipment_type_id": i, "name": name, "kind": "aircraft"} for i, name in ids.items() if i not in known],
    )
    for group, member in sorted(members):
        pair = {"equipment_type_id": equipment_key(group), "member_id": equipment_key(member)}
        if connection.execute(select(EquipmentTypeMember).filter_by(**pair)).first() is None:
            connection.execute(insert(EquipmentTypeMember).values(**pair))


def _insert(connection: Connection, model: type, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(model), rows)
