"""What an expression of `relative_words` means, once it is known when the story stands.

    8 May 1992, then "the next day"          9 May 1992
    May 1992, then "later that year"         1992
    12 June 1992, then "two months later"    August 1992: as fine as its unit

An expression that is finer than anything the story has said stays unread: after "in 1992", "the next day" means no day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from etl.normalize.grammar.clues import DIGIT, Clues, clues_of
from etl.normalize.grammar.date_patterns import CUTS, MONTH_NUMBERS, PARTS, SEASON_MONTHS, Unit
from etl.normalize.grammar.date_span import Bounds, Day, is_day, month_length, whole_months
from etl.normalize.grammar.relative_words import CLUES, FORMS, HOURS, LAST, LEADS, NAMED_DAYS, NEXT, SMALL_NUMBERS

_LOOK_BACK = 20
_COMMON = frozenset((DIGIT, "the"))
# each form with its sets of clues, that one first of which a sentence seldom has one
_CLUES_OF_FORMS = tuple(
    (form, ordered[0], ordered[1:])
    for form, needed in CLUES.items()
    if (ordered := sorted(needed, key=lambda words: (not words.isdisjoint(_COMMON), len(words))))
)
_ANY_CLUES = frozenset(clue for _, rarest, _ in _CLUES_OF_FORMS for clue in rarest)  # one stands in every expression
_CUT_UNITS = {"month": Unit.MONTH, "year": Unit.YEAR, "decade": Unit.DECADE, "century": Unit.CENTURY}
_LATE = 11  # month from which on New Year's Day is the next one
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the story stands: the stretch told last, and the last single day, if nothing coarser was told since."""

    bounds: Bounds
    day: Day | None


@dataclass(frozen=True, slots=True)
class RelativeMatch:
    """An expression that leans on the story: text[start:end], its form (a key of `FORMS`) and what was read."""

    start: int
    end: int
    form: str
    words: dict[str, str]

    @property
    def looks_back(self) -> bool:
        """'the previous year', 'two months earlier': told in passing, the story does not go there."""
        return self.words.get("shift") in LAST or self.words.get("way") in ("earlier", "before", "previously")

    @property
    def is_coarse(self) -> bool:
        """A year or more: 'the following year' is a look ahead more often than where the story goes."""
        return self.words.get("unit") in ("year", "decade", "century")

    @property
    def is_part_of_day(self) -> bool:
        return self.form in ("clock", "hour") or self.words.get("unit") in HOURS


def find_relatives(text: str, clues: Clues | None = None) -> list[RelativeMatch]:
    """All expressions of a text that lean on what was told before, left to right, the longest where two overlap.

    `clues`: those of the text, where they are known.
    """
    there = clues if clues is not None else clues_of(text)
    if _ANY_CLUES.isdisjoint(there):
        return []
    found = []
    for form, rarest, others in _CLUES_OF_FORMS:
        if rarest.isdisjoint(there) or any(needed.isdisjoint(there) for needed in others):
            continue
        pattern, lead = FORMS[form], LEADS.get(form)
        for m in pattern.finditer(text):
            if lead is None or lead.search(text, max(0, m.start() - _LOOK_BACK), m.start()):
                words = {name: " ".join(value.casefold().split()) for name, value in m.groupdict().items() if value}
                found.append(RelativeMatch(m.start(), m.end(), form, words))
    kept: list[RelativeMatch] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or kept[-1].end <= match.start:
            kept.append(match)
    return kept


def resolve(match: RelativeMatch, anchor: Anchor) -> Bounds | None:
    """First and last day that the expression means; None where the story does not say enough."""
    return _RESOLVERS[match.form](match.words, anchor)


def shift_years(bounds: Bounds, years: int) -> Bounds:
    """The same days in another year; 29 February becomes 28 February where there is none."""
    (year, month, number), (end_year, end_month, end_number) = bounds
    last_day = month_length(end_year + years, end_month)
    is_whole = end_number == month_length(end_year, end_month) and bounds[0] != bounds[1]  # a month stays a whole month
    first = (year + years, month, min(number, month_length(year + years, month)))
    return first, (end_year + years, end_month, last_day if is_whole else min(end_number, last_day))


