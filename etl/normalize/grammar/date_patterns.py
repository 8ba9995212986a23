"""The words dates are made of, and the shapes they are written in: the closed lexicon behind `dates`.

Every repetition has an upper bound, so a pattern reads a bounded stretch from where it is tried and the whole grammar
stays linear in the text. `[0-9]` stands where `\\d` would let in digits of other scripts.
"""

import re
from collections.abc import Iterable
from enum import Enum

from etl.normalize.grammar.clues import DIGIT


class Unit(Enum):
    """What a date point counts in. NUMBER and PLACED_DAY mean nothing alone, only as one end of a range."""

    NUMBER = "number"  # the 12 of "12–15 November", the 94 of "1993–94", the 5th of "5th–4th century"
    PLACED_DAY = "placed day"  # the "18, 1812" of "November 15–18, 1812"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


WS = r"[^\S\n]{1,3}"
OWS = r"[^\S\n]{0,3}"


def any_of(words: str | Iterable[str]) -> str:
    """Alternatives ('one|another' or a list), a longer word before its own beginning; a blank stands for any blanks."""
    listed = words.split("|") if isinstance(words, str) else words
    return "(?:" + "|".join(word.replace(" ", WS) for word in sorted(set(listed), key=lambda w: (-len(w), w))) + ")"


# fmt: off
_MONTHS = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun",
    "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
)
# fmt: on
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
# First and last month; winter runs into the next year.
SEASON_MONTHS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
ORDINAL_NUMBERS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}

# Which piece of how many: (first piece, piece after the last, number of pieces).
Part = tuple[int, int, int]
# fmt: off
PARTS: dict[str, Part] = {
    "early": (0, 1, 3), "beginning": (0, 1, 3), "start": (0, 1, 3), "early part": (0, 1, 3),
    "mid": (1, 2, 3), "middle": (1, 2, 3),
    "late": (2, 3, 3), "end": (2, 3, 3), "close": (2, 3, 3), "latter part": (2, 3, 3),
    "first half": (0, 1, 2), "second half": (1, 2, 2), "latter half": (1, 2, 2), "last half": (1, 2, 2),
    "first quarter": (0, 1, 4), "second quarter": (1, 2, 4), "third quarter": (2, 3, 4),
    "fourth quarter": (3, 4, 4), "last quarter": (3, 4, 4),
    "first week": (0, 1, 5), "second week": (1, 2, 5), "third week": (2, 3, 5), "fourth week": (3, 4, 5),
    "last week": (3, 5, 5), "first two weeks": (0, 2, 5),
}
# Where a unit is cut into pieces: days of a month, months of a season or year, years of a decade or century.
CUTS: dict[tuple[Unit, int], tuple[int, ...]] = {
    (Unit.MONTH, 3): (0, 10, 20, 31), (Unit.MONTH, 2): (0, 15, 31), (Unit.MONTH, 5): (0, 7, 14, 21, 28, 31),
    (Unit.SEASON, 3): (0, 1, 2, 3),
    (Unit.YEAR, 3): (0, 4, 8, 12), (Unit.YEAR, 2): (0, 6, 12), (Unit.YEAR, 4): (0, 3, 6, 9, 12),
    (Unit.DECADE, 3): (0, 4, 7, 10), (Unit.DECADE, 2): (0, 5, 10),
    (Unit.CENTURY, 3): (0, 33, 66, 100), (Unit.CENTURY, 2): (0, 50, 100), (Unit.CENTURY, 4): (0, 25, 50, 75, 100),
}
# fmt: on

# Names are capitalised or in capitals: "may" and "march" are verbs. Only a short form has a full stop of its own.
_CASED = [cased for name in MONTH_NUMBERS for cased in (name.capitalize(), name.upper())]
_MONTH = (
    rf"(?P<month>{any_of([name for name in _CASED if len(name) > 4 or name.upper() in {'MAY', 'JUNE', 'JULY'}])}(?!\w)"
    rf"|{any_of([name for name in _CASED if len(name) < 5])}(?!\w)\.?)"
)
_SEASON = rf"(?P<season>(?i:{any_of([*SEASON_MONTHS])}))(?!\w)"
_ORDINAL_WORD = rf"(?i:{any_of([*ORDINAL_NUMBERS])})(?!\w)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?P<day>[1-9][0-9]?)(?P<suffix>st|nd|rd|th|d)?(?!\w)"
_ERA = r"(?P<era>B\.?[ ]?C\.?[ ]?E\.|BCE|B\.[ ]?C\.|BC|A\.[ ]?D\.|AD|C\.[ ]?E\.|CE)(?!\w)"
_AFTER_CHRIST = rf"(?P<before>AD|A\.[ ]?D\.){OWS}"
_NUMERAL = r"(?P<year>[1-9][0-9]{0,3})"
# "11 February 1688/89": the year began in March then, the second number is today's year.
_DUAL = r"(?:/(?P<dual>[0-9]{1,4}))?"
_END = rf"(?![0-9])(?:{OWS}{_ERA})?(?!\w)"
_YEAR = rf"(?:{_AFTER_CHRIST})?{_NUMERAL}{_END}"
_DUAL_YEAR = rf"(?:{_AFTER_CHRIST})?{_NUMERAL}{_DUAL}{_END}"
DASH = r"(?:-{1,3}|[–—−‒―]{1,2}|\ufffd{1,3})"  # U+FFFD: what is left of a dash when bytes were lost

