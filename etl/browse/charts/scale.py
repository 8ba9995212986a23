"""Scales: values to percent of a chart's width, and the ticks of an axis.

Times are decimal years, astronomical (1 BC is 0), so that one axis holds Kadesh and the drones of today:
8 May 1992 is 1992.35, the year 216 BC is -215.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = 1 / 365.25
_BEFORE_CHRIST = re.compile(r"-(?P<year>\d{4,})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?[~?]?")
_MOST_TICKS = 8

Row = Mapping[str, Any]  # of a relation: column to value


@dataclass(frozen=True, slots=True)
class Tick:
    at: float  # percent of the width
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from `low` (0 %) to `high` (100 %); values beyond it lie at its ends."""

    low: float
    high: float

    def at(self, value: float) -> float:
        length = self.high - self.low
        return round(min(100.0, max(0.0, (value - self.low) / length * 100)), 2) if length > 0 else 0.0

    def holds(self, start: float, end: float) -> bool:
        """Whether any of the stretch lies on the scale."""
        return end >= self.low and start <= self.high


def as_years(row: Row) -> tuple[float, float] | None:
    """First and last moment of a row's date in decimal years, the last day included; None where it has none."""
    first, last = row["date_start"], row["date_end"]
    if not first and not last and (before := _before_christ(row.get("date_edtf"))):
        return before
    start: float | None = _of_day(first) if first else row["year_start"]
    end: float | None = _of_day(last) + _DAY if last else None if row["year_end"] is None else row["year_end"] + 1
    if start is None:
        return None if end is None else (end - 1, end)
    return start, start + 1 if end is None else max(start, end)


def _before_christ(edtf: str | None) -> tuple[float, float] | None:
    """Of '-1273-05' or '-0030-09-02/-0030-09-05' the moments that its months and days give, which no DATE column holds."""
    ends = [_BEFORE_CHRIST.fullmatch(part) for part in (edtf or "").split("/")]
    if not ends or len(ends) > 2 or any(end is None for end in ends):
        return None
    spans = []
    for end in ends:
        assert end is not None  # noqa: S101 - for the type checker
        months = (int(end["month"]) - 1) / 12
        days = (int(end["day"]) - 1) * _DAY if end["day"] else 0
        start = -int(end["year"]) + months + days
        spans.append((start, start + (_DAY if end["day"] else 1 / 12)))
    return spans[0][0], spans[-1][1]


def _of_day(iso: str) -> float:
    day = datetime.date.fromisoformat(iso)
    return day.year + (day.timetuple().tm_yday - 1) * _DAY


def time_ticks(scale: Scale) -> list[Tick]:
    """Ticks at years, months or days, as the length of the scale asks."""
    length = scale.high - scale.low
    if length > 3:
        step = _nice(length / _MOST_TICKS)
        before = [1 - year for year in _multiples(step, 1 - scale.high, 1 - scale.low) if year > 0]  # 500 BC is -499
        after = [year for year in _multiples(step, scale.low, scale.high) if year > 0]
        return [Tick(scale.at(year), year_label(year)) for year in (*reversed(before), *after)]
    if length > 0.3:
        every = next(n for n in (1, 2, 3, 6, 12) if length * 12 / n <= _MOST_TICKS + 1 or n == 12)
        months = range(math.floor(scale.low * 12), math.ceil(scale.high * 12) + 1)
        at = [(m / 12, f"{_MONTHS[m % 12]} {year_label(m // 12)}") for m in months if m % every == 0]
        return [Tick(scale.at(year), label) for year, label in at if scale.low <= year <= scale.high]
    return _day_ticks(scale, length)


def _day_ticks(scale: Scale, length: float) -> list[Tick]:
    if scale.low < 1:  # no calendar before the year 1
        return [Tick(0.0, year_label(math.floor(scale.low)))]
    start = datetime.date(int(scale.low), 1, 1) + datetime.timedelta(days=math.ceil((scale.low % 1) / _DAY))
    every = max(1, round(length / _DAY / _MOST_TICKS))
    days = [start + datetime.timedelta(days=every * i) for i in range(int(length / _DAY / every) + 1)]
    return [Tick(scale.at(_of_day(day.isoformat())), f"{day.day} {_MONTHS[day.month - 1]} {day.year}") for day in days]


def year_label(year: float) -> str:
    """1992 -> '1992'; -215 -> '216 BC'."""
    whole = int(year)
    return str(whole) if whole > 0 else f"{1 - whole} BC"


def number_ticks(scale: Scale, most: int = 4) -> list[Tick]:
    """Ticks at round numbers from 0 up."""
    step = _nice(scale.high / most) if scale.high > 0 else 1
    return [Tick(scale.at(value), f"{value:,}") for value in _multiples(step, 0, scale.high)]


def _nice(step: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 … that is not smaller."""
    power = 10 ** math.floor(math.log10(max(step, 1)))
    return int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step))


def _multiples(step: int, low: float, high: float) -> list[int]:
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]
