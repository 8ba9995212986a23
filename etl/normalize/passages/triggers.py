"""Words by which a sentence tells that something happened: the verbs of its clauses, and nouns that name a happening.

Armenian forces captured seven districts            captured: battle, a verb
Fighting broke out; peace talks were held           fighting, talks: nouns that take place
in an attempt to capture it; would attack           no fact: plans, wishes, conditions
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from etl.normalize.grammar.clues import Clues
from etl.normalize.lexicon.lexicons import alternatives, kinds_by_word, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of
from etl.normalize.lexicon.reality import is_unreal

LEXICON = "event_triggers"
_BEFORE_BASES = frozenset(("to", "and"))
_SECOND = 60  # characters between two infinitives of one 'to'
_PARTICIPLE_OF_NOUN = re.compile(
    r"\b(?:the|a|an|its|their|his|of|by|some|many|several|these|those)\s(?:newly[- ]|recently\s|\w+ly\s)?\Z|\b(?:newly|"
    r"recently|previously|duly|first)[\s-]\Z",
    re.IGNORECASE,
)


class Trigger(NamedTuple):
    """A word of happening: offsets in the sentence, the kind of happening, and whether it is a verb."""

    start: int
    end: int
    kind: str
    is_verb: bool
    word: str


def find_triggers(text: str, clues: Clues) -> list[Trigger]:
    """All triggers of a sentence that tell a fact, left to right. `clues`: those of the text."""
    meanings = _meanings()
    bases = kinds_by_word(LEXICON, "bases")
    found = []
    for start, end, word in phrases_of(text).find(_TRIGGERS):
        kind, is_verb = meanings[word]
        trigger = Trigger(start, end, kind, is_verb, word)
        if is_verb and (not _fits_kind(text, trigger) or is_unreal(text, start) or is_attribute(text, trigger)):
            continue
        if not is_verb and not _names_happening(text, trigger):
            continue
        found.append(trigger)
    for m in _bases().finditer(phrases_of(text).folded) if not _BEFORE_BASES.isdisjoint(clues) else ():
        is_second = m[0].startswith("and") and not any(t.end < m.start() < t.end + _SECOND and t.word in bases for t in found)
        if is_second or (not is_second and m[0].startswith("to") and is_unreal(text, m.start("word"))):
            continue
        if not any(t.start <= m.start("word") < t.end for t in found):
            word = m["word"]
            found.append(Trigger(m.start("word"), m.end("word"), kinds_by_word(LEXICON, "bases")[word], True, word))
    return sorted(found, key=lambda t: t.start)


_CLAUSE_AROUND = 110
_IDIOM = re.compile(
    r"\s(?:place|part|advantage|a\s|an\s|up\b|note|the lead|over|into|turns|years|months|days|hours|refuge|shelter|it\b|"
    r"them\b|steps|action)"
)
_NO_PROTEST = re.compile(r"\b(?:artillery|air|missile|drone|rocket|mortar|surgical|retaliatory)\s\Z", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?<!\bled\s)(?<!leading\s)(?<!\bdue\s)(?<!prior\s)(?<!response\s)(?<!\bend\s)\bto\s\Z"
)  # 'forced them to retreat'
_WAR_BEGINS = re.compile(r"\b(?:broke out|began|erupted|started|ensued|resumed|declared|outbreak)\b")


def _fits_kind(text: str, trigger: Trigger) -> bool:
    """Whether what stands around a verb lets it tell its kind: 'formed a committee', not 'formed squares'."""
    around = text[max(0, trigger.start - _CLAUSE_AROUND) : trigger.end + _CLAUSE_AROUND]
    after = text[trigger.end : trigger.end + 12]
    if trigger.word in ("took", "taken", "take") and _IDIOM.match(text, trigger.end):
        return False
    if trigger.word in ("took", "taken", "captured") and re.match(r"\s(?:him|her|his|her|them)\b", text[trigger.end :]):
        return False
    if trigger.word == "broke" and after.startswith((" down", " out", " up", " off")):
        return False
    if trigger.word == "executed" and _manoeuvre().match(text, trigger.end):
        return False
    if trigger.word == "became" and not _office().search(phrases_of(text).folded, trigger.end, trigger.end + _CLAUSE_AROUND // 2):
        return False  # 'became symbolic of their victory'
    if trigger.word == "headed" and not after.startswith(" by "):
        return False  # 'headed for the coast'
    if trigger.kind == "founding":
        return _founded().search(around) is not None
    if trigger.kind == "resolution":
        return _assembly().search(around.casefold()) is not None and not after.startswith(" through")
    if trigger.kind in ("appointment", "departure"):
        return re.search(r"[A-Z]", around) is not None and not (trigger.word == "succeeded" and after.startswith(" in "))
    if trigger.kind == "agreement":
        return not after.startswith(" that") or trigger.word == "agreed"
    if trigger.kind == "publication":
        return re.search(
            r"\b(?:was|were|been|be|is|are)\s(?:\w+\s)?\Z", text[max(0, trigger.start - 20) : trigger.start]
        ) is None or trigger.word in ("published", "released", "premiered", "issued", "broadcast", "announced")
    return True


@cache
def _founded() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(load_lexicon('event_contexts')['founded'])})\b|[A-Z]{{3,}}")


@cache
def _assembly() -> re.Pattern[str]:
    """For text in lower case, as all below: it is searched many times faster than to ignore case."""
    return re.compile(rf"\b(?:{alternatives(map(str.casefold, load_lexicon('event_contexts')['assemblies']))})\b")


@cache
def _manoeuvre() -> re.Pattern[str]:
    nouns = alternatives(load_lexicon("event_contexts")["manoeuvres"])
    return re.compile(rf"\s(?:an?|the|this|his|her|their|its)\s(?:[\w-]+\s){{0,4}}?(?:{nouns}|man(?:o|oe)uv\w+)\b")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(map(str.casefold, load_lexicon('office_words')['heads']))})\b")


def _names_happening(text: str, trigger: Trigger) -> bool:
    """Whether a noun can name a happening where it stands: 'strikes' of workers, a 'war' that begins."""
    if trigger.kind == "protest" and trigger.word.startswith("strike"):
        return _NO_PROTEST.search(text, max(0, trigger.start - 14), trigger.start) is None
    if _INFINITIVE.search(text, max(0, trigger.start - 24), trigger.start):
        return False
    if trigger.word == "formation":
        return text.startswith(" of ", trigger.end)  # a formation of ships is no founding
    if trigger.word in ("war", "hostilities", "conflict"):
        return _WAR_BEGINS.search(text, max(0, trigger.start - 30), trigger.end + 40) is not None
    return True


def is_attribute(text: str, trigger: Trigger) -> bool:
    """Whether a participle stands before a noun as its attribute: 'the occupied territories', 'their captured guns'."""
    if not _PARTICIPLE_OF_NOUN.search(text, max(0, trigger.start - 24), trigger.start):
        return False
    return re.match(r"\s[a-z]+|\s[A-Z]", text[trigger.end :]) is not None and not re.match(
        r"\s(?:by|in|on|from|to|at|and)\b", text[trigger.end :]
    )


@cache
def _meanings() -> dict[str, tuple[str, bool]]:
    """For each word the kind of happening, of several the first in order, and whether it is a verb."""
    lexicon = load_lexicon(LEXICON)
    meanings: dict[str, tuple[str, bool]] = {}
    for form, is_verb in (("verbs", True), ("nouns", False)):
        for kind in lexicon["order"]:
            for word in lexicon[f"{kind}_{form}"]:
                meanings.setdefault(word, (kind, is_verb))
    return meanings


_TRIGGERS = PhraseList(_meanings)


@cache
def _bases() -> re.Pattern[str]:
    """Infinitives behind 'to', whose reality the words before decide, and a second one: 'to declare … and send'."""
    words = alternatives(kinds_by_word(LEXICON, "bases"))
    return re.compile(rf"\b(?:to|and)\s(?:\w+ly\s)?(?P<word>{words})\b")
