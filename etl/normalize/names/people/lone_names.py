"""Which lone words name a person in one article: surnames of full names, words behind titles, those that do what persons do.

Kevorkov left                            part of a name that stands in full elsewhere
the corps of Junot, Platov's Cossacks    a human context, and nowhere that of a place
According to Thucydides                  a source; names of the lexicon that stand alone in any history
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from etl.normalize.names import cues
from etl.normalize.names.sightings import Sighting, TitledRun, bare, sighting_of

_RARELY = 5  # one sign of a place counts as much as so many of a person: 'the defection of Octavian'
_ENOUGH = 2  # human verbs behind a lone word; a stronger sign counts twice


def lone_names(titled: list[TitledRun], names: Iterable[tuple[str, ...]], others: frozenset[str]) -> dict[str, str]:
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
    located: Counter[str] = Counter()
    for run in _lone_words(titled, others):
        name, word = run.name, run.name.words[0].text
        if run.titles or cues.role_before(name):
            found.setdefault(word, "behind_a_title")
        elif cues.is_place_before(name):
            located[word] += 1
        elif cues.is_human_before(name) or cues.is_human_owner(name) or cues.is_source(name):
            human[word] += _ENOUGH
        elif cues.is_human_after(name) and not cues.is_state_like(name):
            human[word] += 1
        if len(name.before) > 1 and name.before[-1] == "and":
            joined.append((name.before[-2], word))
    against = {word for word, times in located.items() if times * _RARELY > human[word]}
    found |= {word: "human_context" for word, count in human.items() if count >= _ENOUGH and word not in {*against, *found}}
    certain = {word.casefold() for word in found}
    found |= {w: "joined_to_a_person" for first, w in joined if first in certain and w not in {*against, *found}}
    present = {run.name.words[-1].text for run in titled}
    found |= {word: "known_by_one_name" for word in cues.listed("known_people", "mononyms") & present if word not in against}
    return found


def _is_epithet(word: str) -> bool:
    """'Earl', 'St', 'Elder', 'the Bald': a title or byname, by which nobody is meant alone."""
    return cues.is_title(word) or len(word) < 3 or word in cues.listed("person_contexts", "bynames")


def _lone_words(titled: list[TitledRun], others: frozenset[str]) -> Iterable[TitledRun]:
    """Runs of one word behind their titles that may be a person's."""
    forms = {w.text for run in titled for w in run.run.words}
    parts_of_others = {part for name in others for part in name.split()}
    may_be: dict[str, bool] = {}  # by the word alone
    for run in titled:
        word = run.name.words[-1].text
        if len(run.name.words) != 1 or word in parts_of_others:
            continue
        if word not in may_be:
            may_be[word] = not cues.is_no_person([word]) and not cues.is_of_a_people(word, forms)
        if may_be[word] and not cues.is_ship(run.run) and not cues.is_part_of_body(run.run):
            yield run


def lone_name(titled: TitledRun, lone: dict[str, str]) -> Sighting | None:
    run, name = titled.run, titled.name
    if (
        len(name.words) != 1
        or name.words[0].text not in lone
        or cues.is_inside(name)
        or cues.is_ship(run)
        or cues.is_part_of_body(run)
    ):
        return None
    role = cues.role_before(name)
    return sighting_of(name, (*titled.titles, *((role,) if role else ())), lone[name.words[0].text])
