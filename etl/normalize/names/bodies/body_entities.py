"""Organizations as entities: those of the infobox with the names that the prose adds, bodies of the prose, states, publishers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from etl.extract.spans import distinct_spans
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.lexicon.nations import Nations
from etl.normalize.names.bodies.acting_states import acting_states
from etl.normalize.names.bodies.bodies import find_bodies, read_body
from etl.normalize.names.bodies.body_joins import BodyDraft
from etl.normalize.names.bodies.body_sides import Sides
from etl.normalize.names.bodies.learned_bodies import learned_bodies, publishers
from etl.normalize.names.entities import named_spans
from etl.normalize.names.runs import NameRun
from etl.normalize.record.extraction import Alias, Entity, Reference
from etl.normalize.record.facts import Belligerent, Fact
from etl.normalize.text.words import SentenceWords


def with_organizations(
    structured: list[Entity],
    text: str,
    prose: Iterable[SentenceWords],
    runs: list[NameRun],
    references: tuple[Reference, ...],
    taken: frozenset[str],
    facts: Sequence[Fact],
) -> list[Entity]:
    """The organizations of the document. `taken`: names of persons and places, which are none; `facts`: of the infobox and
    the tables, whose parties tell the sides and whose claimants may be bodies."""
    nations = Nations.of_names(run.text for run in runs)
    bodies = [draft for draft in find_bodies(prose, text, nations) if draft.name not in taken]
    entities = {_key(entity): entity for entity in structured}
    names = {entity.name.casefold(): key for key, entity in entities.items()}
    found = (
        *map(_entity, bodies),
        *acting_states(runs, [span for draft in bodies for span in draft.spans]),
        *_claimants(facts, nations, text),
        *publishers(references, text),
        *learned_bodies(references, text),
    )
    for entity in found:
        key = names.setdefault(entity.name.casefold(), _key(entity))
        given = entities.get(key)
        entities[key] = _joined(given, entity) if given else entity
    parties = [(f.name, f.side) for f in facts if isinstance(f, Belligerent) and f.side]
    sides = Sides([*parties, *((e.name, e.affiliation) for e in structured if e.affiliation)], nations)
    of_sides = ((e, None if e.affiliation else sides.of(e)) for e in entities.values())
    return [replace(entity, affiliation=side) if side else entity for entity, side in of_sides]


def _claimants(facts: Iterable[Fact], nations: Nations, text: str) -> Iterator[Entity]:
    """'400 according to Karabakh State Commission': a claimant of the infobox that is a body."""
    for name in dict.fromkeys(getattr(fact, "attributed_to", None) for fact in facts):
        body, kind = read_body(name, nations) if name else ("", "")
        spans = named_spans(text, (body,)) if kind else ()
        if spans:
            yield Entity("organization", body, spans[0], spans, (), None, (), kind)


def _key(entity: Entity) -> str:
    """One key a state under all its names; else the name without regard to case."""
    polity = find_polity(entity.name) if entity.kind == "state" else None
    return polity.name if polity else entity.name.casefold()


def _joined(given: Entity, found: Entity) -> Entity:
    """The organization of the infobox with the names, the kind and the mentions that the prose adds."""
    known = {given.name, *(alias.name for alias in given.aliases)}
    fresh = [Alias(name, "other_name_of_state") for name in (found.name, *(a.name for a in found.aliases)) if name not in known]
    aliases = sorted((*given.aliases, *fresh), key=lambda alias: alias.name)
    spans = distinct_spans(given.spans, found.spans)
    return replace(given, kind=given.kind or found.kind, aliases=tuple(aliases), spans=spans)


def _entity(draft: BodyDraft) -> Entity:
    others = sorted(name for name in draft.named if name != draft.name)
    aliases = tuple(Alias(name, draft.rule_of(name)) for name in others)
    spans = distinct_spans(draft.spans)
    return Entity("organization", draft.name, spans[0], spans, aliases, None, (), draft.kind)
