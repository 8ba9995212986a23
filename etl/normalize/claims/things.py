"""What a count of things counts: arms, vehicles, ships and aircraft, by the lexicon or by their designation.

55 T-72s, 24 BMP-2s, 15 APCs            a letter and a number are a type
two Su-25 ground support bombers        aircraft
a large amount of tanks, armored personnel carriers and attack helicopters      one count, three kinds
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.phrases import find_counted
from etl.normalize.passages.count_phrases import CountPhrase

PEOPLE = ("personnel", "formation", "military_division", "eligible_men")
AIRCRAFT = ("aircraft", "combat_aircraft", "fighter_aircraft", "helicopter")
DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,9}-\d{1,3}[A-Za-z]{0,4}\b")
_NAMED = re.compile(rf"(?:[a-z-]+\s){{0,2}}(?P<name>{DESIGNATION.pattern})")
# letters of designations that are aircraft everywhere: Soviet and Russian design bureaux, US mission letters, German and others
_AIRCRAFT_MARK = re.compile(r"(?:MiG|Su|Tu|Il|Yak|An|La|Mi|Ka|L|F|B|A|C|AH|UH|CH|OH|F/A|P|Bf|Me|Ju|He|Fw|Do)-\d")
_HELICOPTER_MARK = re.compile(r"(?:Mi|Ka|AH|UH|CH|OH)-\d")
_DETERMINERS = re.compile(r"^(?:(?:its|their|his|her|the|our|these|those|remaining|more|additional|further)\s)+")
_MORE = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s|\sor\s)(?P<what>(?:[\w-]+\s){0,3}[\w-]+?)(?=,|\sand\s|\sor\s|[.;:)]|\s(?:to|in|at|from|by|"
    r"along|during|with|which|that|were|was)\b|$)"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing that a count phrase counts: category of the lexicon, and the words for it."""

    category: str
    words: str


def thing_of(what: str) -> Thing | None:
    """What the noun phrase counts; None for people and for anything that is neither armed nor moved."""
    named = _NAMED.match(what)
    heads = find_counted(what)
    if named and (not heads or heads[0].start > named.start()):
        if _AIRCRAFT_MARK.match(named["name"]):
            category = "helicopter" if _HELICOPTER_MARK.match(named["name"]) else "combat_aircraft"
        else:
            category = heads[0].category if heads and heads[0].category not in PEOPLE else "weapon"
        return Thing(category, _to_head(what, heads[0].end if heads and heads[0].category not in PEOPLE else named.end()))
    if not heads:
        return Thing("supplies", arms[0]) if (arms := _arms().match(what)) else None
    head = heads[0]
    for following in heads[1:]:  # 'infantry companies', 'Red Army soldiers': the last of a row is what is counted
        if following.start > head.end + 1:
            break
        head = following
    return Thing(head.category, _to_head(what, head.end))


def kinds_counted(text: str, count: CountPhrase) -> list[CountPhrase]:
    """A vague count over a row of kinds as one count a kind: 'a large amount of tanks, carriers and helicopters'."""
    found = [count]
    if count.vague is None:
        return found
    at = count.end
    while more := _MORE.match(text, at):
        heads = find_counted(more["what"])
        if not heads or heads[0].category in PEOPLE or re.match(r"\d", more["what"]):
            break
        found.append(replace(count, start=count.start, end=more.end("what"), what=more["what"]))
        at = more.end("what")
    return found


def is_thing(count: CountPhrase) -> bool:
    thing = thing_of(count.what)
    return thing is not None and thing.category not in PEOPLE


def _to_head(what: str, end: int) -> str:
    return _DETERMINERS.sub("", what[:end].strip(" .,"))


@cache
def _arms() -> re.Pattern[str]:
    return re.compile(rf"(?:[\w-]+\s){{0,2}}?(?:{alternatives(load_lexicon('arms_words')['nouns'])})\b", re.IGNORECASE)
