"""A timeline: each event as a bar from the first to the last day that the text allows.

Most of an article is about the war, some about centuries of background. The axis shows the days of the conflict (where the
article does not say when it was, the stretch in which the bulk of the events lies); what lies outside is marked at its ends,
and the whole length can be asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.browse.charts.scale import Row, Scale, Tick, as_years, time_ticks

# what the reader sees as one colour: (group, kinds of events)
GROUPS = (
    ("fighting", ("battle", "massacre", "bombardment", "aircraft_loss", "operation")),
    ("people", ("displacement", "disaster", "protest")),
    ("talks", ("ceasefire", "negotiation", "agreement", "resolution")),
    ("politics", ("declaration", "referendum", "election", "appointment", "departure", "founding")),
    ("other", ("publication", "other")),
)
_GROUP_OF = {kind: group for group, kinds in GROUPS for kind in kinds}
_BULK = 0.7  # the share of events whose shortest stretch of time the axis holds
_BESIDE = 0.2  # of the length of the conflict, shown before and after it
_WORTH_CUTTING = 0.6  # of the whole length: an axis that is hardly shorter is left whole
_SHORTEST = 7 / 365.25
_LEAST_WIDTH = 0.5  # percent: a day stays visible
_GAP = 0.4


@dataclass(frozen=True, slots=True)
class Bar:
    """`left` and `width` in percent; `lane` from 0; `off` is '<' or '>' for what lies before or behind the axis."""

    row: Row
    left: float
    width: float
    lane: int
    off: str
    group: str


@dataclass(frozen=True, slots=True)
class Timeline:
    bars: tuple[Bar, ...]
    lanes: int
    ticks: tuple[Tick, ...]
    undated: int
    off: int  # bars that lie before or behind the axis


def group_of(kind: str) -> str:
    return _GROUP_OF.get(kind, "other")


def timeline(rows: Sequence[Row], conflict: Row | None = None, *, whole: bool = False) -> Timeline | None:
    """The bars of events, ordered by date; None where no row has a date. `whole`: the axis holds all of them."""
    dated = [(years, row) for row in rows if (years := as_years(row))]
    if not dated:
        return None
    dated.sort(key=lambda found: (found[0][0], found[0][1]))
    full = Scale(dated[0][0][0], max(end for (_, end), _ in dated))
    scale = full if whole else _middle([years for years, _ in dated], as_years(conflict) if conflict else None, full)
    margin = max((_SHORTEST - (scale.high - scale.low)) / 2, (scale.high - scale.low) * 0.03)
    scale = Scale(scale.low - margin, scale.high + margin)
    ends: list[float] = []
    bars = []
    for (start, end), row in dated:
        left = scale.at(start)
        width = max(_LEAST_WIDTH, round(scale.at(end) - left, 2))
        left = min(left, 100 - width)
        off = "" if scale.holds(start, end) else "<" if end < scale.low else ">"
        lane = 0 if off else _free_lane(ends, left, left + width + _GAP)
        bars.append(Bar(row, left, width, lane, off, group_of(row["kind"])))
    return Timeline(
        tuple(bars), max(1, len(ends)), tuple(time_ticks(scale)), len(rows) - len(dated), sum(bar.off != "" for bar in bars)
    )


def _middle(spans: Sequence[tuple[float, float]], conflict: tuple[float, float] | None, full: Scale) -> Scale:
    """The days of the conflict and a little more, or the shortest stretch in which most of the events begin."""
    starts = sorted(start for start, _ in spans)
    if conflict and any(conflict[0] <= start <= conflict[1] for start in starts):
        beside = (conflict[1] - conflict[0]) * _BESIDE
        low, high = max(full.low, conflict[0] - beside), min(full.high, conflict[1] + beside)
    else:
        many = max(1, round(len(starts) * _BULK))
        low, high = min(zip(starts, starts[many - 1 :], strict=False), key=lambda stretch: stretch[1] - stretch[0])
    return Scale(low, high) if high - low < _WORTH_CUTTING * (full.high - full.low) else full


def _free_lane(ends: list[float], left: float, right: float) -> int:
    """The first lane whose last bar ends before `left`; `ends` holds the end of each and is updated."""
    for lane, end in enumerate(ends):
        if end <= left:
            ends[lane] = right
            return lane
    ends.append(right)
    return len(ends) - 1
