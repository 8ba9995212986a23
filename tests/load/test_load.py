"""Loading on both databases: the same rows, history instead of deletion, all of a document or nothing."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from etl.checks.explanation import explain
from etl.checks.gates import check_gates
from etl.pipeline import run
from schema.relations import RELATIONS

ARTICLE = """---
infoboxes:
  - conflict:
      text: Example War
    date:
      text: 1 May 1990 – 3 June 1992
    combatant1:
      text: Armenia
    commander1:
      text: {commander}
    casualties1:
      text: {casualties}
title: Example War
author: Wikipedia
---
{lead}

## Forces
| Aircraft | Armenian | Armenian losses | Notes |
| --- | --- | --- | --- |
| MiG-21 | 5 | 3 | 1 Armenian MiG-21 shot down near Shokhiy on 20 August 1992 |
"""


def write(folder: Path, name: str = "example.md", commander: str = "Ara One", casualties: str = "9 killed",
          lead: str = "It began.") -> Path:  # fmt: skip
    path = folder / name
    path.write_text(ARTICLE.format(commander=commander, casualties=casualties, lead=lead), encoding="utf-8")
    return path


def rows(engine: Engine, sql: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def facts(engine: Engine) -> list[tuple[Any, ...]]:
    return rows(engine, "SELECT f.*, e.char_start, e.quote FROM fact f JOIN evidence e ON e.fact_id = f.fact_id ORDER BY 1, 2")


def test_whole_rows_of_one_document(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    columns = "aircraft, operator, date_start, place, low, high, is_uncertain, cause, evidence, section, rule"
    (loss,) = rows(engine, f"SELECT {columns}, first_run_id, last_run_id FROM fct_aircraft_losses")
    day = datetime.date(1992, 8, 20) if engine.dialect.name == "postgresql" else "1992-08-20"
    assert loss == ("MiG-21", "Armenia", day, "Shokhiy", 1, 1, False, "shot_down",
                    "1 Armenian MiG-21 shot down near Shokhiy on 20 August 1992", "Forces", "note_incident", 1, 1)  # fmt: skip
    assert rows(engine, "SELECT aircraft, operator, total_low, itemised_low, itemised_high, incidents, verdict "
                        "FROM rec_aircraft_losses") == [("MiG-21", "Armenia", 3, 1, 1, 1, "items_fall_short")]  # fmt: skip
    assert rows(engine, "SELECT name, affiliation, roles, mentions FROM dim_people") == [("Ara One", "Armenia", "commander", 1)]
    assert [result.gate.name for result in check_gates(engine) if not result.passed] == []


def test_running_twice_changes_no_fact_row(engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path)
    run(engine, [path])
    before = facts(engine)
    report = run(engine, [path])
    assert (report.outcomes["unchanged"], report.added, report.retired) == (1, 0, 0)
    assert facts(engine) == before


def test_an_edit_elsewhere_moves_offsets_and_keeps_ids(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    before = dict(rows(engine, "SELECT fact_id, char_start FROM evidence"))
    report = run(engine, [write(tmp_path, lead="It began, people say, rather later.")])
    after = dict(rows(engine, "SELECT fact_id, char_start FROM evidence"))
    assert (report.added, report.retired) == (0, 0)
    assert before.keys() == after.keys()
    assert {after[key] - before[key] for key in before} == {0, 26}  # the infobox stays, what follows the lead moves
    assert rows(engine, "SELECT count(*) FROM dim_sentences WHERE text LIKE 'It began%'") == [(1,)]
    assert [result.gate.name for result in check_gates(engine) if not result.passed] == []


def test_a_changed_value_retires_one_fact_and_adds_one(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    run(engine, [write(tmp_path, casualties="12 killed", commander="Ara Two")])
    changes = rows(engine, "SELECT relation, change, evidence FROM fct_changes WHERE run_id = 2 ORDER BY 1, 2")
    assert changes == [
        ("fct_casualty_claims", "added", "12 killed"),
        ("fct_casualty_claims", "retired", "9 killed"),
        ("fct_commanders", "added", "Ara Two"),
        ("fct_commanders", "retired", "Ara One"),
        ("fct_mentions", "added", "Ara Two"),
        ("fct_mentions", "retired", "Ara One"),
    ]
    assert rows(engine, "SELECT low, first_run_id FROM fct_casualty_claims") == [(12, 2)]
    assert rows(engine, "SELECT name FROM dim_people") == [("Ara Two",)]
    assert rows(engine, "SELECT count(*) FROM fact WHERE retired_run_id = 2") == [(3,)]


def test_a_fact_that_comes_back_is_the_same_fact(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    before = rows(engine, "SELECT fact_id FROM fct_casualty_claims")
    run(engine, [write(tmp_path, casualties="12 killed")])
    report = run(engine, [write(tmp_path)])
    assert (report.added, report.retired) == (1, 1)
    assert rows(engine, "SELECT fact_id FROM fct_casualty_claims") == before
    assert rows(engine, "SELECT first_run_id, last_run_id FROM fct_casualty_claims") == [(1, 3)]


def test_a_renamed_file_is_no_new_document(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    report = run(engine, [write(tmp_path, name="other name.md", lead="It ended.")])
    assert report.outcomes["changed"] == 1
    assert rows(engine, "SELECT title FROM dim_documents") == [("Example War",)]


def test_two_files_with_one_title_are_two_revisions_and_stay_so(engine: Engine, tmp_path: Path) -> None:
    write(tmp_path, name="a.md")
    write(tmp_path, name="b.md", casualties="12 killed")
    first, second = run(engine, [tmp_path]), run(engine, [tmp_path])
    assert [first.outcomes, second.outcomes] == [
        {"new": 1, "changed": 1, "unchanged": 0, "failed": 0, "retired": 0},
        {"new": 0, "changed": 0, "unchanged": 2, "failed": 0, "retired": 0},
    ]
    assert rows(engine, "SELECT low FROM fct_casualty_claims") == [(12,)]
    assert rows(engine, "SELECT code FROM dq_issues WHERE severity = 'warning'") == [("title_collision",)]
    alone = run(engine, [tmp_path / "a.md"])  # put back to the older text
    assert alone.outcomes["changed"] == 1
    assert rows(engine, "SELECT low FROM fct_casualty_claims") == [(9,)]


def test_the_same_person_in_two_articles_is_one_row(engine: Engine, tmp_path: Path) -> None:
    write(tmp_path)
    other = tmp_path / "other.md"
    other.write_text(ARTICLE.format(commander="Ara One", casualties="3 killed", lead="No.").replace("Example War", "Other War"))
    run(engine, [tmp_path])
    assert rows(engine, "SELECT name, mentions FROM dim_people") == [("Ara One", 2)]
    assert rows(engine, "SELECT count(*) FROM fct_commanders") == [(2,)]


def test_any_failing_statement_leaves_the_document_as_it_was(engine: Engine, tmp_path: Path) -> None:
    """For each statement of a load in turn, that statement fails: nothing partial is visible, the next run repairs."""
    run(engine, [write(tmp_path)])
    before = _published(engine)
    changed = write(tmp_path, casualties="12 killed", commander="Ara Two", lead="It changed.")
    number = 0
    while _fails_at(engine, changed, number):
        assert _published(engine) == before
        number += 1
    assert number > 30
    assert rows(engine, "SELECT low FROM fct_casualty_claims") == [(12,)]


def _published(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    return {
        relation.name: sorted(map(repr, rows(engine, f"SELECT * FROM {relation.name}")))
        for relation in RELATIONS
        if relation.name != "dim_runs"
    }


def _fails_at(engine: Engine, path: Path, number: int) -> bool:
    """Run with the writing statement `number` failing; False where the run has no such statement."""
    seen = -1

    def break_it(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        nonlocal seen
        if statement.startswith(("INSERT", "UPDATE", "DELETE")) and "run SET" not in statement and "INTO run " not in statement:
            seen += 1
            if seen == number:
                raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(engine, "before_cursor_execute", break_it)
    try:
        run(engine, [path])
    except OperationalError:
        return True
    finally:
        event.remove(engine, "before_cursor_execute", break_it)
    return False


def test_both_databases_publish_the_same_rows(seed_engine: Engine, seed_postgres: Engine) -> None:
    published = [
        {
            name: sorted(repr([_plain(v) for v in row]) for row in rows(engine, f"SELECT * FROM {name}"))
            for name in (r.name for r in RELATIONS if r.name != "dim_runs")
        }
        for engine in (seed_engine, seed_postgres)
    ]
    assert published[0] == published[1]
    assert len(published[0]["fct_aircraft_losses"]) == 25


def _plain(value: Any) -> Any:
    """What the two drivers spell differently: dates are text and booleans numbers on SQLite."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def test_content_cannot_inject_sql(engine: Engine, tmp_path: Path) -> None:
    hostile = 'Robert\'); DROP TABLE fact; -- :x %s %(y)s {z} "q"'
    run(engine, [write(tmp_path, lead=hostile, commander='"Robert\'); DELETE FROM fact; --"')])
    assert rows(engine, "SELECT text FROM dim_sentences WHERE text LIKE 'Robert%'")[0][0].startswith("Robert'); DROP TABLE fact")
    assert rows(engine, "SELECT count(*) FROM fact WHERE retired_run_id IS NULL")[0][0] > 3


def test_a_retired_fact_can_still_be_explained(engine: Engine, tmp_path: Path) -> None:
    run(engine, [write(tmp_path)])
    ((fact_id,),) = rows(engine, "SELECT fact_id FROM fct_casualty_claims")
    run(engine, [write(tmp_path, casualties="12 killed")])
    explained = explain(engine, fact_id)
    assert (explained.values["low"], explained.evidence, explained.runs) == (9, "9 killed", (1, 1, 2))


def test_a_rejected_file_that_is_gone_is_no_current_issue(engine: Engine, tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("no front matter")
    write(tmp_path)
    run(engine, [tmp_path])
    assert rows(engine, "SELECT source_name, code FROM dq_issues WHERE severity = 'error'") == [
        ("broken.md", "document_rejected")
    ]
    broken.unlink()
    run(engine, [tmp_path])
    assert rows(engine, "SELECT count(*) FROM dq_issues WHERE severity = 'error'") == [(0,)]
