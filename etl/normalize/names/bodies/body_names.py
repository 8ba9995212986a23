"""Where the name of a body begins and ends in the words of a sentence, and what kind of body its head word says.

Committee for State Defense of the NKR     a head word, and what goes on behind it
the Soviet | Eleventh Army                 a demonym before a number is no part of the name
Armenian | Communist Party | leader        a title behind the head is none either
"""

from __future__ import annotations

import re
from functools import cache

from etl.extract.spans import Span
from etl.normalize.lexicon.lexicons import begins_polity, find_polity, kinds_by_word
from etl.normalize.lexicon.nations import Nations
from etl.normalize.names import cues
from etl.normalize.names.runs import directions
from etl.normalize.text.words import Word, not_names

_JOINS = (("of", "the"), ("of",), ("for", "the"), ("for",), ("&",))
_MOST_LISTED = 6  # states in a list behind a plural head
_LONGEST = 12  # words of a name without a joint: longer ones are lists in capitals
HAS_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
ORDINAL = re.compile(rf"{HAS_ORDINAL.pattern}|[IVXL]+")
_PEOPLE = ("People", "King", "Queen", "Women", "Workers")  # 'People's Commissariat'
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]")


def named_body(words: list[Word], at: int, nations: Nations) -> tuple[int, str]:
    """The end and kind of a capitalised name with a head word that begins here; no kind where there is none."""
    before = words[at - 1] if at else None
    if not _opens(words[at]) or (
        before and before.is_capitalised and not before.is_possessive and not (_is_passed_over(words, at - 1) or _nation(before))
    ):
        return at, ""
    if _is_passed_over(words, at) or (_nation(words[at]) and at + 1 < len(words) and _is_number(words[at + 1])):
        return at, ""  # 'The Assembly'; 'the Soviet | Eleventh Army'
    if any(word.text == "of" for word in words[at + 1 : at + 3]):
        for end in range(min(at + 4, len(words)), at + 2, -1):
            if " of " in text_of(words[at:end]) and text_of(words[at:end]) in heads():  # 'House of Lords'
                return _tail(words, end), heads()[text_of(words[at:end])]
    stop = _capitalised(words, at)
    if (
        stop + 3 < len(words)
        and stop == at + 1
        and _is_number(words[at])
        and [w.text for w in words[stop : stop + 3 : 2]] == ["(", ")"]
    ):
        stop = _capitalised(words, stop + 3)  # '3rd (Dutch) Guard Grenadiers'
    for end in range(stop, at, -1):
        rest = words[end:stop]
        if rest and not cues.is_title(rest[0].text) and not words[end - 1].is_possessive:
            continue
        head, kind = _head(words[at:end])
        if kind:
            is_numbered = _is_number(words[at])  # 'V Corps of the First Army' is V Corps
            tail = end if rest or is_numbered or words[end - 1].is_possessive else _tail(words, end)
            tail += tail == end and is_number_of_name(words, end)
            return _checked(words[at:end], words[at:tail], head, kind, at)
    return at, ""


def _checked(named: list[Word], whole: list[Word], head: int, kind: str, at: int) -> tuple[int, str]:
    """The end and kind, unless the words are a head alone, a state, a dynasty or a direction ('Eastern Front')."""
    name, has_tail = text_of(whole), len(whole) > len(named)
    kind = heads().get(name, kind)
    is_alone = head == len(named) == 1 and (not has_tail or named[0].text == "Staff")  # 'Chief of | Staff of the Army'
    is_dynasty = named[-1].text == "House" and name not in heads()
    is_front = head > 1 and kind in ("party", "armed_group")  # 'Popular Front', 'Liberation Front'
    is_event = (
        not is_front and not has_tail and kind != "government_body" and named[-1].text in cues.listed("event_words", "heads")
    )
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
    return _is_ordinal(word.text) or word.text.casefold() in cues.listed("organization_words", "ordinals")


def _is_ordinal(text: str) -> bool:
    return (text[0] in "IVXL" or text[0].isdigit()) and ORDINAL.fullmatch(text) is not None


def _opens(word: Word) -> bool:
    return (word.is_capitalised and not cues.is_title(word.text)) or _is_ordinal(word.text)


def is_number_of_name(words: list[Word], at: int) -> bool:
    """'Helsinki Initiative 92,': a year that belongs to the name."""
    if at >= len(words) or not words[at].text.isdigit() or len(words[at].text) > 2:
        return False
    return at + 1 >= len(words) or not words[at + 1].text[:1].isalnum()


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
            is_title = cues.is_title(words[start].text) and not words[start].text.endswith("s")  # but 'Council of Ministers'
            if (join[0] == "of" and is_title) or any(w.text.startswith("Resolution") for w in words[start:stop]):
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
    if words[-1].text not in _last_words():
        return 0, ""
    for count in range(min(4, len(words)), 0, -1):
        kind = heads().get(text_of(words[-count:]))
        if kind:
            return count, kind
    return 0, ""


