"""The closed grammar of dates: finds and reads date expressions as encyclopedias write them.

    "the siege lasted from 28 February to 2 March 1992"  ->  1992-02-28/1992-03-02
    "Late May 1274 BC"                                   ->  -1273-05-21/-1273-05-31
    "killed 1500 men; Resolution 1416"                   ->  nothing

Nothing is guessed: what is read is a point (`date_points`) or two of them joined by a separator, and what one of the
two leaves out it takes from the other by rule (`date_ranges`). A year that stands nowhere comes from the caller
(`default_year`), and the span says so (`is_inferred`). Whether a number is a year at all, `date_context` decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from etl.normalize.grammar.clues import Clues, clues_of
from etl.normalize.grammar.date_context import fits
from etl.normalize.grammar.date_patterns import ANCHOR, ANCHOR_WORDS, CLUES, LEAD, LISTED, SEPARATOR, Unit
from etl.normalize.grammar.date_points import Point, read_points
from etl.normalize.grammar.date_ranges import FINE_UNITS, Reading, month_of, read_one, read_two
from etl.normalize.grammar.date_span import DateSpan, Day, day_after, day_before

__all__ = ["DateMatch", "DateSpan", "find_dates", "read_date"]

_MOST_TEXTS = 2_048  # remembered: a text is read without a year first, then with that of the story
_FIRST_OF_LEADS = "abfstuABFSTU"  # the first letters of `LEAD`
_WORD = re.compile(r"\w+|~")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LONGEST_LIST = 4  # how many listed dates ahead a year is looked for: "on 3, 5 May and 7 June 1992"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression in the text that was searched: text[start:end] == span.raw.

    `is_yearless`: the text gives it no year, near or far; the year is `default_year`.
    """

    start: int
    end: int
    span: DateSpan
    is_yearless: bool = False


def find_dates(
    text: str, default_year: int | None = None, *, open_spans: bool = False, clues: Clues | None = None
) -> list[DateMatch]:
    """All date expressions of a text, left to right, disjoint, the longest at each place.

    `default_year` (astronomical: 31 BC is -30) is the year of a date that names none, as in "on 12 May"; without it
    such a date is left out. With `open_spans`, "until 1632", "from 1 May", "before 1776" are read as spans open on one
    side; else only their date words are. A list shares the year at its end: "on 3 May and 5 June 1992". `clues`: those of
    the text, where they are known. Never raises.
    """
    matches: list[DateMatch] = []
    if CLUES.isdisjoint(clues if clues is not None else clues_of(text)):
        return matches
    place = 0
    for start in _anchors(text):
        if start < place:
            continue
        found = [
            (end, span, is_yearless)
            for end, span, is_yearless in _spans(text, start, default_year, is_whole=False)
            if open_spans or (span.start is not None and span.end is not None)
        ]
        if found:
            place, span, is_yearless = max(found, key=lambda item: item[0])
            matches.append(DateMatch(start, place, span, is_yearless))
    return matches


@lru_cache(maxsize=_MOST_TEXTS)
def _anchors(text: str) -> tuple[int, ...]:
    """Where an expression may begin. Of a word it is known by looking it up whether it is worth while to try `ANCHOR`."""
    found = []
    for word in _WORD.finditer(text):
        first = word[0]
        if (first[0] in "0123456789~" or first.lower() in ANCHOR_WORDS) and ANCHOR.match(text, word.start()):
            found.append(word.start())
    return tuple(found)


def read_date(text: str, default_year: int | None = None) -> DateSpan | None:
    """Read a text that is one date expression and nothing else: '(12 May 1994)', 'until 1632', 'circa 70', '955'.

    Here a lone number of three or four digits is a year, and 'May' with a `default_year` a month. `raw` is the text
    without blanks and brackets around it. Returns None for anything else. Never raises.
    """
    words = text.strip()
    while len(words) > 1 and _BRACKETS.get(words[0]) == words[-1]:
        words = words[1:-1].strip()
    return next((span for end, span, _ in _spans(words, 0, default_year, is_whole=True) if end == len(words)), None)


def _spans(text: str, start: int, default_year: int | None, *, is_whole: bool) -> Iterator[tuple[int, DateSpan, bool]]:
    """Every span that can be read from text[start] on, with its end, and whether the default year is its year.

    `is_whole`: no words around it to be judged by.
    """
    lead = LEAD.match(text, start) if text[start : start + 1] in _FIRST_OF_LEADS else None
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
        yield reading.end, span, reading.is_yearless


def _sides(lead: str | None, reading: Reading) -> tuple[Day | None, Day | None]:
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


def _readings(text: str, start: int, default_year: int | None, lead: str | None, *, is_whole: bool) -> Iterator[Reading]:
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
) -> Iterator[Reading]:
    """The reading of one or two points, or nothing where it is no date."""
    year_ahead = None if is_whole else _year_ahead(text, points[-1], default_year)
    context_year = default_year if year_ahead is None else year_ahead
    if len(points) == 1:
        reading = read_one(points[0], context_year)
    else:
        reading = read_two(points[0], points[1], context_year, lead, separator or "")
    # A single point is judged as written: a year or era from the context must not hide that it has none.
    judged = points if len(points) == 1 else reading.points if reading is not None else ()
    if reading is not None and (is_whole or fits(text, judged, default_year)):
        is_yearless = year_ahead is None and all(point.is_relative or point.unit is Unit.NUMBER for point in points)
        yield reading._replace(is_yearless=is_yearless) if is_yearless else reading


def _year_ahead(text: str, point: Point, default_year: int | None) -> int | None:
    """The year that a list of dates gives at its end: 1992 for the first of 'on 3 May, 5 May and 7 June 1992'."""
    if not point.is_relative or point.unit not in FINE_UNITS:
        return None
    end = point.end
    for _ in range(_LONGEST_LIST):
        comma = LISTED.match(text, end)
        listed = [p for p in read_points(text, comma.end()) if p.unit in FINE_UNITS] if comma is not None else []
        if not listed:
            return None
        following = max(listed, key=lambda p: p.end)
        if following.astronomical_year is not None:
            is_later = month_of(point) <= month_of(following)
            is_date = fits(text, (following,), default_year)
            return following.astronomical_year - (0 if is_later else 1) if is_date else None
        end = following.end
    return None
