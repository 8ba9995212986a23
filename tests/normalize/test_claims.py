"""Claims told in the prose: casualties, strengths, equipment, aircraft; whole rows from short prose."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import AircraftLoss, CasualtyClaim, EquipmentClaim, StrengthClaim
from etl.pipeline import extract_bytes
from tests.conftest import ROOT
from tests.documents import article

CASUALTIES = yaml.safe_load((ROOT / "tests/cases/casualties.yml").read_text(encoding="utf-8"))
FORCES = yaml.safe_load((ROOT / "tests/cases/forces.yml").read_text(encoding="utf-8"))


def told(prose: str, one: str, other: str) -> Extraction:
    """The extraction of an article about a war of two states with this prose in a section."""
    return extract_bytes(article("Example War", {"combatant1": one, "combatant2": other}, f"## War\n{prose}").encode())


@pytest.mark.parametrize("case", CASUALTIES, ids=[case["prose"][:45] for case in CASUALTIES])
def test_casualties(case: dict[str, Any]) -> None:
    claims = [f for f in told(case["prose"], "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim)]
    assert [
        [c.category, c.count.low, c.count.high, c.vague_term, c.population, c.victim_group, c.attributed_to, c.is_breakdown]
        for c in claims
    ] == case["claims"]
    assert all(not c.is_breakdown or c.parent in claims for c in claims)


@pytest.mark.parametrize("case", FORCES, ids=[case["prose"][:45] for case in FORCES])
def test_strengths_equipment_and_aircraft(case: dict[str, Any]) -> None:
    facts = told(case["prose"], "First French Empire", "Russia").facts
    strengths = [[f.category, f.count.low, f.count.high, f.force] for f in facts if isinstance(f, StrengthClaim)]
    equipment = [[f.action, f.category, f.count.low, f.count.high, f.actor] for f in facts if isinstance(f, EquipmentClaim)]
    aircraft = [[f.aircraft, f.count.low, f.count.high, f.cause, f.operator] for f in facts if isinstance(f, AircraftLoss)]
    assert (strengths, equipment, aircraft) == tuple(case.get(kind, []) for kind in ("strengths", "equipment", "aircraft"))


def test_a_claim_has_its_place_its_date_and_its_event() -> None:
    prose = "On 26 January 1992 the forces attacked Shushi. Up to 70 Armenian soldiers died."
    claim = next(f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim))
    assert (claim.event, claim.places) == ("Attack on Shushi", ("Shushi",))
    assert claim.dates is not None
    assert (claim.dates.span.edtf, claim.dates.is_inferred) == ("1992-01-26", True)


def test_who_denies_says_so_and_a_party_is_partisan() -> None:
    prose = "Azerbaijan claimed that 200 Armenians were killed. Memorial reported that 20 Armenians were killed."
    claims = [f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim)]
    assert [(c.attributed_to, c.modality, c.is_partisan) for c in claims] == [
        ("Azerbaijan", "reported", True),
        ("Memorial", "reported", False),
    ]


def test_the_date_of_a_report_is_not_that_of_what_it_tells() -> None:
    prose = "On 26 January 1992 the forces attacked Shushi. On 3 March 1992, Memorial reported that 70 soldiers had been killed."
    claim = next(f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim))
    assert claim.dates is not None
    assert (claim.event, claim.dates.span.edtf, claim.dates.is_inferred) == ("Attack on Shushi", "1992-01-26", True)


def test_what_is_told_after_a_battle_is_of_that_battle() -> None:
    """Claims of the lead and of the sections on its outcome have the battle's days and place; what a heading names is nearer."""
    infobox = {"conflict": "Battle of Krasnoi", "date": "15–18 November 1812", "place": "Krasnoi, Russia", "combatant1": "Russia",
               "combatant2": "First French Empire"}  # fmt: skip
    body = (
        "The French lost 6,000 men.\n\n## Combat near Uvarovo\nThe village of Uvarovo lies near Krasnoi. On November 17 the "
        "Russians attacked the French camp, and 300 men were killed.\n\n## Aftermath\nThe French had 13,000 killed in all."
    )
    facts = extract_bytes(article("Battle of Krasnoi", infobox, body).encode()).facts
    claims = [(c.count.low, c.event, c.places, c.dates and c.dates.span.edtf) for c in facts if isinstance(c, CasualtyClaim)]
    assert claims == [
        (6000, "Battle of Krasnoi", ("Krasnoi",), "1812-11-15/1812-11-18"),
        (300, "And 300 men were killed", ("Uvarovo",), "1812-11-17"),
        (13000, "Battle of Krasnoi", ("Krasnoi",), "1812-11-15/1812-11-18"),
    ]


def test_a_claim_of_a_section_on_a_place_is_about_the_fight_there() -> None:
    prose = (
        "On 26 January 1992 Armenian forces attacked the town of Shushi.\n\n### Shushi\n"
        "On 27 January 1992 Armenian forces shelled Shushi. The weather was bad. Prices rose. Nobody came. "
        "The official death toll is 613 civilians. Over four years, more than 1,000 people were killed over four years of war."
    )
    claims = [f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim)]
    assert [(c.count.low, c.event, c.places) for c in claims] == [
        (613, "Shelling of Shushi", ("Shushi",)),
        (1000, None, ()),
    ]
