"""Published relations as Superset datasets: columns, types and meanings from the schema, metrics from `charts.yml`."""

from __future__ import annotations

from typing import Any

from etl.publish.superset.declarations import Dataset, Metric
from schema.publish import column_type
from schema.relations import RELATIONS

# Superset tells by these which filters, aggregates and axes a column is good for
_TYPES = {
    "text": "TEXT",
    "integer": "BIGINT",
    "real": "DOUBLE PRECISION",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
}
_TEMPORAL = ("date", "timestamp")
_BY_NAME = {relation.name: relation for relation in RELATIONS}
_WHEN = "date_start"  # the column by which Superset orders and filters in time


def describe_dataset(dataset: Dataset) -> dict[str, Any]:
    """The dataset as Superset's YAML has it, without its uuids."""
    relation = _BY_NAME[dataset.relation]
    columns = [_column(name, name, relation.describe(name)) for name in relation.columns]
    columns += [_column(new, old, relation.describe(new)) for new, old in dataset.renamed.items()]
    return {
        "table_name": relation.name,
        "main_dttm_col": _WHEN if _WHEN in relation.columns else None,
        "description": relation.grain,
        "schema": None,  # the first of the role's search_path that has the relation
        "sql": None,
        "filter_select_enabled": True,
        "extra": {"warning_markdown": dataset.note} if dataset.note else None,
        "metrics": [_metric(metric) for metric in dataset.metrics],
        "columns": columns,
    }


def _column(name: str, source: str, description: str) -> dict[str, Any]:
    kind = column_type(source)
    return {
        "column_name": name,
        "is_dttm": kind in _TEMPORAL,
        "is_active": True,
        "type": _TYPES[kind],
        "groupby": True,
        "filterable": True,
        "expression": None if name == source else source,
        "description": description,
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "metric_name": metric.name,
        "verbose_name": metric.label,
        "metric_type": None,
        "expression": metric.sql,
        "description": metric.about,
    }
