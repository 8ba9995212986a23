"""Real articles of other wars, where they are at hand: all load, with the same guarantees. None of them is in the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.pipeline import extract_bytes
from tests.conftest import CORPUS

ARTICLES = sorted(CORPUS.glob("documents/*.md")) + sorted(CORPUS.glob("wikiwars/documents/*.md"))


@pytest.mark.parametrize("path", ARTICLES or [None], ids=lambda p: p.stem if p else "absent")
def test_article(path: Path | None) -> None:
    if path is None:
        pytest.skip("the corpus of real articles is not here")
    extraction = extract_bytes(path.read_bytes())
    article = extraction.article
    assert article.accounted_characters == len(article.text)
    assert all(sentence.span.cut(article.text) == sentence.text for sentence in article.sentences)
    for fact in extraction.facts:
        assert fact.evidence.cut(article.text).strip()
        low, high = fact.values().get("low"), fact.values().get("high")
        assert low is None or high is None or low <= high
    for use in extraction.field_uses:
        assert use.status in ("used", "ignored", "damaged", "unknown")
    names = [entity.name for entity in extraction.entities]
    assert not [name for name in names if "undefined" in name or ".svg" in name or "=" in name or "[[" in name]
