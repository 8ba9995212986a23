"""Claims as ranges side by side: what several say about one thing, on one axis, none added to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.browse.charts.scale import Row, Scale, Tick, number_ticks


@dataclass(frozen=True, slots=True)
class Range:
    """`left` and `width` in percent, None for a word without a number; `open` is '<', '>' or '' for a bound not given."""

    row: Row
    left: float | None
    width: float
    open: str


@dataclass(frozen=True, slots=True)
class RangeGroup:
    """The claims about one thing: `heading` says which, `scale` begins at 0."""

    heading: tuple[str, ...]
    ranges: tuple[Range, ...]
    ticks: tuple[Tick, ...]


def range_groups(rows: Sequence[Row], by: Iterable[str]) -> list[RangeGroup]:
    """Rows with equal values in the columns `by`, each group in the order of the rows."""
    columns = tuple(by)
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(tuple(row[column] or "" for column in columns), []).append(row)
    return [_group(heading, members) for heading, members in grouped.items()]


def _group(heading: tuple[str, ...], rows: list[Row]) -> RangeGroup:
    most = max((value for row in rows for value in (row["low"], row["high"]) if value is not None), default=0)
    scale = Scale(0, most * 1.05 or 1)
    numbers = sum(row["low"] is not None or row["high"] is not None for row in rows)
    ranges = tuple(_range(row, scale) for row in rows)
    if numbers < 2 and all(row["low"] == row["high"] for row in rows):  # one number: nothing to compare it with
        return RangeGroup(heading, tuple(Range(found.row, None, 0, "") for found in ranges), ())
    return RangeGroup(heading, ranges, tuple(number_ticks(scale)))


def _range(row: Row, scale: Scale) -> Range:
    low, high = row["low"], row["high"]
    if low is None and high is None:
        return Range(row, None, 0, "")
    if low is None:
        return Range(row, 0.0, scale.at(high), "<")
    if high is None:
        return Range(row, scale.at(low), round(100 - scale.at(low), 2), ">")
    return Range(row, scale.at(low), round(scale.at(high) - scale.at(low), 2), "")
