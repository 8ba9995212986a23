"""Where the story stands as one reads on: the year, month and day that an expression without them leans on.

In December 1991 … In February …            the story went on into 1992
(later, in 1997, …); his 2003 book; since 1988
                                            asides: a look ahead in brackets, a work, a time since when
In 1921 … On 20 February 1988 …             a year on its own that the next date goes back from was an aside too
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.normalize.grammar.date_span import Bounds, Day
from etl.normalize.grammar.relative_times import Anchor

_LONGEST = 5  # years of a span that the story can stand in
_SEASON = 3  # months that are still a time of the year
_MUCH = 3  # months
_TURN = 8  # months back that are rather three on: from December to January or February


@dataclass(slots=True)
class Story:
    """The state of reading: the last stretch told, and the last day, while nothing coarser was told outside of it."""

    bounds: Bounds | None = None
    day: Day | None = None
    conflict: Bounds | None = None  # of a short war or battle, the days it lasted

    @property
    def year(self) -> int | None:
        return self.bounds[1][0] if self.bounds else None

    @property
    def anchor(self) -> Anchor | None:
        return Anchor(self.bounds, self.day) if self.bounds else None

    def year_of(self, month: int) -> int | None:
        """The year of a month that is told without one: that of the story, or the next where the year has turned.

        Where the article is about a short war, and that year would lie months farther from it than another, the other.
        """
        year = self._told_year(month)
        if year is None or self.conflict is None or self.conflict[1][0] - self.conflict[0][0] > 1:
            return year
        if not self.is_coarse and abs(year - self.conflict[1][0]) > 1 and abs(year - self.conflict[0][0]) > 1:
            return year
        near = min(range(self.conflict[0][0] - 1, self.conflict[1][0] + 2), key=lambda y: self._distance(y, month))
        return near if self._distance(year, month) - self._distance(near, month) > _MUCH else year

    def _distance(self, year: int, month: int) -> int:
        """Months from the conflict."""
        at = year * 12 + month
        first, last = ((day[0] * 12 + day[1]) for day in self.conflict or ((year, month, 1), (year, month, 1)))
        return max(first - at, at - last, 0)

    def _told_year(self, month: int) -> int | None:
        if self.bounds is None:
            return None
        (first_year, first_month, _), (year, last_month, _) = self.bounds
        if first_year != year:  # a winter, a war of years: the year in which it has that month
            return first_year if year - first_year == 1 and month >= first_month else year
        return year if self.is_coarse else year + (last_month - month >= _TURN)

    @property
    def is_coarse(self) -> bool:
        """Whether the story has said no more than a year, or a long part of one."""
        return self.bounds is None or self.bounds[1][1] - self.bounds[0][1] > _SEASON

    def tell(self, bounds: Bounds) -> None:
        """The story goes on at this stretch."""
        first, last = bounds
        if last[0] - first[0] > _LONGEST:
            return
        self.bounds = bounds
        if first == last:
            self.day = last
        elif self.day is None or not first <= self.day <= last:
            self.day = last if first[:2] == last[:2] and last[2] - first[2] <= 4 else None
