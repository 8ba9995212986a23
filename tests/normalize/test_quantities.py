"""Counts as written to bounds: the table of cases, and what must hold for every text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.grammar.quantities import find_quantities, read_quantity
from tests.conftest import ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/quantities.yml").read_text(encoding="utf-8"))
COUNTS = st.integers(0, 9_999_999)


@pytest.mark.parametrize(("text", "expected"), CASES["whole"], ids=[case[0] for case in CASES["whole"]])
def test_reads_one_count(text: str, expected: list[Any] | None) -> None:
    quantity = read_quantity(text)
    read = quantity and [quantity.low, quantity.high, quantity.bound, quantity.is_approximate, quantity.is_uncertain]
    assert read == expected
    assert quantity is None or quantity.raw == text


@pytest.mark.parametrize(("text", "expected"), CASES["inside"], ids=[case[0] for case in CASES["inside"]])
def test_finds_counts_in_running_text(text: str, expected: list[list[Any]]) -> None:
    assert [[m.quantity.raw, m.quantity.low, m.quantity.high] for m in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "agree"),
    [
        ("177–187 (160–170 + 17)", True),
        ("290–360 (150 –240 + 120)", False),
        ("39 –200 + N/A", None),
        ("40,000", None),
    ],
)
def test_checks_the_sum_of_parts(text: str, agree: bool | None) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.parts_agree is agree


@given(COUNTS, COUNTS, st.sampled_from(["–", "-", " – ", " to ", "—"]), st.booleans())
def test_a_written_range_reads_back(one: int, other: int, dash: str, grouped: bool) -> None:
    low, high = sorted((one, other))
    written = f"{low:,}{dash}{high:,}" if grouped else f"{low}{dash}{high}"
    quantity = read_quantity(written)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.raw) == (low, high, written)


@given(st.text(alphabet="0123456789,.–- +()?~abcdot hundreN/A\n", max_size=60))
def test_matches_are_verbatim_ordered_and_bounded(text: str) -> None:
    at = 0
    for match in find_quantities(text):
        assert text[match.start : match.end] == match.quantity.raw
        assert at <= match.start < match.end
        at = match.end
        low, high = match.quantity.low, match.quantity.high
        assert low is None or high is None or low <= high
    read_quantity(text)
