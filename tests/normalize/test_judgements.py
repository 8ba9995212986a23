"""Judgements: a person's verdict on names comes before the rules, and survives runs; doubts are what there is to judge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text

from etl.errors import UsageError
from etl.normalize.names.judgements import Judgement, Judgements, read_judgements
from etl.pipeline import RunOptions, extract_bytes, run
from tests.documents import article

PROSE = (
    "In Ganja in Azerbaijan they met Surat Huseynov. They marched from Kirovabad in Azerbaijan. Later Suret Huseynov left. "
    "Some Zorbas stood there. They saw a Zorbas there."
)


def entities(*judgements: Judgement) -> dict[tuple[str, str], list[str]]:
    found = extract_bytes(article("Example War", {}, PROSE).encode(), Judgements(judgements)).entities
    return {(e.entity_kind, e.name): [f"{a.name}: {a.rule}" for a in e.aliases] for e in found}


def judge(question: str, names: tuple[str, ...], verdict: str, document: str = "", type: str | None = None) -> Judgement:
    return Judgement(document, question, type, names, verdict)


def test_the_rules_alone() -> None:
    assert entities() == {
        ("person", "Surat Huseynov"): ["Suret Huseynov: spelling_by_a_letter"],
        ("place", "Azerbaijan"): [],
        ("place", "Ganja"): ["Kirovabad: gazetteer"],
    }


def test_names_can_be_parted_joined_typed_and_dropped() -> None:
    parted = entities(judge("join", ("Surat Huseynov", "Suret Huseynov"), "different"))
    assert {("person", "Surat Huseynov"), ("person", "Suret Huseynov")} <= set(parted)
    joined = entities(judge("join", ("Azerbaijan", "Ganja"), "same", type="place"))
    assert joined[("place", "Ganja")] == ["Azerbaijan: judgement", "Kirovabad: gazetteer"]
    assert ("organization", "Zorbas") in entities(judge("type", ("Zorbas",), "organization"))
    assert ("place", "Ganja") not in entities(judge("type", ("Ganja",), "none"))
    moved = entities(judge("type", ("Ganja",), "person"))
    assert ("person", "Ganja") in moved and ("place", "Ganja") not in moved


def test_a_judgement_of_another_document_does_nothing() -> None:
    assert entities(judge("join", ("Ganja", "Kirovabad"), "different", document="Other War")) == entities()


def test_a_verdict_in_the_file_is_obeyed_by_the_next_run_and_kept(sqlite_url: str, tmp_path: Path) -> None:
    from etl.load.database import opened

    path, review = tmp_path / "example.md", tmp_path / "review.yml"
    path.write_text(article("Example War", {"commander1": "Ara One"}, PROSE), encoding="utf-8")
    with opened(sqlite_url) as engine:
        first = run(engine, [path], RunOptions(review=review))
        cases = yaml.safe_load(review.read_text(encoding="utf-8"))["judgements"]
        assert first.open_questions == len(cases)
        assert [(c["question"], c["names"]) for c in cases] == [
            ("join", ["Surat Huseynov", "Suret Huseynov"]),
            ("join", ["Ganja", "Kirovabad"]),
            ("type", ["Zorbas"]),
        ]
        assert run(engine, [path], RunOptions(review=review)).outcomes["unchanged"] == 1
        assert yaml.safe_load(review.read_text(encoding="utf-8"))["judgements"] == cases  # of a document that was not read
        cases[0]["verdict"], cases[2]["verdict"] = "different", "organization"
        review.write_text(yaml.safe_dump({"judgements": cases}), encoding="utf-8")
        third = run(engine, [path], RunOptions(review=review))
        assert (third.outcomes["changed"], third.open_questions) == (1, 1)
        assert _names(engine, "dim_people") == ["Ara One", "Surat Huseynov", "Suret Huseynov"]
        assert _names(engine, "dim_organizations") == ["Zorbas"]
        kept = yaml.safe_load(review.read_text(encoding="utf-8"))["judgements"]
        assert [c["verdict"] for c in kept] == ["different", "organization", ""]
        kept.append({"document": "", "question": "type", "names": ["Ara One"], "verdict": "none"})
        review.write_text(yaml.safe_dump({"judgements": kept}), encoding="utf-8")
        assert run(engine, [path], RunOptions(review=review)).rejected == []
        assert _names(engine, "dim_people") == ["Surat Huseynov", "Suret Huseynov"]


def test_a_document_that_was_loaded_before_is_reviewed_as_well(sqlite_url: str, tmp_path: Path) -> None:
    from etl.load.database import opened

    path, review = tmp_path / "example.md", tmp_path / "review.yml"
    path.write_text(article("Example War", {}, PROSE), encoding="utf-8")
    with opened(sqlite_url) as engine:
        run(engine, [path])
        later = run(engine, [path], RunOptions(review=review))
        assert (later.outcomes["unchanged"], later.open_questions) == (1, 3)


def _names(engine: Engine, relation: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT name FROM {relation} ORDER BY name")))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[1, 2", "cannot be read as YAML"),
        ("names: []", "no list 'judgements'"),
        ("judgements: [3]", "judgement 1 is no mapping"),
        ("judgements: [{question: why, names: [A]}]", "question 'why' is neither of join, type"),
        ("judgements: [{question: join, names: [A]}]", "names must be a list of two names"),
        ("judgements: [{question: type, names: [A], verdict: city}]", "verdict 'city' is none of person, place"),
    ],
)
def test_a_file_that_is_no_review_file_is_refused(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "review.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"review\.yml") as refused:
        read_judgements(path)
    assert why in str(refused.value)


def test_a_review_file_in_no_folder_is_refused_before_the_run(sqlite_url: str, tmp_path: Path) -> None:
    from etl.load.database import opened

    with opened(sqlite_url) as engine, pytest.raises(UsageError, match="does not exist"):
        run(engine, [tmp_path], RunOptions(review=tmp_path / "none" / "review.yml"))
