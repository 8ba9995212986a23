"""The closed grammar of dates: finds and reads date expressions as encyclopedias write them.

    "the siege lasted from 28 February to 2 March 1992"  ->  1992-02-28/1992-03-02
    "Late May 1274 BC"                                   ->  -1273-05-21/-1273-05-31
    "killed 1500 men; Resolution 1416"                   ->  nothing

Nothing is guessed: what is read is a point (`date_points`) or two of them joined by a separator, and what one of the two
leaves out it takes from the other by the rules here. A year that stands nowhere comes from the caller (`default_year`),
and the span says so (`is_inferred`). Whether a number is a year at all is decided in `date_context`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.normalize.date_context import fits
from etl.normalize.date_patterns import ANCHOR, LEAD, LISTED, SEASON_MONTHS, SEPARATOR, Unit
from etl.normalize.date_points import FIRST_BARE_YEAR, LAST_BARE_YEAR, Point, bounds, read_points
from etl.normalize.date_span import Bounds, DateSpan, Day, day_after, day_before

__all__ = ["DateMatch", "DateSpan", "find_dates", "read_date"]

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LONGEST_LIST = 4  # how many listed dates ahead a year is looked for: "on 3, 5 May and 7 June 1992"
_ADJACENT_ONLY = ("slash", "and", "or")  # separators that make a span only of neighbours: "25 and 26 February"
_FINE_UNITS = (Unit.DAY, Unit.MONTH, Unit.SEASON)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression in the text that was searched: text[start:end] == span.raw."""

    start: int
    end: int
    span: DateSpan


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the words from a place on: its points as written, and the days they allow."""

    points: tuple[Point, ...]
    bounds: Bounds
    is_inferred: bool

    @property
    def end(self) -> int:
        return self.points[-1].end


def find_dates(text: str, default_year: int | None = None, *, open_spans: bool = False) -> list[DateMatch]:
    """All date expressions of a text, left to right, disjoint, the longest at each place.

    `default_year` (astronomical: 31 BC is -30) is the year of a date that names none, as in "on 12 May"; without it such a
    date is left out. With `open_spans`, "until 1632", "from 1 May", "before 1776" are read as spans open on one side; else
    only their date words are. Never raises.
    """
    matches: list[DateMatch] = []
    place = 0
    while (anchor := ANCHOR.search(text, place)) is not None:
        found = [
            (end, span)
            for end, span in _spans(text, anchor.start(), default_year, is_whole=False)
            if open_spans or (span.start is not None and span.end is not None)
        ]
        if found:
            place, span = max(found, key=lambda pair: pair[0])
            matches.append(DateMatch(anchor.start(), place, span))
        else:
            place = anchor.end()
    return matches


def read_date(text: str, default_year: int | None = None) -> DateSpan | None:
    """Read a text that is one date expression and nothing else, perhaps in brackets: '(12 May 1994)', 'until 1632', '955'.

    Here a lone number of three or four digits is a year, and 'May' with a `default_year` a month. `raw` is the text
    without blanks and brackets around it. Returns None for anything else. Never raises.
    """
    words = text.strip()
    while len(words) > 1 and _BRACKETS.get(words[0]) == words[-1]:
        words = words[1:-1].strip()
    return next((span for end, span in _spans(words, 0, default_year, is_whole=True) if end == len(words)), None)


def _spans(text: str, start: int, default_year: int | None, *, is_whole: bool) -> Iterator[tuple[int, DateSpan]]:
    """Every span that can be read from text[start] on, with its end. `is_whole`: no words around it to be judged by."""
    lead = LEAD.match(text, start)
    word = lead["lead"].lower() if lead is not None else None
    for reading in _readings(text, lead.end() if lead is not None else start, default_year, word, is_whole=is_whole):
        first_day, last_day = _sides(word, reading)
        span = DateSpan(
            first_day,
            last_day,
            text[start : reading.end],
            is_circa=any(point.is_circa for point in reading.points),
            is_inferred=reading.is_inferred,
            calendar=next((point.calendar for point in reversed(reading.points) if point.calendar), None),
        )
        yield reading.end, span


def _sides(lead: str | None, reading: _Reading) -> tuple[Day | None, Day | None]:
    """First and last day after a leading word: 'before 1776' ends on 31 December 1775, 'until 1776' a year later."""
    first, last = reading.bounds
    match lead:
        case "before":
            return None, day_before(first)
        case "until" | "till":
            return None, last
        case "after":
            return day_after(last), None
        case "since":
            return first, None
        case "from" if len(reading.points) == 1:
            return first, None
        case _:
            return first, last


def _readings(
    text: str, start: int, default_year: int | None, lead: str | None, *, is_whole: bool
) -> Iterator[_Reading]:
    """All readings from text[start] on that make sense as days and stand as a date in their context."""
    for left in read_points(text, start):
        if lead != "between":
            yield from _judged(text, (left,), default_year, lead, None, is_whole=is_whole)
        separator = SEPARATOR.match(text, left.end)
        if separator is not None:
            for right in read_points(text, separator.end()):
                yield from _judged(text, (left, right), default_year, lead, separator.lastgroup, is_whole=is_whole)


def _judged(
    text: str,
    points: tuple[Point, ...],
    default_year: int | None,
    lead: str | None,
    separator: str | None,
    *,
    is_whole: bool,
) -> Iterator[_Reading]:
    """The reading of one or two points, or nothing where it is no date."""
    year_ahead = None if is_whole else _year_ahead(text, points[-1], default_year)
    context_year = default_year if year_ahead is None else year_ahead
    if len(points) == 1:
        reading = _read_one(points[0], context_year)
    else:
        reading = _read_two(points[0], points[1], context_year, lead, separator or "")
    # A single point is judged as written: a year or era from the context must not hide that it has none.
    judged = points if len(points) == 1 else reading.points if reading is not None else ()
    if reading is not None and (is_whole or fits(text, judged, default_year)):
        yield reading


def _year_ahead(text: str, point: Point, default_year: int | None) -> int | None:
    """The year that a list of dates gives at its end: 1992 for the first of 'on 3 May, 5 May and 7 June 1992'."""
    if not point.is_relative or point.unit not in _FINE_UNITS:
        return None
    end = point.end
    for _ in range(_LONGEST_LIST):
        comma = LISTED.match(text, end)
        listed = [p for p in read_points(text, comma.end()) if p.unit in _FINE_UNITS] if comma is not None else []
        if not listed:
            return None
        following = max(listed, key=lambda p: p.end)
        if following.astronomical_year is not None:
            is_later = _month_of(point) <= _month_of(following)
            is_date = fits(text, (following,), default_year)
            return following.astronomical_year - (0 if is_later else 1) if is_date else None
        end = following.end
    return None


def _read_one(point: Point, context_year: int | None) -> _Reading | None:
    """A single point; one without a year takes that of the context, but no winter does: it has two."""
    if point.unit in (Unit.NUMBER, Unit.PLACED_DAY):
        return None
    dated, is_inferred = point, point.is_relative
    if point.is_relative:
        if context_year is None or point.season == "winter":
            return None
        dated = _in_year(point, context_year)
    elif _lacks_era(point) and context_year is not None and context_year <= 0 and 100 <= (point.year or 0) < 1000:
        dated, is_inferred = replace(point, era="BC"), True
    days = bounds(dated) if _is_plausible(dated) else None
    return None if days is None else _Reading((dated,), days, is_inferred)


def _read_two(left: Point, right: Point, context_year: int | None, lead: str | None, separator: str) -> _Reading | None:
    """Two points and what stands between them."""
    if not _may_join(left, right, lead, separator):
        return None
    named = _name_numbers(left, right)
    shared = _share_years(*_share_era(*named), context_year) if named is not None else None
    if shared is None:
        return None
    left, right, is_inferred = shared
    first, last = bounds(left), bounds(right)
    if separator == "or" and first is not None and last is not None and first > last:  # "1274 or 1275 BC"
        first, last = last, first
    if first is None or last is None or not (_is_plausible(left) and _is_plausible(right)):
        return None
    is_adjacent = day_after(first[1]) == last[0]
    if first[0] >= last[0] or first[1] >= last[1] or (separator in _ADJACENT_ONLY and lead != "between" and not is_adjacent):
        return None
    return _Reading((left, right), (first[0], last[1]), is_inferred)


def _may_join(left: Point, right: Point, lead: str | None, separator: str) -> bool:
    """Whether this separator joins after this leading word: 'between' wants 'and', 'until' wants 'from'."""
    if lead == "between":
        return separator == "and"
    if separator == "until":
        return lead == "from"
    if separator == "and":  # two complete dates are two dates
        return left.is_relative or left.unit is Unit.NUMBER or (left.era is None and right.era is not None)
    return True


def _name_numbers(left: Point, right: Point) -> tuple[Point, Point] | None:
    """Tell what a bare number on one side is by the other side; None where the two sides do not belong together."""
    if left.unit is Unit.NUMBER:
        if right.unit is Unit.DAY and not right.month_first and left.part is None:
            left = replace(left, unit=Unit.DAY, month=right.month)
        elif right.unit is Unit.CENTURY and left.has_suffix:
            left = replace(left, unit=Unit.CENTURY)
        else:
            return None
    elif right.unit in (Unit.NUMBER, Unit.PLACED_DAY):
        if left.unit is Unit.DAY and left.month_first and left.year is None:
            right = replace(right, unit=Unit.DAY, month=left.month)
        elif left.unit is not Unit.YEAR or right.unit is Unit.PLACED_DAY or right.has_suffix or right.part:
            return None
    if left.unit is Unit.YEAR and right.unit in (Unit.NUMBER, Unit.YEAR):
        right = _written_out(left, right)
    is_gap = left.is_relative and right.unit not in _FINE_UNITS
    return None if is_gap or (right.is_relative and left.unit not in _FINE_UNITS) else (left, right)


def _written_out(left: Point, right: Point) -> Point:
    """The second of two years in full: the '94' of '1993–94', the '8' of '1635–8'. It stays as it is if already full."""
    width = right.end - right.start
    written = right.number if right.unit is Unit.NUMBER else right.year
    if left.year is None or written is None or right.era == "BC" or left.era == "BC" or left.year < 100 or written > 99:
        return right
    if right.unit is Unit.NUMBER and width > 2:
        return right
    size = 10 if written < 10 and width == 1 else 100
    return replace(right, unit=Unit.YEAR, year=left.year - left.year % size + written, ends_in_year=right.era is None)


def _share_era(left: Point, right: Point) -> tuple[Point, Point]:
    """'218–201 BC' is BC on both sides, 'AD 66–73' AD."""
    if left.era is None and right.era is not None and (left.year is not None or left.unit is Unit.CENTURY):
        left = replace(left, era=right.era)
    if right.era is None and left.era == "AD" and right.year is not None:
        right = replace(right, era="AD")
    return left, right


def _share_years(left: Point, right: Point, context_year: int | None) -> tuple[Point, Point, bool] | None:
    """Give a side without a year the other side's, or both the context's; True if that took more than sharing.

    '28 February–2 March 1992' shares. '10 December – 5 January 1943' began the year before.
    """
    turns_year = _month_of(left) > _month_of(right)
    left_year, right_year = left.astronomical_year, right.astronomical_year
    if left.is_relative and right.is_relative:
        if context_year is None:
            return None
        return _in_year(left, context_year), _in_year(right, context_year + turns_year), True
    if left.is_relative and right_year is not None:
        return _in_year(left, right_year - turns_year), right, turns_year
    if right.is_relative and left_year is not None:
        return left, _in_year(right, left_year + turns_year), True
    return left, right, False


def _month_of(point: Point) -> int:
    return SEASON_MONTHS[point.season][0] if point.season is not None else point.month or 0


def _in_year(point: Point, year: int) -> Point:
    """The point in an astronomical year."""
    return replace(point, year=year, era=None) if year > 0 else replace(point, year=1 - year, era="BC")


def _lacks_era(point: Point) -> bool:
    return point.unit is Unit.YEAR and point.era is None


def _is_plausible(point: Point) -> bool:
    """A year without an era has three or four digits and is not far ahead; 'circa 70' needs no more to be one."""
    least = 1 if point.is_circa and not point.is_loose else FIRST_BARE_YEAR
    return not _lacks_era(point) or least <= (point.year or 0) <= LAST_BARE_YEAR
