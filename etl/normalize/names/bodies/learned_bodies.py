"""Organizations that the bibliography names: publishers, journals, and the universities and institutes where authors work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from etl.extract.spans import Span, distinct_spans
from etl.normalize.lexicon.lexicons import alternatives
from etl.normalize.names.bodies.bodies import publisher_kind
from etl.normalize.names.cues import listed
from etl.normalize.names.entities import named_spans
from etl.normalize.record.extraction import Entity, Reference


def publishers(references: Iterable[Reference], text: str) -> list[Entity]:
    """Publishers, newspapers and institutes that the bibliography names as such, counted through the whole text."""
    found: dict[str, Entity] = {}
    for reference in references:
        at = reference.span.cut(text).find(reference.publisher) if reference.publisher else -1
        key = re.sub(r"\W", "", reference.publisher).casefold()  # 'Harper Collins' and 'HarperCollins'
        if at >= 0 and key not in found:
            start = reference.span.start + at
            span = Span(start, start + len(reference.publisher))
            spans = distinct_spans(named_spans(text, (reference.publisher,)), (span,))
            found[key] = Entity("organization", reference.publisher, span, spans, (), None, (), _kind(reference, text))
    return list(found.values())


def _kind(reference: Reference, text: str) -> str | None:
    """By the publisher's name, else a company for a book ('London: Routledge', an ISBN), a medium for a web page."""
    known = publisher_kind(reference.publisher)
    if known:
        return known
    is_book = reference.isbn or f": {reference.publisher}" in reference.span.cut(text)
    return "company" if is_book else "media" if reference.kind == "external" else None


def learned_bodies(references: Iterable[Reference], text: str) -> list[Entity]:
    """'Kocaeli University' in 'Yasemin Kilit Aklar (Kocaeli University)'."""
    found: dict[str, Entity] = {}
    for reference in references:
        line = reference.span.cut(text)
        for match in _learned().finditer(line):
            name = match[1]
            if name not in found and name not in reference.publisher and name not in reference.title:
                spans = named_spans(text, (name,))
                found[name] = Entity("organization", name, spans[0], spans, (), None, (), "other")
    return list(found.values())


@cache
def _learned() -> re.Pattern[str]:
    heads = alternatives(listed("body_contexts", "learned"))
    word = r"[A-Z][\w'’-]+"
    return re.compile(rf"(?<![\w] )(?<!\w)((?:{word} ){{1,3}}(?:{heads}))(?=[,.;)]|$)")
