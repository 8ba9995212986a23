"""Where the marks of charts lie: axes that hold antiquity and today, bars that do not cover each other, honest open ends."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.browse.charts.labels import Labels
from etl.browse.charts.outline import WIDTH, border_path, frame_around, land_path
from etl.browse.charts.ranges import range_groups
from etl.browse.charts.scale import Scale, Tick, as_years, number_ticks, time_ticks, year_label
from etl.browse.charts.timeline import timeline


def event(start: str | int | None, end: str | int | None = None, kind: str = "battle") -> dict[str, Any]:
    """An event: days as ISO text, or years where there is no day."""
    days = isinstance(start, str)
    years = (int(str(start)[:4]), int(str(end or start)[:4])) if days else (start, start if end is None else end)
    return {
        "kind": kind,
        "date_start": start if days else None,
        "date_end": (end or start) if days else None,
        "year_start": years[0],
        "year_end": years[1],
    }


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        (event("1992-01-01", "1992-12-31"), 1992.0, 1993.0),
        (event(-215), -215, -214),
        (event(0, 1), 0, 2),
        (event("1942-11-13"), 1942 + 316 / 365.25, 1942 + 317 / 365.25),
        (event(-1273) | {"date_edtf": "-1273-05"}, -1273 + 4 / 12, -1273 + 5 / 12),
        (event(-30) | {"date_edtf": "-0030-09-02/-0030-09-04"}, -30 + 8 / 12 + 1 / 365.25, -30 + 8 / 12 + 4 / 365.25),
    ],
)
def test_dates_in_decimal_years(row: dict[str, Any], first: float, last: float) -> None:
    found = as_years(row)
    assert found is not None
    assert found == (pytest.approx(first, abs=0.003), pytest.approx(last, abs=0.003))


def test_a_date_with_one_open_end_is_a_year_long_and_none_has_no_place() -> None:
    open_start = event(1992) | {"year_start": None}
    assert as_years(open_start) == (1992, 1993)
    assert as_years(event(None) | {"year_end": None}) is None


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (-219, -200, ["220 BC", "215 BC", "210 BC", "205 BC"]),
        (-30, 20, ["30 BC", "20 BC", "10 BC", "10", "20"]),
        (1988, 1994.4, ["1988", "1989", "1990", "1991", "1992", "1993", "1994"]),
        (1992.0, 1992.99, ["Jan 1992", "Mar 1992", "May 1992", "Jul 1992", "Sep 1992", "Nov 1992"]),
        (-1273, -1272.6, ["Jan 1274 BC", "Feb 1274 BC", "Mar 1274 BC", "Apr 1274 BC", "May 1274 BC"]),
        (-1272.95, -1272.94, ["1274 BC"]),
    ],
)
def test_ticks_of_time(low: float, high: float, labels: list[str]) -> None:
    found = [tick.label for tick in time_ticks(Scale(low, high))]
    assert found == labels


def test_the_axis_of_a_battle_has_days() -> None:
    start = 1942 + 313 / 365.25
    assert [tick.label for tick in time_ticks(Scale(start, start + 4 / 365.25))][:2] == ["10 Nov 1942", "11 Nov 1942"]


def test_there_is_no_year_nought() -> None:
    assert [year_label(year) for year in (1, 0, -1)] == ["1", "1 BC", "2 BC"]


def test_ticks_of_numbers() -> None:
    assert number_ticks(Scale(0, 31500)) == [Tick(0.0, "0"), Tick(31.75, "10,000"), Tick(63.49, "20,000"), Tick(95.24, "30,000")]


def test_the_conflict_is_the_axis_and_what_lies_off_is_marked() -> None:
    rows = [event("1918-05-28"), *(event(f"1992-0{month}-10") for month in range(1, 9)), event("2020-09-27")]
    drawn = timeline(rows, event("1988-02-20", "1994-05-12"))
    assert drawn is not None
    assert [bar.off for bar in drawn.bars] == ["<", *[""] * 8, ">"]
    assert drawn.off == 2
    whole = timeline(rows, event("1988-02-20", "1994-05-12"), whole=True)
    assert whole is not None
    assert [bar.off for bar in whole.bars] == [""] * 10


def test_without_a_conflict_the_bulk_of_the_events_is_the_axis() -> None:
    drawn = timeline([event(-1273), event(-1272), event(-1273), event(-1271), event(1906)])
    assert drawn is not None
    assert [bar.off for bar in drawn.bars] == ["", "", "", "", ">"]


def test_events_without_a_date_are_counted() -> None:
    drawn = timeline([event(1815), event(None) | {"year_end": None}])
    assert drawn is not None
    assert (len(drawn.bars), drawn.undated) == (1, 1)
    assert timeline([event(None) | {"year_end": None}]) is None


days = st.dates(datetime.date(1, 1, 1), datetime.date(2100, 1, 1)).map(datetime.date.isoformat)
events = st.one_of(
    st.tuples(days, days).map(lambda pair: event(min(pair), max(pair))),
    st.tuples(st.integers(-3000, 2100), st.integers(0, 30)).map(lambda pair: event(pair[0], pair[0] + pair[1])),
)


@given(st.lists(events, min_size=1, max_size=40), st.booleans())
def test_bars_lie_on_the_axis_and_do_not_cover_each_other(rows: list[dict[str, Any]], whole: bool) -> None:
    drawn = timeline(rows, rows[0], whole=whole)
    assert drawn is not None
    assert len(drawn.bars) == len(rows)
    lanes: dict[int, list[tuple[float, float]]] = {}
    for bar in drawn.bars:
        assert 0 <= bar.left <= 100 and bar.width > 0 and bar.left + bar.width <= 100.001
        assert bar.lane < drawn.lanes
        if not bar.off:
            lanes.setdefault(bar.lane, []).append((bar.left, bar.left + bar.width))
    for bars in lanes.values():
        bars.sort()
        assert all(first[1] <= second[0] + 0.001 for first, second in zip(bars, bars[1:], strict=False))
    assert all(0 <= tick.at <= 100 for tick in drawn.ticks)


def claim(low: int | None, high: int | None, category: str = "killed") -> dict[str, Any]:
    return {"low": low, "high": high, "category": category}


def test_ranges_stand_on_one_axis_with_their_open_ends() -> None:
    (killed, wounded) = range_groups(
        [claim(100, 200), claim(None, 150), claim(50, None), claim(None, None), claim(7, 7, "wounded")], ("category",)
    )
    assert killed.heading == ("killed",)
    assert [(found.left, found.width, found.open) for found in killed.ranges] == [
        (47.62, 47.62, ""),
        (0.0, 71.43, "<"),
        (23.81, 76.19, ">"),
        (None, 0, ""),
    ]
    assert [(found.left, found.open) for found in wounded.ranges] == [(None, "")]  # one number alone needs no axis
    assert wounded.ticks == ()


def test_a_map_frames_the_bulk_of_the_places_in_their_shape() -> None:
    region = [(46 + i / 10, 39.5 + i / 20) for i in range(12)]
    frame = frame_around([*region, (-77.0, 38.9)])
    assert frame.holds(46.5, 39.8) and not frame.holds(-77.0, 38.9)
    assert frame_around([*region, (-77.0, 38.9)], whole=True).holds(-77.0, 38.9)
    assert frame.height / WIDTH <= 0.76
    assert land_path(frame).startswith("M")
    assert len(land_path(frame)) + len(border_path(frame)) < 40_000  # a region, not the continent around it


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=30))
def test_any_places_have_a_frame_that_can_be_drawn(points: list[tuple[float, float]]) -> None:
    frame = frame_around(points)
    assert frame.height > 0
    x, y = frame.at(*points[0])
    assert abs(x) < 10**6 and abs(y) < 10**6
    land_path(frame)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=20), st.floats(0, 1000), st.floats(0, 700)), max_size=40))
def test_labels_do_not_lie_over_each_other(named: list[tuple[str, float, float]]) -> None:
    labels = Labels(WIDTH)
    placed = [labels.place(*point) for point in named]
    assert len(labels._taken) == sum(label is not None for label in placed)
    for i, (left, right, middle) in enumerate(labels._taken):
        for other_left, other_right, other in labels._taken[:i]:
            assert abs(middle - other) >= 18 or right < other_left or left > other_right
