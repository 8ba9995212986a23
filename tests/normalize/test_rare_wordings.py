"""Wordings that no article at hand has and that others will: each is read, or kept from being misread."""

from __future__ import annotations

import pytest

from etl.normalize.names.allegiances import Allegiances
from etl.normalize.names.similarity import same_surname
from etl.normalize.record.facts import CasualtyClaim, EquipmentClaim, Event, Quotation, StrengthClaim
from tests.normalize.test_claims import told
from tests.normalize.test_infobox import read


def test_the_estimates_in_brackets_are_the_claimant() -> None:
    facts = told("On 3 May 1992 25,000 civilians were killed (Western and Russian estimates).", "Armenia", "Azerbaijan").facts
    assert [c.attributed_to for c in facts if isinstance(c, CasualtyClaim)] == ["Western and Russian estimates"]


def test_who_destroys_is_the_actor_and_the_enemy_the_loser() -> None:
    facts = told("On 3 May 1992 ten tanks were destroyed by the Azerbaijani army.", "Armenia", "Azerbaijan").facts
    claims = [(c.actor, c.action, c.counterparty) for c in facts if isinstance(c, EquipmentClaim)]
    assert claims == [("Azerbaijani army", "destroyed", "Armenia")]


def test_houses_that_survive_are_no_people() -> None:
    facts = told("On 3 May 1992 only a few houses survived. Only three men survived.", "Armenia", "Azerbaijan").facts
    assert [c.vague_term for c in facts if isinstance(c, CasualtyClaim)] == ["Only three men"]


def test_a_number_in_a_row_of_kinds_is_a_count_of_its_own() -> None:
    prose = "The Armenian army had a large amount of tanks, 20 guns and helicopters."
    claims = [c for c in told(prose, "Armenia", "Azerbaijan").facts if isinstance(c, StrengthClaim)]
    assert [(c.category, c.count.low) for c in claims] == [("tank", None), ("other", 20)]


@pytest.mark.parametrize(("prose", "low"), [("Azerbaijan's 30,000", [20000, 30000]), ("a population that of 30,000", [20000])])
def test_a_population_is_no_strength(prose: str, low: list[int]) -> None:
    facts = told(f"Armenia had 20,000 soldiers and {prose}.", "Armenia", "Azerbaijan").facts
    assert [c.count.low for c in facts if isinstance(c, StrengthClaim)] == low


@pytest.mark.parametrize(
    ("clause", "names"), [("and", ["Capture of Shusha", "Attack on Baku"]), (", whether or not", ["Capture of Shusha"])]
)
def test_a_condition_is_no_event(clause: str, names: list[str]) -> None:
    prose = f"On 3 May 1992 Armenian forces captured Shusha {clause} the Azerbaijani army attacked Baku."
    assert [f.name for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, Event)] == names


@pytest.mark.parametrize(("some", "speaker"), [("", "Levon Petrosyan"), ("some, among them ", None)])
def test_a_name_behind_the_source_is_not_the_source(some: str, speaker: str | None) -> None:
    prose = f'According to {some}Levon Petrosyan, "the war was lost long before it began". Levon Petrosyan was a general.'
    quotations = [f for f in told(prose, "Armenia", "Azerbaijan").facts if isinstance(f, Quotation)]
    assert [q.speaker for q in quotations] == [speaker]


def test_a_lord_is_not_of_the_nation_of_his_title() -> None:
    allegiances = Allegiances([], [], [])
    assert [allegiances.of_words(words) for words in ("Essex", "the Earl of Essex")] == ["East Saxon", None]


def test_imperial_troops_are_those_of_the_one_empire() -> None:
    prose = "At Moscow 3,000 Imperial soldiers were killed."
    facts = told(prose, "First French Empire", "Russia").facts
    assert [c.victim_group for c in facts if isinstance(c, CasualtyClaim)] == ["French"]
    facts = told(prose, "First French Empire", "Russian Empire").facts
    assert [c.victim_group for c in facts if isinstance(c, CasualtyClaim)] == [None]


def test_endings_of_transliteration_are_one() -> None:
    assert same_surname("Romanoff", "Romanov")
    assert not same_surname("Romanoff", "Romanenko")


def test_infobox_fields_of_layout_and_of_no_table_are_ignored_by_name_and_an_alternative_is_read() -> None:
    extraction = read({"combatant1": "Freedonia", "strength1": "10,000 (or 12,000) men", "colspan": "2", "charged": "30"})
    assert [(f.count.low, f.count.high) for f in extraction.facts if isinstance(f, StrengthClaim)] == [(10000, 12000)]
    assert [use.status for use in extraction.field_uses if use.field in ("colspan", "charged")] == ["ignored", "ignored"]
