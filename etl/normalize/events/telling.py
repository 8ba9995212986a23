"""Which words of a clause tell a happening: its chief verb, a further one of another kind, nouns with a date of their own.

were beaten, raped, mutilated and killed                    a massacre: the verb of the row that says most
forced Gorbachev to declare a state of emergency            the second verb too
Following Gorbachev's resignation … on 25 December 1991     a noun with its own date
"""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.passages.clauses import Clause
from etl.normalize.passages.triggers import LEXICON, Trigger
from etl.normalize.times.clock import Dated

_OWN_DATE = re.compile(r"\s(?:(?:[\w'’-]+|,)\s){0,8}?(?:in|on|of|from|during|between|since|at)?\s?(?:the\s)?\Z")
_APART = 25  # characters between two verbs of a clause that are two happenings
_STRONG = frozenset(
    ("massacre", "bombardment", "displacement", "resolution", "declaration", "appointment", "departure", "founding", "battle",
     "operation", "agreement", "election", "protest")
)  # fmt: skip


def told_by(text: str, clause: Clause, dated: list[tuple[int, int, Dated]]) -> list[Trigger]:
    """The triggers of a clause that are happenings: its chief verb, and nouns with a date of their own."""
    offset = dated[0][2].start - dated[0][0] if dated else 0
    verbs = [t for t in clause.triggers if t.is_verb]
    nouns = [t for t in clause.triggers if not t.is_verb]
    chief = _chief(text, verbs)
    told = []
    placed = next((t for t in nouns if _takes_place(text, t, clause)), None)
    if placed and (chief is None or chief.kind in ("other", "battle", "operation", "founding", "publication", "agreement")):
        told.append(Trigger(placed.start, placed.end, placed.kind, False, placed.word))
    elif chief is not None:
        told.append(chief)
    for verb in verbs:  # 'forced Gorbachev to declare a state of emergency and send troops'
        far = all(abs(verb.start - t.start) > _APART for t in told)
        if (
            told
            and far
            and verb.kind in _STRONG
            and verb.word not in load_lexicon(LEXICON)["happening"]
            and all(verb.kind != t.kind for t in told)
            and not (verb.kind == "operation" and any(t.kind == "battle" for t in told))
        ):
            told.append(verb)
    for noun in nouns:
        if (
            noun.kind == "publication"
            and all(t.kind != noun.kind for t in told)
            and any(b == noun.start - 1 for _, b, _ in dated)
        ):  # 'his 1997 book'
            told.append(noun)
            continue
        if noun in told or any(abs(noun.start - t.start) < 40 and t.kind == noun.kind for t in told):
            continue
        own = next((d for a, b, d in dated if noun.end <= a < clause.end and a - noun.end < 60), None)
        if own is not None and any(t.start < own.start - offset for t in told):
            others = [d for a, b, d in dated if clause.start <= a < clause.end and d is not own]
            own = own if others else None  # the chief verb before it has that date
        if own is not None and _OWN_DATE.match(text[noun.end : own.start - offset].rstrip() + " "):
            told.append(noun)
    return sorted(told, key=lambda t: t.start)


def _chief(text: str, verbs: list[Trigger]) -> Trigger | None:
    """The first verb, or one in a row with it that says more: 'were beaten, raped, mutilated and killed' is a massacre."""
    if not verbs:
        return None
    order = load_lexicon(LEXICON)["order"]
    row = [verbs[0]]
    for verb in verbs[1:]:
        if re.fullmatch(r",?\s(?:and\s)?(?:were\s)?", text[row[-1].end : verb.start]):
            row.append(verb)
    best = min(row, key=lambda v: order.index(v.kind))
    return best if best.kind == "massacre" else verbs[0]


def _takes_place(text: str, noun: Trigger, clause: Clause) -> bool:
    """Whether a verb says that what the noun names was done or took place: 'fighting broke out', 'held talks'."""
    after = text[noun.end : min(clause.end, noun.end + 70)].casefold()
    before = text[max(clause.start, noun.start - 45) : noun.start].casefold()
    return _happening().search(after) is not None or _happening().search(before) is not None


@cache
def _happening() -> re.Pattern[str]:
    """For text in lower case, which is searched many times faster than to ignore case."""
    return re.compile(rf"\b(?:{alternatives(map(str.casefold, load_lexicon(LEXICON)['happening']))})\b")
