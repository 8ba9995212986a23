"""Places in prose: which runs name one, of what kind, and under which other names.

    the town of Askeran, the villages Malibeyli and Gushchular      a place noun before the name says the kind
    Lachin corridor, Black Sea, Martuni District                    a place word behind it does
    in Baku, near Stepanakert                                       a preposition of place, where nothing speaks against it
    the Soviet Union, USSR                                          a state of the gazetteer, under all its names

Names of persons and bodies, events, demonyms, months and acronyms are none. A name that stands in no such context stays out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.extract.spans import Span, SpanSet
from etl.normalize.lexicon.lexicons import Polity, find_polity, is_faction, kinds_by_word, state_names
from etl.normalize.names import cues
from etl.normalize.names.places.colon_lists import ColonLists
from etl.normalize.names.places.place_contexts import (
    continues,
    has_direction,
    has_preposition,
    is_behind_plural,
    is_demonym,
    is_led_to,
    is_of_place,
    known_place,
    with_noun,
)
from etl.normalize.names.places.place_index import PlaceIndex
from etl.normalize.names.runs import NUMERALS, Run
from etl.normalize.text.words import Word

_ADJECTIVAL = re.compile(r"[^\W\d_]+-[a-z]+(?:ed|ing|ian|ern|ority|ish)$")


@dataclass(slots=True)
class PlaceDraft:
    """One place: how often each of its names stands, where, and what the context says it is."""

    names: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    polity: Polity | None = None

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: self.names[name])


def find_places(
    runs: list[Run], taken: frozenset[Span], persons: frozenset[str], ordinary: frozenset[str]
) -> tuple[list[PlaceDraft], list[PlaceDraft]]:
    """The places of the runs, and the names that are places if a gazetteer knows them.

    `taken`: where persons stand; `persons`: their names and the parts of them; `ordinary`: words that the article also writes in
    lower case.
    """
    persons_at = SpanSet(taken)
    lists = ColonLists()
    named = [_named(run, lists) for run in chained(runs) if not persons_at.overlaps(run.words[0].start, run.words[-1].end)]
    named = [n for n in named if n.polity or not _is_no_place(n, persons, ordinary)]
    present = {n.polity for n in named if n.polity}
    named = [n if n.polity or not (state := _short_for(n.name, present)) else n._replace(polity=state) for n in named]
    human = Counter(n.name for n in named if cues.is_human_after(n.run) and not cues.is_state_like(n.run))
    named = _with_plurals(named)
    certain = {n.name for n in named if n.polity or n.kind or n.is_listed or has_preposition(n.run) or _is_in_gazetteer(n.name)}
    certain |= {n.name for n in named if (has_direction(n.run) or is_of_place(n.run)) and n.name not in human}
    certain |= {n.name for n, region in zip(named, named[1:], strict=False) if _lies_in(n, region)}
    for before, here in zip(named, named[1:], strict=False):  # 'in Baku, Ganja and Sumgait'
        if before.name in certain and continues(here.run, before.run):
            certain.add(here.name)
    others = _others(named, human)
    certain -= others
    settled = certain | others
    possible = [n for n in named if n.name not in settled and n.name not in human and is_led_to(n.run)]
    return _drafts([n for n in named if n.name in certain]), _drafts(possible)


def _lies_in(named: _Named, region: _Named) -> bool:
    """'San Antonio, Texas', 'Lhasa, Tibet': the next name is a state or a region behind a comma."""
    is_next = region.run.words[0].start - named.run.words[-1].end == 2 and named.run.after[:1] == (",",)
    is_region = region.polity is not None or (region.kind == "region" and known_place(region.run) is not None)
    return is_next and is_region and named.polity is None and named.run.sentence is region.run.sentence


class _Named(NamedTuple):
    """A run as a place's name would be: the name, its kind by the words around it, the state that it is."""

    run: Run
    name: str
    kind: str | None
    polity: Polity | None
    is_listed: bool = False  # in a list that a plural noun of places ends

    @property
    def span(self) -> Span:
        return Span(self.run.words[0].start, self.run.words[0].start + len(self.name))


def _others(named: list[_Named], human: Counter[str]) -> set[str]:
    """Names that mostly act or own an army ('Octavian wrote'), or mostly stand before a number ('Bf 109')."""
    total = Counter(n.name for n in named)
    located = Counter(n.name for n in named if n.polity or n.kind or n.is_listed or has_preposition(n.run))
    acting = human + Counter(n.name for n in named if cues.is_human_owner(n.run))
    numbered = Counter(n.name for n in named if n.run.after[:1] != () and n.run.after[0][:1].isdigit())
    owners = {name for name in total if acting[name] >= 3 and acting[name] > 2 * located[name] and not _is_in_gazetteer(name)}
    return owners | {name for name in total if numbered[name] >= 2 and numbered[name] * 2 > total[name]}


def chained(runs: list[Run]) -> list[Run]:
    """The runs, with 'Republic' + 'of' + 'Armenia' as one; other parts of longer phrases are no names of their own."""
    links: list[list[Run]] = []
    for run in runs:
        before = links[-1][-1] if links else None
        if before and run.is_chained and run.before[-1:] == ("of",) and _goes_on_with_of(before, run):
            links[-1].append(run)
        elif not run.is_chained or run.before[-1:] == ("of",):
            links.append([run])
    return [_one(parts) for parts in links]


