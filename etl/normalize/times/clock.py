"""All expressions of time of an article in the order of the text, each with the days it means.

What a text leaves out, it takes from the story (`story`): the year of "On 24 February", the day of "the next day". A new
section starts from the year in its heading; where it has none the story goes on from the sentence before. Each expression
says whether it was stated or inferred, and by which rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.normalize.grammar.date_patterns import MONTH_NUMBERS, SEASON_MONTHS
from etl.normalize.grammar.date_span import Bounds, DateSpan
from etl.normalize.grammar.dates import DateMatch, find_dates
from etl.normalize.grammar.relative_times import RULES, RelativeMatch, find_relatives, resolve, shift_years
from etl.normalize.record.facts import Dates
from etl.normalize.text.passages import Passage, Passages
from etl.normalize.times.engagement import engagement_dates
from etl.normalize.times.story import Story

_BRACKETED = re.compile(r"\([^()]*\)")
_OF_A_WORK = re.compile(r"\b(?:book|article|film|report|study|work|paper|novel|documentary|edition)\b|\*")
_ASIDE_LEAD = re.compile(r"(?:\bsince|\bto this day|\buntil the|\bback to)\s(?:the\s)?\Z", re.IGNORECASE)
_ON = re.compile(r"\s(?:on|of)\s(?:the\s)?|,\s(?:on\s)?", re.IGNORECASE)
_PLUPERFECT = re.compile(r",\s(?:which|who)\shad\s[^,;.()]{0,70}\Z")  # ', which had departed on 11 November,'
_AHEAD_LEAD = re.compile(r"\b(?:to|for|until|till)\s\Z", re.IGNORECASE)  # 'postponed to the next day'; 'quarters for the winter'
_OF = re.compile(r"\sof\s", re.IGNORECASE)
_BETWEEN = 8  # characters between two expressions that are one
_FIRST_PLAIN_YEAR = 1000  # before it, a number of three digits may be a year, and before Christ
_NEEDS_YEAR = re.compile(rf"\b(?:{'|'.join(n.capitalize() for n in MONTH_NUMBERS)}|(?i:{'|'.join(SEASON_MONTHS)}))\b")
_YEARLESS = frozenset((*MONTH_NUMBERS, *SEASON_MONTHS))  # the clues of `_NEEDS_YEAR`
_RECENT = 4  # sentences
_NEVER = 10_000
_LONGEST = 5  # years of a span that the story can stand in
_SHORT = 1  # years: the margin around a war no longer than that
_OUTSIDE = 3  # years around those that the article is about
_OPENING = 14  # characters: a date that opens its sentence moves the story, however coarse
_NEAR = 2  # years: a story that comes back so near has not left
_FAR = 2  # years that a leap must take to be an aside
_AFTERLIFE = 40  # years after the end of a war: what is dated then is its memory, and dates nothing but itself


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: where it stands, and the span that it means. `is_relative`: it leans on what was told before."""

    start: int
    end: int
    dates: Dates
    rule: str = "date_stated"
    kind: str = "date"
    is_relative: bool = False


_COMPARED = re.compile(  # 'twice as small as the formation that hit London on'
    r"\b(?:as|than|unlike|like|similar to)\s(?:the|those|that|an?|its|their|his)\s[^,;.]*?\b(?:that|which|who|of)\s[^,;.]*\Z"
)


