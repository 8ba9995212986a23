"""The evaluation against a small made-up war: whole scores, the restriction to one document, and what may go wrong.

Where the project's shared evaluation script is at hand, both must give the same figures, on a database and on random
rows.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert

from etl.checks.comparison import MEASURES, compare
from etl.checks.evaluation import Score, as_json, as_table, evaluate, misses
from etl.checks.likeness import agrees, likeness
from etl.errors import UsageError
from schema import models
from schema.engine import open_engine
from schema.publish import publish
from schema.relations import RELATIONS

SCRIPT = Path(__file__).parents[3] / "shared" / "evaluate.py"
COLUMNS_OF = {relation.name: relation.columns for relation in RELATIONS}
with_script = pytest.mark.skipif(not SCRIPT.exists(), reason="the shared evaluation script is not here")

TEXT = """---
title: "1812"
---
In May 1992 Colonel José Ruiz took Alpha, where 69 people were killed. Some 40 men fell near Beta; 12 were wounded.
"""
DAYS = (datetime.date(1992, 5, 1), datetime.date(1992, 5, 31))
GOLD = {
    "casualty": """category,population,low,high,is_approximate,place,date_start,date_end,is_breakdown,evidence
killed,civilian,69,69,0,Alpha,1992-05-01,1992-05-31,0,69 people were killed
killed,military,40,40,1,Beta,,,0,Some 40 men fell
wounded,,12,12,0,,,,0,12 were wounded
""",
    "person": "name,aliases,affiliation,roles\nJosé Ruiz,Ruiz; Colonel Ruiz,Spain,colonel\n",
    "section": "ordinal,level,heading\n1,2,Background\n",
    "event": """name,kind,date_start,date_end,is_inferred,place,evidence
