"""What must not change, or change alike, when the article changes: claims follow the text and nothing else."""

from __future__ import annotations

import re
from collections import Counter

from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import CasualtyClaim, Event, Fact, Mention, TimeExpression
from etl.pipeline import extract_bytes
from tests.conftest import SEED

TEXT = extract_bytes(SEED.read_bytes()).article.text
SECTION = "### Capture of Shusha\n"


def statements(extraction: Extraction) -> Counter[tuple[object, ...]]:
    """Every fact by its values, section and words."""
    text = extraction.article.text
    return Counter(_statement(fact, text) for fact in extraction.facts)


def _statement(fact: Fact, text: str) -> tuple[object, ...]:
    return (fact.kind, fact.section, fact.evidence.cut(text), fact.places, *sorted(map(str, fact.values().items())))


def test_an_unrelated_paragraph_changes_no_other_fact() -> None:
    paragraph = "The hills are made of limestone, and wild pears grow on them.\n\n"
    assert TEXT.count(SECTION) == 1
    before = statements(extract_bytes(TEXT.encode()))
    after = statements(extract_bytes(TEXT.replace(SECTION, SECTION + paragraph).encode()))
    assert before - after == Counter()
    assert after - before == Counter()


def test_ten_times_the_dead_are_ten_times_the_claims() -> None:
    prose = (
        "## War\nOn 8 May 1992, {} civilians were killed in Shushi. According to Memorial, {} soldiers died and {} were wounded."
    )
    for factor in (1, 10):
        numbers = [161 * factor, 23 * factor, 450 * factor]
        text = "---\ntitle: Example War\n---\n\n" + prose.format(*numbers)
        claims = [f for f in extract_bytes(text.encode()).facts if isinstance(f, CasualtyClaim)]
        assert [(c.category, c.count.low, c.count.high) for c in claims] == [
            ("killed", numbers[0], numbers[0]),
            ("killed", numbers[1], numbers[1]),
            ("wounded", numbers[2], numbers[2]),
        ]


def test_a_person_renamed_everywhere_is_renamed_everywhere() -> None:
    renamed = re.sub(r"\bMonte Melkonian\b", "Arsen Balasanyan", TEXT)
    renamed = re.sub(r"\bMelkonian\b", "Balasanyan", renamed)
    before, after = extract_bytes(TEXT.encode()), extract_bytes(renamed.encode())
    assert "Melkonian" not in str([(e.name, e.aliases) for e in after.entities])
    old = next(e for e in before.entities if e.name == "Monte Melkonian")
    new = next(e for e in after.entities if e.name == "Arsen Balasanyan")
    assert new.mentions == old.mentions
    claimants = [f.values()["attributed_to"] for f in after.facts if f.kind == "equipment_claim"]
    claimed = [name for name in claimants if name == "Arsen Balasanyan"]
    assert len(claimed) == 4
    assert sum(isinstance(f, Event) for f in after.facts) == sum(isinstance(f, Event) for f in before.facts)


def test_a_year_later_everywhere_is_a_year_later() -> None:
    prose = "## War\nOn 8 May 1992 they attacked Shushi. The next day it fell; in December they left, in February they came back."
    for shift in (0, 1):
        text = "---\ntitle: Example War\n---\n\n" + prose.replace("1992", str(1992 + shift))
        dates = [f.dates.span.edtf for f in extract_bytes(text.encode()).facts if isinstance(f, TimeExpression)]
        assert dates == [f"{1992 + shift}-05-08", f"{1992 + shift}-05-09", f"{1992 + shift}-12", f"{1993 + shift}-02"]


def test_every_fact_stands_in_the_text() -> None:
    extraction = extract_bytes(SEED.read_bytes())
    for fact in extraction.facts:
        assert 0 <= fact.evidence.start < fact.evidence.end <= len(TEXT)
        if not isinstance(fact, Mention):
            assert fact.evidence.cut(TEXT) == fact.evidence.cut(TEXT).strip()
