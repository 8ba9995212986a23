"""Organizations in prose and bibliography: which words name a body, of what kind, and which names mean the same one."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from etl.pipeline import extract_bytes
from tests.conftest import ROOT
from tests.documents import article

CASES = yaml.safe_load((ROOT / "tests/cases/organizations.yml").read_text(encoding="utf-8"))


def organizations(text: str) -> dict[str, list[Any]]:
    extraction = extract_bytes(article("Example War", body=text).encode())
    return {
        e.name: ["; ".join(a.name for a in e.aliases), e.kind, e.mentions]
        for e in extraction.entities
        if e.entity_kind == "organization"
    }


@pytest.mark.parametrize("case", CASES, ids=[case["prose"][:45] for case in CASES])
def test_organizations_of_the_prose(case: dict[str, Any]) -> None:
    assert organizations(case["prose"]) == case["organizations"]


def test_publishers_of_the_bibliography() -> None:
    text = "## Further reading\n * Goltz, Thomas (1998). *Azerbaijan Diary*. New York: M.E. Sharpe\n"
    text += " * Roe, Ann (2001). *War*. London: Example Press\n"
    assert organizations(text) == {"M.E. Sharpe": ["", "company", 1], "Example Press": ["", "company", 1]}


def test_a_body_that_the_infobox_names_keeps_its_row_and_gains_a_kind() -> None:
    extraction = extract_bytes(
        article("Example War", {"combatant1": "Reform League", "combatant2": "Poland"}, "The Reform League fell.").encode()
    )
    found = {e.name: e.kind for e in extraction.entities if e.entity_kind == "organization"}
    assert found == {"Reform League": "ngo", "Poland": "state"}


def test_a_state_of_the_infobox_gains_the_names_that_the_prose_gives_it() -> None:
    text = "The USSR sent troops. The Soviet Union was dissolved."
    extraction = extract_bytes(article("Example War", {"combatant1": "Soviet Union", "combatant2": "Poland"}, text).encode())
    found = {e.name: [a.name for a in e.aliases] for e in extraction.entities if e.entity_kind == "organization"}
    assert found == {"Soviet Union": ["USSR"], "Poland": []}