class Clock:
    """The expressions of time of all sentences of the prose, by the sentence's start."""

    def __init__(self, read: Passages, conflict: DateSpan | None = None) -> None:
        """`conflict`: when the war or battle of the infobox was; dates without a year lie rather in it than far from it."""
        self._dates: dict[int, list[Dated]] = {}
        self._before: dict[int, Dates | None] = {}
        self._stale: dict[int, int] = {}
        passages = read.of("heading", "sentence")
        self._stated = stated = [find_dates(p.text, clues=p.clues) for p in passages]
        self._years = [(i, m) for i, found in enumerate(stated) for m in found if _year_of(m) is not None]
        self.passages = passages
        closed = conflict if conflict and conflict.start and conflict.end else None
        is_short = closed is not None and closed.start and closed.end and closed.end[0] - closed.start[0] <= _SHORT
        self._core = _core_years([closed] if is_short else [m.span for _, m in self._years])
        self._is_battle = engagement_dates(Dates(conflict)) is not None if conflict else False
        story = Story(conflict=(closed.start, closed.end) if closed and closed.start and closed.end else None)
        first = self._years[0][1].span.start if self._years else closed.start if closed else None
        if first is not None:
            story.tell(((first[0], 1, 1), (first[0], 12, 31)))
        stale = _NEVER
        for at, passage in enumerate(passages):
            start = passage.span.start
            self._before[start] = None if self._is_afterlife(story, conflict) else _dates_of(story)
            self._dates[start] = self._read(passage, at, story)
            is_new = at == 0 or passages[at - 1].section != passage.section
            stale = _NEVER if is_new else stale + 1
            self._stale[start] = stale
            stale = 0 if self._dates[start] else stale

    def of(self, sentence: Passage) -> list[Dated]:
        """The dates that stand in the sentence, in its order."""
        return self._dates.get(sentence.span.start, [])

    def nearest(self, sentence: Passage, start: int, end: int) -> Dates | None:
        """The date of the sentence nearest to a stretch of it; None where it has none."""
        found = self.of(sentence)
        return min(found, key=lambda d: max(d.start - end, start - d.end, 0)).dates if found else None

    def recent(self, sentence: Passage) -> Dates | None:
        """The last date of the story, if its section told it in one of the sentences right before.

        Where the whole article is about some days of one battle, the last one that any sentence told.
        """
        if self._is_battle:
            return self.before(sentence)
        return self.before(sentence) if self._stale.get(sentence.span.start, _NEVER) <= _RECENT else None

    def before(self, sentence: Passage) -> Dates | None:
        """The last date of the story before the sentence, marked as inferred."""
        return self._before.get(sentence.span.start)

    def _read(self, passage: Passage, at: int, story: Story) -> list[Dated]:
        """The expressions of one sentence or heading; the story moves on with those that are no asides."""
        text, offset = passage.text, passage.span.start
        found = _joined(text, self._dates_of(at, story.year), find_relatives(text, passage.clues))
        is_heading = passage.kind == "heading"
        brackets = [] if is_heading else [m.span() for m in _BRACKETED.finditer(text)]
        dated: list[Dated] = []
        for match in found:
            bounds = _bounds(match, story)
            if bounds is None:
                continue
            dated.append(_dated(match, bounds, text, offset))
            in_brackets = any(start <= match.start < end for start, end in brackets)
            if is_heading or not (in_brackets or self._is_aside(match, bounds, text, at, story)):
                story.tell(bounds)
        return dated

    def _dates_of(self, at: int, year: int | None) -> list[DateMatch]:
        """The dates of a passage with the year of the story; where no month or season stands it could change nothing."""
        text = self.passages[at].text
        clues = self.passages[at].clues
        if year is not None and (year < _FIRST_PLAIN_YEAR or (not _YEARLESS.isdisjoint(clues) and _NEEDS_YEAR.search(text))):
            return find_dates(text, default_year=year, clues=clues)
        return self._stated[at]

    def _is_aside(self, match: DateMatch | RelativeMatch, bounds: Bounds, text: str, at: int, story: Story) -> bool:
        """A time since when something is so, a work of that year, a year far off that the next dates come back from."""
        if _PLUPERFECT.search(text, max(0, match.start - 90), match.start):
            return True
        if _COMPARED.search(text, max(0, match.start - 120), match.start):
            return True
        if _ASIDE_LEAD.search(text, max(0, match.start - 20), match.start) or bounds[1][0] - bounds[0][0] > _LONGEST:
            return True
        if isinstance(match, RelativeMatch):
            is_ahead = _AHEAD_LEAD.search(text, max(0, match.start - 8), match.start) is not None
            return is_ahead or match.looks_back or (match.is_coarse and match.start > _OPENING)
        if story.bounds and _contains(bounds, story.bounds) and match.start > _OPENING:
            return True  # 'in 1812' within a day of that year: the story stays at its day
        if story.year is None or match.is_yearless:
            return False
        year, is_coarse = bounds[0][0], bounds[0][1:] == (1, 1)
        if abs(year - story.year) < _FAR:
            return False
        if is_coarse and (_OF_A_WORK.search(text[match.end : match.end + 40].split(",")[0]) or not self._is_core(year)):
            return True
        section = self.passages[at].section
        following = [m for i, m in self._years if i > at and self.passages[i].section == section][:2]
        back = [m for m in following if abs((_year_of(m) or 0) - story.year) <= _NEAR]
        return bool(back) and back[0] is following[0] and abs((_year_of(back[0]) or 0) - year) >= _FAR

    @staticmethod
    def _is_afterlife(story: Story, conflict: DateSpan | None) -> bool:
        """Whether the story stands at an excavation or a film, long after the war: 'found in 2012. Henry dismissed his men.'"""
        last = conflict.year_end if conflict else None
        return last is not None and story.bounds is not None and story.bounds[0][0] > last + _AFTERLIFE

    def _is_core(self, year: int) -> bool:
        """Whether the year lies in the years that the article is about, or near."""
        first, last = self._core
        margin = _OUTSIDE if last - first > _SHORT else _SHORT
        return first - margin <= year <= last + margin


