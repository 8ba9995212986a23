"""Expressions of time that say when by what was told before: the closed grammar behind `relative_times`.

    the next day, that same night, the following year      a unit, and how many of it on
    two months later, a year earlier                       a count of units, and which way
    later that year, the end of the month, month's end     a part of a unit of the story
    on the 28th, the 28th of that month, the 24th          a day of the month of the story
    at 5:00 am, in the afternoon of the 15th               an hour of the day of the story
    Christmas Eve, next March                              a day or month that the calendar names

"the following months" and "two days of fighting" are stretches of no fixed place and are not read.
"""

from __future__ import annotations

import re

from etl.normalize.grammar.clues import COLON, DIGIT
from etl.normalize.grammar.date_patterns import MONTH_NUMBERS, PARTS, SEASON_MONTHS, WS, any_of

HOURS = ("morning", "afternoon", "evening", "night")  # parts of a day
UNITS = ("day", "week", "month", "year", "decade", "century")
NEXT = ("next", "following", "ensuing", "subsequent")
LAST = ("previous", "preceding", "last")
SAME = ("same", "very same", "very")
SMALL_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "a": 1, "an": 1,
}  # fmt: skip
# Days of the year that have a name of their own, wherever they are kept.
NAMED_DAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "st. stephen's day": (12, 26), "all saints' day": (11, 1),
    "epiphany": (1, 6),
}  # fmt: skip

_MONTHS = any_of([name.capitalize() for name in MONTH_NUMBERS if len(name) > 3])
_SEASONS = any_of([*SEASON_MONTHS])
_UNIT = rf"(?P<unit>{any_of(UNITS)}|{any_of(HOURS)}|{_SEASONS})(?![\w-])"
_PART = rf"(?P<part>{any_of([*PARTS])}|rest|remainder|latter|later|earlier)"
_SHIFT = rf"(?P<shift>{any_of([*NEXT, *LAST, *SAME])})"
_COUNT = rf"(?P<count>[1-9][0-9]{{0,2}}|{any_of([*SMALL_NUMBERS])})"
_THEN = rf"(?:that|the|this){WS}(?:{any_of(SAME)}{WS})?"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-]){pattern}", re.IGNORECASE)


# What an expression is called, and its shape. Where two begin at one place the longer stands.
FORMS: dict[str, re.Pattern[str]] = {
    # the end of the second day; early the next morning; the night of the same day
    "shift": _compiled(rf"(?:{_PART}{WS}(?:of{WS}|in{WS}|on{WS})?)?(?:the|that|this|of){WS}{_SHIFT}{WS}{_UNIT}"),
    "day_after": _compiled(
        rf"the{WS}(?P<unit>day|morning|night|year|month|week){WS}(?P<way>after|before|following)"
        rf"(?=[,.;:)]|{WS}(?:in|at|by|and|with|when|he|she|they)\b)"
    ),
    # three days later, a year earlier
    "count": _compiled(
        rf"(?:(?:just|only|some|about|exactly|almost|nearly){WS})?{_COUNT}{WS}"
        rf"(?P<unit>{any_of(UNITS)})s?{WS}(?P<way>later|earlier|afterwards?|before(?=[,.;:])|previously)"
    ),
    # later that year, the end of the month, by year's end
    "part": _compiled(rf"{_PART}{WS}(?:of{WS}|in{WS})?{_THEN}{_UNIT}"),
    "end": _compiled(rf"(?:the{WS})?(?P<unit>month|year|week|decade|century)['’]s{WS}end"),
    "that": _compiled(rf"that{WS}{_UNIT}"),
    # next March, the previous October
    "month_on": _compiled(rf"(?:the{WS})?(?P<shift>next|following|previous|preceding|last){WS}(?P<month>{_MONTHS})"),
    # the 28th of that month, on the 15th
    "day_of_month": _compiled(
        rf"(?:the{WS})?(?P<day>[1-9][0-9]?)(?:st|nd|rd|th)(?:{WS}of{WS}(?:that|the|the{WS}same){WS}month)?"
        rf"(?![\w-])(?!{WS}and{WS}(?:the{WS})?[0-9])(?=\s*[,.;:)]|{WS}(?:and|when|but|in|at|with|by|the|he|she|it|they|we|a|an|his|their|all|from|until|"
        rf"to|of{WS}the{WS}month)\b)"
    ),
    # 5:00 am, 19:15 hrs, 6 p.m.
    "clock": re.compile(
        rf"(?<![\d:.,])(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?"
        rf"(?:{WS}?(?:[ap]\.?m\b\.?|h(?:ou)?rs?\b))?|{WS}?(?:[ap]\.m\.|[ap]m\b))(?![\d:])",
        re.IGNORECASE,
    ),
    # in the morning, during the night of the 15th
    "hour": _compiled(rf"the{WS}(?P<unit>morning|afternoon|evening)(?![\w-])"),
    "named_day": _compiled(rf"(?P<name>{any_of(NAMED_DAYS)})(?:,?{WS}(?P<year>[12][0-9]{{3}}))?(?![\w-])"),
    "winter": _compiled(rf"(?:the{WS})?winter(?![\w-])"),
}
# Words of which one from each set stands in every expression of a form.
_UNIT_WORDS = frozenset((*UNITS, *HOURS, *SEASON_MONTHS))
_MONTH_WORDS = frozenset(name for name in MONTH_NUMBERS if len(name) > 3)
_POINTING = frozenset(("the", "that", "this", "of"))
CLUES: dict[str, tuple[frozenset[str], ...]] = {
    "shift": (_UNIT_WORDS, frozenset(word for words in (*NEXT, *LAST, *SAME) for word in words.split())),
    "day_after": (_UNIT_WORDS, frozenset(("after", "before", "following"))),
    "count": (
        frozenset((*UNITS, *(f"{unit}s" for unit in UNITS))),
        frozenset(("later", "earlier", "afterward", "afterwards", "before", "previously")),
    ),
    "part": (
        _UNIT_WORDS,
        frozenset((*(name.split()[0] for name in PARTS), "rest", "remainder", "latter", "later", "earlier")),
        _POINTING,
    ),
    "end": (_UNIT_WORDS, frozenset(("end",))),
    "that": (_UNIT_WORDS, frozenset(("that",))),
    "month_on": (_MONTH_WORDS, frozenset((*NEXT, *LAST))),
    "day_of_month": (frozenset((DIGIT,)), frozenset(("st", "nd", "rd", "th"))),
    "clock": (frozenset((COLON, "am", "pm", "m")), frozenset((DIGIT,))),
    "hour": (frozenset(HOURS),),
    "named_day": (frozenset(("year", "christmas", "boxing", "stephen", "saints", "epiphany")),),
    "winter": (frozenset(("winter",)),),
}
# What must stand before: "on the 15th", "until the 3rd", not "the 15th Army"; "in the winter", not "winter quarters".
LEADS: dict[str, re.Pattern[str]] = {
    "day_of_month": re.compile(
        r"\b(?:on|by|of|until|till|from|to|and|since|before|after|morning of|night of)\s\Z", re.IGNORECASE
    ),
    "hour": re.compile(r"\b(?:in|during|by)\s\Z", re.IGNORECASE),
    "winter": re.compile(r"\b(?:in|during|by|throughout|until|that|through|over|for|of)\s\Z", re.IGNORECASE),
}