def body_of_a_state(words: list[Word], at: int, nations: Nations) -> tuple[int, str]:
    """'Soviet army', "Azerbaijan's armed forces": a demonym or state with one of the bodies that every state has one of."""
    if not begins_polity(words[at].text):
        return at, ""
    size, polity = nations.prefix([w.text for w in words[at : at + 4]])
    if polity is None:
        return at, ""
    start = at + size
    for count in (2, 1):
        kind = state_bodies().get(" ".join(w.text.casefold() for w in words[start : start + count]))
        if kind and start + count <= len(words):
            return start + count, kind
    return at, ""


def plural_bodies(words: list[Word], at: int) -> list[tuple[str, str, Span]]:
    """'the Supreme Soviets of the Azerbaijani SSR and the Armenian SSR': a body of each state, with where its words stand."""
    stop = _capitalised(words, at)
    if stop == at or not words[stop - 1].text.endswith("s") or stop >= len(words) or words[stop].text != "of":
        return []
    _, kind = _head([*words[at : stop - 1], words[stop - 1]._replace(text=words[stop - 1].text[:-1])])
    if not kind:
        return []
    single = " ".join([*(w.text for w in words[at : stop - 1]), words[stop - 1].text[:-1]])
    found: list[tuple[str, str, Span]] = []
    start = stop + 1
    while start < len(words) and len(found) < _MOST_LISTED:
        the = words[start].text == "the"
        end = _capitalised(words, start + the)
        if end == start + the or not find_polity(text_of(words[start + the : end])):
            break
        name = f"{single} of {'the ' if the else ''}{text_of(words[start + the : end])}"
        first = words[at] if not found else words[start + the]
        found.append((name, kind, Span(first.start, words[end - 1].end)))
        if end >= len(words) or words[end].text not in (",", "and"):
            break
        start = end + 1
    return found if len(found) > 1 else []


def numbered_units(words: list[Word], at: int) -> list[tuple[str, str, Span]]:
    """'the 108th, 5th and 201st Motor Rifle Divisions': a unit of each number, with where its words stand."""
    numbers: list[int] = []
    end = at
    while end < len(words) and len(numbers) < _MOST_LISTED and words[end].text[0].isdigit() and _is_number(words[end]):
        numbers.append(end)
        end += 1
        if end < len(words) and words[end].text in (",", "and") and end + 1 < len(words):
            end += 1 + (words[end].text == "," and words[end + 1].text == "and")
        else:
            break
    stop = end
    while stop < min(len(words), end + 5) and words[stop].is_capitalised:
        stop += 1
    if len(numbers) < 2 or stop == end or not words[stop - 1].text.endswith("s"):
        return []
    name = " ".join([*(w.text for w in words[end : stop - 1]), words[stop - 1].text[:-1]])
    kind = heads().get(name.split(" ")[-1])
    if kind != "military_unit":
        return []
    last = numbers[-1]
    return [
        (f"{words[n].text} {name}", kind, Span(words[n].start, words[stop - 1].end if n == last else words[n].end))
        for n in numbers
    ]


def acronym_behind(words: list[Word], end: int) -> str:
    """The acronym behind a name: '(HRW)', or ', OSCE)' inside of brackets."""
    if words[end : end + 1] and words[end].text == "(":  # '(known as the Kavburo)'
        inner = [w.text for w in words[end + 1 : end + 7]]
        inner = inner[: inner.index(")")] if ")" in inner else []
        named = [word for word in inner if word not in ("also", "better", "known", "as", "called", "the", "or")]
        if (
            len(named) == 1
            and len(inner) > 1
            and named[0][:1].isupper()
            and ("known" in inner or "called" in inner or "or" in inner)
        ):
            return named[0]
    marks = [w.text for w in words[end : end + 3]]
    is_closed = len(marks) == 3 and marks[0] in ("(", ",") and marks[2] == ")"
    return marks[1] if is_closed and _ACRONYM.fullmatch(marks[1]) else ""


def text_of(words: list[Word]) -> str:
    joined = " ".join(w.text + ("'s" if w.is_possessive and w is not words[-1] else "") for w in words)
    return joined.replace("( ", "(").replace(" )", ")")


@cache
def heads() -> dict[str, str]:
    """Head words and the kinds they say, without those of states, of places, and those that are demonyms ('Soviet')."""
    places = kinds_by_word("name_cues", "place_heads")
    pairs = kinds_by_word("organization_words", "heads")
    return {word: kind for word, kind in pairs.items() if kind != "state" and word not in places and not find_polity(word)}


@cache
def _last_words() -> frozenset[str]:
    """Words that a head can end with: most names of a text end with none of them."""
    return frozenset(head.split(" ")[-1] for head in heads())


@cache
def words_of_heads() -> frozenset[str]:
    """The last words of heads and of their plurals, case folded: without one a sentence names no body by its head."""
    last = frozenset(word.casefold() for word in _last_words())
    return last | {f"{word}s" for word in last}


@cache
def words_of_state_bodies() -> frozenset[str]:
    """The first words of the bodies that every state has one of."""
    return frozenset(name.split(" ")[0] for name in state_bodies())


@cache
def acronyms() -> dict[str, str]:
    pairs = kinds_by_word("organization_words", "acronyms")
    return {word: kind for word, kind in pairs.items() if kind != "state" and not find_polity(word)}


@cache
def state_bodies() -> dict[str, str]:
    return kinds_by_word("organization_words", "bodies_of_states")
