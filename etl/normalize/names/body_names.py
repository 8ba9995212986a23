"""Where the name of a body begins and ends in the words of a sentence, and what kind of body its head word says.

Committee for State Defense of the NKR     a head word, and what goes on behind it
the Soviet | Eleventh Army                 a demonym before a number is no part of the name
Armenian | Communist Party | leader        a title behind the head is none either
"""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.lexicons import find_polity, kinds_by_word
from etl.normalize.names import cues
from etl.normalize.names.runs import Word, directions, not_names

_JOINS = (("of", "the"), ("of",), ("for", "the"), ("for",), ("&",))
_LONGEST = 12  # words of a name without a joint: longer ones are lists in capitals
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[IVXL]+")
_PEOPLE = ("People", "King", "Queen", "Women", "Workers")  # 'People's Commissariat'
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]")


def named_body(words: list[Word], at: int) -> tuple[int, str]:
    """The end and kind of a capitalised name with a head word that begins here; no kind where there is none."""
    before = words[at - 1] if at else None
    if not _opens(words[at]) or (
        before and before.is_capitalised and not before.is_possessive and not (_is_passed_over(words, at - 1) or _nation(before))
    ):
        return at, ""
    if _is_passed_over(words, at) or (_nation(words[at]) and at + 1 < len(words) and _is_number(words[at + 1])):
        return at, ""  # 'The Assembly'; 'the Soviet | Eleventh Army'
    for end in range(min(at + 4, len(words)), at + 2, -1):
        if " of " in text_of(words[at:end]) and text_of(words[at:end]) in heads():  # 'House of Lords'
            return _tail(words, end), heads()[text_of(words[at:end])]
    stop = _capitalised(words, at)
    for end in range(stop, at, -1):
        rest = words[end:stop]
        if rest and not cues.is_title(rest[0].text) and not words[end - 1].is_possessive:
            continue
        head, kind = _head(words[at:end])
        if kind:
            is_numbered = _is_number(words[at])  # 'V Corps of the First Army' is V Corps
            tail = end if rest or is_numbered or words[end - 1].is_possessive else _tail(words, end)
            return _checked(words[at:end], words[at:tail], head, kind, at)
    return at, ""


def _checked(named: list[Word], whole: list[Word], head: int, kind: str, at: int) -> tuple[int, str]:
    """The end and kind, unless the words are a head alone, a state, a dynasty or a direction ('Eastern Front')."""
    name, has_tail = text_of(whole), len(whole) > len(named)
    kind = heads().get(name, kind)
    is_alone = head == len(named) == 1 and not has_tail
    is_dynasty = named[-1].text == "House" and name not in heads()
    is_event = not has_tail and kind != "government_body" and named[-1].text in cues.listed("event_words", "heads")
    is_direction = len(named) == 2 and named[0].text in directions() and named[1].text in ("Front", "Theatre", "Theater")
    if is_alone or is_dynasty or is_event or is_direction or find_polity(name):
        return at, ""
    return at + len(whole), kind


def _is_passed_over(words: list[Word], at: int) -> bool:
    """'The Assembly', 'Despite Navy orders': words that begin sentences, not names."""
    word = words[at]
    is_opener = at == 0 and word.text.casefold() in not_names() and word.text not in directions() and not _is_number(word)
    return is_opener or word.text in ("The", "A", "An")


def _nation(word: Word) -> bool:
    return find_polity(word.text) is not None


def _is_number(word: Word) -> bool:
    return ORDINAL.fullmatch(word.text) is not None or word.text.casefold() in cues.listed("organization_words", "ordinals")


def _opens(word: Word) -> bool:
    return (word.is_capitalised and not cues.is_title(word.text)) or ORDINAL.fullmatch(word.text) is not None


def _capitalised(words: list[Word], at: int) -> int:
    """Where the capitalised words from here end; a possessive ending ends them too."""
    end = at
    while end < min(len(words), at + _LONGEST) and (words[end].is_capitalised or (end == at and _opens(words[end]))):
        end += 1
        if words[end - 1].is_possessive and words[end - 1].text not in _PEOPLE:
            break
    return end


def _tail(words: list[Word], end: int, joints: int = 4) -> int:
    """The end of 'of the USSR' and 'for Security and Co-operation in Europe' behind a head; a person there is none."""
    if joints == 0:
        return end
    for join in _JOINS:
        start = end + len(join)
        if tuple(w.text for w in words[end:start]) == join and start < len(words) and words[start].is_capitalised:
            stop = _capitalised(words, start)
            state = next((n for n in range(stop, start, -1) if find_polity(text_of(words[start:n]))), None)
            if (join[0] == "of" and cues.is_title(words[start].text)) or any(
                w.text.startswith("Resolution") for w in words[start:stop]
            ):
                return end
            return state or (stop if words[stop - 1].is_possessive else _tail(words, stop, joints - 1))
    if words[end : end + 1] and words[end].text in ("and", "in") and end + 1 < len(words) and words[end + 1].is_capitalised:
        has_for = any(w.text == "for" for w in words[max(0, end - 3) : end])
        has_and = any(w.text == "and" for w in words[max(0, end - 3) : end])
        if has_for or (has_and and words[end].text == "in"):
            return _tail(words, _capitalised(words, end + 1), joints - 1)
    return end


def _head(words: list[Word]) -> tuple[int, str]:
    """How many words the longest head at the end of the name has, and the kind of body that it says."""
    for count in range(min(4, len(words)), 0, -1):
        kind = heads().get(text_of(words[-count:]))
        if kind:
            return count, kind
    return 0, ""


def body_of_a_state(words: list[Word], at: int) -> tuple[int, str]:
    """'Soviet army', 'Azerbaijan's armed forces': a demonym or state with one of the bodies that every state has one of."""
    polity = find_polity(words[at].text)
    if polity is None or not words[at].is_capitalised:
        return at, ""
    for count in (2, 1):
        kind = state_bodies().get(" ".join(w.text.casefold() for w in words[at + 1 : at + 1 + count]))
        if kind and at + 1 + count <= len(words):
            return at + 1 + count, kind
    return at, ""


def acronym_behind(words: list[Word], end: int) -> str:
    """The acronym behind a name: '(HRW)'."""
    marks = [w.text for w in words[end : end + 3]]
    return marks[1] if len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and _ACRONYM.fullmatch(marks[1]) else ""


def text_of(words: list[Word]) -> str:
    return " ".join(w.text + ("'s" if w.is_possessive and w is not words[-1] else "") for w in words)


@cache
def heads() -> dict[str, str]:
    """Head words and the kinds they say, without those of states, of places, and those that are demonyms ('Soviet')."""
    places = kinds_by_word("name_cues", "place_heads")
    pairs = kinds_by_word("organization_words", "heads")
    return {word: kind for word, kind in pairs.items() if kind != "state" and word not in places and not find_polity(word)}


@cache
def acronyms() -> dict[str, str]:
    pairs = kinds_by_word("organization_words", "acronyms")
    return {word: kind for word, kind in pairs.items() if kind != "state" and not find_polity(word)}


@cache
def state_bodies() -> dict[str, str]:
    return kinds_by_word("organization_words", "bodies_of_states")
