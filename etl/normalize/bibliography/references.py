"""The bibliography sections of an article: list items to distinct works, with how often each line stands there."""

from __future__ import annotations

from dataclasses import replace

from etl.extract.article import Article, Block, Issue
from etl.extract.blocks import PATH_SEPARATOR
from etl.normalize.bibliography.citations import is_subheading, read_citation, reference_kind, work_key
from etl.normalize.record.extraction import Reference


def read_references(article: Article) -> tuple[tuple[Reference, ...], list[Issue]]:
    """Distinct works in document order, and the lines that name none; an equal line counts up `occurrences`."""
    issues: list[Issue] = []
    found: dict[tuple[str, str], Reference] = {}
    for block in article.blocks:
        kind = _kind(block)
        line = block.span.cut(article.text).strip()
        if kind is None or block.kind != "list_item" or is_subheading(line):
            continue
        citation = read_citation(line)
        if citation is None:
            issues.append(Issue("info", "reference_unread", f"names no work: {line[:100]!r}", block.span))
            continue
        identity = (kind, work_key(citation, line))
        if identity in found:
            found[identity] = replace(found[identity], occurrences=found[identity].occurrences + 1)
            continue
        found[identity] = Reference(
            kind, citation.authors, citation.years, citation.title, citation.publisher, citation.isbn,
            citation.isbn_is_valid, 1, block.section, citation.rule, block.span,
        )  # fmt: skip
    return tuple(found.values()), issues


def _kind(block: Block) -> str | None:
    path = tuple(block.section.split(PATH_SEPARATOR)) if block.section else ()
    return reference_kind(path[-1], path) if path else None
