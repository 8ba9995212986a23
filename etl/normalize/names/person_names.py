"""Which runs name a person, with the title and role beside the name.

    Deputy Interior Minister Roshan Jivadov        the name behind the last title
    Gorbachev met with Zori Balayan                a given name of the lexicon; a human verb behind a surname

A run of several words is a person's name by a title or role before it, by a given name of the lexicon, or by a human context. A
lone word is one where it is part of such a name, stands behind a title, or stands in human contexts and never where a place
does. Everything else stays out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from etl.extract.spans import Span
from etl.normalize.lexicons import find_polity
from etl.normalize.names import cues
from etl.normalize.names.runs import NUMERALS, Run
from etl.normalize.names.similarity import folded, same_given, same_surname

_ENOUGH = 2  # human verbs behind a lone word; a stronger sign counts twice


@dataclass(slots=True)
class Sighting:
    """One mention: the words of the name, where they stand, the roles beside it, and the rule that took it for a person."""

    words: tuple[str, ...]
    span: Span
    roles: tuple[str, ...] = ()
    rule: str = "given_name"
    affiliation: str | None = None  # the demonym before the name
    shown: str | None = None  # the name that stands there, where it is none of the words: 'Northumberland'

    @property
    def name(self) -> str:
        return self.shown or " ".join(self.words)


def find_sightings(
    runs: list[Run], known: Iterable[tuple[str, ...]], ordinary: frozenset[str], others: frozenset[str]
) -> list[Sighting]:
    """All mentions of persons, in the order of the text.

    `known`: names of persons that are certain already; `ordinary`: words that the article also writes in lower case;
    `others`: names of places and bodies that are certain already.
    """
    full = {i: s for i, run in enumerate(runs) if (s := _full_name(run, ordinary)) and " ".join(s.words) not in others}
    full |= _variants(runs, full, [*known, *(sighting.words for sighting in full.values())])
    names = [*known, *(sighting.words for sighting in full.values())]
    lords = _called_by_place(full.values(), runs)
    lone = {word: rule for word, rule in _lone_names(runs, names, others).items() if word not in lords}
    found = (full.get(i) or _lord(run, lords) or _lone_name(run, lone) for i, run in enumerate(runs))
    return [sighting for sighting in found if sighting]


def _variants(runs: list[Run], full: dict[int, Sighting], names: Iterable[tuple[str, ...]]) -> dict[int, Sighting]:
    """Runs that spell the full name of a person otherwise: 'Suret Huseynov' beside 'Surat Huseynov'."""
    bearers: dict[str, set[tuple[str, ...]]] = {}
    for words in names:
        if len(words) > 1:
            bearers.setdefault(folded(words[-1])[:2], set()).add(words)
    found = {}
    for i, run in enumerate(runs):
        words = tuple(w.text for w in run.words)
        if i in full or not 1 < len(words) <= 4 or cues.is_no_person(list(words)):
            continue
        alike = bearers.get(folded(words[-1])[:2], ())
        if any(same_surname(words[-1], other[-1]) and same_given(words[0], other[0]) for other in alike):
            found[i] = _sighting(run, (), "spelling_variant")
    return found


def split_title(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many words at the start are titles, offices, acronyms and demonyms, and the title as one phrase.

    'Soviet Deputy Procurator Alexander Katusev' -> 3, 'Deputy Procurator': a given name ends what a title began.
    """
    if len(words) > 1 and cues.is_role(words[0].casefold()) and not cues.is_given_name(words[0]):
        if cues.is_ambiguous_given_name(words[1]):
            return 1, (words[0],)  # 'Secretary Dean Acheson'
        start, title = split_title(words[1:])  # at the start of a sentence: 'Journalist Thomas de Waal'
        return start + 1, (words[0], *title)
    titled = [i for i, word in enumerate(words[:-1][:6]) if cues.is_title(word)]
    if titled and titled[-1] > 0 and cues.is_ambiguous_given_name(words[titled[-1]]):
        titled.pop()  # 'US Attorney Dean Acheson'
    last = max(titled, default=-1)
    if last >= 0 and cues.is_given_name(words[0]) and not cues.is_title(words[0]):
        last = -1
    given = next((i for i, word in enumerate(words) if i > last >= 0 and cues.is_given_name(word)), len(words))
    if given < len(words) - 1:
        last = given - 1
    if last >= 0:
        phrase = " ".join(w for w in words[: last + 1] if find_polity(w) is None)
        return last + 1, (phrase,) if phrase else ()
    start = 0
    while start < len(words) - 1 and not cues.is_given_name(words[start]) and _is_forename_of_a_body(words[start]):
        start += 1
    return start, ()


