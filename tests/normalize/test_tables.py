"""Tables recognised by their headers: forces by side, equipment by operator with its notes, anything else as cells."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from etl.normalize.record.facts import AircraftInventory, AircraftLoss, AircraftLossTotal, EquipmentClaim, StrengthClaim
from etl.pipeline import extract_bytes
from tests.conftest import ROOT

HEAD = """---
infoboxes:
  - combatant1:
      text: Armenia
    combatant2:
      text: Azerbaijan
title: Example War
---

"""
INCIDENTS = yaml.safe_load((ROOT / "tests/cases/incidents.yml").read_text(encoding="utf-8"))


def table(*rows: str) -> str:
    header, *body = (f"| {row} |" for row in rows)
    return "\n".join([header, "|" + " --- |" * header.count(" | ") + " --- |", *body]) + "\n"


def extract(text: str) -> Any:
    return extract_bytes((HEAD + text).encode())


def test_forces_by_side() -> None:
    rows = ["**Tanks** | 90–173 (77–160 + 13) | 436 –458", "Helicopters | 3 + N/A | –"]
    read = extract(table("| 🇦🇲 Armenia and allies | 🇦🇿 Azerbaijan", *rows))
    claims = [f for f in read.facts if isinstance(f, StrengthClaim)]
    assert [(c.side, c.force, c.category, c.count.low, c.count.high) for c in claims] == [
        ("Armenia", "Armenia and allies", "tank", 90, 173),
        ("Azerbaijan", "Azerbaijan", "tank", 436, 458),
        ("Armenia", "Armenia and allies", "helicopter", 3, 3),
    ]
    assert read.understood_tables == ((1, "table_forces"),)


def test_parts_that_do_not_sum_are_reported() -> None:
    read = extract(table("| Armenia | Azerbaijan", "Tanks | 290–360 (150 –240 + 120) | 5"))
    assert [i.message for i in read.issues] == ["table 1, row 1: the parts 150 –240 + 120 do not sum to 290–360"]


def test_aircraft_by_operator() -> None:
    header = "Aircraft | Armenian | Armenian losses | Azerbaijani | Azerbaijani losses"
    read = extract(table(header, "Su-24 | – | ~2 | 19–20 (?) | ?"))
    rows = [(f.kind, f.aircraft, f.operator, f.count.low, f.count.high, f.count.is_approximate, f.is_uncertain)
            for f in read.facts if isinstance(f, AircraftInventory) and not isinstance(f, AircraftLoss)]  # fmt: skip
    assert rows == [
        ("aircraft_inventory", "Su-24", "Armenia", 0, 0, False, False),
        ("aircraft_loss_total", "Su-24", "Armenia", 2, 2, True, False),
        ("aircraft_inventory", "Su-24", "Azerbaijan", 19, 20, False, True),
        ("aircraft_loss_total", "Su-24", "Azerbaijan", None, None, False, True),
    ]
    assert issubclass(AircraftLossTotal, AircraftInventory)


def test_other_equipment_by_operator_becomes_claims() -> None:
    read = extract(table("Tank | Armenian | Armenian losses | Azerbaijani | Azerbaijani losses", "T-72 | 12 | 3 | 40 | 17"))
    assert [(f.side, f.what, f.count.low) for f in read.facts if isinstance(f, StrengthClaim)] == [
        ("Armenia", "T-72", 12),
        ("Azerbaijan", "T-72", 40),
    ]
    assert [(f.actor, f.action, f.category, f.count.low) for f in read.facts if isinstance(f, EquipmentClaim)] == [
        ("Armenia", "lost", "T-72", 3),
        ("Azerbaijan", "lost", "T-72", 17),
    ]


def test_an_unknown_table_is_kept_and_reported() -> None:
    read = extract(table("Name | Title", "Smith | Charioteer"))
    assert [f.kind for f in read.facts if f.section != "infobox"] == []
    assert [(i.severity, i.code) for i in read.issues] == [("info", "table_not_understood")]
    assert [[c.text for c in row] for row in read.article.tables[0].rows] == [["Name", "Title"], ["Smith", "Charioteer"]]


@pytest.mark.parametrize("case", INCIDENTS, ids=[case["note"][:50] for case in INCIDENTS])
def test_incidents(case: dict[str, Any]) -> None:
    """The incidents of a note in a row of `type`, each as [aircraft, operator, low, high, uncertain, cause, dates, places,
    weapon, pilot, credited_to]."""
    header = "Aircraft | Armenian | Azerbaijani | Notes"
    read = extract(table(header, f"{case['type']} | 1 | 1 | {case['note']}"))
    losses = [f for f in read.facts if isinstance(f, AircraftLoss)]
    rows = [
        [f.aircraft, f.operator, f.count.low, f.count.high, f.is_uncertain, f.cause, f.dates and f.dates.span.edtf,
         "; ".join(f.places), f.weapon, f.pilot, f.credited_to]
        for f in losses
    ]  # fmt: skip
    assert rows == case["incidents"]
    for loss in losses:
        assert loss.evidence.cut(read.article.text) in case["note"]


def test_nations_of_no_gazetteer_are_known_by_their_adjective() -> None:
    head = HEAD.replace("Armenia", "Valdoria").replace("Azerbaijan", "Orsan Republic")
    rows = table("Aircraft | Valdorian | Valdorian losses | Orsan | Orsan losses", "Breguet 14 | 12 | 4 | 9 | –")
    facts = extract_bytes((head + rows).encode()).facts
    assert [(f.kind, f.operator, f.count.low) for f in facts if isinstance(f, AircraftInventory)] == [
        ("aircraft_inventory", "Valdoria", 12),
        ("aircraft_loss_total", "Valdoria", 4),
        ("aircraft_inventory", "Orsan Republic", 9),
        ("aircraft_loss_total", "Orsan Republic", 0),
    ]


def test_an_impossible_date_in_a_note_is_reported() -> None:
    read = extract(table("Aircraft | Armenian | Notes", "Mi-24 | 1 | 1 Armenian Mi-24 shot down on 31 June 1992"))
    assert [i.code for i in read.issues] == ["date_unread"]