OLD_NEW = re.compile(r"(?:(?P<old>O\.?[ ]?S\.?|Old Style)|N\.?[ ]?S\.?|New Style)(?!\w)")


def _style(name: str) -> str:
    """A mark of the calendar: 'O.S.', '(N.S.)', '[O.S. 23 June]', '(4 July N.S.)'."""
    inner = r"[^\[\]()\n]{0,30}"
    mark = r"(?:[ON]\.?[ ]?S\.?|Old Style|New Style)(?!\w)"
    return rf"(?P<{name}>{OWS}[\[(]{inner}?\b{mark}{inner}[\])]|,?{WS}[ON]\.[ ]?S\.)"


_DAY_MONTH = rf"{_DAY}(?:{WS}day)?(?:{WS}of)?{WS}{_MONTH}(?:{_style('style')})?"
_MONTH_DAY = rf"{_MONTH}{WS}(?:the{WS})?{_DAY}(?:{_style('style')})?"
_OF = rf"(?:,?{WS}(?:of{WS})?|,)"
_LATE_STYLE = rf"(?:{_style('late_style')})?"
_CENTURY = rf"(?:{WS}|-)[Cc]entur(?:y|ies)(?:{WS}{_ERA})?(?!\w)"


def _compiled(*shapes: tuple[Unit, str]) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    return tuple((unit, re.compile(pattern)) for unit, pattern in shapes)


# The shapes of a point by what it begins with. All are tried; which one stands is decided by what follows.
DIGIT_SHAPES = _compiled(
    (Unit.DAY, rf"{_DAY_MONTH}{_OF}{_DUAL_YEAR}{_LATE_STYLE}"),
    (Unit.DAY, _DAY_MONTH),
    (Unit.DAY, r"(?P<year>[0-9]{4})-(?P<month_number>[01][0-9])-(?P<day>[0-3][0-9])(?![\w-])"),
    (Unit.PLACED_DAY, rf"{_DAY},?{WS}{_YEAR}{_LATE_STYLE}"),
    (Unit.YEAR, rf"{_NUMERAL}{_END}{_LATE_STYLE}"),
    (Unit.SEASON, rf"{_NUMERAL}(?:{DASH}|/)(?P<next_year>[0-9]{{2,4}}){WS}(?P<season>winter)(?!\w)"),
    (Unit.SEASON, rf"{_NUMERAL}{WS}(?P<season>spring|summer|autumn|winter)(?!\w)"),
    (Unit.DECADE, rf"(?P<year>[1-9][0-9]{{0,2}}0)['’]?s(?:{OWS}{_ERA})?(?!\w)"),
    (Unit.CENTURY, rf"(?P<number>[1-9][0-9]?)(?:st|nd|rd|th){_CENTURY}"),
    (Unit.NUMBER, r"(?P<day>[0-9]{1,2})(?P<suffix>st|nd|rd|th|d)?(?!\w)"),
)
WORD_SHAPES = _compiled(
    (Unit.DAY, rf"{_MONTH_DAY}(?:,?{WS}|,){_DUAL_YEAR}{_LATE_STYLE}"),
    (Unit.DAY, _MONTH_DAY),
    (Unit.MONTH, rf"{_MONTH}(?:{_style('style')})?{_OF}{_DUAL_YEAR}{_LATE_STYLE}"),
    (Unit.MONTH, _MONTH),
    (Unit.SEASON, rf"{_SEASON}{_OF}{_YEAR}(?:{OWS}(?:{DASH}|/){OWS}(?P<next_year>[0-9]{{2,4}})(?!\w))?"),
    (Unit.SEASON, rf"{_SEASON}{_OF}{_YEAR}"),
    (Unit.SEASON, _SEASON),
    (Unit.YEAR, rf"{_AFTER_CHRIST}{_NUMERAL}{_END}{_LATE_STYLE}"),
    (Unit.CENTURY, rf"(?P<word>{_ORDINAL_WORD}){_CENTURY}"),
    (Unit.NUMBER, rf"(?P<word>{_ORDINAL_WORD})"),
)