def _called_by_place(full: Iterable[Sighting], runs: list[Run]) -> dict[str, tuple[str, ...]]:
    """Places by which a lord is called, with his name: 'Henry Percy, 4th Earl of Northumberland'. Of two lords, neither."""
    sentences = {run.words[0].start: run.sentence for run in runs}
    found: dict[str, set[tuple[str, ...]]] = {}
    for sighting in full:
        sentence = next((sentences[w] for w in (sighting.span.start,) if w in sentences), None)
        match = _lordship().match(sentence.text, sighting.span.end - sentence.span.start) if sentence else None
        if match:
            found.setdefault(match[1], set()).add(sighting.words)
    return {place: next(iter(names)) for place, names in found.items() if len({bare(n)[-1] for n in names}) == 1}


@cache
def _lordship() -> re.Pattern[str]:
    titles = "|".join(sorted(cues.listed("person_contexts", "called_by_place")))
    return re.compile(
        rf",? (?:\(?(?:and |later |then )?(?:the )?)(?:\d+(?:st|nd|rd|th) |[Ff]irst )?(?:{titles}) of ([A-Z][\w'’-]+)"
    )


def _lord(run: Run, lords: dict[str, tuple[str, ...]]) -> Sighting | None:
    """'Northumberland held back': a place that does what persons do is the lord called by it."""
    words = lords.get(run.words[-1].text) if len(run.words) == 1 else None
    is_place = cues.is_place_before(run) or run.before[-1:] in (("in",), ("at",), ("near",), ("from",), ("to",), ("of",))
    is_human = (cues.is_human_after(run) and not is_place) or cues.is_human_owner(run) or cues.is_human_before(run)
    if words is None or run.is_chained or not is_human:
        return None
    return replace(_sighting(run, (), "called_by_place"), words=words, shown=run.text)


def _split(run: Run) -> tuple[int, tuple[str, ...]]:
    """`split_title` of a run; one that goes on a title begins with its field: 'Secretary of | State Dean Acheson'."""
    words = [w.text for w in run.words]
    is_field = run.is_chained and len(words) > 1 and words[0].casefold() in cues.listed("office_words", "fields")
    if not is_field or not cues.is_title(run.before[-2].capitalize()):
        return split_title(words)
    office = run.before[-2].capitalize()
    start, _ = split_title([office, *words[1:]])
    return start, (f"{office} of {words[0]}",)


def _is_forename_of_a_body(word: str) -> bool:
    """'NKVD Lavrentiy Beria', 'Azerbaijani Ayaz Mutalibov': acronyms and demonyms before a name."""
    return find_polity(word) is not None or (word.isupper() and len(word) > 2)


