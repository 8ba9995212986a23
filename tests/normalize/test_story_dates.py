"""Expressions of time that lean on the story, and the story itself."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.reader import read_article
from etl.normalize.grammar.relative_times import find_relatives
from etl.normalize.record.facts import TimeExpression
from etl.normalize.text.passages import Passages
from etl.normalize.times.clock import Clock
from etl.pipeline import extract_bytes
from tests.conftest import ROOT
from tests.documents import article

CASES = yaml.safe_load((ROOT / "tests/cases/story_dates.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["prose"][:45] for case in CASES])
def test_dates_of_the_story(case: dict[str, Any]) -> None:
    read = read_article(article("Example War", {}, case["prose"]).encode())
    clock = Clock(Passages(read))
    dates = [dated for passage in clock.passages for dated in clock.of(passage)]
    found = [[read.text[d.start : d.end], d.dates.span.edtf, d.rule] for d in dates]
    assert found == case["dates"]


def test_dates_without_a_year_lie_in_a_short_war() -> None:
    infobox = {"conflict": "Battle", "date": "16 December 1944 – 25 January 1945"}
    body = (
        "It was as in 1940. On 18 December they attacked, on 3 January they stopped.\n\n"
        "## Aftermath\nIn May 1947 they met. In June they left."
    )
    text = article("Battle", infobox, body)
    rows = [(f.surface, f.dates.span.edtf) for f in extract_bytes(text.encode()).facts if isinstance(f, TimeExpression)]
    assert rows[1:] == [
        ("1940", "1940"),
        ("18 December", "1944-12-18"),
        ("3 January", "1945-01-03"),
        ("May 1947", "1947-05"),
        ("June", "1947-06"),
    ]


def test_headings_tables_and_the_infobox_are_read() -> None:
    infobox = {"conflict": "War", "date": "3 May 1921", "combatant1": "Armenia"}
    text = article("War", infobox, "## Spring 1922\nOn 4 April they met.\n\n| Year | Men |\n| --- | --- |\n| 1 June 1923 | 500 |")
    dates = [f for f in extract_bytes(text.encode()).facts if isinstance(f, TimeExpression)]
    rows = [(f.section, f.surface, f.time_kind, f.rule) for f in dates]
    assert rows == [
        ("infobox", "3 May 1921", "date", "date_in_infobox"),
        ("Spring 1922", "Spring 1922", "season", "date_stated"),
        ("Spring 1922", "4 April", "date", "date_year_of_story"),
        ("Spring 1922", "1 June 1923", "date", "date_in_table"),
    ]


@given(st.text(alphabet="the nextdaywkmoryl123456789:.,' th-", max_size=120))
def test_relative_expressions_never_overlap_and_stay_in_the_text(text: str) -> None:
    found = find_relatives(text)
    assert all(0 <= a.start < a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(m.end <= len(text) for m in found)
