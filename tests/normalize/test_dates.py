"""Dates: a table of cases, dates written out and read back, and text that no grammar foresaw."""

import calendar
import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.grammar.date_span import Day, day_after, day_before, month_length
from etl.normalize.grammar.dates import DateSpan, find_dates, read_date

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "dates.yml").read_text(encoding="utf-8"))
MONTHS = list(calendar.month_name)[1:]
FIRST_OF_GRAMMAR = 100  # the least year that needs no era


def written(day: Day | None) -> str | None:
    """A day as the table of cases writes it: '1992-05-08', '-0030-09-02', None for an open side."""
    return None if day is None else f"{'-' if day[0] < 0 else ''}{abs(day[0]):04}-{day[1]:02}-{day[2]:02}"


def described(span: DateSpan) -> list[str | None]:
    """A span as the table of cases writes it: first day, last day, EDTF, flags."""
    flags = [name for name, is_set in [("circa", span.is_circa), ("inferred", span.is_inferred)] if is_set]
    return [written(span.start), written(span.end), span.edtf, *flags, *([span.calendar] if span.calendar else [])]


def label(case: dict[str, Any]) -> str:
    return case["text"][:60] or "empty"


@pytest.mark.parametrize("case", CASES["read"], ids=label)
def test_read_date(case: dict[str, Any]) -> None:
    span = read_date(case["text"], case.get("default_year"))
    assert (None if span is None else described(span)) == case["expect"]


@pytest.mark.parametrize("case", CASES["find"], ids=label)
def test_find_dates(case: dict[str, Any]) -> None:
    matches = find_dates(case["text"], case.get("default_year"), open_spans=case.get("open_spans", False))
    assert [[match.span.raw, *described(match.span)] for match in matches] == case["expect"]


# What is written out and read back.

days = st.builds(
    lambda year, month, day: (year, month, min(day, month_length(year, month))),
    st.integers(-999, 2099).filter(lambda year: year < 1 or year >= FIRST_OF_GRAMMAR),
    st.integers(1, 12),
    st.integers(1, 31),
)
dashes = st.sampled_from(["-", "–", "—", "−", "\ufffd", "\ufffd\ufffd\ufffd", " – ", " - ", " to "])
styles = st.sampled_from(
    ["{d} {m} {y}", "{m} {d}, {y}", "{d} {m}, {y}", "the {d}th of {m} {y}", "{m} {d} {y}", "Friday, {d} {m} {y}"]
)


def year_words(year: int) -> str:
    return f"{year}" if year > 0 else f"{1 - year} BC"


def day_words(day: Day, style: str) -> str:
    return style.format(d=day[2], m=MONTHS[day[1] - 1], y=year_words(day[0]))


@given(days, styles)
def test_a_day_is_read_back(day: Day, style: str) -> None:
    span = read_date(day_words(day, style))
    assert span is not None
    assert (span.start, span.end, span.is_inferred) == (day, day, False)
    assert span.edtf == written(day)
    assert span.date_start == (datetime.date(*day) if day[0] > 0 else None)


@given(days, days, styles, dashes)
def test_a_range_of_days_is_read_back(one: Day, other: Day, style: str, dash: str) -> None:
    first, last = sorted([one, other])
    span = read_date(day_words(first, style) + dash + day_words(last, style))
    if first == last:
        assert span is None
    else:
        assert span is not None
        assert (span.start, span.end, span.is_inferred) == (first, last, False)


@given(days, st.integers(1, 31), dashes, st.booleans())
def test_a_range_within_a_month_is_read_back(day: Day, other: int, dash: str, month_first: bool) -> None:
    year, month, _ = day
    first, last = sorted([day[2], min(other, month_length(year, month))])
    name, year_text = MONTHS[month - 1], year_words(year)
    text = f"{name} {first}{dash}{last}, {year_text}" if month_first else f"{first}{dash}{last} {name} {year_text}"
    span = read_date(text)
    expected = None if first == last else ((year, month, first), (year, month, last))
    assert (None if span is None else (span.start, span.end)) == expected


