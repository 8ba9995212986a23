"""Events: what a clause tells as a fact, when, and once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from etl.normalize.grammar.quantities import Quantity
from etl.normalize.record.facts import CasualtyClaim, Event
from etl.normalize.review.contradictions import find_contradictions
from etl.normalize.review.unused_numbers import count_numbers
from etl.pipeline import extract_bytes
from tests.conftest import ROOT, SEED
from tests.documents import article
from tests.normalize.test_claims import told

EVENTS = yaml.safe_load((ROOT / "tests/cases/events.yml").read_text(encoding="utf-8"))

NAMES = yaml.safe_load((ROOT / "tests/cases/event_names.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", EVENTS, ids=[case["prose"][:45] for case in EVENTS])
def test_kinds_and_dates(case: dict[str, Any]) -> None:
    events = [f for f in told(case["prose"], "Armenia", "Azerbaijan").facts if isinstance(f, Event)]
    dated = [(e.event_kind, e.dates) for e in events if e.dates]
    assert [[kind, dates.span.edtf, dates.is_inferred or dates.span.is_inferred] for kind, dates in dated] == case["events"]


@pytest.mark.parametrize("case", NAMES, ids=[case["prose"][:60] for case in NAMES])
def test_what_an_event_is_called(case: dict[str, str]) -> None:
    events = [f for f in told(case["prose"], "Armenia", "Azerbaijan").facts if isinstance(f, Event) and f.dates]
    assert [event.name for event in events] == [case["name"]]


def test_a_happening_told_twice_is_one_event_with_the_closer_date() -> None:
    text = article(
        "Example War",
        {"combatant1": "Armenia", "combatant2": "Azerbaijan"},
        "In May 1992 Armenian forces captured Shushi.\n\n## War\nOn 8 May 1992 Armenian forces captured Shushi.",
    )
    events = [f for f in extract_bytes(text.encode()).facts if isinstance(f, Event)]
    assert [(e.section, e.name, e.dates.span.edtf) for e in events if e.dates] == [("War", "Capture of Shushi", "1992-05-08")]
    assert (events[0].ucdp_type_of_violence, events[0].places) == (None, ("Shushi",))


def test_a_fight_is_a_part_of_the_war() -> None:
    infobox = {
        "conflict": "Example War",
        "date": "1 May 1992 – 3 June 1993",
        "combatant1": "Armenia",
        "result": "Armenian victory",
    }
    text = article("Example War", infobox, "## War\nOn 8 May 1992 Armenian forces captured Shushi.")
    war, fight = (f for f in extract_bytes(text.encode()).facts if isinstance(f, Event))
    assert (war.name, war.outcome, war.evidence.cut(text)) == ("Example War", "Armenian victory", "1 May 1992 – 3 June 1993")
    assert fight.parent is war


def test_claims_that_cannot_both_be_true_are_paired() -> None:
    prose = (
        "On 8 May 1992 a massacre took place in Shushi. An exact count was never made, but conservative estimates have placed "
        "the number of civilians killed at 485. "
        "According to Azerbaijani authorities, 613 civilians were killed."
    )
    facts = told(prose, "Armenia", "Azerbaijan").facts
    assert [f.count.low for f in facts if isinstance(f, CasualtyClaim)] == [485, 613]
    (pair,) = find_contradictions(facts)
    assert (pair.kind, pair.why) == (
        "claimant_against_claimant",
        "killed: 485 according to conservative estimates, but 613 according to Azerbaijani authorities",
    )


def test_of_a_list_of_claims_without_end_each_is_paired_with_the_nearest() -> None:
    """The pairs, and the time they take, grow with the number of claims, not with its square."""
    prose = "On 8 May 1992 a massacre took place in Shushi. According to Memorial, 30 civilians were killed."
    (claim,) = (f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, CasualtyClaim))
    counts = [Quantity(number, number, "exact", str(number)) for number in range(500, 1_000)]
    claims = [replace(claim, count=count, attributed_to=f"Source {count.raw}") for count in counts]
    pairs = find_contradictions(claims)
    assert {c for pair in pairs for c in (pair.first.values()["attributed_to"], pair.second.values()["attributed_to"])} == {
        claim.attributed_to for claim in claims
    }
    assert len(pairs) <= 50 * len(claims)


def test_a_number_of_another_order_is_of_another_scope() -> None:
    prose = (
        "On 8 May 1992 a massacre took place in Shushi. According to Memorial, 30 civilians were killed. "
        "According to Azerbaijani authorities, 613 civilians were killed."
    )
    facts = told(prose, "Armenia", "Azerbaijan").facts
    assert [f.count.low for f in facts if isinstance(f, CasualtyClaim)] == [30, 613]
    assert find_contradictions(facts) == []


def test_numbers_that_nothing_uses_are_listed_with_their_reason() -> None:
    prose = "On 8 May 1992, 12 soldiers were killed. It cost $5 million, 9% fled, Resolution 822 was read and 20 houses stood."
    extraction = told(prose, "Armenia", "Azerbaijan")
    assert [(u.raw, u.why) for u in extraction.unused] == [("5", "money"), ("9", "share"), ("20", "things")]
    assert all(u.span.cut(extraction.article.text) == u.raw for u in extraction.unused)


def test_fewer_than_a_twentieth_of_the_numbers_of_the_seed_are_unused() -> None:
    extraction = extract_bytes(SEED.read_bytes())
    assert 0 < len(extraction.unused) < 0.05 * count_numbers(extraction.article, extraction.field_uses)


def test_a_dig_or_a_film_long_after_the_war_dates_nothing_but_itself() -> None:
    infobox = {"conflict": "Battle of Alpha", "date": "22 August 1485", "combatant1": "Armenia", "combatant2": "Azerbaijan"}
    prose = (
        "## After\nOn 23 August 1485 the Armenians captured Shusha. In March 2015 the Armenians held a ceremony in Shusha. "
        "Then the Armenians attacked Lachin; 20 soldiers were killed."
    )
    facts = extract_bytes(article("Battle of Alpha", infobox, prose).encode()).facts
    told = [(f.event_kind, f.dates.span.edtf) for f in facts if isinstance(f, Event) and f.dates and f.section == "After"]
    assert told == [("battle", "1485-08-23"), ("other", "2015-03")]
    (claim,) = (f for f in facts if isinstance(f, CasualtyClaim))
    assert claim.dates is not None and claim.dates.span.edtf == "1485-08-23"  # of the fight before it
