"""Organizations in prose: names that a word for a body makes one, acronyms, and states that act.

    the Karabakh Committee, Ministry of Defense, V Corps            a head word ends the name, or 'of' goes on after it
    the Soviet army, Armenian government                            a demonym with a body in lower case
    Human Rights Watch (HRW), NATO                                  an acronym, alone or in brackets behind the name
    Turkey closed its border                                        a state as the subject of a verb

A head word that also names buildings and places ('House', 'Island') is none here; nor is a title with a name behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from etl.extract.article import Article
from etl.extract.spans import Span
from etl.normalize.lexicons import find_polity, load_lexicon
from etl.normalize.names import cues
from etl.normalize.names.body_names import (
    ORDINAL,
    acronym_behind,
    acronyms,
    body_of_a_state,
    heads,
    named_body,
    state_bodies,
    text_of,
)
from etl.normalize.names.runs import NUMERALS, Word, prose_of, words_of


@dataclass(slots=True)
class BodyDraft:
    """One organization: how often each of its names stands, where, and what its head says it is."""

    key: tuple[str, ...]
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: (self.names[name], len(name)))


@dataclass(frozen=True, slots=True)
class _Sighting:
    name: str
    kind: str
    key: tuple[str, ...]
    span: Span
    acronym: str = ""


def find_bodies(article: Article) -> list[BodyDraft]:
    """The organizations of the prose (states as actors are not among them), in the order of their first naming."""
    drafts: dict[tuple[str, ...], BodyDraft] = {}
    short: dict[str, tuple[str, ...]] = {}
    for sentence in prose_of(article):
        for seen in _sightings(words_of(sentence), short):
            key = short.get(seen.name, seen.key)
            draft = drafts.setdefault(key, BodyDraft(key, seen.kind))
            draft.names[seen.name] += 1
            draft.spans.append(seen.span)
            if seen.acronym:
                short.setdefault(seen.acronym, key)
    return _joined(list(drafts.values()))


def _joined(drafts: list[BodyDraft]) -> list[BodyDraft]:
    """One draft a body: 'OSCE Minsk Group' with 'Minsk Group', and an acronym with the name that has its initials."""
    by_name = {name: draft for draft in drafts for name in draft.names}
    by_initials = {_initials(name): draft for draft in drafts for name in draft.names if " " in name}
    numbered: dict[tuple[str, str], list[BodyDraft]] = {}
    for draft in drafts:
        numbered.setdefault(_ends(draft.name), []).append(draft)
    kept = []
    for draft in drafts:
        first, _, rest = draft.name.partition(" ")
        is_led = rest != "" and (find_polity(first) is not None or first in acronyms())
        other = by_name.get(rest) if is_led else by_initials.get(draft.name) if len(draft.name) > 2 else None
        other = other or next((d for d in numbered[_ends(draft.name)] if _is_short_for(draft.name, d.name)), None)
        if other is None or other is draft:
            kept.append(draft)
            continue
        other.names.update(draft.names)
        other.spans += draft.spans
    return kept


def _ends(name: str) -> tuple[str, str]:
    words = name.split(" ")
    return words[0], words[-1]


def _is_short_for(short: str, name: str) -> bool:
    """'23rd Division' beside '23rd Motor Rifle Division': of two names with the same ends, that with fewer of the words."""
    return ORDINAL.fullmatch(short.split(" ")[0]) is not None and set(short.split(" ")) < set(name.split(" "))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s]+", name) if word[:1].isupper())


def _sightings(words: list[Word], short: Mapping[str, tuple[str, ...]]) -> Iterator[_Sighting]:
    """The bodies of one sentence. `short`: acronyms that stood in brackets behind a name so far, filled while this runs."""
    at = 0
    while at < len(words):
        end, kind = named_body(words, at)
        if not kind:
            end, kind = body_of_a_state(words, at)
        if kind:
            name = text_of(words[at:end])
            span = Span(words[at].start, words[end - 1].end)
            yield _Sighting(name, kind, _key(words[at:end]), span, acronym_behind(words, end))
            at = end
            continue
        word = words[at]
        if (word.text in acronyms() or word.text in short) and not _has_number(words, at):
            yield _Sighting(word.text, acronyms().get(word.text, "other"), (word.text,), Span(word.start, word.end))
        at += 1


def _has_number(words: list[Word], at: int) -> bool:
    """'MiG-21', 'G 7': the name of a type."""
    after = words[at + 1].text if at + 1 < len(words) else ""
    return after[:1].isdigit() or after == "-"


def _key(words: list[Word]) -> tuple[str, ...]:
    """What spellings of one name share: 'Soviet military' and 'Soviet armed forces', 'Azeri Army' and 'Azerbaijani army'."""
    polity = find_polity(words[0].text)
    body = " ".join(w.text.casefold() for w in words[1:])
    if polity and body in state_bodies():
        return (polity.name, "army" if state_bodies()[body] == "military_unit" and body in _land_forces() else body)
    return (re.sub(r"[\W_]", "", "".join(_number(w.text) or w.text.casefold() for w in words)),)


def _number(word: str) -> str:
    """'III', '3rd' and 'Third' as the same number; empty for other words."""
    if word in NUMERALS:
        return str(NUMERALS.index(word) + 1)
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
