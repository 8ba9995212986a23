"""Places in prose: which words name a place, of what kind, and which names mean the same one."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.names.places.place_index import same_place
from etl.pipeline import extract_bytes
from tests.conftest import ROOT
from tests.documents import article

CASES = yaml.safe_load((ROOT / "tests/cases/places.yml").read_text(encoding="utf-8"))


def places(text: str) -> dict[str, list[Any]]:
    extraction = extract_bytes(article("Example War", body=text).encode())
    return {
        e.name: ["; ".join(a.name for a in e.aliases), e.kind, e.country, e.mentions]
        for e in extraction.entities
        if e.entity_kind == "place"
    }


@pytest.mark.parametrize("case", CASES, ids=[case["prose"][:45] for case in CASES])
def test_places_of_the_prose(case: dict[str, Any]) -> None:
    assert places(case["prose"]) == case["places"]


def test_a_state_of_the_infobox_is_a_country_with_its_code() -> None:
    infobox = {"combatant1": "Poland", "combatant2": "Duchy of Warsaw"}
    extraction = extract_bytes(article("Example War", infobox).encode())
    found = [(e.name, e.kind, e.country) for e in extraction.entities if e.entity_kind == "place"]
    assert found == [("Duchy of Warsaw", "country", None), ("Poland", "country", "PL")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mardakert", "Martakert", True),
        ("Nakhichevan", "Nakhchivan", True),
        ("Agdam", "Aghdam", True),
        ("Poznań", "Poznan", True),
        ("Baku", "Batumi", False),
        ("North Carolina", "South Carolina", False),
        ("Lachin", "Lachin District", False),
    ],
)
def test_same_place(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


@given(st.text(max_size=12), st.text(max_size=12))
def test_same_place_is_symmetric_and_reflexive(one: str, other: str) -> None:
    assert same_place(one, other) == same_place(other, one)
    assert same_place(one, one)
