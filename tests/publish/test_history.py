"""What runs changed: the diff of two of them, and the relations as they stood after an earlier one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from etl.errors import UsageError
from etl.load.database import opened
from etl.pipeline import RunOptions, run
from etl.publish.diff import Difference, as_json, as_text, diff
from etl.publish.export import export
from tests.conftest import SEED
from tests.documents import article
from tests.pipeline.articles import write_generation

SENTENCE = "Azerbaijan lost about 20,000 men"
ROW = "| Mi-24"


def files(engine: Engine, folder: Path, run_id: int | None = None) -> dict[str, bytes]:
    """An export without what tells of runs and of the state of today only."""
    export(engine, folder, "csv", run_id)
    of_today = ("dq_issues.csv", "datapackage.json", "README.md")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name not in of_today}


def test_an_earlier_state_is_exported_as_it_was(engine: Engine, tmp_path: Path) -> None:
    """The export as of a run has the bytes that an export made right after that run had."""
    articles = tmp_path / "a"
    articles.mkdir()
    write_generation(articles, 7)
    other = write_generation(articles, 20, "other.md", "Other War")
    exports = []
    for step in range(4):
        if step == 1:
            write_generation(articles, 8)
        elif step == 2:
            other.unlink()
        elif step == 3:
            write_generation(articles, 7)
        run(engine, [articles], RunOptions(prune=True))
        exports.append(files(engine, tmp_path / f"now{step}"))
    assert exports[0]["fct_casualty_claims.csv"].count(b"\n") == 7
    for step, made_then in enumerate(exports):
        as_of = files(engine, tmp_path / f"then{step}", step + 1)
        assert {name for name in made_then if made_then[name] != as_of[name]} <= {"dim_people.csv"}, "names are of today"
    with pytest.raises(UsageError, match="there is no run 9: runs are numbered 1 to 4"):
        export(engine, tmp_path / "none", "csv", 9)


def test_the_sql_of_an_earlier_state(engine: Engine, tmp_path: Path) -> None:
    """As README gives it: a fact stands after run N where the last change up to N added it."""
    for number in (7, 8, 9):
        run(engine, [write_generation(tmp_path, number)])
    sql = text(
        "SELECT count(*) FROM fct_changes c WHERE c.relation = 'fct_casualty_claims' AND c.change = 'added' "
        "AND c.run_id = (SELECT max(x.run_id) FROM fct_changes x WHERE x.fact_id = c.fact_id AND x.run_id <= 2) "
        "AND c.evidence LIKE '%8%'"
    )
    with engine.connect() as connection:
        assert connection.scalar(sql) == 3


def said(difference: Difference) -> list[tuple[Any, ...]]:
    return [
        (c.what, c.relation, (c.before or c.after or {})["evidence"], dict(sorted(c.columns.items()))) for c in difference.changes
    ]


def test_a_changed_number_is_one_change_with_both_values(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "war.md"
    for casualties, commander in (("9 killed", "Ara One"), ("12 killed", "Berta Two")):
        path.write_text(article("War", {"conflict": "War", "combatant1": "Armenia", "commander1": commander,
                                        "casualties1": casualties}), encoding="utf-8")  # fmt: skip
        run(engine, [path])
    difference = diff(engine, [])
    assert (difference.first, difference.second) == (1, 2)
    assert [entry for entry in said(difference) if entry[1] in ("fct_casualty_claims", "fct_commanders")] == [
        ("retired", "fct_commanders", "Ara One", {}),
        ("added", "fct_commanders", "Berta Two", {}),
        ("changed", "fct_casualty_claims", "9 killed",
         {"evidence": ("9 killed", "12 killed"), "high": (9, 12), "low": (9, 12), "raw": ("9", "12")}),
    ]  # fmt: skip
    assert as_text(difference).splitlines()[:7] == [
        "after run 2, against run 1: facts 2 added, 2 retired, 1 changed",
        "",
        "War",
        "  fct_commanders: 1 added, 1 retired",
        "    - Ara One  [infobox]",
        "    + Berta Two  [infobox]",
        "  fct_casualty_claims: 1 changed",
    ]
    told = json.loads(as_json(difference))
    assert [c["after"]["low"] for c in told["changes"] if c["relation"] == "fct_casualty_claims"] == [12]
    assert said(diff(engine, [2, 1]))[-1][0] in ("added", "retired")
    assert diff(engine, [1, 1]).changes == ()
    with pytest.raises(UsageError, match="no run 5"):
        diff(engine, [5])


def test_one_sentence_of_the_seed_changes_its_facts_only(tmp_path: Path, sqlite_url: str) -> None:
    path = tmp_path / "seed.md"
    data = SEED.read_bytes()
    with opened(sqlite_url) as engine:
        path.write_bytes(data)
        run(engine, [path])
        one = b"killing scores of civilians"
        assert data.count(one) == 1
        path.write_bytes(data.replace(one, b"killing dozens of civilians"))
        run(engine, [path])
        sentence = diff(engine, [])
        assert [(c.what, c.relation) for c in sentence.changes] == [("changed", "fct_casualty_claims")]
        assert sentence.changes[0].columns["vague_term"] == ("scores", "dozens")
        row = next(line for line in data.split(b"\n") if line.startswith(b"| ") and b"Su-17" in line)
        path.write_bytes(data.replace(row + b"\n", b""))
        run(engine, [path])
        gone = diff(engine, [])
    relations = {(c.what, c.relation) for c in gone.changes}
    assert {("retired", "fct_aircraft_inventory"), ("retired", "fct_aircraft_loss_totals")} <= relations
    assert not {relation for what, relation in relations if what != "retired"} & {
        "fct_aircraft_inventory", "fct_aircraft_loss_totals", "fct_aircraft_losses", "fct_strength_claims"
    }  # fmt: skip
    assert "- 1  [" in as_text(gone)


def test_two_revisions_of_one_article_are_one_document(corpus: Path, tmp_path: Path, sqlite_url: str) -> None:
    """The American Revolutionary War of 2016 and of 2019."""
    older, newer = (corpus / "documents" / f"American_Revolutionary_War{year}.md" for year in ("_(2016)", ""))
    path = tmp_path / "war.md"
    with opened(sqlite_url) as engine:
        for source in (older, newer):
            path.write_bytes(source.read_bytes())
            report = run(engine, [path], RunOptions(accept=True))
        assert (report.status, report.outcomes["changed"]) == ("done", 1)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM document")).scalar_one() == 1
            assert connection.execute(text("SELECT count(*) FROM revision")).scalar_one() == 2
        lines = as_text(diff(engine, [])).splitlines()
    assert lines[0].startswith("after run 2, against run 1: facts ")
    assert lines[2] == "American Revolutionary War"
    assert "        result: American victory → American-Allied victory" in lines or any("victory" in line for line in lines)
