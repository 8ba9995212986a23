"""Losses that are told by those who were left: the number is that of the living, so the claim has none.

Only fifty soldiers and eleven officers survived this encounter      killed, 'only fifty soldiers and eleven officers'
with only 2,000 Romans out of a force of 18,000 surviving            killed
lost all but 1,000 of their 16,000 effectives                        casualties, 'all but 1,000 of their 16,000 effectives'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.normalize.claims.losses import CountedFate
from etl.normalize.claims.things import PEOPLE
from etl.normalize.grammar.clues import Clues
from etl.normalize.grammar.number_words import NUMBER_WORDS
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.lexicon.phrases import find_counted
from etl.normalize.passages.count_phrases import CountPhrase

_IN = r"[^,;:()]|(?<=\d),(?=\d)"
_FEW = re.compile(
    rf"\b(?P<what>(?:only|just|barely|scarcely|a mere|no more than|fewer than)\s(?P<who>(?:{_IN}){{3,90}}?))\s"
    r"(?:(?:had|have|were|was|of them|alive|in all)\s){0,2}(?:survived|surviving|survive|left alive|remained alive)\b",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    rf"\b(?:lost|losing|destroy(?:ed|ing)?|kill(?:ed|ing)?|annihilat(?:ed|ing))\s(?P<what>all but\s(?P<who>(?:{_IN}){{2,70}}?))"
    r"(?=[,;:.()]\D|[.]?$)",
    re.IGNORECASE,
)
_MANNERS = (
    (_FEW, "killed", frozenset(("survived", "surviving", "survive", "alive"))),
    (_ALL_BUT, "casualties", frozenset(("but",))),
)
_PEOPLE = re.compile(rf"\d|\b(?:{NUMBER_WORDS}|hundred|thousand|dozen|few|handful|remnant)\b")
_THINGS = re.compile(r"\b(?:houses|buildings|copies|manuscripts)\b")  # beside arms, which the lexicon of counts has


def find_survivors(text: str, clues: Clues) -> Iterator[CountedFate]:
    """The losses of a sentence that its survivors tell."""
    for pattern, category, needed in _MANNERS:
        if needed.isdisjoint(clues):
            continue
        for match in pattern.finditer(text):
            who = match["who"].casefold()
            heads = find_counted(match["who"])
            is_of_things = _THINGS.search(who) or (heads and heads[0].category not in PEOPLE)
            if not _PEOPLE.search(who) or is_of_things or re.search(r"\b(?:who|that|which)\Z", who):
                continue
            start, end = match.span("what")
            words = " ".join(match["what"].split())
            count = CountPhrase(start, end, end, Quantity(None, None, "vague", words), "", words)
            yield CountedFate(count, "killed" if match[0].casefold().startswith("kill") else category, match.start(), match.end())
