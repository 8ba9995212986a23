"""People in prose: which words name a person, and which mentions mean the same one."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.names.people.people import same_person
from etl.normalize.names.similarity import same_given, same_surname
from etl.pipeline import extract_bytes
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/people.yml").read_text(encoding="utf-8"))


def people(text: str) -> dict[str, list[Any]]:
    extraction = extract_bytes(f"---\ntitle: Example War\n---\n\n{text}\n".encode())
    return {
        e.name: ["; ".join(a.name for a in e.aliases), e.mentions, "; ".join(e.roles)]
        for e in extraction.entities
        if e.entity_kind == "person"
    }


@pytest.mark.parametrize("case", CASES, ids=[case["prose"][:45] for case in CASES])
def test_people_of_the_prose(case: dict[str, Any]) -> None:
    assert people(case["prose"]) == case["people"]


def test_authors_of_the_bibliography_are_people_in_reading_order() -> None:
    text = (
        "## Further reading\n * Goltz, Thomas (1998). *Azerbaijan Diary*. New York: M.E. Sharpe\n * Crisis Briefing by the BBC\n"
    )
    assert people(text) == {"Thomas Goltz": ["Goltz, Thomas", 1, "author"]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mikhail Gorbachev", "Gorbachev", True),
        ("Surat Huseynov", "Suret Huseynov", True),
        ("Ayaz Mutalibov", "Ayaz Mutallibov", True),
        ("Yagub Mammadov", "Yaqub Mammadov", True),
        ("Levon Ter-Petrosyan", "Levon Ter-Petrosian", True),
        ("King Richard III", "Richard III", True),
        ("Napoleon I of France", "Napoleon", True),
        ("Heydar Aliyev", "Ilham Aliyev", False),
        ("Edward IV", "Edward V", False),
        ("Robert Lee", "Robert Ney", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(tuple(one.split()), tuple(other.split())) is same
    assert same_person(tuple(other.split()), tuple(one.split())) is same


@given(st.text(max_size=12), st.text(max_size=12))
def test_similarity_is_symmetric_and_reflexive(one: str, other: str) -> None:
    assert same_surname(one, other) == same_surname(other, one)
    assert same_given(one, other) == same_given(other, one)
    assert same_surname(one, one)