def shapes_at(text: str, at: int) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """The shapes that the number or word at a place may begin, in their order: of '1992' no day, of 'May' no season."""
    if text[at] in "0123456789":
        digits = _DIGITS.match(text, at)
        return _SHAPES_BY_DIGITS[digits.end() - at if digits is not None else 0]
    word = _LETTERS.match(text, at)
    return _SHAPES_BY_WORD.get(word[0].lower(), ()) if word is not None else ()


_DIGITS = re.compile(r"[0-9]{1,5}")
_LETTERS = re.compile(r"[A-Za-z]+")


def _beginning(shapes: tuple[tuple[Unit, re.Pattern[str]], ...], *begins: str) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    return tuple(shape for shape in shapes if shape[1].pattern.startswith(begins))


_YEAR_SHAPES = _beginning(DIGIT_SHAPES, "(?P<year>")  # the others begin with one or two digits
_SHAPES_BY_DIGITS = {0: (), 1: DIGIT_SHAPES, 2: DIGIT_SHAPES, 3: _YEAR_SHAPES, 4: _YEAR_SHAPES, 5: ()}  # by how many there are
_SHAPES_BY_WORD = {
    **dict.fromkeys(MONTH_NUMBERS, _beginning(WORD_SHAPES, "(?P<month>")),
    **dict.fromkeys(SEASON_MONTHS, _beginning(WORD_SHAPES, "(?P<season>")),
    **dict.fromkeys((name.split("-")[0] for name in ORDINAL_NUMBERS), _beginning(WORD_SHAPES, "(?P<word>")),
    **dict.fromkeys(("ad", "a"), _beginning(WORD_SHAPES, "(?P<before>", "(?:(?P<before>")),
}

_SHORT_PARTS = "early|mid|late"
_LONG_PARTS = any_of([name for name in PARTS if name not in _SHORT_PARTS.split("|")])
_LOOSE_CIRCA = "about|around|approximately|roughly"
# What may stand before a point: circa, weekday, article, part. It always matches, if only nothing.
PREFIX = re.compile(
    rf"(?:(?P<circa>(?i:c\.|ca\.|~){OWS}|(?i:circa|ca|c){WS}|(?P<loose>(?i:{_LOOSE_CIRCA})){WS}))?"
    rf"(?:(?P<weekday>{_WEEKDAY}),?{WS})?(?:(?P<the>[Tt]he){WS})?"
    rf"(?:(?P<long_part>(?i:{_LONG_PARTS})){WS}of{WS}(?:the{WS})?"
    rf"|(?P<part>(?i:{_SHORT_PARTS}))"
    rf"(?:(?:-to-|/|{WS}(?:to|or|and){WS})(?P<last_part>(?i:mid|late)))?(?:-|{WS}(?:in{WS})?)(?:the{WS})?)?"
)
SEPARATOR = re.compile(
    rf"{OWS}(?:(?P<dash>{DASH})|(?P<slash>/)){OWS}"
    rf"|{WS}(?:(?P<to>to|through|thru)|(?P<and>and)|(?P<or>or)|(?P<until>until|till)){WS}"
)
# Words that make a range of what follows, or open one side of it.
_LEADS = "between|from|until|till|since|after|before"
LEAD = re.compile(rf"(?P<lead>(?i:{_LEADS})){WS}")
LISTED = re.compile(rf"(?:,?{WS}(?:and|or)|[,;]){WS}")

_PLAIN_FIRST_WORDS = f"c|ca|circa|the|{_LOOSE_CIRCA}|{_LEADS}".split("|")
_FIRST_WORDS = any_of([*_PLAIN_FIRST_WORDS, *SEASON_MONTHS, *ORDINAL_NUMBERS, *(name.split()[0] for name in PARTS)])
_BEGINS = rf"(?:[0-9~]|(?:AD|A\.[ ]?D\.|{_WEEKDAY}|{any_of(_CASED)}|(?i:{_FIRST_WORDS}))(?!\w))"
_BLANK_FOLLOWS = any_of([*_LEADS.split("|"), *_LOOSE_CIRCA.split("|"), "the"])
# Every place where an expression may begin; 'the', 'from' and the like only where one may go on behind the blank.
ANCHOR = re.compile(rf"(?<!\w)(?!(?i:{_BLANK_FOLLOWS})(?!\w)(?!{WS}{_BEGINS})){_BEGINS}")
# The words that one begins with, in lower case, as far as there are only letters in them.
ANCHOR_WORDS = frozenset(
    [*_PLAIN_FIRST_WORDS, *SEASON_MONTHS, *MONTH_NUMBERS, *(name.split()[0] for name in PARTS)]
    + [name.split("-")[0] for name in ORDINAL_NUMBERS]
    + ["ad", "a", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
# One of these words stands in every expression.
CLUES = frozenset((DIGIT, *MONTH_NUMBERS, *SEASON_MONTHS, "century", "centuries"))
