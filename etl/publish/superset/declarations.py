"""Read `charts.yml`, which says what the bundle shows: metrics of datasets, charts, the dashboard.

- {name: incidents, sql: sum(incidents), label: Incidents, about: How many single incidents the text has.}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DECLARED = Path(__file__).with_name("charts.yml")


@dataclass(frozen=True, slots=True)
class Metric:
    """An aggregate that Superset offers beside the columns of a dataset: `sql` is PostgreSQL's."""

    name: str
    sql: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published relation as a dataset; `renamed` are columns that it has once more under another name (new to old)."""

    relation: str
    metrics: tuple[Metric, ...]
    note: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition of a chart on one column; without a value for `IS NOT NULL`."""

    column: str
    operator: str
    value: str | int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `order` names columns, a minus sign before one means descending; `every_document`: no filter applies."""

    name: str
    kind: str  # number | rows | totals | bars
    relation: str
    about: str
    width: int
    height: int
    columns: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    by: str = ""
    split: tuple[str, ...] = ()
    grain: str = ""  # ISO 8601 duration: P1Y
    limit: int = 1000
    stacked: bool = False
    horizontal: bool = False
    every_document: bool = False

    @property
    def named_columns(self) -> tuple[str, ...]:
        """All columns of the relation that the chart uses."""
        ordered = (name.removeprefix("-") for name in self.order)
        used = (*self.columns, *ordered, *(condition.column for condition in self.filters), self.by, *self.split)
        return tuple(dict.fromkeys(name for name in used if name))


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The one dashboard: `text` is Markdown, the filter lets one value of `filter_column` through."""

    title: str
    slug: str
    about: str
    text: str
    text_width: int
    text_height: int
    filter_name: str
    filter_relation: str
    filter_column: str


@dataclass(frozen=True, slots=True)
class Declarations:
    datasets: tuple[Dataset, ...]
    charts: tuple[Chart, ...]
    dashboard: Dashboard


@cache
def declared() -> Declarations:
    """What `charts.yml` says."""
    with DECLARED.open(encoding="utf-8") as stream:
        found: dict[str, Any] = yaml.safe_load(stream)
    datasets = (
        Dataset(relation, tuple(Metric(**metric) for metric in said.pop("metrics")), **said)
        for relation, said in found["datasets"].items()
    )
    return Declarations(tuple(datasets), tuple(_chart(said) for said in found["charts"]), Dashboard(**found["dashboard"]))


def _chart(said: dict[str, Any]) -> Chart:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Chart(**given | {"filters": tuple(Filter(**condition) for condition in said.get("filters", ()))})
