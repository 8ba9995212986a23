"""Stretches of the calendar: what a date expression denotes, from its first to its last possible day.

Days are triples (astronomical year, month, day), because `datetime.date` holds no year before 1: 1 BC is year 0, 31 BC
is year -30. All arithmetic is proleptic Gregorian; a date is kept as it is written, whatever calendar it was counted
in.

    September 2, 31 BC        (-30, 9, 2)   .. (-30, 9, 2)     -0030-09-02
    late May 1992             (1992, 5, 21) .. (1992, 5, 31)   1992-05-21/1992-05-31
    until 30 April 1945       None          .. (1945, 4, 30)   ../1945-04-30
"""

import calendar
import datetime
from dataclasses import dataclass

Day = tuple[int, int, int]
Bounds = tuple[Day, Day]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """First and last day that the words allow, both inclusive; None where the words leave that side open.

    `is_inferred` says that a year or era was not written with these words but taken from the context. `calendar` is
    "O.S." or "N.S." where the text marks the date as such; the days are kept as written, never converted.
    """

    start: Day | None
    end: Day | None
    raw: str
    is_circa: bool = False
    is_inferred: bool = False
    calendar: str | None = None

    @property
    def date_start(self) -> datetime.date | None:
        """First day as a DATE column can hold it: None before year 1, after 9999, or where the start is open."""
        return _as_date(self.start)

    @property
    def date_end(self) -> datetime.date | None:
        """Last day, like `date_start`."""
        return _as_date(self.end)

    @property
    def year_start(self) -> int | None:
        """Astronomical year of the first day (31 BC = -30); None where the start is open."""
        return None if self.start is None else self.start[0]

    @property
    def year_end(self) -> int | None:
        """Astronomical year of the last day; None where the end is open."""
        return None if self.end is None else self.end[0]

    @property
    def edtf(self) -> str:
        """The span in ISO 8601-2 (EDTF), as coarse as it can be said without loss: '1992-05', '1993/1994', '1274~'."""
        mark = "~" if self.is_circa else ""
        return "/".join(side if side == ".." else side + mark for side in _edtf_sides(self.start, self.end))


def _as_date(day: Day | None) -> datetime.date | None:
    return datetime.date(*day) if day is not None and 1 <= day[0] <= 9999 else None


def _edtf_sides(start: Day | None, end: Day | None) -> list[str]:
    """The one or two sides of an interval; '..' is an open one. Whole years and months are written as such.

    An open interval never says a month for its known side: '../1945-04-30' keeps the day that is written.
    """
    if start is None or end is None:
        return [
            ".." if start is None else _edtf_day(start, 1 if start[1:] == (1, 1) else 3),
            ".." if end is None else _edtf_day(end, 1 if end[1:] == (12, 31) else 3),
        ]
    parts = 3
    if start[2] == 1 and end[2] == month_length(end[0], end[1]):
        parts = 1 if start[1] == 1 and end[1] == 12 else 2
    sides = [_edtf_day(start, parts), _edtf_day(end, parts)]
    return sides[:1] if sides[0] == sides[1] else sides


def _edtf_day(day: Day, parts: int) -> str:
    year = f"{'-' if day[0] < 0 else ''}{abs(day[0]):04}" if abs(day[0]) <= 9999 else f"Y{day[0]}"
    return "-".join([year, f"{day[1]:02}", f"{day[2]:02}"][:parts])


def month_length(year: int, month: int) -> int:
    """Days of a month of an astronomical year (year -4 is a leap year, like 4)."""
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def is_day(day: Day) -> bool:
    """Whether the calendar has this day: not 31 February, not month 13."""
    return 1 <= day[1] <= 12 and 1 <= day[2] <= month_length(day[0], day[1])


def whole_months(year: int, first: int, last: int) -> Bounds:
    """Months `first` to `last` of a year, both whole. Month 13 is the next January: winter is months 12 to 14."""
    start_year, start_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return (start_year, start_month, 1), (end_year, end_month, month_length(end_year, end_month))


def day_after(day: Day) -> Day:
    """The next day."""
    year, month, number = day
    if number < month_length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def day_before(day: Day) -> Day:
    """The day before."""
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    return (year, month - 1, month_length(year, month - 1)) if month > 1 else (year - 1, 12, 31)
