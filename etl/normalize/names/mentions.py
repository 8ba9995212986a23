"""Every place of the text where an entity is named, as a fact of its own: the name as it stands there, and its offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from etl.extract.article import Article
from etl.extract.spans import Span
from etl.normalize.facts import Entity, Mention


def outermost(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities without mentions inside a longer name: 'Armenia' in 'Communist Party of Armenia' names the party.

    An entity that is named nowhere else keeps its mentions.
    """
    inside: set[Span] = set()
    longest: Span | None = None
    for span in sorted({s for e in entities for s in e.spans}, key=lambda span: (span.start, -span.end)):
        if longest is not None and span.end <= longest.end:
            inside.add(span)
        else:
            longest = span
    kept = (tuple(span for span in entity.spans if span not in inside) for entity in entities)
    return tuple(replace(entity, spans=spans or entity.spans) for entity, spans in zip(entities, kept, strict=True))


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
                rule=f"named_{entity.entity_kind}",
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
