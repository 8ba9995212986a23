"""Every place of the text where an entity is named, as a fact of its own: the name as it stands there, and its offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from etl.extract.article import Article
from etl.extract.spans import Span
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import Mention

_RULES = {"person": "named_person", "place": "named_place", "organization": "named_organization"}


def outermost(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities without mentions inside a longer name: 'Armenia' in 'Communist Party of Armenia' names the party.

    A place that is named nowhere else is none: 'Europe' in 'Security and Co-operation in Europe'. Others keep their mentions.
    """
    inside: set[Span] = set()
    longest: Span | None = None
    names = {s for e in entities for s in e.spans if s.end - s.start <= _longest_name(e)}
    for span in sorted({s for e in entities for s in e.spans}, key=lambda span: (span.start, -span.end)):
        if longest is not None and span.end <= longest.end:
            inside.add(span)
        elif span in names:
            longest = span
    kept = [
        replace(entity, spans=spans or entity.spans)
        for entity in entities
        if (spans := tuple(span for span in entity.spans if span not in inside)) or entity.entity_kind != "place"
    ]
    return tuple(replace(e, evidence=e.spans[0]) if e.evidence in inside else e for e in kept)


def _longest_name(entity: Entity) -> int:
    """Characters; the evidence of a claim, which stands where no name does, is longer."""
    return max(len(name) for name in (entity.name, *(a.name for a in entity.aliases))) + 2


def read_mentions(article: Article, entities: Iterable[Entity]) -> list[Mention]:
    """The mentions of all entities, in the order of the text.

    A state is a place and an organization: its name there is a mention of both.
    """
    starts = [section.span.start for section in article.sections]
    found = [(span, entity) for entity in entities for span in entity.spans]
    counted: Counter[tuple[str, str, str]] = Counter()
    mentions = []
    for span, entity in sorted(found, key=lambda item: (item[0].start, item[0].end, item[1].entity_id)):
        section = _section(article, starts, span.start)
        surface = " ".join(span.cut(article.text).split())
        counted[entity.entity_id, surface, section] += 1
        mentions.append(
            Mention(
                evidence=span,
                section=section,
                rule=_RULES[entity.entity_kind],
                entity_id=entity.entity_id,
                surface=surface,
                number=counted[entity.entity_id, surface, section],
            )
        )
    return mentions


def _section(article: Article, starts: list[int], offset: int) -> str:
    """The heading path at an offset; 'infobox' in the front matter, empty in the lead."""
    if offset < article.front_matter.span.end:
        return "infobox"
    at = bisect_right(starts, offset) - 1
    return article.sections[at].path if at >= 0 else ""
