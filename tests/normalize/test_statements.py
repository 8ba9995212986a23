"""Mentions, quotations and offices held: whole rows from short prose."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import Mention, OfficeHolding, Quotation
from etl.pipeline import extract_bytes
from tests.conftest import ROOT

QUOTATIONS = yaml.safe_load((ROOT / "tests/cases/quotations.yml").read_text(encoding="utf-8"))
POSITIONS = yaml.safe_load((ROOT / "tests/cases/positions.yml").read_text(encoding="utf-8"))


def extracted(prose: str) -> Extraction:
    text = prose.replace("\\n", "\n")
    return extract_bytes(f"---\ntitle: Example War\n---\n\n{text}\n".encode())


@pytest.mark.parametrize("case", QUOTATIONS, ids=[case["prose"][:45] for case in QUOTATIONS])
def test_quotations_and_who_speaks(case: dict[str, Any]) -> None:
    found = [[f.speaker, f.text] for f in extracted(case["prose"]).facts if isinstance(f, Quotation)]
    assert found == case["quotations"]


def test_a_speaker_that_is_an_entity_is_named_by_its_key() -> None:
    extraction = extracted('Andrei Sakharov said that "it is a matter of life". A *Time* reporter wrote, "it is no such thing".')
    person = next(e for e in extraction.entities if e.name == "Andrei Sakharov")
    assert next(f.speaker_id for f in extraction.facts if isinstance(f, Quotation)) == person.entity_id


def test_each_mention_stands_where_it_says() -> None:
    extraction = extracted("Boris Kevorkov left Stepanakert.\n\n## Later\nKevorkov returned to Stepanakert, and Kevorkov stayed.")
    text = extraction.article.text
    rows = [(f.section, f.surface, f.number, f.rule) for f in extraction.facts if isinstance(f, Mention)]
    assert rows == [
        ("", "Boris Kevorkov", 1, "named_person"),
        ("", "Stepanakert", 1, "named_place"),
        ("Later", "Kevorkov", 1, "named_person"),
        ("Later", "Stepanakert", 1, "named_place"),
        ("Later", "Kevorkov", 2, "named_person"),
    ]
    assert all(f.evidence.cut(text) == f.surface for f in extraction.facts if isinstance(f, Mention))


def test_a_name_inside_a_longer_one_is_no_mention() -> None:
    extraction = extracted("The Communist Party of Armenia met. Later Armenia attacked Turkey, and Turkey resisted.")
    armenia = {e.entity_id for e in extraction.entities if e.name == "Armenia"}
    starts = {f.evidence.start - extraction.article.text.find("The") for f in extraction.facts
              if isinstance(f, Mention) and f.entity_id in armenia}  # fmt: skip
    assert starts == {42}


@pytest.mark.parametrize("case", POSITIONS, ids=[case["prose"][:45] for case in POSITIONS])
def test_offices_taken_held_and_left(case: dict[str, Any]) -> None:
    found = [
        [f.person, f.office, f.organization, f.change, f.dates.span.edtf if f.dates else None, f.rule]
        for f in extracted(case["prose"]).facts
        if isinstance(f, OfficeHolding)
    ]
    assert found == case["positions"]
