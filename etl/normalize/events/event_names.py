"""What a happening is called: a short noun phrase from the words that tell it.

Fierce fighting took place in the town's streets     Fierce fighting in …: the noun with what goes with it
Armenian forces captured Khojaly                     Capture of Khojaly: the verb made a noun
The mayor was murdered in Baku                       the clause itself: a name behind a preposition is not what the verb is about
any other                                            the clause itself, cut
"""

from __future__ import annotations

import re
from itertools import takewhile

from etl.normalize.events.happenings import Happening
from etl.normalize.lexicon.lexicons import kinds_by_word
from etl.normalize.passages.scenes import Named

_LONGEST = 80
_NEAR_BEHIND, _NEAR_BEFORE = 45, 30  # characters between a verb and what it is about
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


_GOVERNED = re.compile(  # 'in Baku', 'near the town of Shusha', 'by the Czech army': not 'captured in May Shusha'
    r"\b(?P<by>in|at|near|on|upon|off|by|with|from|to|into|for|against|around|outside|inside|within|across|through|along|between|"
    r"toward|towards|behind|beyond|beside)\s(?:[a-z'’-]+\s){0,4}\Z"
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s(?:\w+ly\s)?\Z")


def name_of(happening: Happening, inside: list[Named]) -> str:
    """The name. `inside`: the entities that the clause names."""
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
    about = _object(happening, inside, nominal.rpartition(" ")[2]) if nominal else None
    return f"{nominal} {about.entity.name}" if about else _clause(happening)


def _object(happening: Happening, inside: list[Named], own: str) -> Named | None:
    """What a verb is about: the name behind it, else that before it. `own`: the preposition of its noun, 'from' of 'Flight from'.

    A name behind another preposition says where, by whom or for whom, and so do those that follow it ('in Paris and London');
    then only the subject of the passive is left.
    """
    text, trigger = happening.scene.text, happening.trigger
    behind, before = names_beside(happening, inside)
    objects = list(takewhile(lambda n: _is_object(text, trigger.end, n.start, own), behind))
    if behind and not objects and not _PASSIVE.search(text, happening.start, trigger.start):
        return None
    return first_of(objects or before)


def _is_object(text: str, verb_end: int, start: int, own: str) -> bool:
    by = _GOVERNED.search(text, verb_end, start)
    return by is None or by["by"] == own


def names_beside(happening: Happening, inside: list[Named]) -> tuple[list[Named], list[Named]]:
    """The names right behind the verb, without the one who did it, and those right before it."""
    trigger = happening.trigger
    behind = [n for n in inside if 0 <= n.start - trigger.end <= _NEAR_BEHIND]
    if happening.scene.text[trigger.end :].lstrip().startswith("by "):
        behind = []
    return behind, [n for n in inside if 0 <= trigger.start - n.end <= _NEAR_BEFORE]


def first_of(named: list[Named]) -> Named | None:
    """The first place, else the first name."""
    return next((n for n in named if n.kind == "place"), named[0] if named else None)


def _clause(happening: Happening) -> str:
    """The clause without its leading conjunction, cut at a word."""
    words = happening.scene.text[happening.start : happening.end].replace("*", "")
    words = _WHEN.sub("", _FILLER.sub("", _FILLER.sub("", words)).strip(" ,;."))
    if len(words) > _LONGEST:
        words = words[: words.rfind(" ", 0, _LONGEST)].rstrip(" ,;") + " …"
    return _capitalised(" ".join(words.split()))


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]
