"""Organizations as entities: those of the infobox with the names that the prose adds, bodies of the prose, states, publishers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from etl.extract.article import Article
from etl.extract.spans import Span, distinct_spans
from etl.normalize.entities import named_spans
from etl.normalize.facts import Alias, Entity, Reference
from etl.normalize.lexicons import find_polity, state_names
from etl.normalize.names import cues
from etl.normalize.names.bodies import BodyDraft, find_bodies, publisher_kind
from etl.normalize.names.runs import Run


def with_organizations(
    structured: list[Entity], article: Article, runs: list[Run], references: Iterable[Reference], taken: frozenset[str]
) -> list[Entity]:
    """The organizations of the document. `taken`: names of persons and places, which are none."""
    bodies = [draft for draft in find_bodies(article) if draft.name not in taken]
    entities = {_key(entity): entity for entity in structured}
    for entity in (*map(_entity, bodies), *_acting_states(runs), *_publishers(references, article.text)):
        given = entities.get(_key(entity))
        entities[_key(entity)] = _joined(given, entity) if given else entity
    return list(entities.values())


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
    aliases = tuple(Alias(name, "other_name_of_body") for name in sorted(draft.names) if name != draft.name)
    spans = distinct_spans(draft.spans)
    return Entity("organization", draft.name, spans[0], spans, aliases, None, (), draft.kind)


def _acting_states(runs: list[Run]) -> list[Entity]:
    """States that do something in the prose: 'Turkey closed its border'. All namings of one state make one entity."""
    named: dict[str, Counter[str]] = {}
    spans: dict[str, list[Span]] = {}
    acting: set[str] = set()
    last: tuple[Run, bool] | None = None
    for run in runs:
        polity = find_polity(run.text)
        if polity is None or polity.kind == "people" or run.text in (*polity.people, *polity.adjectives):
            continue
        if run.text.casefold() not in state_names(polity):
            continue
        named.setdefault(polity.name, Counter())[run.text] += 1
        spans.setdefault(polity.name, []).append(Span(run.words[0].start, run.words[-1].end))
        acts = cues.is_acting_state(run) or (last is not None and last[1] and goes_on(run, last[0]))
        last = (run, acts)
        if acts:
            acting.add(polity.name)
    return [_state(named[name], tuple(spans[name])) for name in named if name in acting]


def goes_on(run: Run, last: Run) -> bool:
    """Whether the run goes on a list: 'by France, Russia and the United States'."""
    is_near = run.sentence is last.sentence and 0 < run.words[0].start - last.words[-1].end <= 10
    before = run.before[:-1] if run.before[-1:] == ("the",) else run.before
    return is_near and before[-1:] in ((",",), ("and",))


def _state(names: Counter[str], spans: tuple[Span, ...]) -> Entity:
    name = names.most_common(1)[0][0]
    aliases = tuple(Alias(other, "other_name_of_state") for other in sorted(names) if other != name)
    return Entity("organization", name, spans[0], spans, aliases, None, (), "state")


def _publishers(references: Iterable[Reference], text: str) -> list[Entity]:
    """Publishers, newspapers and institutes that the bibliography names, counted through the whole text."""
    found: dict[str, Entity] = {}
    for reference in references:
        at = reference.span.cut(text).find(reference.publisher) if reference.publisher else -1
        key = re.sub(r"\W", "", reference.publisher).casefold()  # 'Harper Collins' and 'HarperCollins'
        if at >= 0 and key not in found:
            start = reference.span.start + at
            span = Span(start, start + len(reference.publisher))
            spans = distinct_spans(named_spans(text, (reference.publisher,)), (span,))
            kind = publisher_kind(reference.publisher)
            found[key] = Entity("organization", reference.publisher, span, spans, (), None, (), kind)
    return list(found.values())
