"""Which runs name a person, with the title and role beside the name.

    Deputy Interior Minister Roshan Jivadov        the name behind the last title
    Gorbachev met with Zori Balayan                a given name of the lexicon; a human verb behind a surname

A run of several words is a person's name by a title or role before it, by a given name of the lexicon, or by a human context. A
lone word is one where it is part of such a name, stands behind a title, or stands in human contexts and never where a place
does. Everything else stays out.
"""

from __future__ import annotations

from collections.abc import Iterable

from etl.normalize.names import cues
from etl.normalize.names.people.lone_names import lone_name, lone_names
from etl.normalize.names.people.lords import called_by_place, lord
from etl.normalize.names.people.name_index import FullNames
from etl.normalize.names.runs import NUMERALS, NameRun
from etl.normalize.names.sightings import Sighting, TitledRun, sighting_of


def find_sightings(
    runs: list[NameRun], known: Iterable[tuple[str, ...]], ordinary: frozenset[str], others: frozenset[str]
) -> list[Sighting]:
    """All mentions of persons, in the order of the text.

    `known`: names of persons that are certain already; `ordinary`: words that the article also writes in lower case;
    `others`: names of places and bodies that are certain already.
    """
    titled = [TitledRun.of(run) for run in runs]
    full = {i: s for i, run in enumerate(titled) if (s := _full_name(run, ordinary)) and " ".join(s.words) not in others}
    full |= _variants(runs, full, [*known, *(sighting.words for sighting in full.values())])
    names = [*known, *(sighting.words for sighting in full.values())]
    lords = called_by_place(full.values(), runs)
    lone = {word: rule for word, rule in lone_names(titled, names, others).items() if word not in lords}
    found = (full.get(i) or lord(run.run, lords) or lone_name(run, lone) for i, run in enumerate(titled))
    return [sighting for sighting in found if sighting]


def _variants(runs: list[NameRun], full: dict[int, Sighting], names: Iterable[tuple[str, ...]]) -> dict[int, Sighting]:
    """Runs that spell the full name of a person otherwise: 'Suret Huseynov' beside 'Surat Huseynov'."""
    bearers = FullNames()
    for words in names:
        if len(words) > 1:
            bearers.add(words)
    found = {}
    for i, run in enumerate(runs):
        if i in full or not 1 < len(run.words) <= 4:
            continue
        words = tuple([w.text for w in run.words])
        if cues.is_no_person(list(words)):
            continue
        if next(bearers.alike(words), None) is not None:
            found[i] = sighting_of(run, (), "")
    return found


def _full_name(titled: TitledRun, ordinary: frozenset[str]) -> Sighting | None:
    run, name, roles = titled.run, titled.name, titled.titles
    if len(name.words) < 2 and not roles:
        return None
    parts = [w.text for w in name.words]
    if len(parts) > 1 and parts[-1] in NUMERALS:
        is_named = roles or cues.is_given_name(parts[0]) or parts[0] in cues.listed("known_people", "mononyms")
        is_king = len(parts) == 2 and is_named and not cues.is_no_person(parts[:1]) and not cues.is_ship(run)
        return sighting_of(name, roles, "regnal_name") if is_king else None
    if run.is_title_of_work:
        return None
    is_titled = bool(roles) or cues.role_before(name) is not None
    is_titled_villa = is_titled and cues.is_place_surname(parts[-1])  # 'General Pancho Villa', 'Colonel Lake'
    if (
        (cues.is_no_person(parts) and not is_titled_villa)
        or cues.is_inside(name)
        or cues.is_part_of_body(run)
        or cues.is_ship(run)
    ):
        return None
    if roles:
        return sighting_of(name, roles, "behind_a_title")
    if role := cues.role_before(name):
        return sighting_of(name, (role,), "behind_a_role")
    if cues.is_given_name(parts[0]) or any(w.is_initial for w in name.words[:-1]):
        return sighting_of(name, (), "given_name")
    if parts[-1] in cues.listed("known_people", "mononyms") and len(parts) <= 3 and name.before[-1:] != ("the",):
        return sighting_of(name, (), "known_by_one_name")
    if cues.is_ambiguous_given_name(parts[0]) and cues.is_human_after(name):
        return sighting_of(name, (), "given_name")
    if cues.is_family_first(parts[0]) and len(parts) <= 3:
        return sighting_of(name, (), "family_name_first")
    is_common = len(parts) > 3 or name.before[-1:] == ("the",) or any(part.casefold() in ordinary for part in parts)
    if not is_common and (cues.is_human_after(name) or cues.is_human_before(name)):
        return sighting_of(name, (), "human_context")
    return None
