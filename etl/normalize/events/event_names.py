"""What a happening is called: a short noun phrase from the words that tell it.

Fierce fighting took place in the town's streets     Fierce fighting in …: the noun with what goes with it
Armenian forces captured Khojaly                     Capture of Khojaly: the verb made a noun
any other                                            the clause itself, cut
"""

from __future__ import annotations

import re

from etl.normalize.events.happenings import Happening
from etl.normalize.lexicon.lexicons import kinds_by_word
from etl.normalize.passages.scenes import Named

_LONGEST = 80
_BEFORE = re.compile(
    r"(?:[A-Z][\w'’–-]*\s|(?:armed|ethnic|full-scale|peace|fierce|violent|civil|large|new|special|surprise|final|second|"
    r"first|third)\s){0,4}\Z"
)
_AFTER = re.compile(
    r"\s(?:of|in|on|at|against|between|for|near|from|with|over|to)\s(?:the\s)?[^,;.:()]{2,50}?(?=\s(?:in|on|by|was|were|and|"
    r"which|that|when|began|took|had|during|after|from)\b|[,;.:()]|$)"
)
_WHEN = re.compile(  # 'In February 1992,', 'During the afternoon of the next day,', 'According to X,'
    r"^(?:(?:in|on|by|at|during|after|following|amid|from|since|according to)\s[^,]{2,60},\s)+|^(?:in|on|"
    r"by)\s(?:\w+\s)?\d[\w\s]{0,16}?\d{4}\s|"
    r"^(?:in|on|by)\s\d{1,2}\s[A-Z]\w+\s",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^[\s,;:–—]*(?:and|but|while|when|as|after|before|although|which|who|where|that|the|then|also|however|meanwhile)\s+",
    re.IGNORECASE,
)


def name_of(happening: Happening, target: Named | None) -> str:
    """The name; `target` is the place, body or person that the verb is about."""
    scene, trigger = happening.scene, happening.trigger
    if not trigger.word:
        return _clause(happening)
    if not trigger.is_verb:
        before = _BEFORE.search(scene.text, happening.start, trigger.start)
        after = _AFTER.match(scene.text, trigger.end, happening.end)
        start = before.start() if before else trigger.start
        name = scene.text[start : after.end() if after else trigger.end].strip(" ,*")
        return _capitalised(" ".join(name.split()))
    nominal = kinds_by_word("event_names", "nominal").get(trigger.word)
    if nominal and target is not None:
        return f"{nominal} {target.entity.name}"
    return _clause(happening)


def _clause(happening: Happening) -> str:
    """The clause without its leading conjunction, cut at a word."""
    words = happening.scene.text[happening.start : happening.end].replace("*", "")
    words = _WHEN.sub("", _FILLER.sub("", _FILLER.sub("", words)).strip(" ,;."))
    if len(words) > _LONGEST:
        words = words[: words.rfind(" ", 0, _LONGEST)].rstrip(" ,;") + " …"
    return _capitalised(" ".join(words.split()))


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]
