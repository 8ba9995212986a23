"""Bibliography lines: a table of cases, ISBN check digits, and text that no grammar foresaw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.bibliography.citations import Citation, is_subheading, read_citation, reference_kind, work_key
from etl.normalize.bibliography.isbn import find_isbn, is_valid_isbn

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "citations.yml").read_text(encoding="utf-8"))


def expected_citation(case: dict[str, Any]) -> Citation | None:
    """The whole Citation that a case of the table describes; what it leaves out is empty."""
    if case.get("reads") is False:
        return None
    return Citation(
        tuple(case.get("authors", ())),
        tuple(case.get("years", ())),
        case.get("title", ""),
        case.get("publisher", ""),
        case.get("isbn", ""),
        case.get("isbn_is_valid"),
        case["rule"],
    )


@pytest.mark.parametrize("case", CASES, ids=[case["line"][:50] or "empty" for case in CASES])
def test_read_citation(case: dict[str, Any]) -> None:
    assert read_citation(case["line"]) == expected_citation(case)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("Citations", "Works cited"), "cited"),
        (("References",), "cited"),
        (("Reference literature",), "cited"),
        (("References", "Bibliography"), "cited"),
        (("Notes", "Secondary sources"), "cited"),
        (("Notes and references",), "cited"),
        (("Publications",), "cited"),
        (("Further reading",), "further"),
        (("Further reading", "Books"), "further"),
        (("Further reading", "In German"), "further"),
        (("External links",), "external"),
        (("External links", "Bibliographies"), "external"),
        (("Notes",), None),
        (("Citations",), None),
        (("References", "Footnotes"), None),
        (("Background", "Sources"), None),
        (("Legacy", "Literature"), None),
        (("Further unrest",), None),
        (("Parliament in the constitutional framework",), None),
        ((), None),
    ],
)
def test_reference_kind(path: tuple[str, ...], kind: str | None) -> None:
    heading = path[-1] if path else ""
    assert reference_kind(heading, path) == kind
    assert reference_kind(heading, path[:-1]) == kind


@pytest.mark.parametrize(
    "line",
    ["Books", "Chapters", "Journal articles", "Reports", "**Citations**", "**In German**", "Maps of the series:"],
)
def test_label_is_subheading(line: str) -> None:
    assert is_subheading(line)
    assert read_citation(line) is None


@pytest.mark.parametrize("line", ["", "Livy", "Doe, Jane. *War*.", "**War** by Jane Doe", "Freedonian history", "*Books*, 1990"])
def test_work_is_no_subheading(line: str) -> None:
    assert not is_subheading(line)


def test_work_key_folds_case_space_and_punctuation() -> None:
    lines = ["Doe, Jane (1990). *A War*. Faber.", " doe, Jane  (1990): «A war» Faber"]
    keys = {work_key(citation, line) for line in lines if (citation := read_citation(line))}
    assert len(keys) == 1
    other = "Doe, Jane (1991). *A War*. Faber."
    citation = read_citation(other)
    assert citation is not None
    assert work_key(citation, other) not in keys


def with_isbn_13_check(digits: str) -> str:
    """Append the check digit of an ISBN-13 to its first twelve digits."""
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits))
    return digits + str(-total % 10)


def with_isbn_10_check(digits: str) -> str:
    """Append the check digit of an ISBN-10 to its first nine digits."""
    check = sum(int(digit) * (place + 1) for place, digit in enumerate(digits)) % 11
    return digits + ("X" if check == 10 else str(check))


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["978", "979"]), st.integers(1, 9))
def test_isbn_check_digits(core: str, prefix: str, shift: int) -> None:
    for isbn in (with_isbn_13_check(prefix + core), with_isbn_10_check(core)):
        assert is_valid_isbn(isbn)
        first_digit_wrong = isbn[:-2] + str((int(isbn[-2]) + shift) % 10) + isbn[-1]
        assert not is_valid_isbn(first_digit_wrong)
        found = read_citation(f"Doe, Jane. *War*. Faber, 1990. ISBN {isbn}. Notes on 12 wars.")
        assert found is not None
        assert (found.isbn, found.isbn_is_valid) == (isbn, True)


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN: 0-7656-0244-X", "0-7656-0244-X"),
        ("ISBN-10: 0-7656-0244-X", "0-7656-0244-X"),
        ("ISBN 978 1-4728-1150-9", "978 1-4728-1150-9"),
        ("ISBN 0920474799 280 pp.", "0920474799"),
        ("ISSN 1524-8666", None),
        ("OCLC 12063427", None),
        ("ISBN", None),
    ],
)
def test_find_isbn(text: str, isbn: str | None) -> None:
    found = find_isbn(text)
    assert (found.text if found else None) == isbn


# Text made of what the grammar looks at finds more than letters drawn blindly.
PIECES = [
    *("*", "**", '"', "'\"", "(", ")", "[", ". ", ", ", ": ", "; ", " and ", " by ", " from the ", "Doe", "J. R."),
    *("III", "ed.", "London", "Press", "BBC", "1990", "1854–78", "ISBN 0-7656-0244-X", "//", " in ", "– "),
    *("Report by ", "{{", "\ufffd", "&"),
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_is_read_without_error(line: str) -> None:
    is_subheading(line)
    reference_kind(line, (line, "References"))
    citation = read_citation(line)
    assert citation == read_citation(line)
    if citation is not None:
        assert work_key(citation, line)
        assert citation.authors or citation.title or citation.isbn
        assert (citation.isbn == "") == (citation.isbn_is_valid is None)


def test_prose_is_no_citation() -> None:
    assert read_citation("Doe, Jane. *War*. " + "word " * 1000) is None
