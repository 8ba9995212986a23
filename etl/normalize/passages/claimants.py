"""Whose figure a number is: the source that the sentence names, nearest in its clause.

According to Memorial, several thousand …                    Memorial
… (26 Armenians and 6 Azerbaijanis), according to official Soviet figures
Azerbaijan reported that 12 of its soldiers were killed      Azerbaijan
Yunusov gives 127 for those killed in 1988 alone             the person in full: Arif Yunusov
25,000–30,000 (Western and Russian estimates)                Western and Russian estimates
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.normalize.lexicon.lexicons import find_polity, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of
from etl.normalize.passages.scenes import Scene

_ACCORDING = re.compile(
    r"\b(?:according to|as (?:estimated|reported|claimed|stated|recorded) by|estimated by|reported by|in the (?:words|"
    r"opinion|view|estimate) of)\s"
    r"(?P<who>[^,;.:()]{2,90}?)(?=\s(?:for|in which|that|which|who|at least|some|there|these|the number|over|around|about|"
    r"between|from|was|were|of the)\b|[,;.:()]|\s\d|$)",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"[;:(]\s*|,\s(?:while|but|whereas|and|although|with|as)\s|\s(?:while|whereas|but|although)\s|(?<=[a-z]),\s(?=[A-Z])|,\s"
)
_QUOTED = re.compile(r"\bquoted\s(?P<who>[^;.:()]{2,90}?),?\sas\s")
_NOTE = re.compile(r"\((?P<who>[^()]*\b(?:estimates?|figures?|sources?|claims?|according to [^()]+))\)")
_ITALIC = re.compile(r"(?<!\*)\*(?P<name>[A-Z][^*\n]{2,60})\*(?!\*)")
_ARTICLE = re.compile(r"^(?:the|a|an|some|most|several|many)\s+", re.IGNORECASE)
_RUMOUR = re.compile(r"\brumou?rs\b", re.IGNORECASE)
_VERBS = PhraseList.of("claim_words", "verbs", "denials")
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|rumou?rs?|it is claimed|it was claimed|are alleged|is alleged|was said|were said)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says so, where in the sentence, and how: asserted by the text itself, reported, denied."""

    name: str | None
    modality: str
    start: int = -1
    end: int = -1


_LONGEST_NAME = 9  # words of a claimant
_NAME = re.compile(r"\s*(?:[Tt]he\s)?[A-Z][\w'’-]+(?:\s(?:of\s|the\s|and\s)?[A-Z][\w'’-]+){0,5}\s*")
NOBODY = Claimant(None, "asserted")


def claimant_of(scene: Scene, start: int, end: int) -> Claimant:
    """Whose figure the stretch of the sentence gives; `NOBODY` where it is the text's own."""
    text = scene.text
    left = max(text.rfind(";", 0, start), text.rfind(". ", 0, start)) + 1
    right = min((i for i in (text.find(";", end), text.find(" while ", end)) if i >= 0), default=len(text))
    named = list(_ACCORDING.finditer(text, left, right))
    if named:
        nearest = min(named, key=lambda m: max(m.start() - end, start - m.end(), 0))
        return Claimant(_name(scene, nearest.start("who"), nearest.end("who")), "reported", nearest.start(), nearest.end())
    if note := _NOTE.search(text, start, min(len(text), end + 60)):
        return Claimant(_name(scene, note.start("who"), note.end("who")), "reported", note.start(), note.end())
    subject = _subject(scene, left, start)
    if subject is not None:
        return subject
    rumour = _RUMOUR.search(text, left, start)
    if rumour:
        denied = any(word in load_lexicon("claim_words")["denials"] for word in re.findall(r"[a-z]+", text))
        return Claimant(rumour[0], "denied" if denied else "reported", rumour.start())
    hedged = _HEDGE.search(text, left, right)
    return Claimant(None, "reported", hedged.start()) if hedged else NOBODY


def _subject(scene: Scene, left: int, start: int) -> Claimant | None:
    """The subject of the last verb of claiming before the figure."""
    text = scene.text
    if quoted := _QUOTED.search(text, left, start):
        return Claimant(_name(scene, quoted.start("who"), quoted.end("who")), "reported", quoted.start(), quoted.end())
    for at, end, word in reversed(list(phrases_of(text).find(_VERBS, left, start))):
        if start - end > 130 or _is_passive(text, at):
            continue
        begins = max((m.end() for m in _CLAUSE_START.finditer(text, left, at)), default=left)
        who = text[begins:at]
        if " and " in who and len(who.split()) > _LONGEST_NAME:
            begins += who.rindex(" and ") + 5
            who = text[begins:at]
        if re.search(r"^\W*(?:in|on|by|at|during)\b", who, re.IGNORECASE) and "," not in who:
            continue
        if len(who) < 3 and begins > left:  # ', X, said'
            continue
        pronoun = re.fullmatch(r"\s*(?:also\s)?(he|she|it|they)(?:\salso)?\s*", who, re.IGNORECASE)
        if pronoun:
            earlier = claimant_of(scene.before, len(scene.before.text), len(scene.before.text)) if scene.before else NOBODY
            return earlier if earlier.name else Claimant(None, "reported", begins)
        name = _name(scene, begins, at)
        if name and (scene.named_within(begins, at) or _is_source(who) or _is_people(who) or _is_named(who, word)):
            denied = word in load_lexicon("claim_words")["denials"]
            return Claimant(name, "denied" if denied else "reported", begins, end)
    return None


def _is_passive(text: str, at: int) -> bool:
    """'was reported', 'are estimated', 'an estimated 25,000', 'the report'."""
    return (
        re.search(
            r"\b(?:was|were|is|are|been|be|being|an|the|a|of|to|as)\s(?:\w+ly\s)?\Z", text[max(0, at - 24) : at], re.IGNORECASE
        )
        is not None
    )


def _is_people(words: str) -> bool:
    """'Armenians claimed', 'the Azeris put'."""
    return any(find_polity(word) for word in re.findall(r"[A-Z][^\W\d_]+", words))


def _is_named(words: str, verb: str) -> bool:
    """'Memorial reported that': a name that nothing else knows, before a verb that only sources do."""
    return verb in load_lexicon("claim_words")["plain_verbs"] and _NAME.fullmatch(words) is not None


def _is_source(words: str) -> bool:
    listed = load_lexicon("claim_words")["sources"]
    return any(word in listed for word in re.findall(r"[a-z]+", words.casefold()))


def _name(scene: Scene, start: int, end: int) -> str | None:
    """The claimant's name: the person, else the publication in italics, else the body, else the words as they stand."""
    people = scene.named_within(start, end, "person")
    if people:
        return people[-1].entity.name
    italic = _ITALIC.search(scene.text, start, end)
    if italic:
        return italic["name"].strip()
    words = _ARTICLE.sub("", scene.text[start:end].strip(" ,*"))
    words = re.sub(r"\s+(?:have|has|had|also|later|once|himself|itself|then|since|further|both)$", "", words)
    bodies = [n for n in scene.named_within(start, end) if n.kind != "person"]
    if len(bodies) == 1 and len(words) <= bodies[0].end - bodies[0].start + 1:
        return bodies[0].entity.name
    return " ".join(words.split()) or None
