"""Table Schema (Data Package v2) of a published relation: fields with what they can hold, primary, unique and foreign keys.

Nothing is promised that does not hold: constraints are those of the database's columns and CHECKs; a reference is declared
where every value leads to a row of the same export (as of an earlier run, a part may be of a whole of today). A text that
is never NULL has no missing values, so that an empty one stays an empty text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schema.constraints import constraint, has_full_key
from schema.publish import column_type
from schema.references import Reference, references
from schema.relations import Relation

_FIELD_TYPES = {"text": "string", "real": "number", "timestamp": "datetime"}  # the others are called the same
_NULL = {"csv": [""], "parquet": []}  # the text that stands for NULL


KEYS = frozenset((r.relation, r.column) for r in references()) | {(r.target, r.key) for r in references()}


def holding(values: Mapping[tuple[str, str], set[object]]) -> list[Reference]:
    """The references that hold in an export: `values` are those of the columns in `KEYS`, by (relation, column)."""
    exported = [r for r in references() if (r.relation, r.column) in values and (r.target, r.key) in values]
    return [r for r in exported if values[r.relation, r.column] - {None} <= values[r.target, r.key]]


def table_schema(relation: Relation, references: Sequence[Reference], format: str) -> dict[str, object]:
    """The schema of the relation's file; of `references` (all of the export) it takes those from and to the relation."""
    key = list(relation.key)
    has_primary_key = has_full_key(relation)  # a column of a primary key is never NULL, one of a unique key may be
    others = sorted({r.key for r in references if r.target == relation.name and [r.key] != key})
    unique_keys = [*([] if has_primary_key else [key]), *([name] for name in others)]
    schema = {
        "fields": [_field(relation, column, format) for column in relation.columns],
        "missingValues": _NULL[format],
        "primaryKey": key if has_primary_key else None,
        "uniqueKeys": unique_keys,
        "foreignKeys": [_foreign_key(reference) for reference in references if reference.relation == relation.name],
    }
    return {name: value for name, value in schema.items() if value or name == "missingValues"}


def field(relation: Relation, column: str) -> dict[str, object]:
    """Name, type, meaning and constraints of one column."""
    kind = column_type(column)
    known = constraint(relation, column)
    found = {
        "required": known.is_required or None,
        "enum": list(known.words) or None,
        "minimum": known.minimum,
        "maximum": known.maximum,
    }
    constraints = {name: value for name, value in found.items() if value is not None}
    described = {"name": column, "type": _FIELD_TYPES.get(kind, kind), "description": relation.describe(column)}
    return {**described, "constraints": constraints} if constraints else {**described}


def _field(relation: Relation, column: str, format: str) -> dict[str, object]:
    never_null = constraint(relation, column).is_required and column_type(column) == "text"
    return field(relation, column) | ({"missingValues": []} if never_null and _NULL[format] else {})


def _foreign_key(reference: Reference) -> dict[str, object]:
    target: dict[str, object] = {} if reference.target == reference.relation else {"resource": reference.target}
    return {"fields": [reference.column], "reference": {**target, "fields": [reference.key]}}
