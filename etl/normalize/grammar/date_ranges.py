"""Readings: what one point means, or two joined by a separator, once each has what the other or the context lends it.

28 February–2 March 1992       the year stands once and is shared
10 December – 5 January 1943   crosses the year: began in 1942
218–201 BC, 1993–94            the era is shared, the short year written out
25 and 26 February             a span, because they are neighbours; 25 and 28 February are not
"""

from typing import NamedTuple

from etl.normalize.grammar.date_patterns import SEASON_MONTHS, Unit
from etl.normalize.grammar.date_points import FIRST_BARE_YEAR, LAST_BARE_YEAR, Point, bounds
from etl.normalize.grammar.date_span import Bounds, day_after

_ADJACENT_ONLY = ("slash", "and", "or")  # separators that make a span only of neighbours: "25 and 26 February"
FINE_UNITS = (Unit.DAY, Unit.MONTH, Unit.SEASON)


class Reading(NamedTuple):
    """One way to read the words from a place on: its points as written, and the days they allow."""

    points: tuple[Point, ...]
    bounds: Bounds
    is_inferred: bool
    is_yearless: bool = False  # its year is that of the context

    @property
    def end(self) -> int:
        return self.points[-1].end


def read_one(point: Point, context_year: int | None) -> Reading | None:
    """A single point; one without a year takes that of the context, but no winter does: it has two."""
    if point.unit in (Unit.NUMBER, Unit.PLACED_DAY):
        return None
    dated, is_inferred = point, point.is_relative
    if point.is_relative:
        if context_year is None or point.season == "winter":
            return None
        dated = _in_year(point, context_year)
    elif _lacks_era(point) and context_year is not None and context_year <= 0 and 100 <= (point.year or 0) < 1000:
        dated, is_inferred = point._replace(era="BC"), True
    days = bounds(dated) if _is_plausible(dated) else None
    return None if days is None else Reading((dated,), days, is_inferred)


def read_two(left: Point, right: Point, context_year: int | None, lead: str | None, separator: str) -> Reading | None:
    """Two points and what stands between them."""
    if not _may_join(left, right, lead, separator):
        return None
    named = _name_numbers(left, right)
    shared = _share_years(*_share_era(*named), context_year) if named is not None else None
    if shared is None:
        return None
    is_iso = separator == "slash" and left.unit is Unit.DAY and left.year is not None  # "1992-05-08/1992-06-02"
    left, right, is_inferred = shared
    first, last = bounds(left), bounds(right)
    if separator == "or" and first is not None and last is not None and first > last:  # "1274 or 1275 BC"
        first, last = last, first
    if first is None or last is None or not (_is_plausible(left) and _is_plausible(right)):
        return None
    needs_neighbours = separator in _ADJACENT_ONLY and lead != "between" and not is_iso
    if first[0] >= last[0] or first[1] >= last[1] or (needs_neighbours and day_after(first[1]) != last[0]):
        return None
    return Reading((left, right), (first[0], last[1]), is_inferred)


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
            left = left._replace(unit=Unit.DAY, month=right.month)
        elif right.unit is Unit.CENTURY and left.has_suffix:
            left = left._replace(unit=Unit.CENTURY)
        else:
            return None
    elif right.unit in (Unit.NUMBER, Unit.PLACED_DAY):
        if left.unit is Unit.DAY and left.month_first and left.year is None:
            right = right._replace(unit=Unit.DAY, month=left.month)
        elif left.unit is not Unit.YEAR or right.unit is Unit.PLACED_DAY or right.has_suffix or right.part:
            return None
    if left.unit is Unit.YEAR and right.unit in (Unit.NUMBER, Unit.YEAR):
        right = _written_out(left, right)
    if left.unit is Unit.YEAR and right.unit is Unit.SEASON:  # "1992–1993 winter" is one winter, not two points
        return None
    is_gap = left.is_relative and right.unit not in FINE_UNITS
    return None if is_gap or (right.is_relative and left.unit not in FINE_UNITS) else (left, right)


def _written_out(left: Point, right: Point) -> Point:
    """The second of two years in full: the '94' of '1993–94', the '8' of '1635–8'; itself if full already."""
    width = right.end - right.start
    written = right.number if right.unit is Unit.NUMBER else right.year
    if left.year is None or written is None or right.era == "BC" or left.era == "BC" or left.year < 100 or written > 99:
        return right
    if right.unit is Unit.NUMBER and width > 2:
        return right
    size = 10 if written < 10 and width == 1 else 100
    return right._replace(unit=Unit.YEAR, year=left.year - left.year % size + written, ends_in_year=right.era is None)


def _share_era(left: Point, right: Point) -> tuple[Point, Point]:
    """'218–201 BC' is BC on both sides, 'AD 66–73' AD. The first '2' of '2–2 January 1 BC' is no year for that."""
    is_day_number = left.unit is Unit.YEAR and right.unit is not Unit.YEAR and (left.year or 0) < FIRST_BARE_YEAR
    has_era = left.year is not None or left.unit is Unit.CENTURY
    if left.era is None and right.era is not None and has_era and not is_day_number:
        left = left._replace(era=right.era)
    if right.era is None and left.era == "AD" and right.year is not None:
        right = right._replace(era="AD")
    return left, right


def _share_years(left: Point, right: Point, context_year: int | None) -> tuple[Point, Point, bool] | None:
    """Give a side without a year the other side's, or both the context's; True if that took more than sharing.

    '28 February–2 March 1992' shares. '10 December – 5 January 1943' began the year before.
    """
    turns_year = month_of(left) > month_of(right)
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


def month_of(point: Point) -> int:
    return SEASON_MONTHS[point.season][0] if point.season is not None else point.month or 0


def _in_year(point: Point, year: int) -> Point:
    """The point in an astronomical year."""
    return point._replace(year=year, era=None) if year > 0 else point._replace(year=1 - year, era="BC")


def _lacks_era(point: Point) -> bool:
    return point.unit is Unit.YEAR and point.era is None


def _is_plausible(point: Point) -> bool:
    """A year without an era has three or four digits and is not far ahead; 'circa 70' needs no more to be one."""
    least = 1 if point.is_circa and not point.is_loose else FIRST_BARE_YEAR
    return not _lacks_era(point) or least <= (point.year or 0) <= LAST_BARE_YEAR
