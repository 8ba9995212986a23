"""Places of the prose as entities, joined with those of the infobox and the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from etl.extract.spans import Span, distinct_spans
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names.people.people import PersonDraft
from etl.normalize.names.places.place_index import PlaceIndex
from etl.normalize.names.places.places import PlaceDraft, find_places
from etl.normalize.names.runs import NameRun
from etl.normalize.record.extraction import Alias, Entity, Reference

_AREAS = ("district", "region", "autonomous_region")
_ENOUGH, _FEW = 3, 8  # votes that are enough, and mentions to a vote that are few
_AUTONOMOUS = re.compile(r"\b(?:Autonomous|ASSR|Oblast)\b")
_IMPRINT = re.compile(r"([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2}):\s*$")


def with_places(
    structured: list[Entity], runs: list[NameRun], figures: list[PersonDraft], ordinary: frozenset[str]
) -> tuple[list[Entity], list[Entity]]:
    """The places of the structured parts with the names that the prose adds, then those of the prose alone; and possible ones."""
    taken = frozenset(s.span for figure in figures for s in figure.sightings)
    persons = frozenset(part for figure in figures for name in figure.names for part in (name, *name.split(" of ")[0].split(" ")))
    drafts, possible = find_places(runs, taken, persons, ordinary)
    index = PlaceIndex()
    for number, draft in enumerate(drafts):
        for name in draft.names:
            index.add(name, number)
    places = []
    used: set[int] = set()
    for entity in structured:
        names = {entity.name, *(alias.name for alias in entity.aliases)}
        match = min((number for name in names for number in index.bearers(name) if number not in used), default=None)
        if match is not None:
            used.add(match)
            entity = _joined(entity, drafts[match])
        places.append(entity)
    fresh = [_entity(draft) for i, draft in enumerate(drafts) if i not in used]
    known = {entity.entity_id for entity in places}
    return [*places, *(entity for entity in fresh if entity.entity_id not in known)], [_entity(draft) for draft in possible]


def _joined(entity: Entity, draft: PlaceDraft) -> Entity:
    aliases = {alias.name: alias for alias in entity.aliases}
    aliases |= {name: Alias(name, "other_name_of_state") for name in draft.names if name != entity.name and name not in aliases}
    kind = entity.kind or _kind(draft)
    return replace(
        entity,
        aliases=tuple(aliases[name] for name in sorted(aliases)),
        kind=kind,
        spans=distinct_spans(entity.spans, draft.spans),
    )


def _entity(draft: PlaceDraft) -> Entity:
    aliases = tuple(Alias(name, "other_name_of_state") for name in sorted(draft.names) if name != draft.name)
    country = draft.polity.iso2 or None if draft.polity else None
    return Entity("place", draft.name, draft.spans[0], tuple(draft.spans), aliases, None, (), _kind(draft), country)


def _kind(draft: PlaceDraft) -> str | None:
    """What most of the contexts say; 'the X district' beside many bare namings of X says nothing of X."""
    if draft.polity:
        return "autonomous_region" if _AUTONOMOUS.search(draft.polity.name) else "country"
    mentions = sum(draft.names.values())
    for kind, votes in draft.kinds.most_common():
        if kind not in _AREAS or votes >= _ENOUGH or votes * _FEW >= mentions:
            return kind
    return None


def places_of_publication(references: Iterable[Reference], text: str) -> list[Entity]:
    """Where works were published: 'Edinburgh' in 'Edinburgh: Edinburgh University Press', with its place in the text."""
    found = []
    for reference in references:
        line = reference.span.cut(text)
        match = _IMPRINT.search(line, 0, line.find(reference.publisher)) if reference.publisher else None
        if match:
            start = reference.span.start
            span = Span(start + match.start(1), start + match.end(1))
            found.append(Entity("place", match[1], span, (span,)))
    return found


def states_among(organizations: Iterable[Entity]) -> list[Entity]:
    """States that the infobox names as parties, as the places that they are as well."""
    states = [o for o in organizations if o.entity_kind == "organization" and o.kind == "state"]
    polities = [find_polity(o.name) for o in states]
    isos = [polity.iso2 or None if polity else None for polity in polities]
    return [
        Entity("place", o.name, o.evidence, o.spans, (), None, (), "country", iso) for o, iso in zip(states, isos, strict=True)
    ]
