"""Bodies without a head word: known ones, those that a common noun introduces, publications in italics.

the Luftwaffe, the Kremlin                               known
the human rights organization Memorial                   a common noun right before the name
A shady petroleum company, MEGA OIL                      … or with a comma
the Karabakh movement                                    a common noun right behind it
an article in *Time*, the newspaper *Azerbaijan*         italics with a word of the press
"""

from __future__ import annotations

from functools import cache

from etl.normalize.lexicon.lexicons import find_polity, kinds_by_word
from etl.normalize.lexicon.nations import Nations
from etl.normalize.names import cues
from etl.normalize.names.bodies.body_names import is_number_of_name
from etl.normalize.text.words import Word, not_names

_MOST_LISTED = 8
_LONGEST_KNOWN = 5
_LONGEST = 5  # words of a name behind a common noun


def known_body(words: list[Word], at: int, nations: Nations) -> tuple[int, str]:
    """The end and kind of a well-known body's name that begins here; no kind where there is none."""
    if words[at].text not in first_words():
        return at, ""
    for end in range(min(len(words), at + _LONGEST_KNOWN), at, -1):
        name = " ".join(w.text for w in words[at:end])
        kind = _known().get(name) or (_known().get(name.casefold()) if end - at > 1 else None)
        if kind:
            return end, kind
    return at, ""


def listed_bodies(words: list[Word], at: int) -> tuple[list[tuple[int, int]], str]:
    """'the Sultan Murad and Al Hamza divisions': the stretches of the names in a list that a plural noun ends, and its kind."""
    if at == 0 or words[at - 1].text != "the":
        return [], ""
    names: list[tuple[int, int]] = []
    start = at
    while len(names) < _MOST_LISTED:
        end = start
        while end < min(len(words), start + 4) and _is_name(words[end]) and not words[end].is_possessive:
            end += 1
        if end == start or find_polity(words[start].text):
            return [], ""
        names.append((start, end))
        if end < len(words) and words[end].text in (",", "and"):
            start = end + 1
            continue
        kind = kinds_by_word("body_contexts", "plurals").get(words[end].text) if end < len(words) else None
        return (names, kind) if kind and len(names) > 1 else ([], "")
    return [], ""


def introduced_body(words: list[Word], at: int, nations: Nations) -> tuple[int, str]:
    """The end and kind of a name that a common noun before it introduces."""
    back = at - 1
    if back >= 0 and words[back].text == "the" and back > 0 and words[back - 1].text in ("called", "named", "as"):
        back -= 1  # 'a council called the X'
    if back >= 0 and words[back].text in ("called", "named"):
        back -= 1
    has_comma = back >= 0 and words[back].text == ","
    back -= has_comma
    nouns = kinds_by_word("body_contexts", "introducing")
    if back < 0 or words[back].text not in nouns or (has_comma and words[back].text not in _with_comma()):
        return at, ""
    end = at
    while end < min(len(words), at + _LONGEST) and (_is_name(words[end]) or (end > at and is_number_of_name(words, end))):
        end += 1
        if words[end - 1].is_possessive:
            break
    name = [w.text for w in words[at:end]]
    if not name or cues.is_title(name[0]) or cues.is_given_name(name[0]) or find_polity(" ".join(name)):
        return at, ""
    is_closed = end >= len(words) or words[end].text in (",", ".", ")", "(", ";") or words[end].text[:1].islower()
    return (end, nouns[words[back].text]) if is_closed and (not has_comma or len(name) > 1 or name[0].isupper()) else (at, "")


def followed_body(words: list[Word], at: int, nations: Nations) -> tuple[int, str]:
    """'the Karabakh movement': capitalised words with a common noun behind them, which belongs to the name."""
    nouns = kinds_by_word("body_contexts", "following")
    if at == 0 or words[at - 1].text.casefold() != "the":
        return at, ""
    end = at
    while end < min(len(words), at + 3) and _is_name(words[end]) and not words[end].is_possessive:
        end += 1
    if end == at or end >= len(words) or words[end].text not in nouns or cues.is_title(words[at].text):
        return at, ""
    return end + 1, nouns[words[end].text]


def publication(words: list[Word], at: int) -> int:
    """The end of a name in italics that a word of the press says is a publication; `at` where there is none."""
    if at < 1 or words[at - 1].text != "*" or words[at - 1].end != words[at].start or not words[at].is_capitalised:
        return at
    end = at
    while end < min(len(words), at + 7) and words[end].text != "*":
        end += 1
    if end >= len(words) or words[end].text != "*" or words[end].start != words[end - 1].end:
        return at
    before = [w.text.casefold() for w in words[max(0, at - 5) : at - 1]]
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    after = words[end + 1].text if end + 1 < len(words) else ""
    is_led = before[-1:] != [] and before[-1] in _listed("media_before")
    if is_led and before[-1] in ("in", "by", "to", "told", "from", "according"):
        is_led = before[-1] == "told" or any(word in _listed("media_lead") for word in before[:-1])
    is_followed = after in _listed("media_after") or (not words[end - 1].text.isdigit() and after in _saying())
    return end if is_led or is_followed else at


def _is_name(word: Word) -> bool:
    return word.is_capitalised and word.text.casefold() not in not_names()


@cache
def _known() -> dict[str, str]:
    """The names as written, and those of several words in lower case as well: 'Washington post'."""
    listed = kinds_by_word("known_bodies", "names")
    return {**{name.casefold(): kind for name, kind in listed.items() if " " in name}, **listed}


@cache
def lower_first_words() -> frozenset[str]:
    """Words and numbers without a capital that the names of well-known bodies begin with, case folded: 'al-qaeda'."""
    return frozenset(word.casefold() for word in first_words() if not word[0].isupper())


@cache
def plural_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in kinds_by_word("body_contexts", "plurals"))


@cache
def introducing_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in kinds_by_word("body_contexts", "introducing"))


@cache
def following_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in kinds_by_word("body_contexts", "following"))


@cache
def first_words() -> frozenset[str]:
    """The first words of the names of well-known bodies, as written."""
    return frozenset(name.split(" ")[0] for name in kinds_by_word("known_bodies", "names"))


@cache
def _with_comma() -> frozenset[str]:
    return cues.listed("body_contexts", "introducing_with_comma")


@cache
def _listed(name: str) -> frozenset[str]:
    return cues.listed("body_contexts", name)


@cache
def _saying() -> frozenset[str]:
    return cues.listed("name_cues", "speech_verbs")