@lru_cache(maxsize=50_000)
def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without numerals, titles, suffixes and 'of …': 'Napoleon I of France' -> Napoleon, 'King Richard III' -> Richard."""
    kept = words[: words.index("of")] if "of" in words[1:] else words
    kept = tuple(w for w in kept if w not in NUMERALS and w.rstrip(".,") not in ("Jr", "Sr"))
    while len(kept) > 1 and cues.is_title(kept[0]):
        kept = kept[1:]
    return kept or words


def _full_name(run: Run, ordinary: frozenset[str]) -> Sighting | None:
    start, roles = _split(run)
    name = run.part(start)
    parts = [w.text for w in name.words]
    if len(parts) > 1 and parts[-1] in NUMERALS:
        is_named = roles or cues.is_given_name(parts[0]) or parts[0] in cues.listed("known_people", "mononyms")
        is_king = len(parts) == 2 and is_named and not cues.is_no_person(parts[:1]) and not cues.is_ship(run)
        return _sighting(name, roles, "regnal_name") if is_king else None
    if run.is_title_of_work:
        return None
    is_titled = bool(roles) or cues.role_before(name) is not None
    is_titled_villa = is_titled and len(parts) > 1 and cues.is_place_head_only(parts[-1])  # 'General Pancho Villa'
    if (
        (cues.is_no_person(parts) and not is_titled_villa)
        or cues.is_inside(name)
        or cues.is_part_of_body(run)
        or cues.is_ship(run)
    ):
        return None
    if roles:
        return _sighting(name, roles, "behind_a_title")
    if len(parts) < 2:
        return None
    if role := cues.role_before(name):
        return _sighting(name, (role,), "behind_a_role")
    if cues.is_given_name(parts[0]) or any(w.is_initial for w in name.words[:-1]):
        return _sighting(name, (), "given_name")
    if cues.is_ambiguous_given_name(parts[0]) and cues.is_human_after(name):
        return _sighting(name, (), "given_name")
    if cues.is_family_first(parts[0]) and len(parts) <= 3:
        return _sighting(name, (), "family_name_first")
    is_common = len(parts) > 3 or name.before[-1:] == ("the",) or any(part.casefold() in ordinary for part in parts)
    if not is_common and (cues.is_human_after(name) or cues.is_human_before(name)):
        return _sighting(name, (), "human_context")
    return None


def _lone_names(runs: list[Run], names: Iterable[tuple[str, ...]], others: frozenset[str]) -> dict[str, str]:
    """Lone words that name a person in this text, each with the rule that says so."""
    found: dict[str, str] = {}
    for words in names:
        kept = bare(words)
        if not _is_epithet(kept[-1]):
            found.setdefault(kept[-1], "surname")
        if not _is_epithet(kept[0]) and (len(kept) == 1 or not cues.is_given_name(kept[0])):
            found.setdefault(kept[0], "first_part")
    joined: list[tuple[str, str]] = []  # 'Ozharovsky and Rosen': the second is what the first is
    human: Counter[str] = Counter()
    against: set[str] = set()
    for name, is_titled in _lone_words(runs, others):
        word = name.words[0].text
        if is_titled or cues.role_before(name):
            found.setdefault(word, "behind_a_title")
        elif cues.is_place_before(name):
            against.add(word)
        elif cues.is_human_before(name) or cues.is_human_owner(name) or cues.is_source(name):
            human[word] += _ENOUGH
        elif cues.is_human_after(name) and not cues.is_state_like(name):
            human[word] += 1
        if len(name.before) > 1 and name.before[-1] == "and":
            joined.append((name.before[-2], word))
    found |= {word: "human_context" for word, count in human.items() if count >= _ENOUGH and word not in {*against, *found}}
    certain = {word.casefold() for word in found}
    found |= {w: "joined_to_a_person" for first, w in joined if first in certain and w not in {*against, *found}}
    present = {run.words[-1].text for run in runs}
    found |= {word: "known_by_one_name" for word in cues.listed("known_people", "mononyms") & present if word not in against}
    return found


def _is_epithet(word: str) -> bool:
    """'Earl', 'St', 'Elder', 'the Bald': a title or byname, by which nobody is meant alone."""
    return (
        cues.is_title(word)
        or len(word) < 3
        or word in ("Elder", "Younger", "Great", "Bald", "Fair", "Bold", "Good", "Lion", "First")
    )


def _lone_words(runs: list[Run], others: frozenset[str]) -> Iterable[tuple[Run, bool]]:
    """Runs of one word behind their titles that may be a person's, and whether a title stands before them."""
    forms = {w.text for run in runs for w in run.words}
    parts_of_others = {part for name in others for part in name.split()}
    for run in runs:
        start, titled = _split(run)
        word = run.words[-1].text
        if len(run.words) - start != 1 or cues.is_ship(run) or cues.is_part_of_body(run) or word in parts_of_others:
            continue
        if not cues.is_no_person([word]) and not cues.is_of_a_people(word, forms):
            yield run.part(start), bool(titled)


def _lone_name(run: Run, lone: dict[str, str]) -> Sighting | None:
    start, titled = _split(run)
    name = run.part(start)
    if (
        len(name.words) != 1
        or name.words[0].text not in lone
        or cues.is_inside(name)
        or cues.is_ship(run)
        or cues.is_part_of_body(run)
    ):
        return None
    role = cues.role_before(name)
    return _sighting(name, (*titled, *((role,) if role else ())), lone[name.words[0].text])


def _sighting(name: Run, roles: tuple[str, ...], rule: str) -> Sighting:
    span = Span(name.words[0].start, name.words[-1].end)
    return Sighting(tuple(w.text for w in name.words), span, roles, rule, cues.affiliation_before(name))
