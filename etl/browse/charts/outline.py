"""A map without tiles: places in front of the coastlines and borders of today.

The outline is Natural Earth's, 1:50 million, public domain (data/reference/SOURCES.md). Projection: equirectangular, true
to scale at the middle of the frame, so that a region keeps its shape.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from etl.normalize.lexicon.lexicons import REFERENCE

WIDTH = 1000  # units of the drawing; its height follows from the frame
_HUNDREDTHS = 100
_LEAST_DEGREES = 1.0
_MARGIN = 0.12
_NARROWEST, _TALLEST = 0.45, 0.75  # height to width of a frame
_OFF = 0.06  # the share of places that may lie outside of a frame
_APART = 1.5  # units: points nearer than this to the last one are not drawn
_FAR = 3 * WIDTH  # units outside of the frame at which points are drawn together: a continent is not carried along whole


@dataclass(frozen=True, slots=True)
class Line:
    """A ring or a border as (longitude, latitude) points, and the box that holds it."""

    points: tuple[tuple[float, float], ...]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> int:
        """Of the drawing, for WIDTH."""
        return max(1, round(WIDTH * (self.north - self.south) / ((self.east - self.west) * self._narrowing)))

    @property
    def _narrowing(self) -> float:
        return max(0.1, math.cos(math.radians((self.south + self.north) / 2)))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Units from the left and from the top."""
        across = (longitude - self.west) / (self.east - self.west) * WIDTH
        return round(across, 1), round((self.north - latitude) / (self.north - self.south) * self.height, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


def frame_around(points: Sequence[tuple[float, float]], *, whole: bool = False) -> Frame:
    """A frame with a margin around (longitude, latitude) points; unless `whole`, the few that lie far off are left out."""
    longitudes, latitudes = sorted(p[0] for p in points), sorted(p[1] for p in points)
    skipped = 0 if whole else math.ceil(len(points) * _OFF) if len(points) > 4 else 0
    west, east = longitudes[skipped], longitudes[-1 - skipped]
    south, north = latitudes[skipped], latitudes[-1 - skipped]
    narrowing = max(0.1, math.cos(math.radians((south + north) / 2)))
    across = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES / narrowing)
    up = max((north - south) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    shape = up / (across * narrowing)
    if shape < _NARROWEST:
        up = across * narrowing * _NARROWEST
    elif shape > _TALLEST:
        across = up / _TALLEST / narrowing
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(middle_x - across / 2, max(-90.0, middle_y - up / 2), middle_x + across / 2, min(90.0, middle_y + up / 2))


def land_path(frame: Frame) -> str:
    """The land inside of the frame, as data of an SVG path to be filled."""
    return "".join(f"{_path(points)}Z" for line in _outline()["land"] if (points := _drawn(line, frame)))


def border_path(frame: Frame) -> str:
    """The borders of today inside of the frame, as data of an SVG path."""
    return "".join(_path(points) for line in _outline()["borders"] if (points := _drawn(line, frame)))


@cache
def _outline() -> dict[str, list[Line]]:
    """`land`: rings; `borders`: lines."""
    stored = json.loads(gzip.decompress((REFERENCE / "outline.json.gz").read_bytes()))
    return {kind: [_line(tuple(_points(steps))) for steps in stored[kind]] for kind in ("land", "borders")}


def _line(points: tuple[tuple[float, float], ...]) -> Line:
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return Line(points, min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _points(steps: Sequence[int]) -> Iterator[tuple[float, float]]:
    """Stored are the steps from point to point, east and north, in hundredths of a degree."""
    x = y = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        yield x / _HUNDREDTHS, y / _HUNDREDTHS


def _drawn(line: Line, frame: Frame) -> list[tuple[float, float]]:
    """The points in units, thinned to what can be seen; empty where the line lies outside of the frame."""
    if line.east < frame.west or line.west > frame.east or line.north < frame.south or line.south > frame.north:
        return []
    kept: list[tuple[float, float]] = []
    for longitude, latitude in line.points:
        x, y = frame.at(longitude, latitude)
        x, y = min(max(x, -_FAR), WIDTH + _FAR), min(max(y, -_FAR), frame.height + _FAR)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _APART:
            kept.append((x, y))
    return kept if len(kept) > 1 else []


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
