"""A sentence cut into clauses: stretches that each tell at most one happening.

As MVD forces began pulling out, | they bequeathed … a vast arsenal
The town was poorly guarded, | and the next day Armenian forces took control of the town
… killed in Spitak, Gugark and Stepanavan                                       a list is no clause
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.passages.triggers import Trigger

_STRONG_CUT = re.compile(r";\s|,\s(?:and|but|while|whereas)\s")  # where a noun may tell as well as a verb


@cache
def _cut() -> re.Pattern[str]:
    results = alternatives(load_lexicon("event_contexts")["results"])
    return re.compile(
        r";\s|:\s|\s[–—]\s|—|,\s(?=(?:and|but|while|when|as|after|before|which|who|where|whereas|with|although|though|because|"
        rf"since|until|so|yet|then|{results}|despite|following|he|she|they|it|the|in|on|an?)\b)"
        r"|\s(?=(?:while|when|after|before|until|because|although|whereas|as soon as|which|who|but|where|as|since|if|leading to|"
        r"in response|then|and)\s)"
        r"|,\s"
    )


class Clause(NamedTuple):
    """A stretch of a sentence, and the triggers in it."""

    start: int
    end: int
    triggers: tuple[Trigger, ...]


def read_clauses(text: str, triggers: list[Trigger]) -> list[Clause]:
    """The clauses that tell something: a cut is made only where a verb that tells stands on both sides of it."""
    if not triggers:
        return []
    cuts = [0]
    verbs = [t for t in triggers if t.is_verb]
    for match in _cut().finditer(text, triggers[0].start) if len(triggers) > 1 else ():
        at = match.start()
        if at > triggers[-1].start:
            break
        last = cuts[-1]
        tellers = triggers if _STRONG_CUT.match(text, at) else verbs
        is_left = any(last <= t.start < at for t in tellers)
        is_right = any(t.start >= at for t in tellers)
        if is_left and is_right and not _in_brackets(text, at):
            cuts.append(at)
    cuts.append(len(text))
    clauses = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        inside = tuple(t for t in triggers if start <= t.start < end)
        if inside:
            clauses.append(Clause(start, end, inside))
    return clauses


def _in_brackets(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)
