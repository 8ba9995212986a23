"""Published relations with coordinates as GeoJSON (RFC 7946): a feature a row, on a line of its own.

    {"type": "Feature", "id": "5b…", "geometry": {"type": "Point", "coordinates": [46.75, 39.75]}, "properties": {"name": …}}

Coordinates are [longitude, latitude] in degrees, WGS 84. A row without coordinates is a feature whose geometry is null,
so that it does not vanish. Properties are all columns, with the types of JSON; dates are ISO 8601.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from schema.relations import Relation

LOCATED = ("dim_places", "fct_battles")


def geojson(relation: Relation, rows: Sequence[Sequence[Any]]) -> bytes:
    """The rows (values in the order of the relation's columns) as one FeatureCollection in UTF-8."""
    features = [_feature(relation, dict(zip(relation.columns, row, strict=True))) for row in rows]
    lines = (json.dumps(feature, ensure_ascii=False, allow_nan=False, default=_as_text) for feature in features)
    return ('{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def _feature(relation: Relation, row: Mapping[str, Any]) -> dict[str, Any]:
    (key,) = relation.key
    position = [row["longitude"], row["latitude"]]
    point = None if None in position else {"type": "Point", "coordinates": position}
    return {"type": "Feature", "id": row[key], "geometry": point, "properties": row}


def _as_text(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in GeoJSON")
