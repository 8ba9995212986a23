"""Every place of the text where an entity is named, as a fact of its own: the name as it stands there, and its offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter

from etl.extract.article import Article
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import Mention

_RULES = {"person": "named_person", "place": "named_place", "organization": "named_organization"}


def outermost(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities without mentions inside a longer name: 'Armenia' in 'Communist Party of Armenia' names the party.

    A place that is named nowhere else is none: 'Europe' in 'Security and Co-operation in Europe'. Others keep their mentions.
    """
    inside = _inside(entities)
    kept = []
    for entity in entities:
        spans = tuple([span for span in entity.spans if (span.start, span.end) not in inside])
        if not spans and entity.entity_kind == "place":
            continue
        spans = spans or entity.spans
        is_inside = (entity.evidence.start, entity.evidence.end) in inside
        if is_inside or len(spans) != len(entity.spans):
            entity = replace(entity, spans=spans, evidence=spans[0] if is_inside else entity.evidence)
        kept.append(entity)
    return tuple(kept)


def _inside(entities: Iterable[Entity]) -> set[tuple[int, int]]:
    """Where mentions start and end that lie inside of a name that begins before them."""
    is_name: dict[tuple[int, int], bool] = {}
    for entity in entities:
        longest_name = _longest_name(entity)
        for span in entity.spans:
            at = span.start, -span.end
            is_name[at] = is_name.get(at, False) or span.end - span.start <= longest_name
    inside: set[tuple[int, int]] = set()
    end = -1  # of the last name
    for at in sorted(is_name):
        if -at[1] <= end:
            inside.add((at[0], -at[1]))
        elif is_name[at]:
            end = -at[1]
    return inside


def _longest_name(entity: Entity) -> int:
    """Characters; the evidence of a claim, which stands where no name does, is longer."""
    return max(len(name) for name in (entity.name, *(a.name for a in entity.aliases))) + 2


def read_mentions(article: Article, entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """The mentions of all entities, in the order of the text.

    A state is a place and an organization: its name there is a mention of both.
    """
    starts = [section.span.start for section in article.sections]
    found = [
        (span.start, span.end, entity_id, rule, span)
        for entity_id, rule, spans in [(e.entity_id, _RULES[e.entity_kind], e.spans) for e in entities]
        for span in spans
    ]
    counted: Counter[tuple[str, str, str]] = Counter()
    mentions = []
    for _, _, entity_id, rule, span in sorted(found, key=itemgetter(0, 1, 2)):
        section = _section(article, starts, span.start)
        surface = " ".join(span.cut(article.text).split())
        number = counted[entity_id, surface, section] = counted[entity_id, surface, section] + 1
        mentions.append(Mention(evidence=span, section=section, rule=rule, entity_id=entity_id, surface=surface, number=number))
    return tuple(mentions)


def _section(article: Article, starts: list[int], offset: int) -> str:
    """The heading path at an offset; 'infobox' in the front matter, empty in the lead."""
    if offset < article.front_matter.span.end:
        return "infobox"
    at = bisect_right(starts, offset) - 1
    return article.sections[at].path if at >= 0 else ""
