"""Which names of the prose mean one body, each with its rule.

OSCE Minsk Group, Minsk Group                               led_by_a_body
HRW, Human Rights Watch                                     acronym
23rd Motor Rifle Division, 23rd Division                    shorter_unit_name; 366th Regiment: unit_number
Committee for State Defense of the NKR, State Defense Committee     other_order_of_words
CSCE, later to become the OSCE                              renamed
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.extract.spans import Span
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names.bodies.body_names import ORDINAL, acronyms

_LATER = re.compile(r"[\s,(]*(?:later|subsequently|now|today|since)(?: to become| renamed| known as| called)?(?: the)?\s*")
_SMALL = frozenset(("of", "the", "for", "and", "in", "&"))
_HEADS_ALONE = ("Senate", "Parliament", "Congress", "Admiralty")
_HIGH = 100  # from this number on, the number alone tells units of one kind apart


@dataclass(slots=True)
class BodyDraft:
    """One organization: the places of each of its names, what its head says it is, and the rule that joined each name."""

    key: tuple[str, ...]
    kind: str
    named: dict[str, list[Span]] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return max(self.named, key=lambda name: (len(self.named[name]), len(name)))

    @property
    def spans(self) -> list[Span]:
        return sorted((span for spans in self.named.values() for span in spans), key=lambda span: span.start)

    def rule_of(self, name: str) -> str:
        """By what rule a name is one with the published one; of two that a rule joined, either may be the one published."""
        same_key = "same_body_of_a_state" if len(self.key) > 1 else "same_letters"
        return self.rules.get(name) or self.rules.get(self.name) or same_key

    def take(self, other: BodyDraft, rule: str) -> None:
        for name, spans in other.named.items():
            self.rules.setdefault(name, rule if name == next(iter(other.named)) else other.rule_of(name))
            self.named.setdefault(name, []).extend(spans)


def join_bodies(drafts: list[BodyDraft], text: str) -> list[BodyDraft]:
    """One draft a body, in the order of their first naming."""
    by_name = {name: draft for draft in drafts for name in draft.named}
    by_initials = {_initials(name): draft for draft in drafts for name in draft.named if " " in name}
    by_word: dict[str, list[BodyDraft]] = {}
    by_head: dict[str, list[BodyDraft]] = {}
    by_ends: dict[tuple[str, str], list[BodyDraft]] = {}
    for draft in drafts:
        for word in _content(draft.name):
            by_word.setdefault(word, []).append(draft)
        by_ends.setdefault(_ends(draft.name), []).append(draft)
        by_head.setdefault(draft.name.split(" ")[-1], []).append(draft)
    renamed = _renamed(drafts, text)
    joined: dict[int, BodyDraft] = {}
    kept = []
    for draft in drafts:
        other = _whole(draft, by_name, by_initials)
        is_led = other is not None and " " in draft.name
        rule = "led_by_a_body" if is_led else "acronym"
        if other is None:
            other, rule = _longer_unit(draft, by_ends[_ends(draft.name)])
        if other is None:
            other, rule = _reordered(draft, by_word), "other_order_of_words"
        if other is None:
            other, rule = renamed.get(id(draft)), "renamed"
        if other is None:
            other, rule = _with_head(draft, by_head), "head_alone"
        while other is not None and id(other) in joined:  # what the other has become part of
            other = joined[id(other)]
        if other is None or other is draft:
            kept.append(draft)
        else:
            joined[id(draft)] = other
            other.kind = draft.kind if is_led and draft.kind == "international" else other.kind
            other.take(draft, rule)
    return kept


def _whole(draft: BodyDraft, by_name: dict[str, BodyDraft], by_initials: dict[str, BodyDraft]) -> BodyDraft | None:
    """'Minsk Group' for 'OSCE Minsk Group', 'Human Rights Watch' for 'HRW'."""
    first, _, rest = draft.name.partition(" ")
    if rest and (find_polity(first) is not None or first in acronyms()):
        bare = rest.removesuffix(" Party")  # 'Azerbaijan Popular Front Party' is the 'Popular Front'
        return by_name.get(rest) or (by_name.get(bare) if " " in bare else None)
    return by_initials.get(draft.name) if len(draft.name) > 2 and not rest else None


def _longer_unit(draft: BodyDraft, same_ends: Iterable[BodyDraft]) -> tuple[BodyDraft | None, str]:
    """'23rd Division' is the '23rd Motor Rifle Division'; a '366th CIS Regiment' the '366th Motorized Rifle Regiment'."""
    words = draft.name.split(" ")
    if len(words) < 2 or not ORDINAL.fullmatch(words[0]):
        return None, ""
    for other in same_ends:
        longer = other.name.split(" ")
        if other is not draft and set(words) < set(longer):
            return other, "shorter_unit_name"
        is_high = words[0][:-2].isdigit() and int(words[0][:-2]) >= _HIGH
        if other is not draft and is_high and (len(words), draft.name) < (len(longer), other.name):
            return other, "unit_number"
    return None, ""


def _reordered(draft: BodyDraft, by_word: dict[str, list[BodyDraft]]) -> BodyDraft | None:
    """'State Defense Committee' is the 'Committee for State Defense of the NKR': the same words but for the state behind."""
    content = _content(draft.name)
    if len(content) < 3:
        return None
    for other in min((by_word[word] for word in content), key=len):  # those with the rarest of its words
        words = _content(other.name)
        if content < words and len(words) - len(content) <= 2 and find_polity(other.name.split(" of ")[-1]):
            return other
    return None


def _with_head(draft: BodyDraft, by_head: dict[str, list[BodyDraft]]) -> BodyDraft | None:
    """'the Senate' is the 'Roman Senate', where the article names one only."""
    if draft.name not in _HEADS_ALONE:
        return None
    fuller = [d for d in by_head[draft.name] if d is not draft and len(d.name.split(" ")) == 2]
    return fuller[0] if len(fuller) == 1 else None


def _renamed(drafts: list[BodyDraft], text: str) -> dict[int, BodyDraft]:
    """'the CSCE (later to become the OSCE)': the later name joins the earlier."""
    starts = {span.start: draft for draft in drafts for span in draft.spans}
    found: dict[int, BodyDraft] = {}
    for draft in drafts:
        for span in draft.spans:
            match = _LATER.match(text, span.end)
            later = starts.get(match.end()) if match else None
            if later is not None and later is not draft:
                found[id(later)] = draft
    return found


def _content(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.split(r"[\s-]+", name) if word not in _SMALL)


def _ends(name: str) -> tuple[str, str]:
    words = name.split(" ")
    return words[0], words[-1]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper())