def _contains(one: Bounds, other: Bounds) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]


def _core_years(spans: Iterable[DateSpan | None]) -> tuple[int, int]:
    """The years between which four fifths of the stated years lie."""
    years = sorted(day[0] for span in spans if span for day in (span.start, span.end) if day is not None)
    if not years:
        return 0, 0
    return years[len(years) // 10], years[-1 - len(years) // 10]


def _joined(text: str, dates: list[DateMatch], relatives: list[RelativeMatch]) -> list[DateMatch | RelativeMatch]:
    """Both kinds, in the order of the text, each once: '5:00 am on 3 October' and '25 July of that year' are one."""
    kept: list[DateMatch | RelativeMatch] = list(dates)
    for match in relatives:
        if "year" in match.words:  # 'New Year's Day 1945': the year belongs to it
            kept = [d for d in kept if not match.start <= d.start < match.end]
            kept.append(match)
            continue
        near = next((d for d in dates if d.start < match.end + _BETWEEN and match.start < d.end + _BETWEEN), None)
        if near is None:
            kept.append(match)
        elif near.start >= match.end:
            if not _ON.fullmatch(text, match.end, near.start):
                kept.append(match)
            elif match.is_part_of_day or text[match.end] == ",":  # 'The next day, November 16'
                kept[kept.index(near)] = replace(near, start=match.start)
        elif near.end <= match.start and not _OF.fullmatch(text, near.end, match.start):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _bounds(match: DateMatch | RelativeMatch, story: Story) -> Bounds | None:
    if isinstance(match, RelativeMatch):
        return resolve(match, story.anchor) if story.anchor else None
    first, last = match.span.start, match.span.end
    if first is None or last is None:
        return None
    if not match.is_yearless:
        return first, last
    year = story.year_of(first[1])
    return shift_years((first, last), year - first[0]) if year is not None else (first, last)


def _dated(match: DateMatch | RelativeMatch, bounds: Bounds, text: str, offset: int) -> Dated:
    start, end = offset + match.start, offset + match.end
    if isinstance(match, RelativeMatch):
        span = DateSpan(bounds[0], bounds[1], text[match.start : match.end], is_inferred=True)
        kind = "part_of_day" if match.is_part_of_day else "date" if bounds[0] == bounds[1] else "period"
        return Dated(start, end, Dates(span, is_inferred=True), RULES[match.form], kind, is_relative=True)
    span = replace(match.span, start=bounds[0], end=bounds[1], raw=text[match.start : match.end])
    rule = "date_year_of_story" if match.is_yearless else "date_inferred" if span.is_inferred else "date_stated"
    kind = "date" if bounds[0] == bounds[1] else "period"
    return Dated(start, end, Dates(span), rule, kind)


def _year_of(match: DateMatch) -> int | None:
    return match.span.year_end if match.span.start is not None else None


def _dates_of(story: Story) -> Dates | None:
    if story.bounds is None:
        return None
    return Dates(DateSpan(story.bounds[0], story.bounds[1], "", is_inferred=True), is_inferred=True)
