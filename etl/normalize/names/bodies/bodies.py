"""Organizations in prose: names that a word for a body makes one, acronyms, known bodies, and those that the context makes one.

    the Karabakh Committee, Ministry of Defense, V Corps            a head word ends the name, or 'of' goes on after it
    the Supreme Soviets of the Azerbaijani SSR and the Armenian SSR     two of them
    the Soviet army, Republic of Artsakh armed forces               a state with a body in lower case
    Human Rights Watch (HRW), NATO                                  an acronym, alone or in brackets behind the name

A head word that also names buildings and places ('House', 'Island') is none here; nor is a title with a name behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from etl.extract.spans import Span
from etl.normalize.grammar.clues import DIGIT
from etl.normalize.lexicon.lexicons import find_polity, kinds_by_word, load_lexicon
from etl.normalize.lexicon.nations import Nations
from etl.normalize.names import cues
from etl.normalize.names.bodies import body_contexts as contexts
from etl.normalize.names.bodies.body_joins import BodyDraft, join_bodies
from etl.normalize.names.bodies.body_names import (
    HAS_ORDINAL,
    ORDINAL,
    acronym_behind,
    acronyms,
    body_of_a_state,
    heads,
    named_body,
    numbered_units,
    plural_bodies,
    state_bodies,
    text_of,
    words_of_heads,
    words_of_state_bodies,
)
from etl.normalize.names.runs import NUMERALS
from etl.normalize.text.words import SentenceWords, Word

_Reader = Callable[[list[Word], int, Nations], tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Sighting:
    name: str
    kind: str
    key: tuple[str, ...]
    span: Span
    acronym: str = ""


def find_bodies(prose: Iterable[SentenceWords], text: str, nations: Nations) -> list[BodyDraft]:
    """The organizations of the prose (states as actors are not among them), in the order of their first naming.

    `text`: of the article, which tells what stands between two names."""
    drafts: dict[tuple[str, ...], BodyDraft] = {}
    short: dict[str, tuple[str, ...]] = {}
    for line in prose:
        for seen in _sightings(line, short, nations):
            key = short.get(seen.name, seen.key)
            draft = drafts.setdefault(key, BodyDraft(key, seen.kind))
            draft.named.setdefault(seen.name, []).append(seen.span)
            draft.rules.setdefault(seen.name, "same_body_of_a_state" if len(key) > 1 else "same_letters")
            if seen.acronym:
                short.setdefault(seen.acronym, key)
                draft.rules.setdefault(seen.acronym, "acronym_in_brackets")
    return join_bodies(list(drafts.values()), text)


def read_body(text: str, nations: Nations) -> tuple[str, str]:
    """The name and kind of the body that a text names and nothing else; an empty kind where it names none."""
    words = [Word.at(m[0], m.start()) for m in re.finditer(r"[^\s]+", text)]
    end, kind = _name_at(words, 0, nations, _all_readers()) if words else (0, "")
    return (text_of(words), kind) if kind and end == len(words) else ("", "")


def _all_readers() -> list[_Reader]:
    return [contexts.known_body, named_body, *(reader for reader, _ in _needed())]


def _name_at(words: list[Word], at: int, nations: Nations, readers: Iterable[_Reader]) -> tuple[int, str]:
    """The end and kind of the name of a body that begins here; no kind where there is none."""
    for read in readers:
        end, kind = read(words, at, nations)
        if kind:
            return end, kind
    return at, ""


def _sightings(line: SentenceWords, short: Mapping[str, tuple[str, ...]], nations: Nations) -> Iterator[_Sighting]:
    """The bodies of one sentence. `short`: acronyms that stood in brackets behind a name so far, filled while this runs."""
    end = 0
    search = _Search.of(line)
    for at in _beginnings(line):
        if at >= end and search.may_find(line.words, at, short):
            found, end = _read_at(line.words, at, short, nations, search)
            yield from found


class _Search(NamedTuple):
    """What can be found in a sentence by the words that it has: few have words for all kinds of names."""

    last_head: int  # where its last head stands; behind it no name has one
    has_plurals: bool  # of nouns that end a list of bodies
    readers: tuple[_Reader, ...]  # those without heads that it has words for, beside that of known bodies

    @classmethod
    def of(cls, line: SentenceWords) -> _Search:
        folded, with_head = line.folded, words_of_heads()
        last_head = max([at for at in line.capitals if folded[at] in with_head], default=-1)
        readers = tuple([reader for reader, needed in _needed() if not needed.isdisjoint(folded)])
        return cls(last_head, not contexts.plural_words().isdisjoint(folded), readers)

    def may_find(self, words: list[Word], at: int, short: Mapping[str, object]) -> bool:
        """Whether a name can begin at a place."""
        if self.readers or at <= self.last_head:
            return True
        text, before = words[at].text, words[at - 1].text if at else ""
        is_known = text in contexts.first_words() or text in acronyms() or text in short
        return is_known or before == "*" or (before == "the" and self.has_plurals)

    def readers_at(self, at: int) -> Iterator[_Reader]:
        yield contexts.known_body
        if at <= self.last_head:
            yield named_body
        yield from self.readers


@cache
def _needed() -> tuple[tuple[_Reader, frozenset[str]], ...]:
    """The readers in their order, each with words, case folded, of which one stands in a sentence with a body that it finds."""
    return (
        (contexts.introduced_body, contexts.introducing_words()),
        (contexts.followed_body, contexts.following_words()),
        (body_of_a_state, words_of_state_bodies()),
    )


def _beginnings(line: SentenceWords) -> Sequence[int]:
    """Where the name of a body can begin: at a capital, at '5th', and at the few lower-case words that known names begin with."""
    known = contexts.lower_first_words()
    if known.isdisjoint(line.folded) and (DIGIT not in line.sentence.clues or not HAS_ORDINAL.search(line.sentence.text)):
        return line.capitals
    words = zip(line.words, line.folded, strict=True)
    return [at for at, (word, low) in enumerate(words) if word.is_capitalised or low in known or HAS_ORDINAL.match(low)]


def _read_at(
    words: list[Word],
    at: int,
    short: Mapping[str, tuple[str, ...]],
    nations: Nations,
    search: _Search,
) -> tuple[list[_Sighting], int]:
    """The bodies whose naming begins here, and where to read on."""
    word = words[at]
    if not (word.is_capitalised or word.text[0].isdigit()):
        end, kind = contexts.known_body(words, at, nations)
        return ([_sighting(words, at, end, kind, nations)] if kind else []), max(end, at + 1)
    before = words[at - 1].text if at else ""
    if before == "*" and (end := contexts.publication(words, at)) > at:
        return [_publication(words, at, end, nations)], end
    stretches, plural = contexts.listed_bodies(words, at) if before == "the" and search.has_plurals else ([], "")
    if stretches:
        return [_sighting(words, start, stop, plural, nations) for start, stop in stretches], stretches[-1][1]
    several = (plural_bodies(words, at) or numbered_units(words, at)) if at <= search.last_head else []
    found = [_Sighting(name, kind, _key(name.split(" "), nations), span) for name, kind, span in several]
    if several and word.text[0].isdigit():
        return found, next(n for n in range(at, len(words)) if words[n].end >= several[-1][2].end) + 1
    end, kind = (at, "") if several else _name_at(words, at, nations, search.readers_at(at))
    if kind:
        return [_sighting(words, at, end, kind, nations)], end
    if (word.text in acronyms() or word.text in short) and not _has_number(words, at):
        found.append(_Sighting(word.text, acronyms().get(word.text, "other"), (word.text,), Span(word.start, word.end)))
    return found, at + 1


def _sighting(words: list[Word], at: int, end: int, kind: str, nations: Nations) -> _Sighting:
    name = text_of(words[at:end])
    first = [w.text for w in words[at:end]]
    openers = cues.listed("known_bodies", "international")
    if kind in ("government_body", "other") and any(" ".join(first[:n]) in openers for n in (1, 2, 3)):
        kind = "international"
    span = Span(words[at].start, words[end - 1].end)
    return _Sighting(name, kind, _key(first, nations), span, acronym_behind(words, end))


def _publication(words: list[Word], at: int, end: int, nations: Nations) -> _Sighting:
    """A publication; one that is called like a state is told apart: 'Azerbaijan (newspaper)'."""
    seen = _sighting(words, at, end, "media", nations)
    if find_polity(seen.name) is None:
        return seen
    around = [*(w.text for w in words[max(0, at - 3) : at]), *(w.text for w in words[end : end + 2])]
    noun = next((word for word in around if word in kinds_by_word("body_contexts", "introducing")), "publication")
    name = f"{seen.name} ({noun})"
    return replace(seen, name=name, key=(name.casefold(),))


def _has_number(words: list[Word], at: int) -> bool:
    """'MiG-21', 'G 7': the name of a type."""
    after = words[at + 1].text if at + 1 < len(words) else ""
    return after[:1].isdigit() or after == "-"


def _key(words: list[str], nations: Nations) -> tuple[str, ...]:
    """What spellings of one name share: 'Soviet military' and 'Soviet armed forces', 'Azeri Army' and 'Azerbaijani army'.

    'Communist Party of Armenia' is the 'Armenian Communist Party', a 'Supreme Soviet of the USSR' that of the Soviet Union.
    """
    words = _well_known().get(" ".join(words), words)
    count, polity = nations.prefix(words)
    body = " ".join(word.casefold() for word in words[count:])
    if polity is None and "of" in words[1:-1]:
        at = len(words) - 1 - words[::-1].index("of")
        tail = [word for word in words[at + 1 :] if word != "the"]
        size, state = nations.prefix(tail, len(tail))
        if state and size == len(tail):
            polity, body = state, " ".join(word.casefold() for word in words[:at])
    if polity and body:
        if body in {name.casefold() for name in cues.listed("body_contexts", "parliaments")}:
            return polity.name, "parliament"
        is_army = state_bodies().get(body) == "military_unit" and body in _land_forces()
        return polity.name, "army" if is_army else body
    return (re.sub(r"[\W_]", "", "".join(_number(word) or word.casefold() for word in words)),)


@cache
def _well_known() -> dict[str, list[str]]:
    """Short names of well-known bodies and the words of the long ones: 'UN Security Council' is the United Nations'."""
    return {short: long.split(" ") for short, long in kinds_by_word("known_bodies", "same").items()}


def _number(word: str) -> str:
    """'III', '3rd' and 'Third' as the same number; empty for other words."""
    if word in NUMERALS:
        return str(NUMERALS[word])
    ordinals = load_lexicon("organization_words")["ordinals"]
    if word.casefold() in ordinals:
        return str(ordinals.index(word.casefold()) + 1)
    return word[:-2] if ORDINAL.fullmatch(word) and word[0].isdigit() else ""


def publisher_kind(name: str) -> str | None:
    """What a publisher is: a company where a word of the trade ends the name, else what its head word says."""
    last = name.rstrip(".").split(" ")[-1]
    if last in cues.listed("organization_words", "publishing"):
        return "company"
    return acronyms().get(name) or heads().get(last)


@cache
def _land_forces() -> frozenset[str]:
    return frozenset(load_lexicon("organization_words")["land_forces"])
