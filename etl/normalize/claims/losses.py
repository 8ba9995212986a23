"""Which count of a sentence goes with which word for what became of it: the same grammar for people, arms and aircraft.

99 civilian deaths and 140 wounded              the noun is what is counted
33 Azerbaijanis were killed in … and 216 in …   the passive before the count in a row
120 Azerbaijanis and eight soldiers were killed the passive behind a row of counts
killing an estimated 25,000 people              the active verb before it
the deaths of 32 people (26 Armenians and …)    the noun before it; the counts in brackets are its parts

Each of these manners has its name in `Manner`, so that the readers of claims can give each a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from etl.normalize.lexicon.fates import Fate, only_between
from etl.normalize.passages.count_phrases import CountPhrase

_PARENTHESIS = re.compile(r"\([^()]*\)")
_SPOT = re.compile(  # where it happened, between the people and the verb
    r",?\s(?:in|at|from|on|near|of|around|outside|inside|along|aboard|belonging to|including|living in|trapped in|with)\s"
    r"(?:(?!\b(?:were|was|had|have|that|who|which|but|as)\b)[^.;:()]){1,100}?"
    r"(?=\s(?:were|was|had|have|are|also|died|perished|fled|left|killed|wounded|FATE)\b)"
)
_CLAUSE = re.compile(r"\s(?:who|which|that)\s(?:(?!\b(?:were|was)\b)[^,.;:()]){1,50}?(?=,?\s(?:were|was|had been|have been)\b)")
_AND = re.compile(
    r",?\s(?:and|or)\s(?!(?:the|an?|he|she|it|they|his|her|its|their)\b)(?:(?!were\b|was\b|had\b)[^\W\d_][\w'’-]*\s){1,3}?(?=FATE|were\b|was\b|had\b|have\b)"
)
_ROW = re.compile(
    r"(?:[\s,]|\b(?:and|or|while|with|but|another|a further|as well as|plus|an|about|around|some|also|some|at least|"
    r"including|over|a)\b)*",
    re.IGNORECASE,
)
_PART_OF_LEFT = re.compile(r"\s(?:of|from) (?:which|whom|them|these|those)\b")
_MORE = re.compile(r"(?:an(?:other)?|a)\s(?:additional|further)\b|another\b|additional\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\b(?:of (?:them|these|whom|which|those)|among (?:them|whom|those|these)|including|amongst them)\b[\s,:]*", re.IGNORECASE
)
_BY_AGENT = re.compile(r"\bby\b", re.IGNORECASE)
_TELLS_NUMBER = re.compile(r"\b(?:reached|reaching|is|was|at|to|exceed(?:ed|s|ing)?|total(?:l?ed|s)?|numbered|stands? at)\s\Z")
_NUMBER_OF = re.compile(r"\b(?:numbers?|toll|count|totals?|figures?|estimates?)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:were|was|been|being|are|is)\s(?:\w+ly\s|also\s|all\s|either\s)?\Z")
_LONGEST_GAP = 130


Manner = Literal[
    "noun",  # 99 civilian deaths
    "noun_before",  # the deaths of 32 people
    "stated_number",  # the number of those killed reached 25
    "passive",  # 120 were killed
    "verb_behind",  # 18 died
    "active_verb",  # killing 25
    "row",  # … and eight soldiers were killed: shares the word of its neighbour
    "of_them",  # of whom 216
    "ellipsis",  # … and 216 in the period
]


@dataclass(frozen=True, slots=True)
class CountedFate:
    """A count with what became of it. `parent`: place in the list of the link that this is a part of.

    `manner`: how the sentence links the two; None where other words than those of this grammar do.
    """

    count: CountPhrase
    category: str
    start: int
    end: int
    parent: int | None = None
    manner: Manner | None = None


Accepts = Callable[[CountPhrase], bool]


def link_counts(text: str, counts: list[CountPhrase], fates: list[Fate], accepts: Accepts) -> dict[int, CountedFate]:
    """The links of a sentence by the places of their counts. `accepts`: whether a count may count what the fates befall."""
    found = {i: link for i, count in enumerate(counts) if (link := _linked(text, count, fates, counts, accepts)) is not None}
    _spread(text, counts, fates, found)
    return found


def merge_fates(text: str, fates: list[Fate], joint: Callable[[str, str], str | None]) -> list[Fate]:
    """Words joined by 'and', 'or' with no count between are one, of the category that `joint` gives the two; None keeps both."""
    merged: list[Fate] = []
    for fate in fates:
        last = merged[-1] if merged else None
        if last and re.fullmatch(r"\s*(?:,\s*)?(?:and|or|and/or|,)\s+(?:were\s+)?", text[last.end : fate.start]):
            category = last.category if last.category == fate.category else joint(last.category, fate.category)
            if category is not None:
                merged[-1] = Fate(last.start, fate.end, category, last.manners & fate.manners or last.manners)
                continue
        merged.append(fate)
    return merged


def _linked(text: str, count: CountPhrase, fates: list[Fate], counts: list[CountPhrase], accepts: Accepts) -> CountedFate | None:
    """The link that the words right at the count tell."""
    for fate in fates:  # 99 civilian deaths, 140 wounded
        is_near = "noun" in fate.manners and count.count_end <= fate.start < max(count.end, count.count_end + 2)
        if is_near:
            return _told_of(text, count, fate, fates, counts)
    following = next((f for f in fates if f.start >= count.count_end), None)
    if following and following.manners & {"done", "suffered"} and _reaches(text, count, following, counts):
        return _link(count, following, _behind(following))
    if told := _told_number(text, count, fates, counts, accepts):
        return _link(count, told, "stated_number")
    before = next((f for f in reversed(fates) if f.end <= count.start), None)
    if before and before.manners & {"done", "doing", "noun"} and _leads(text, before, count, counts):
        return _link(count, before, "active_verb" if before.manners & {"done", "doing"} else "noun_before")
    return None


def _behind(fate: Fate) -> Manner:
    return "passive" if "done" in fate.manners else "verb_behind"


def _told_of(text: str, count: CountPhrase, noun: Fate, fates: list[Fate], counts: list[CountPhrase]) -> CountedFate:
    """By the noun, or by the verb that says what became of those it means: '84 of the prisoners were murdered' are killed."""
    if noun.category not in ("captured", "displaced"):
        return _link(count, noun, "noun")
    behind = next((f for f in fates if f.start >= noun.end), None)
    if (
        behind
        and behind.manners & {"done", "suffered"}
        and _reaches(text, replace(count, count_end=noun.end, what=""), behind, counts)
    ):
        return _link(count, behind, _behind(behind))
    before = next((f for f in reversed(fates) if f.end <= count.start), None)
    is_active = before is not None and before.category == "killed" and before.manners & {"done", "doing"}
    if before is not None and is_active and _leads(text, before, count, counts):
        return _link(count, before, "active_verb")
    return _link(count, noun, "noun")


def _told_number(text: str, count: CountPhrase, fates: list[Fate], counts: list[CountPhrase], accepts: Accepts) -> Fate | None:
    """'The number of those killed in the 1988–1989 period reached 25', 'the death toll … is 613 civilians'."""
    fate = next((f for f in fates if f.end <= count.start), None)
    if fate is None or any(fate.end <= c.start < count.start for c in counts) or count.start - fate.end > 2 * _LONGEST_GAP:
        return None
    is_told = _TELLS_NUMBER.search(text, fate.end, count.start) and _NUMBER_OF.search(text, 0, count.start)
    return fate if is_told and (count.is_bare or accepts(count)) else None


def _reaches(text: str, count: CountPhrase, fate: Fate, counts: list[CountPhrase]) -> bool:
    """Whether nothing but auxiliaries, a place or a relative clause stands between the people and the word behind them."""
    if fate.start - count.count_end > _LONGEST_GAP or _counted_between(text, count, fate, counts):
        return False
    gap = _PARENTHESIS.sub(" ", text[count.count_end : fate.start])
    what = count.what.split(",")[0]
    words = what.split()
    for size in range(len(words), -1, -1):  # the noun phrase may have run into the verb
        phrase = " ".join(words[:size])
        rest = gap.lstrip(" -").removeprefix("of ").lstrip()
        if not " ".join(rest.split()).startswith(phrase):
            continue
        tail = " ".join(rest.split())[len(phrase) :]
        tail = _AND.sub(" ", _CLAUSE.sub("", _SPOT.sub("", f"{tail} FATE", count=2), count=1), count=1).removesuffix("FATE")
        if only_between("between").fullmatch(tail):
            return True
    return False


def _counted_between(text: str, count: CountPhrase, fate: Fate, counts: list[CountPhrase]) -> bool:
    """Whether another number stands between, outside of brackets: 'seven people (among them four soldiers) were killed'."""
    brackets = [m.span() for m in _PARENTHESIS.finditer(text, count.count_end, fate.start)]
    between = [c for c in counts if count.count_end < c.start < fate.start and c.quantity.low]
    return any(not any(start <= c.start < end for start, end in brackets) for c in between)


def _leads(text: str, fate: Fate, count: CountPhrase, counts: list[CountPhrase]) -> bool:
    """Whether the word stands right before the count: 'killing an estimated 25', 'the deaths of 32'; not 'killed by 20 men'."""
    gap = text[fate.end : count.start]
    if _BY_AGENT.search(gap) or any(fate.end <= c.start < count.start for c in counts):
        return False
    if len(gap) > _LONGEST_GAP or ("done" in fate.manners and _PASSIVE.search(text, max(0, fate.start - 24), fate.start)):
        return False
    if (
        "noun" in fate.manners
        and not fate.manners & {"done", "doing"}
        and not re.match(
            r"\s(?:of|to|at|were|are|was|is|by|in|between|from|for|placed|numbered|amounted|have|reached|estimate|number|"
            r"tolls?|per)\b",
            gap,
        )
    ):
        return False
    return only_between("before").fullmatch(gap) is not None


def _spread(text: str, counts: list[CountPhrase], fates: list[Fate], found: dict[int, CountedFate]) -> None:
    """Counts in a row share the word of their neighbour: that behind the row, or that before it."""
    for i in reversed(range(len(counts) - 1)):
        right = found.get(i + 1)
        if i in found or right is None or not _in_row(text, counts[i], counts[i + 1], fates):
            continue
        if right.end > counts[i + 1].end or right.start < counts[i].start:
            found[i] = replace(right, count=counts[i], start=counts[i].start, manner="row")
    for i in range(1, len(counts)):
        if i in found or i - 1 not in found:
            continue
        left = found[i - 1]
        gap = text[left.end if left.end <= counts[i].start else left.count.end : counts[i].start]
        elliptic = is_elliptic(counts[i]) and re.search(r"\band\s\Z", gap) and len(gap) < _LONGEST_GAP and "." not in gap
        manner = _shared(_in_row(text, counts[i - 1], counts[i], fates), _OF_THEM.search(gap[-16:]) is not None, bool(elliptic))
        if manner:
            end = max(counts[i].end, counts[i].count_end)
            found[i] = replace(left, count=counts[i], start=left.count.start, end=end, manner=manner)


def _shared(in_row: bool, of_them: bool, elliptic: bool) -> Manner | None:
    """How a count shares the word of the one before it; None where it does not."""
    return "row" if in_row else "of_them" if of_them else "ellipsis" if elliptic else None


def is_elliptic(count: CountPhrase) -> bool:
    """'and 216 in the period', 'and a further 30,000 came from …': of what, the count before it says."""
    return count.is_bare or count.what.split()[0] in ("came", "followed", "more", "others")


def _in_row(text: str, left: CountPhrase, right: CountPhrase, fates: list[Fate]) -> bool:
    if _PART_OF_LEFT.match(text, right.count_end):
        return False
    gap = text[left.end : right.start] if left.end <= right.start else ""
    return (
        len(gap) < 40
        and _ROW.fullmatch(gap.replace("(", " ")) is not None
        and not any(left.end <= f.start < right.start for f in fates)
    )


def with_parts(text: str, links: list[CountedFate]) -> list[CountedFate]:
    """The links with those marked that are a part of one before: in its brackets, or behind 'of them', 'including'."""
    done: list[CountedFate] = []
    parent: int | None = None
    for i, link in enumerate(links):
        if i:
            gap = text[links[i - 1].count.end : link.count.start]
            opens = (
                gap.lstrip().startswith("(")
                or _OF_THEM.search(gap[-24:])
                or re.search(r"\(\s*(?:including|among them|of whom|mostly)?\s*\Z", gap)
            )
            if opens and len(gap) < 60 and not _MORE.match(link.count.quantity.raw) and _not_more(link, links[i - 1]):
                parent = i - 1
            elif not (
                parent is not None
                and re.fullmatch(r"\s*(?:,|and|, and)?\s*(?:of|another)?\s*", gap)
                and _not_more(link, links[parent])
            ):
                parent = None
        done.append(replace(link, parent=parent))
    return done


def _not_more(part: CountedFate, whole: CountedFate) -> bool:
    low, high = part.count.quantity.low, whole.count.quantity.high or whole.count.quantity.low
    return low is None or high is None or low <= high


def _link(count: CountPhrase, fate: Fate, manner: Manner) -> CountedFate:
    return CountedFate(count, fate.category, min(count.start, fate.start), max(count.end, fate.end), manner=manner)
