"""Infobox values to rows: one table of cases, each with the whole rows that must come out."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import Belligerent, CasualtyClaim, Commander, EquipmentClaim, Fact, StrengthClaim
from etl.pipeline import extract_bytes
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/infobox.yml").read_text(encoding="utf-8"))


def read(infobox: dict[str, Any]) -> Extraction:
    """The extraction of an article that is nothing but this infobox."""
    fields = {}
    for name, value in infobox.items():
        text, links = (value["text"], value["links"]) if isinstance(value, dict) else (str(value), [])
        fields[name] = {"text": text, "links": [{"type": "internal", "page": link} for link in links]}
    head = yaml.safe_dump({"infoboxes": [fields], "title": "Example War"}, allow_unicode=True, sort_keys=False)
    return extract_bytes(f"---\n{head}---\n\nIt was long ago.\n".encode())


def row(fact: Fact) -> list[Any]:
    match fact:
        case StrengthClaim():
            dates = fact.dates.span.edtf if fact.dates else None
            return [fact.side, fact.force, fact.category, fact.count.low, fact.count.high, dates, fact.attributed_to]
        case CasualtyClaim():
            return [fact.category, fact.population, fact.victim_group, fact.count.low, fact.count.high, fact.attributed_to,
                    "; ".join(fact.places), fact.is_breakdown]  # fmt: skip
        case EquipmentClaim():
            return [fact.actor, fact.action, fact.category, fact.count.low, fact.count.high]
        case Belligerent():
            return [fact.side_no, fact.name, fact.part, fact.is_side_inferred]
        case Commander():
            return [fact.side_no, fact.person, fact.role, fact.fate]
    raise AssertionError(fact.kind)


KINDS = {
    "strengths": StrengthClaim,
    "casualties": CasualtyClaim,
    "equipment": EquipmentClaim,
    "belligerents": Belligerent,
    "commanders": Commander,
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_infobox(case: dict[str, Any]) -> None:
    extraction = read(case["infobox"])
    for key in KINDS.keys() & case.keys():
        assert [row(f) for f in extraction.facts if isinstance(f, KINDS[key])] == case[key], key
    if "issues" in case:
        assert [issue.code for issue in extraction.issues] == case["issues"]
    if "parts" in case:
        parts = [f for f in extraction.facts if getattr(f, "is_breakdown", False)]
        assert [f.evidence.cut(extraction.article.text) for f in parts] == case["parts"]
        assert all(any(getattr(f, "parent", None) is whole for whole in extraction.facts) for f in parts)
    if "equipment_dates" in case:
        dated = [f.dates.span.edtf for f in extraction.facts if isinstance(f, EquipmentClaim) and f.dates]
        assert dated == case["equipment_dates"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("20 February 1988 – 12 May 1994", "1988-02-20/1994-05-12"),
        ("September 2, 31 BC", "-0030-09-02"),
        ("Late May 1274 BC", "-1273-05-21/-1273-05-31"),
        ("218–201 BC", "-0217/-0200"),
        ("April 19, 1775 – September 3, 1783\n(8 years, 4 months)\nRatified: May 12, 1784", "1775-04-19/1783-09-03"),
        ("16 April ��� 2 May 1945", "1945-04-16/1945-05-02"),
    ],
)
def test_conflict_dates(text: str, dates: str) -> None:
    conflict = next(f for f in read({"conflict": "Example War", "date": text}).facts if f.kind == "conflict")
    assert conflict.values()["date_edtf"] == dates


def test_result_and_its_points() -> None:
    facts = read({"conflict": "Example War", "result": "Northern victory:\n* Ceasefire\n* Treaty of Example"}).facts
    assert [(f.values()["position"], f.values()["result"]) for f in facts if f.kind == "conflict_result"] == [
        (0, "Northern victory"),
        (1, "Ceasefire"),
        (2, "Treaty of Example"),
    ]


def test_every_field_ends_somewhere() -> None:
    infobox = {
        "conflict": "Example War",
        "combatant1": "undefined",
        "caption": "A picture",
        "casus": "A quarrel",
        "mystery": "What is this?",
        "territory": "",
    }
    assert {use.field: use.status for use in read(infobox).field_uses} == {
        "conflict": "used",
        "combatant1": "damaged",
        "caption": "ignored",
        "casus": "ignored",
        "mystery": "unknown",
        "territory": "ignored",
    }


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"coordinates": "52.51667°N, 13.38333°W"}, (52.51667, 13.38333)),  # the converter's letters lie
        ({"coordinates": "38.28443°N, -3.58286°W"}, (38.28443, -3.58286)),
        ({"lat_deg": "33", "lat_min": "30", "lat_dir": "S", "lon_deg": "93", "lon_dir": "W"}, (-33.5, -93.0)),
        ({"coordinates": "somewhere"}, (None, None)),
    ],
)
def test_coordinates(fields: dict[str, str], expected: tuple[float | None, float | None]) -> None:
    conflict = next(f for f in read({"conflict": "Example War", **fields}).facts if f.kind == "conflict").values()
    assert (conflict["latitude"], conflict["longitude"]) == expected
