"""The reference data holds what its readers rely on: shape, uniqueness, clean strings."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import yaml

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
HEADER = ["name", "iso2", "kind", "adjective", "people", "aliases", "successor"]
KINDS = {"state", "territory", "historic", "people"}
TITLE_KEYS = {"ranks", "nobility", "offices", "honorifics", "suffixes", "particles"}
YAML_FILES = sorted(REFERENCE.rglob("*.yml"))


def read_rows() -> list[dict[str, str]]:
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def parts(value: str) -> list[str]:
    return value.split("; ") if value else []


def lists_of(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list in a parsed YAML document, with the path of keys to it."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from lists_of(below, f"{path}/{key}")
    elif isinstance(value, list):
        yield path, value
        for number, below in enumerate(value):
            yield from lists_of(below, f"{path}/{number}")


def strings_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from strings_of(key)
            yield from strings_of(below)
    elif isinstance(value, list):
        for below in value:
            yield from strings_of(below)


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read_rows()


def test_csv_is_utf8_with_the_exact_header_and_full_rows() -> None:
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as handle:
        table = list(csv.reader(handle, strict=True))
    assert table[0] == HEADER
    assert [row for row in table if len(row) != len(HEADER)] == []


def test_names_are_present_and_unique(rows: list[dict[str, str]]) -> None:
    names = [row["name"] for row in rows]
    assert all(names)
    assert repeated(names) == []


def test_kinds_are_known_and_well_filled(rows: list[dict[str, str]]) -> None:
    count = Counter(row["kind"] for row in rows)
    assert set(count) == KINDS
    assert count["state"] + count["territory"] >= 249
    assert count["historic"] >= 250
    assert count["people"] >= 120


def test_iso2_is_unique_and_stands_only_on_states_and_territories(rows: list[dict[str, str]]) -> None:
    current = [row["iso2"] for row in rows if row["kind"] in {"state", "territory"}]
    assert [code for code in current if not re.fullmatch(r"[A-Z]{2}", code)] == []
    assert repeated(current) == []
    assert [row["name"] for row in rows if row["kind"] in {"historic", "people"} and row["iso2"]] == []


def test_successor_is_a_known_code_and_empty_for_states_of_today(rows: list[dict[str, str]]) -> None:
    known = {row["iso2"] for row in rows if row["iso2"]} | {""}
    assert [row["name"] for row in rows if row["successor"] not in known] == []
    assert [row["name"] for row in rows if row["kind"] in {"state", "territory"} and row["successor"]] == []


def test_joined_fields_are_clean_and_do_not_repeat(rows: list[dict[str, str]]) -> None:
    for row in rows:
        for column in HEADER:
            assert row[column] == row[column].strip(), row
        for column in ("adjective", "people", "aliases"):
            values = parts(row[column])
            assert all(value and value == value.strip() and ";" not in value for value in values), row
            assert repeated(values) == [], row


def test_no_alias_is_the_name_of_a_row(rows: list[dict[str, str]]) -> None:
    names = {row["name"] for row in rows}
    assert [(row["name"], alias) for row in rows for alias in parts(row["aliases"]) if alias in names] == []


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.stem)
def test_yaml_parses_into_clean_lists_without_repeats(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    assert [text for text in strings_of(data) if not text or text != text.strip()] == []
    for where, values in lists_of(data):
        assert repeated([value for value in values if isinstance(value, str)]) == [], f"{path.name}{where}"


def test_a_lexicon_of_a_language_does_not_hide_one_of_all_languages() -> None:
    assert repeated([path.name for path in YAML_FILES]) == []


def test_person_titles_has_the_required_lists_of_strings() -> None:
    data = yaml.safe_load((REFERENCE / "en" / "person_titles.yml").read_text(encoding="utf-8"))
    assert set(data) >= TITLE_KEYS
    for key in TITLE_KEYS:
        assert data[key], key
        assert [value for value in data[key] if not isinstance(value, str)] == [], key


def test_the_outline_is_lines_on_the_globe() -> None:
    stored = json.loads(gzip.decompress((REFERENCE / "outline.json.gz").read_bytes()))
    assert set(stored) == {"land", "borders"}
    for line in (*stored["land"], *stored["borders"]):
        assert len(line) % 2 == 0 and len(line) >= 4
        for steps, limit in ((line[::2], 18000), (line[1::2], 9000)):
            assert all(abs(at) <= limit for at in accumulate(steps))