@given(days, days, dashes)
def test_a_shared_year_covers_the_range_or_crosses_it(one: Day, other: Day, dash: str) -> None:
    """'10 December – 5 January 1943' began the year before; within one month nothing crosses."""
    year = other[0]
    first_day = min(one[2], 28)  # 29 February may not exist in the other year
    span = read_date(f"{first_day} {MONTHS[one[1] - 1]}{dash}{other[2]} {MONTHS[other[1] - 1]} {year_words(year)}")
    if (one[1], first_day) < (other[1], other[2]):
        assert span is not None
        assert (span.start, span.end, span.is_inferred) == ((year, one[1], first_day), other, False)
    elif one[1] > other[1]:
        assert span is not None
        assert (span.start, span.end, span.is_inferred) == ((year - 1, one[1], first_day), other, True)
    else:
        assert span is None


@given(st.integers(-9998, 2099), st.integers(-9998, 2099), dashes)
def test_a_range_of_years_is_read_back(one: int, other: int, dash: str) -> None:
    first, last = sorted([one, other])
    if first == last or 0 < last < FIRST_OF_GRAMMAR or 0 < first < FIRST_OF_GRAMMAR:
        return
    for start in {year_words(first), f"{1 - first}" if last < 1 else year_words(first)}:
        span = read_date(f"{start}{dash}{year_words(last)}")
        assert span is not None
        assert (span.year_start, span.year_end) == (first, last)


@given(st.integers(1000, 2098).filter(lambda year: year % 100 < 99), st.data())
def test_a_short_year_is_written_out(year: int, data: st.DataObject) -> None:
    last = data.draw(st.integers(year + 1, year - year % 100 + 99))
    span = read_date(f"{year}–{last % 100:02}")
    assert span is not None
    assert (span.year_start, span.year_end) == (year, last)


@given(days, st.integers(-3000, 2099))
def test_a_year_left_out_comes_from_the_caller(day: Day, year: int) -> None:
    words = f"{day[2]} {MONTHS[day[1] - 1]}"
    assert read_date(words) is None
    assert find_dates(f"On {words} they met.") == []
    span = read_date(words, year)
    if day[1:] != (2, 29):
        assert span is not None
        assert (span.start, span.is_inferred) == ((year, *day[1:]), True)


@given(days)
def test_the_day_after_the_day_before(day: Day) -> None:
    assert day_after(day_before(day)) == day == day_before(day_after(day))
    assert day_before(day) < day


# Text that no grammar foresaw.

PIECES = (
    "12|3|45|1992|955|31|05|May|March|may|Sept.|BC|AD|CE|century|5th|first|1990s|winter|fall|early|mid-|late|the|of|"
    "the end of|first half of|between|from|until|since|and|or|to|c.|about|Sunday,|[O.S.|(N.S.)|]|(|)|,|.|-|–|/|\ufffd|"
    "~|$|No.|men|'s|\n|1,200"
)
pieces = st.sampled_from(PIECES.split("|"))
texts = st.text() | st.lists(pieces | st.text(max_size=3), max_size=30).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words))
)


@given(texts, st.none() | st.integers(-3000, 3000), st.booleans())
def test_matches_are_slices_in_order(text: str, default_year: int | None, open_spans: bool) -> None:
    place = 0
    for match in find_dates(text, default_year, open_spans=open_spans):
        span = match.span
        assert place <= match.start < match.end
        assert text[match.start : match.end] == span.raw
        assert default_year is not None or not span.is_inferred or any(char.isdigit() for char in text)
        assert (span.start is None or span.end is None) <= open_spans
        assert span.start is None or span.end is None or span.start <= span.end
        assert read_date(span.raw, default_year) is not None or span.is_inferred  # a list lends a year from outside
        assert span.edtf
        assert (span.date_start is None) == (span.start is None or not 1 <= span.start[0] <= 9999)
        place = match.end


@given(texts, st.none() | st.integers())
def test_any_text_can_be_tried(text: str, default_year: int | None) -> None:
    span = read_date(text, default_year)
    assert span is None or (span.raw in text and span.edtf)


@pytest.mark.parametrize(
    "piece",
    ["1", "1-", "1–", "May ", "May 1, ", "the ", "12 ", "early ", "(", "[O.S. ", "from 1990 to ", " ", "\ufffd"],
)
def test_long_monotonous_text_is_read_to_its_end(piece: str) -> None:
    """A pattern that backtracks would not come back from this; nothing is timed."""
    text = (piece * 20_000)[:20_000]
    matches = find_dates(text + " on 12 May 1994.", 1942, open_spans=True)
    assert matches == sorted(matches, key=lambda match: match.start)
    assert read_date(text) is None
