"""People, places and organizations of the prose and the bibliography: one row each under all spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.extract.spans import distinct_spans
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names.bodies.body_entities import with_organizations
from etl.normalize.names.mentions import outermost
from etl.normalize.names.people.authors import with_authors
from etl.normalize.names.people.people import PersonDraft, find_people
from etl.normalize.names.places.place_details import with_details
from etl.normalize.names.places.place_entities import places_of_publication, states_among, with_places
from etl.normalize.names.runs import NUMERALS, NameRun
from etl.normalize.names.sightings import Sighting
from etl.normalize.names.similarity import folded
from etl.normalize.record.extraction import Alias, Entity, Reference
from etl.normalize.record.facts import Conflict, Fact
from etl.normalize.text.words import SentenceWords


def read_names(
    words: Sequence[SentenceWords],
    runs: list[NameRun],
    ordinary: frozenset[str],
    text: str,
    structured: Iterable[Entity],
    references: tuple[Reference, ...],
    facts: Sequence[Fact] = (),
) -> tuple[Entity, ...]:
    """The entities of the structured parts with what the prose adds to them, and those that only the prose names.

    `words`: of the prose, `runs`: the capitalised runs in it, `ordinary`: words that the article writes in lower
    case; `facts`: of the structured parts; they tell the sides of the war, and a claimant of theirs may be a body.
    """
    entities = list(structured)
    given = [entity for entity in entities if entity.entity_kind == "person"]
    others = frozenset(entity.name for entity in entities if entity.entity_kind != "person")
    known = [(entity.name, entity.evidence) for entity in given]
    figures = find_people(runs, known, ordinary, others)
    people: dict[str, Entity] = {}
    listed = {" ".join(entity.name.split()): entity for entity in reversed(given)}
    for entity in (_entity(figure, listed) for figure in figures):
        people.setdefault(entity.entity_id, entity)
    structured_places = {e.name: e for e in entities if e.entity_kind == "place"}
    for place in (*states_among(entities), *places_of_publication(references, text)):
        structured_places.setdefault(place.name, place)
    certain, possible = with_places(list(structured_places.values()), runs, figures, ordinary)
    at = next(((f.latitude, f.longitude) for f in facts if isinstance(f, Conflict) and f.latitude and f.longitude), None)
    places = with_details(certain, possible, text, at)
    persons = with_authors(list(people.values()), references, text)
    taken = frozenset(
        name for e in (*persons, *places) for name in (e.name, *(a.name for a in e.aliases)) if not find_polity(name)
    )
    given_bodies = [e for e in entities if e.entity_kind == "organization"]
    bodies = with_organizations(given_bodies, text, words, runs, references, taken, facts)
    return outermost((*persons, *places, *bodies))


def scoped(entities: Iterable[Entity], document_id: str) -> tuple[Entity, ...]:
    """The entities; persons of one name or of a name and a numeral are others in another document: 'Rosen', 'Alexander I'."""
    return tuple(replace(e, scope=document_id) if e.entity_kind == "person" and _is_short(e.name) else e for e in entities)


def _is_short(name: str) -> bool:
    words = name.split()
    return len(words) == 1 or (len(words) == 2 and words[1] in NUMERALS)


def _entity(figure: PersonDraft, listed: Mapping[str, Entity]) -> Entity:
    opening = figure.sightings[0]
    known = listed.get(" ".join(opening.words)) if opening.is_listed else None
    name = known.name if known else _canonical(figure.names)
    first = min(figure.sightings, key=lambda s: s.span.start)
    sightings = {s.name: s for s in figure.sightings}
    aliases = {alias.name: alias for alias in (known.aliases if known else ())}
    aliases |= {other: Alias(other, _join_rule(sightings[other], name)) for other in figure.names if other != name}
    roles = list(known.roles) if known else []
    roles += [role for s in figure.sightings for role in s.roles if role not in roles]
    return Entity(
        "person",
        name,
        known.evidence if known else first.span,
        distinct_spans((s.span for s in figure.sightings), known.spans if known else ()),
        tuple(aliases[key] for key in sorted(aliases)),
        (known.affiliation if known else None) or next((s.affiliation for s in figure.sightings if s.affiliation), None),
        tuple(dict.fromkeys(roles)),
    )


def _canonical(names: Counter[str]) -> str:
    """The full name used most, on a tie the first; a lone word only where there is no full name."""
    full = [name for name in names if " " in name]
    return max(full or names, key=lambda name: names[name])


def _join_rule(other: Sighting, name: str) -> str:
    if " " not in other.name:
        return "called_by_place" if other.shown else "part_of_name"
    if other.rule and len(other.name.split()) != len(name.split()):
        return other.rule
    return "spelling_variant" if folded(other.name) == folded(name) else "spelling_by_a_letter"
