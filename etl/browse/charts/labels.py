"""Names beside the points of a map: as many as fit without lying over each other, the first come first."""

from __future__ import annotations

from dataclasses import dataclass

# in units of a map that is drawn a little narrower than it is wide in units: a label is set in letters of fixed size
_HEIGHT = 18
_LETTER = 8.5
_GAP = 10
_MOST = 40


@dataclass(frozen=True, slots=True)
class Label:
    """`dx` and `dy` from its point in pixels; `anchor` as SVG has it."""

    dx: int
    dy: int
    anchor: str


# right, left, above, below; with each, how far its middle lies below that of the point
_PLACES = (
    (Label(9, 4, "start"), 0),
    (Label(-9, 4, "end"), 0),
    (Label(0, -10, "middle"), -_HEIGHT),
    (Label(0, 19, "middle"), _HEIGHT),
)


class Labels:
    """Takes labels in the order of their weight and keeps the room of each."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._taken: list[tuple[float, float, float]] = []  # left, right, middle height

    def place(self, name: str, x: float, y: float) -> Label | None:
        """Where the name of the point goes: right, left, above or below it; None where there is no room."""
        long = len(name) * _LETTER
        for label, lower in _PLACES if len(self._taken) < _MOST else ():
            left = {"start": x + _GAP, "end": x - _GAP - long, "middle": x - long / 2}[label.anchor]
            middle = y + lower
            if left >= 0 and left + long <= self._width and self._is_free(left, left + long, middle):
                self._taken.append((left, left + long, middle))
                return label
        return None

    def _is_free(self, left: float, right: float, middle: float) -> bool:
        return all(right < a or left > b or abs(middle - at) >= _HEIGHT for a, b, at in self._taken)