Alpha,battle,1992-05-01,1992-05-31,0,Alpha,took Alpha
""",
}


def add_document(engine: Engine, key: str, title: str, claims: list[tuple[str, int, str]]) -> None:
    """A document with one section, one person and a casualty claim a (category, number, evidence) of TEXT."""
    tables = models.metadata.tables
    with engine.begin() as connection:

        def add(table: str, **row: Any) -> None:
            connection.execute(insert(tables[table]).values(**row))

        run = int(key)
        add("run", run_id=run, started_at=datetime.datetime(2026, 1, 1), status="done", version="0")
        add("document", document_id=key, title=title, author="")
        add("revision", revision_id=key, document_id=key, is_current=True, sha256=key, source_name="a.md",
            short_description="", description="", image_url="", text=TEXT, characters=len(TEXT),
            accounted_characters=0, rules_version="0", run_id=run)  # fmt: skip
        add("section", revision_id=key, ordinal=1, level=2, heading="Background", parent="", path="Background",
            char_start=0, char_end=1)  # fmt: skip
        add("entity", entity_id=key, entity_kind="person", name="Jose Ruiz")
        add("person", entity_id=key)
        add(
            "entity_appearance",
            entity_id=key,
            document_id=key,
            mentions=1,
            affiliation="Spain",
            char_start=0,
            char_end=1,
        )
        add("entity_alias", entity_id=key, document_id=key, alias="Ruiz", rule="surname")
        for number, (category, count, evidence) in enumerate(claims):
            fact, start = f"{key}-{number}", TEXT.index(evidence)
            add("fact", fact_id=fact, document_id=key, fact_kind="casualty_claim", section="", rule="r",
                first_run_id=run, last_run_id=run)  # fmt: skip
            add("evidence", fact_id=fact, ordinal=0, revision_id=key, char_start=start, char_end=start + len(evidence),
                quote=evidence)  # fmt: skip
            add("casualty_claim", fact_id=fact, category=category, population="civilian", low=count, high=count,
                is_approximate=False, bound="exact", raw=str(count), date_start=DAYS[0], date_end=DAYS[1],
                is_inferred=False, is_breakdown=False, modality="asserted", is_partisan=False)  # fmt: skip
            add("fact_place", fact_id=fact, position=0, place="Alpha")


CLAIMS = [("killed", 69, "where 69 people"), ("killed", 40, "In May"), ("killed", 12, "12 were wounded")]


@pytest.fixture
def engine() -> Iterator[Engine]:
    """A database that publishes its relations and holds the document of TEXT; key '1'."""
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        models.metadata.create_all(connection)
        publish(connection)
    add_document(engine, "1", "1812", CLAIMS)
    yield engine
    engine.dispose()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with TEXT and the files of GOLD."""
    (tmp_path / "document.md").write_text(TEXT, encoding="utf-8")
    for name, content in GOLD.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def script() -> Iterator[Any]:
    """The shared evaluation script as a module."""
    spec = importlib.util.spec_from_file_location("shared_evaluate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def figures(scores: list[Score]) -> dict[str, tuple[int, int, int]]:
    return {score.name: (score.gold, score.ours, score.found) for score in scores}


def test_whole_scores(engine: Engine, gold: Path) -> None:
    section, casualty, event, person = evaluate(engine, gold)
    assert section == Score("section", "dim_sections", 1, 1, 1, 1.0, 1.0, 1.0)
    assert person == Score("person", "dim_people", 1, 1, 1, 1.0, 1.0, 1.0, {"aliases": 0.5, "affiliation": 1.0, "roles": 0.0})
    assert (event.gold, event.ours, event.found, event.problem, len(event.missed)) == (1, 0, 0, None, 1)
    assert (casualty.gold, casualty.ours, casualty.found) == (3, 3, 1)
    assert (casualty.precision, casualty.recall, casualty.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert casualty.fields == {
        "population": 1.0, "is_approximate": 1.0, "place": 1.0, "date_start": 1.0, "date_end": 1.0, "is_breakdown": 1.0,
    }  # fmt: skip
    assert (casualty.whole, event.whole, person.whole) == (1, 0, None)
    assert casualty.whole_f1 == pytest.approx(1 / 3)
    assert [row["evidence"] for row in casualty.missed] == ["Some 40 men fell", "12 were wounded"]
    assert [row["evidence"] for row in casualty.false] == ["In May", "12 were wounded"]


def test_only_the_document_of_the_gold_set_counts(engine: Engine, gold: Path) -> None:
    alone = evaluate(engine, gold)
    add_document(engine, "2", "Another War", CLAIMS)
    both = evaluate(engine, gold)
    assert [s for s in both if s.name != "person"] == [s for s in alone if s.name != "person"]
    assert figures(both)["person"] == (1, 2, 1)  # one row an entity, whatever documents name it


def test_one_document_is_measured_under_any_title(gold: Path, engine: Engine) -> None:
    expected = evaluate(engine, gold)
    (gold / "document.md").write_text(TEXT.replace("1812", "Other"), encoding="utf-8")
    assert figures(evaluate(engine, gold)) == figures(expected)


@pytest.mark.parametrize(
    ("head", "title"),
    [("---\ntitle: Else\n---\n", "Else"), ("no front matter", ""), ("---\n: [\n---\n", ""), ("---\n- a\n---\n", "")],
)
def test_several_documents_need_the_title(engine: Engine, gold: Path, head: str, title: str) -> None:
    add_document(engine, "2", "Another War", [])
    (gold / "document.md").write_text(head, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        evaluate(engine, gold)
    expected = f"no document with the title {title!r} in the database; it has '1812', 'Another War'"
    assert str(caught.value) == f"{gold / 'document.md'}: {expected}"


def test_an_empty_database_publishes_nothing(gold: Path) -> None:
    engine = open_engine("sqlite://")
    scores = evaluate(engine, gold)
    engine.dispose()
    assert {score.problem for score in scores} == {"not published yet"}
    assert [score.name for score in scores] == ["section", "casualty", "event", "person"]


def test_a_database_without_documents_finds_nothing(gold: Path) -> None:
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        models.metadata.create_all(connection)
        publish(connection)
    scores = evaluate(engine, gold)
    engine.dispose()
    assert [(s.name, s.precision, s.recall, s.f1) for s in scores if s.problem is None] == [
        ("section", 0.0, 0.0, 0.0),
        ("casualty", 0.0, 0.0, 0.0),
        ("event", 0.0, 0.0, 0.0),
        ("person", 0.0, 0.0, 0.0),
    ]


def test_what_is_no_gold_set_is_said_in_one_line(engine: Engine, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    said = []

    def refused() -> None:
        with pytest.raises(UsageError) as caught:
            evaluate(engine, gold)
        said.append(str(caught.value).removeprefix(str(gold)))

    refused()
    gold.mkdir()
    refused()
    (gold / "document.md").write_bytes(b"\xff")
    refused()
    (gold / "person.csv").write_bytes(b"\xff")
    refused()
    assert said == [
        ": no such folder; a gold set is a folder with document.md and CSV files",
        ": no document.md in this folder: the text that the gold set was made from",
        f": no gold file in this folder; known are {', '.join(f'{name}.csv' for name in MEASURES)}",
        "/document.md: cannot be read as UTF-8 text: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ]


def test_table_and_misses(engine: Engine, gold: Path) -> None:
    scores = evaluate(engine, gold)
    assert as_table(scores).splitlines() == [
        "gold file             gold  ours   prec    rec     F1  whole  fields of the rows found",
        "section                  1     1  1.000  1.000  1.000",
        "casualty                 3     3  0.333  0.333  0.333  0.333  population=1.00 is_approximate=1.00",
        "                                                              place=1.00 date_start=1.00",
        "                                                              date_end=1.00 is_breakdown=1.00",
        "event                    1     0  0.000  0.000  0.000  0.000  name=0.00 kind=0.00 date_start=0.00",
        "                                                              date_end=0.00 place=0.00",
        "                                                              is_inferred=0.00",
        "person                   1     1  1.000  1.000  1.000         aliases=0.50 affiliation=1.00",
        "                                                              roles=0.00",
    ]
    assert misses(scores, "section") == "missed: 0\nfalse: 0"
    assert misses(scores, "event").splitlines()[0::2] == ["missed: 1", "false: 0"]
    lines = misses(scores, "casualty").splitlines()
    assert lines[:3] == [
        "missed: 2",
        "  category=killed; population=military; low=40; high=40; is_approximate=1; place=Beta; is_breakdown=0; "
        "evidence=Some 40 men fell",
        "  category=wounded; low=12; high=12; is_approximate=0; is_breakdown=0; evidence=12 were wounded",
    ]
    assert lines[3] == "false: 2"
    with pytest.raises(UsageError, match=r"^battle: no such gold file; measured were section, casualty, event,"):
        misses(scores, "battle")


def test_json_is_rounded(engine: Engine, gold: Path) -> None:
    found = json.loads(as_json(evaluate(engine, gold)))
    assert list(found) == ["section", "casualty", "event", "person"]
    assert (found["event"]["relation"], found["event"]["gold"], found["event"]["ours"]) == ("fct_events", 1, 0)
    assert found["section"] == {
        "relation": "dim_sections", "gold": 1, "ours": 1, "found": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
        "whole_f1": None, "fields": {},
    }  # fmt: skip
    assert (found["casualty"]["precision"], found["casualty"]["found"]) == (0.333, 1)


def test_a_mark_before_the_first_column_is_no_column(engine: Engine, gold: Path) -> None:
    (gold / "section.csv").write_text(GOLD["section"], encoding="utf-8-sig")
    assert figures(evaluate(engine, gold))["section"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("column", "wanted", "given", "score"),
    [
        ("low", "69", 69, 1.0),
        ("low", "", None, 1.0),
        ("low", "", 0, 0.0),
        ("is_inferred", "1", True, 1.0),
        ("is_inferred", "0", 1, 0.0),
        ("date_start", "1992-05-01", datetime.date(1992, 5, 1), 1.0),
        ("date_start", "1992-05-01", "1992-05-02", 0.0),
        ("date_end", "", None, 1.0),
        ("aliases", "Ruiz; José Ruiz", "Jose Ruiz; Colonel", 1 / 3),
        ("aliases", "", "Ruiz", 0.0),
        ("aliases", "", None, 1.0),
        ("office", "Prime Minister", "prime-minister", 1.0),
        ("office", "Prime Minister of Spain", "prime minister", 0.8),
        ("office", "minister", "", 0.0),
        ("office", "general", "colonel", 0.0),
        ("victim_group", "Armenian", "Armenia", 1.0),
        ("victim_group", "American", "United States", 1.0),
        ("side", "NKR", "Republic of Artsakh", 1.0),
        ("office", "American", "Americans", 0.8),
        ("targets", "Artsakh; NKR", "Republic of Artsakh", 0.5),
    ],
)
def test_likeness(column: str, wanted: object, given: object, score: float) -> None:
    assert likeness(column, wanted, given, {"nkr": "republic of artsakh"}) == pytest.approx(score)


def test_a_second_row_for_the_same_thing_is_false() -> None:
    gold = [{"name": "Ruiz", "aliases": "José Ruiz"}]
    ours = [{"name": "jose ruiz"}, {"name": "Ruiz", "aliases": "José Ruiz"}]
    assert compare(MEASURES["place"], gold, ours, "").pairs == [(0, 1)]


def test_agreement_of_names_needs_every_letter() -> None:
    assert agrees("operator", "Ármenia ", "ARMENIA")
    assert not agrees("operator", "Armenia", "Armenian")


def published(name: str, fields: dict[str, float]) -> dict[str, float]:
    """The scores of the columns that are published."""
    return {column: score for column, score in fields.items() if column in COLUMNS_OF[MEASURES[name].relation]}


@with_script
def test_the_shared_script_gives_the_same_figures(
    engine: Engine, gold: Path, script: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "create_engine", lambda _: engine)
    theirs = script.evaluate("", gold)
    for score in evaluate(engine, gold):
        result = theirs[score.name]
        if isinstance(result, str):
            assert score.problem
            continue
        assert (result.gold, result.ours, result.found) == (score.gold, score.ours, score.found)
        assert (result.precision, result.recall, result.f1) == (score.precision, score.recall, score.f1)
        assert (result.whole, result.whole_f1) == (score.whole, score.whole_f1)
        assert (published(score.name, result.fields), result.missed, result.false) == (score.fields, score.missed, score.false)


COLUMNS = sorted({c for m in MEASURES.values() for c in (*m.key, *m.near, *m.fields, "name", "date_start", "date_end")})
VALUES = {
    column: st.sampled_from(["1992-05-01", "1992-05-31", "1993-01-01", "", None])
    if column.startswith("date_")
    else st.sampled_from([0, 1, 2, "1", "", None, True])
    if agrees(column, "1", "1.5")
    else st.sampled_from(["Alpha", "álpha", "Alpha; Beta", "Alphas", "Beta city", "Beta", "", None])
    for column in COLUMNS
}
ROWS = st.lists(st.fixed_dictionaries(VALUES), max_size=6)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=6, max_size=6)


@with_script
@settings(deadline=None)
@given(name=st.sampled_from(sorted(MEASURES)), gold=ROWS, ours=ROWS, gold_spans=SPANS, our_spans=SPANS)
def test_random_rows_are_paired_as_by_the_shared_script(
    script: Any, name: str, gold: list[dict[str, Any]], ours: list[dict[str, Any]], gold_spans: Any, our_spans: Any
) -> None:
    document = "abcabcabdabcabcabdabc"
    gold = [row | {"evidence": document[a:b]} for row, (a, b) in zip(gold, gold_spans, strict=False)]
    ours = [row | {"evidence_start": a, "evidence_end": b} for row, (a, b) in zip(ours, our_spans, strict=False)]
    theirs = script.compare(name, gold, ours, document)
    comparison = compare(MEASURES[name], gold, ours, document)
    assert (comparison.fields, comparison.whole) == (published(name, theirs.fields), theirs.whole)
    hits, used = {i for i, _ in comparison.pairs}, {j for _, j in comparison.pairs}
    assert [row for i, row in enumerate(gold) if i not in hits] == theirs.missed
    assert [row for j, row in enumerate(ours) if j not in used] == theirs.false
    assert len(comparison.pairs) == theirs.found


@with_script
def test_every_gold_file_of_the_shared_script_is_measured_alike(script: Any) -> None:
    ours = {
        name: (m.relation, m.key, m.near, m.fields, m.found_by == "evidence", m.found_by == "name", m.dates_meet, m.whole)
        for name, m in MEASURES.items()
    }
    theirs = {}
    for name, s in script.SPECS.items():
        if name in MEASURES:  # a relation that is not published yet has no measure
            fields = tuple(published(name, dict.fromkeys(s.fields, 0.0)))
            by_evidence = s.evidence and not s.entity
            theirs[name] = (s.view, s.key, s.near, fields, by_evidence, s.entity, s.dates_meet, s.whole)
    assert ours == theirs