def _shifted(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    shift = words["shift"]
    steps = 1 if shift in NEXT else -1 if shift in LAST else 0
    return _part(_unit(words["unit"], steps, anchor), words["unit"], words.get("part", ""))


def _day_after(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    return _unit(words["unit"], -1 if words["way"] == "before" else 1, anchor)


def _within(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    return _part(_unit(words["unit"], 0, anchor), words["unit"], words.get("part", ""))


def _ending(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    return _part(_unit(words["unit"], 0, anchor), words["unit"], "end")


def _clock(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    return (anchor.day, anchor.day) if anchor.day else _in_month(anchor)


def _named_day(words: dict[str, str], anchor: Anchor) -> Bounds:
    month, number = NAMED_DAYS[words["name"].replace("’", "'")]
    day = (int(words["year"]) if "year" in words else _named_year(anchor, month), month, number)
    return day, day


def _named_year(anchor: Anchor, month: int) -> int:
    """The first of January behind a December is that of the next year."""
    (_, _, _), (year, last, _) = anchor.bounds
    return year + (last >= _LATE and month == 1)


def _unit(unit: str, steps: int, anchor: Anchor) -> Bounds | None:
    """The unit of the calendar that the story stands in, or one `steps` on."""
    first, last = anchor.bounds
    at = last if steps > 0 else first
    if unit in ("day", *HOURS):
        return _days_on(anchor.day, steps) if anchor.day or steps else _in_month(anchor)
    if unit == "week":
        return None if anchor.day is None or steps == 0 else _days_on(anchor.day, 7 * steps)
    if unit == "month":
        return _month(at[0], at[1] + steps) if first[:2] == last[:2] else None
    if unit in SEASON_MONTHS:
        return _season(unit, at, steps)
    if unit == "year":
        return whole_months(at[0] + steps, 1, 12) if last[0] - first[0] <= 1 else None
    size = 10 if unit == "decade" else 100
    return _years_of(at[0], size, steps)


def _years_of(year: int, size: int, steps: int) -> Bounds:
    """The decade (480s BC: 489 to 480 BC) or century (4th century BC: 400 to 301 BC) of a year, or one `steps` on."""
    if year > 0:
        start = year - year % size + steps * size
    elif size == 10:
        start = 1 - ((1 - year) - (1 - year) % size - steps * size + size - 1)
    else:
        start = 1 - (-(year - 1) + size - 1) // size * size + steps * size
    return (start, 1, 1), (start + size - 1, 12, 31)


def _in_month(anchor: Anchor) -> Bounds | None:
    """'that same day' where the day is not known: the stretch that it lies in, if that is no more than a month."""
    first, last = anchor.bounds
    return anchor.bounds if first[:2] == last[:2] else None


def _part(bounds: Bounds | None, unit: str, part: str) -> Bounds | None:
    """The part of a month, year … that the words name; days have none here."""
    kind = _CUT_UNITS.get(unit)
    if bounds is None or part not in PARTS or kind is None:
        return bounds
    begin, end, pieces = PARTS[part]
    cuts = CUTS.get((kind, pieces))
    if cuts is None:
        return bounds
    year, month, _ = bounds[0]
    if kind is Unit.MONTH:
        return (year, month, cuts[begin] + 1), (year, month, min(cuts[end], bounds[1][2]))
    if kind is Unit.YEAR:
        return whole_months(year, cuts[begin] + 1, cuts[end])
    return (year + cuts[begin], 1, 1), (year + cuts[end] - 1, 12, 31)


def _counted(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    """'two days later', 'a year earlier': as fine as the unit."""
    written = words["count"]
    number = int(written) if written.isdigit() else SMALL_NUMBERS[written]
    steps = number if words["way"].startswith(("later", "after")) else -number
    unit = words["unit"]
    if unit in _DAYS:
        return _days_on(anchor.day, steps * _DAYS[unit])
    first, last = anchor.bounds
    at = last if steps > 0 else first
    if unit == "month":
        return _month(at[0], at[1] + steps) if first[:2] == last[:2] else None
    years = steps * {"year": 1, "decade": 10, "century": 100}[unit]
    return whole_months(at[0] + years, 1, 12)


def _days_on(day: Day | None, steps: int) -> Bounds | None:
    if day is None:
        return None
    if steps == 0:
        return day, day
    # counted in a leap cycle of the calendar's own years, so that days before the year 1 can be counted as well
    cycle = 400 * (1 - day[0] // 400) if day[0] < 400 else 0
    try:
        moved = datetime.date(day[0] + cycle, day[1], day[2]) + datetime.timedelta(days=steps)
    except (OverflowError, ValueError):
        return None
    on = (moved.year - cycle, moved.month, moved.day)
    return on, on


def _month(year: int, month: int) -> Bounds:
    return whole_months(year + (month - 1) // 12, (month - 1) % 12 + 1, (month - 1) % 12 + 1)


def _month_on(words: dict[str, str], anchor: Anchor) -> Bounds:
    """'next March' is the first March after the story, 'the previous October' the last one before."""
    month = MONTH_NUMBERS[words["month"]]
    first, last = anchor.bounds
    if words["shift"] in NEXT:
        return _month(last[0] + (month <= last[1]), month)
    return _month(first[0] - (month >= first[1]), month)


def _season(season: str, at: Day, steps: int) -> Bounds:
    """The season of the story's year, the next or the last one; a winter is that which the story is in or comes to."""
    if season == "winter" and steps == 0:
        return _winter({}, Anchor((at, at), None))
    month = SEASON_MONTHS[season][0]
    year = at[0] + (at[1] >= month if steps > 0 else 0) - (at[1] < month + 3 if steps < 0 else 0)
    return whole_months(year, *SEASON_MONTHS[season])


def _winter(words: dict[str, str], anchor: Anchor) -> Bounds:
    """'during the winter': until May the one that began the year before, else the one that begins this year."""
    year, month, _ = anchor.bounds[0]
    whole_year = anchor.bounds == whole_months(year, 1, 12)
    return whole_months(year - (month <= 5 and not whole_year), 12, 14)


def _day_of_month(words: dict[str, str], anchor: Anchor) -> Bounds | None:
    first, last = anchor.bounds
    day = (first[0], first[1], int(words["day"]))
    return (day, day) if first[:2] == last[:2] and is_day(day) else None


_RESOLVERS: dict[str, Callable[[dict[str, str], Anchor], Bounds | None]] = {
    "shift": _shifted,
    "day_after": _day_after,
    "count": _counted,
    "part": _within,
    "end": _ending,
    "that": _within,
    "month_on": _month_on,
    "day_of_month": _day_of_month,
    "clock": _clock,
    "named_day": _named_day,
    "winter": _winter,
    "hour": _clock,
}

# form -> the rule that a date read so is told by
RULES = {
    "shift": "date_by_shift",
    "day_after": "date_by_day_after",
    "count": "date_by_count",
    "part": "date_by_part",
    "end": "date_by_end",
    "that": "date_by_that",
    "month_on": "date_by_month_on",
    "day_of_month": "date_by_day_of_month",
    "clock": "date_by_clock",
    "named_day": "date_by_named_day",
    "winter": "date_by_winter",
    "hour": "date_by_hour",
}
