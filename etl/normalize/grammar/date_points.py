"""Points of the calendar as they are written: a day, month, season, year, decade or century, perhaps with gaps.

    12 May          day 12, month 5, the year left out
    late May 1992   month 5 of 1992, the last of three parts
    5th century BC  century 5 before Christ
    15              a number, which "15–18 November" makes a day and "15–12 BC" a year

Gaps are not filled here: a point is turned into days (`bounds`) once `dates` knows its year.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from etl.normalize.grammar.date_patterns import (
    CUTS,
    MONTH_NUMBERS,
    OLD_NEW,
    ORDINAL_NUMBERS,
    PARTS,
    PREFIX,
    SEASON_MONTHS,
    Part,
    Unit,
    shapes_at,
)
from etl.normalize.grammar.date_span import Bounds, is_day, month_length, whole_months

LAST_BARE_YEAR = 2099  # a larger number without an era is no year
_MOST_PLACES = 8_192  # remembered: a date is read without a year first, then with that of the story
FIRST_BARE_YEAR = 100  # a smaller one is not either: "12 May 70" is left alone, "12 May AD 70" read


class Point(NamedTuple):
    """One point as written in text[start:end].

    `year` is the number written (31 for 31 BC), for a decade its first year; `number` is the day of the month, the
    century, or the bare number of a NUMBER. `era` is "BC", "AD" or None where not written.
    """

    unit: Unit
    start: int
    end: int
    year: int | None = None
    era: str | None = None
    month: int | None = None
    number: int = 0
    season: str | None = None
    part: Part | None = None
    is_circa: bool = False
    is_loose: bool = False  # "about 1250" as opposed to "c. 1250": "about" stands before any number
    has_suffix: bool = False  # "12th"
    month_first: bool = False  # "November 15"
    ends_in_year: bool = False  # the last word is a bare year number, which might be a count: "1500 men"
    calendar: str | None = None

    @property
    def astronomical_year(self) -> int | None:
        """The year with 1 BC = 0."""
        return 1 - self.year if self.year is not None and self.era == "BC" else self.year

    @property
    def is_relative(self) -> bool:
        """Whether it needs a year from elsewhere."""
        return self.year is None and self.unit is not Unit.CENTURY


@lru_cache(maxsize=_MOST_PLACES)
def read_points(text: str, start: int) -> tuple[Point, ...]:
    """Every reading of a point that begins at text[start]: of '12 May 1994' also '12 May' and '12'."""
    at, prefix = start, None
    if start < len(text) and text[start] not in "0123456789":
        prefix = PREFIX.match(text, start)
        at = prefix.end() if prefix is not None else start
    if at >= len(text):
        return ()
    points = []
    for unit, pattern in shapes_at(text, at):
        match = pattern.match(text, at)
        point = _point(unit, match, start, prefix if at > start else None) if match is not None else None
        if point is not None:
            points.append(point)
    return tuple(points)


def _point(unit: Unit, match: re.Match[str], start: int, prefix: re.Match[str] | None) -> Point | None:
    """The point that one shape reads, or None where its numbers or its prefix forbid it."""
    words = {name: value for name, value in match.groupdict().items() if value is not None}
    part = _part(prefix) if prefix is not None else None
    if prefix is not None and not _prefix_fits(unit, words, prefix, part):
        return None
    year = _year(unit, words)
    if "year" in words and year is None:
        return None
    return Point(
        unit,
        start,
        match.end(),
        year=year,
        era=_era(words),
        month=_month(words),
        number=_number(words),
        season=words["season"].lower() if "season" in words else None,
        part=part,
        is_circa=prefix is not None and prefix["circa"] is not None,
        is_loose=prefix is not None and prefix["loose"] is not None,
        has_suffix="suffix" in words or "word" in words,
        month_first="day" in words and "month" in words and match.start("month") < match.start("day"),
        ends_in_year=unit is not Unit.DECADE and match.end("year") == match.end() if "year" in words else False,
        calendar=_calendar(words.get("style") or words.get("late_style")),
    )


def _part(prefix: re.Match[str]) -> Part | None:
    first = prefix["long_part"] or prefix["part"]
    if first is None:
        return None
    begin, end, pieces = PARTS[" ".join(first.lower().split())]
    return (begin, PARTS[prefix["last_part"].lower()][1] if prefix["last_part"] else end, pieces)


def _prefix_fits(unit: Unit, words: dict[str, str], prefix: re.Match[str], part: Part | None) -> bool:
    """Whether these units take this prefix: 'late May', 'the 12th of May', but not 'the 12 May'."""
    if prefix["weekday"] and unit is not Unit.DAY:
        return False
    if part is not None:
        if prefix["the"] and prefix["part"] and unit in (Unit.MONTH, Unit.YEAR):  # "the | early October battle"
            return False
        # "late 19th and early 20th centuries"
        is_ordinal = unit is Unit.NUMBER and ("suffix" in words or "word" in words)
        has_pieces = is_ordinal or (unit, part[2]) in CUTS
        return part[0] < part[1] and has_pieces and "next_year" not in words
    if prefix["the"]:
        return unit in (Unit.SEASON, Unit.DECADE, Unit.CENTURY) or ("suffix" in words or "word" in words)
    return True


def _year(unit: Unit, words: dict[str, str]) -> int | None:
    """The year written, or None where there is none or it cannot be one."""
    if "year" not in words:
        return None
    year = int(words["year"])
    has_era = "era" in words or "before" in words
    least, most = (1, 9999) if has_era else (FIRST_BARE_YEAR, LAST_BARE_YEAR)
    if unit is Unit.DECADE and not has_era:
        least = 1000
    if unit is Unit.YEAR and not has_era:
        least, most = 1, 9999  # may yet become "218–201 BC" or a whole text; `dates` looks at it again
    if "dual" in words:
        follows = words["dual"] == str(year + 1)[-len(words["dual"]) :]
        if not follows or has_era or (_month(words) or 12) > 3:
            return None
        year += 1
    if "next_year" in words:  # only a winter spans two years
        follows = words["next_year"] == str(year + 1)[-len(words["next_year"]) :]
        if not follows or words["season"].lower() != "winter":
            return None
    return year if least <= year <= most else None


def _era(words: dict[str, str]) -> str | None:
    if "era" in words:
        return "BC" if words["era"].startswith("B") else "AD"
    return "AD" if "before" in words else None


def _month(words: dict[str, str]) -> int | None:
    if "month_number" in words:
        return int(words["month_number"])
    return MONTH_NUMBERS[words["month"].rstrip(".").lower()] if "month" in words else None


def _number(words: dict[str, str]) -> int:
    if "word" in words:
        return ORDINAL_NUMBERS[words["word"].lower()]
    return int(words.get("day") or words.get("number", "0"))


def _calendar(mark: str | None) -> str | None:
    """'(O.S.)' marks the date before it; '[O.S. 23 June]' marks the one inside, so that the one before it is N.S."""
    found = OLD_NEW.search(mark) if mark is not None else None
    if mark is None or found is None:
        return None
    is_old = found["old"] is not None
    holds_other_date = any(char in "0123456789" for char in mark)
    return "O.S." if is_old != holds_other_date else "N.S."


def bounds(point: Point) -> Bounds | None:
    """First and last day of a point whose year is known; None where it has no such day, as 31 February."""
    return _BOUNDS[point.unit](point) if point.unit in _BOUNDS else None


def _pieces(point: Point, whole: int) -> tuple[int, int]:
    """The part of a point in its pieces, from 0: the early part of 12 months is (0, 3)."""
    if point.part is None:
        return 0, whole - 1
    first, after, pieces = point.part
    cuts = CUTS[point.unit, pieces]
    return cuts[first], min(cuts[after], whole) - 1


def _day_bounds(point: Point) -> Bounds | None:
    year = point.astronomical_year
    if year is None or point.month is None or not is_day((year, point.month, point.number)):
        return None
    return (year, point.month, point.number), (year, point.month, point.number)


def _month_bounds(point: Point) -> Bounds | None:
    year = point.astronomical_year
    if year is None or point.month is None:
        return None
    first, last = _pieces(point, month_length(year, point.month))
    return (year, point.month, first + 1), (year, point.month, last + 1)


def _season_bounds(point: Point) -> Bounds | None:
    year = point.astronomical_year
    if year is None or point.season is None:
        return None
    first, last = _pieces(point, 3)
    start = SEASON_MONTHS[point.season][0]
    return whole_months(year, start + first, start + last)


def _year_bounds(point: Point) -> Bounds | None:
    year = point.astronomical_year
    if year is None:
        return None
    first, last = _pieces(point, 12)
    return whole_months(year, first + 1, last + 1)


def _years(start: int, point: Point, count: int) -> Bounds:
    first, last = _pieces(point, count)
    return (start + first, 1, 1), (start + last, 12, 31)


def _decade_bounds(point: Point) -> Bounds | None:
    """1990s: 1990 to 1999. 480s BC: 489 to 480 BC. 1800s: the whole century is allowed. 2000s: the decade, so far."""
    if point.year is None:
        return None
    if point.year % 100 == 0 and point.year < 2000:
        point = point._replace(unit=Unit.CENTURY)
    count = 10 if point.unit is Unit.DECADE else 100
    first = point.year or 0
    return _years(2 - first - count if point.era == "BC" else first, point, count)


def _century_bounds(point: Point) -> Bounds | None:
    """13th century: 1201 to 1300. 5th century BC: 500 to 401 BC, which is -499 to -400."""
    if not 1 <= point.number <= 99:
        return None
    return _years(1 - 100 * point.number if point.era == "BC" else 100 * point.number - 99, point, 100)


_BOUNDS: dict[Unit, Callable[[Point], Bounds | None]] = {
    Unit.DAY: _day_bounds,
    Unit.MONTH: _month_bounds,
    Unit.SEASON: _season_bounds,
    Unit.YEAR: _year_bounds,
    Unit.DECADE: _decade_bounds,
    Unit.CENTURY: _century_bounds,
}