def _one(parts: list[Run]) -> Run:
    """The run that parts of a name make with the 'of' between them."""
    if len(parts) == 1:
        return parts[0]
    words = list(parts[0].words)
    for part in parts[1:]:
        words += (Word.at("of", words[-1].end + 1), *part.words)
    first, last = parts[0], parts[-1]
    return Run.of(tuple(words), first.before, last.after, first.sentence, last.follows, first.is_chained)


def _goes_on_with_of(before: Run, run: Run) -> bool:
    is_near = run.sentence is before.sentence and run.words[0].start - before.words[-1].end == 4
    return is_near and before.words[-1].text in cues.listed("place_contexts", "go_on_with_of")


def _drafts(named: list[_Named]) -> list[PlaceDraft]:
    """One draft a place: names of one state together, and spellings of one name."""
    drafts: list[PlaceDraft] = []
    states: dict[Polity, int] = {}
    index = PlaceIndex()
    for n in named:
        known = states.get(n.polity) if n.polity else min(index.bearers(n.name), default=None)
        number = len(drafts) if known is None else known
        if known is None:
            drafts.append(PlaceDraft(polity=n.polity))
        draft = drafts[number]
        if n.polity:
            states[n.polity] = number
        elif n.name not in draft.names:
            index.add(n.name, number)
        draft.names[n.name] += 1
        draft.spans.append(n.span)
        draft.kinds.update([n.kind] if n.kind else [])
    return drafts


def _named(run: Run, lists: ColonLists) -> _Named:
    name, kind = with_noun(run, lists)
    return _Named(run, name, kind or known_place(run), _state(name))


def _with_plurals(named: list[_Named]) -> list[_Named]:
    """What a plural says holds for all names of its list: 'the Machkalashen and Jardar fronts', 'the villages of X and Y'."""
    plurals = kinds_by_word("place_contexts", "plurals")
    found = list(named)
    for at in range(len(found) - 1, -1, -1):
        here = found[at]
        kind = plurals.get(here.run.follows)
        step = at
        while kind and step >= 0 and found[step].run.sentence is here.run.sentence and not is_demonym(found[step].name):
            found[step] = found[step]._replace(kind=found[step].kind or (None if kind == "none" else kind), is_listed=True)
            if step == 0 or not continues(found[step].run, found[step - 1].run):
                break
            step -= 1
    for at in range(1, len(found)):
        before, here = found[at - 1], found[at]
        opens = is_behind_plural(before.run) or before.is_listed
        if before.kind and here.kind is None and here.polity is None and opens and continues(here.run, before.run):
            found[at] = here._replace(kind=before.kind, is_listed=True)
    return found


def _is_in_gazetteer(name: str) -> bool:
    """The own name of a historic state ('Carthage', 'Abkhazia'), or a longer one of its names ('Soviet Russia')."""
    polity = find_polity(name)
    if polity is None or polity.kind == "people" or is_demonym(name):
        return False
    return name.casefold() == polity.name.casefold() or " " in name


def _state(name: str) -> Polity | None:
    """The state that the words name (not its people or its adjective)."""
    polity = find_polity(name)
    if polity is None or polity.kind == "people":
        return None
    return polity if name.casefold() in state_names(polity) and name not in (*polity.people, *polity.adjectives) else None


def _short_for(name: str, present: set[Polity]) -> Polity | None:
    """The state of the text that has this word among its names and adjectives alike: 'Artsakh' beside 'Republic of Artsakh'."""
    polity = find_polity(name)
    return polity if polity in present and name in polity.aliases and name in polity.adjectives else None


def _is_no_place(named: _Named, persons: frozenset[str], ordinary: frozenset[str]) -> bool:
    name, words = named.name, named.name.split(" ")
    last = words[-1]
    if ("-" in name and any(_ADJECTIVAL.match(word) for word in words)) or (
        len(words) == 1 and name in kinds_by_word("name_cues", "place_heads")
    ):
        return True  # 'the Armenian-populated villages', 'the Empire'
    places, bodies = kinds_by_word("name_cues", "place_heads"), kinds_by_word("organization_words", "heads")
    if name == named.run.text and known_place(named.run):
        return name in persons
    while len(words) > 1 and words[-1] in NUMERALS:
        words, last = words[:-1], words[-2]
    is_natural = len(words) > 1 and places.get(last) == "other" and last not in bodies
    if not is_natural and (all(word.casefold() in ordinary for word in words) or is_faction(words[0])):
        return True  # but 'the Black Sea'
    if named.run.is_title_of_work or (named.kind is None and all(word in persons for word in words)):
        return True
    if name in persons and named.kind and not is_natural:  # 'the village of Vardan' is none of the persons called so
        is_settlement = named.kind in ("village", "town", "city", "district")
        return (len(words) > 1 and last in places) or not is_settlement  # but 'Pancho Villa', 'a stronghold of Richard' are
    if last == "Department" and find_polity(" ".join(words[:-1])):
        return True
    if name in persons or (len(words) == 1 and (last.isupper() or is_demonym(name))):
        return True
    if last in cues.listed("event_words", "heads") or words[0] in ("Operation", "Resolution", "Article", "Case", "Plan"):
        return True
    if cues.is_title(words[0]) or (last in bodies and last not in places):
        return True
    first = find_polity(words[0])  # 'Armenian Assembly': a demonym opens the name of a body, not of a place
    opens_with_demonym = len(words) > 1 and first is not None and first.name.casefold() != words[0].casefold()
    return opens_with_demonym and last not in places and last not in cues.listed("place_contexts", "taken")
