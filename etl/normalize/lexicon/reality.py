"""Whether what a verb says happened at all: plans, wishes, conditions and negations are no facts.

would attack; in an attempt to capture; did not enter; tried to acquire arms      unreal
managed to capture; began to withdraw; were forced to flee                        real all the same
"""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives, load_lexicon

LEXICON = "reality_words"
_LOOK_BACK = 40


def is_unreal(text: str, at: int) -> bool:
    """Whether the words before say that it did not happen, or only might: 'would attack', 'to capture', 'did not enter'."""
    before = text[max(0, at - _LOOK_BACK) : at].casefold()
    if _last_words().isdisjoint(before.replace("-", " ").split()):
        return False  # most verbs have none of them before them
    match = _unreal().search(before)
    if match is None:
        return False
    return match["word"] != "to" or not _real().search(before[: match.start()])


@cache
def _last_words() -> frozenset[str]:
    return frozenset(re.split(r"[\s-]", entry)[-1] for entry in load_lexicon(LEXICON)["unreal"])


@cache
def _unreal() -> re.Pattern[str]:
    words = alternatives(load_lexicon(LEXICON)["unreal"])
    return re.compile(rf"\b(?P<word>{words})\s(?:(?:be|have|been|also|soon|then|yet|later|even|rather|\w+ly)\s){{0,2}}\Z")


@cache
def _real() -> re.Pattern[str]:
    words = alternatives(load_lexicon(LEXICON)["real"])
    return re.compile(rf"\b(?:{words})\s(?:[\w-]+\s){{0,3}}\Z")
