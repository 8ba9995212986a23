"""Runs from a scheduler: what is skipped, retired, refused, accepted; one at a time; what they leave behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from etl.checks.gates import check_gates
from etl.cli import app
from etl.cli import load as commands
from etl.errors import LockedError, UsageError
from etl.load.database import opened
from etl.load.lock import run_lock
from etl.pipeline import RunOptions, run
from tests.documents import article
from tests.pipeline.articles import state, write_generation

PRUNE = RunOptions(prune=True)
PASSWORD = "s3cret-word"  # noqa: S105 - of no account


def rows(engine: Engine, sql: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def fill(folder: Path, count: int, casualties: int = 12) -> None:
    """`count` articles with `casualties` claims each."""
    for n in range(count):
        lines = [f"In {1900 + n}, {100 + i} soldiers were killed near Place{chr(65 + i)}." for i in range(casualties)]
        (folder / f"{n:02}.md").write_text(article(f"War {n}", {"conflict": f"War {n}"}, "\n\n".join(lines)), encoding="utf-8")


def test_a_document_whose_file_is_gone_is_named_then_retired_and_comes_back(engine: Engine, tmp_path: Path) -> None:
    write_generation(tmp_path, 7)
    gone = write_generation(tmp_path, 8, "other.md", "Other War")
    run(engine, [tmp_path])
    both = state(engine)
    words = gone.read_text()
    gone.unlink()
    kept = run(engine, [tmp_path])
    assert (kept.missing, kept.outcomes["retired"], state(engine)) == (["Other War"], 0, both)
    pruned = run(engine, [tmp_path], PRUNE)
    assert (pruned.missing, pruned.outcomes["retired"], pruned.retired > 5) == ([], 1, True)
    assert rows(engine, "SELECT title FROM dim_documents") == [("Example War",)]
    assert rows(engine, "SELECT count(*) FROM fct_casualty_claims WHERE document = 'Other War'") == [(0,)]
    assert rows(engine, "SELECT count(*) FROM fact WHERE retired_run_id = 3")[0][0] == pruned.retired
    assert rows(engine, "SELECT documents_retired, facts_retired FROM dim_runs WHERE run_id = 3") == [(1, pruned.retired)]
    assert [r.gate.name for r in check_gates(engine) if not r.passed] == []
    gone.write_text(words)
    assert run(engine, [tmp_path]).outcomes["changed"] == 1
    assert state(engine) == both


def test_a_file_that_is_rejected_today_still_holds_its_document(sqlite_engine: Engine, tmp_path: Path) -> None:
    write_generation(tmp_path, 7)
    broken = write_generation(tmp_path, 8, "other.md", "Other War")
    run(sqlite_engine, [tmp_path])
    broken.write_text("no front matter")
    report = run(sqlite_engine, [tmp_path], PRUNE)
    assert (report.status, report.outcomes["failed"], report.outcomes["retired"]) == ("partial", 1, 0)
    assert rows(sqlite_engine, "SELECT count(*) FROM dim_documents") == [(2,)]


def test_prune_needs_a_folder(sqlite_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name the whole folder"):
        run(sqlite_engine, [write_generation(tmp_path, 7)], PRUNE)


def test_force_reads_unchanged_articles_again_and_changes_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write_generation(tmp_path, 7)
    run(sqlite_engine, [path])
    before = state(sqlite_engine)
    report = run(sqlite_engine, [path], RunOptions(force=True))
    assert (report.outcomes["changed"], report.added, report.retired) == (1, 0, 0)
    assert state(sqlite_engine) == before


def test_a_rule_is_left_out_of_a_run_and_comes_back(sqlite_engine: Engine, tmp_path: Path) -> None:
    body = "In 1900 General Karl Johann Smith came. 120 soldiers were killed, and Smith left."
    (tmp_path / "small.md").write_text(article("Small War", {"conflict": "Small War"}, body), encoding="utf-8")
    claims = "SELECT fact_id, rule FROM fct_casualty_claims"
    aliases = "SELECT alias FROM dim_aliases"
    run(sqlite_engine, [tmp_path])
    ((fact_id, rule),) = rows(sqlite_engine, claims)
    assert (rule, rows(sqlite_engine, aliases)) == ("casualty_by_passive", [("Smith",)])
    run(sqlite_engine, [tmp_path], RunOptions(without=("casualty_by_passive", "part_of_name")))
    assert (rows(sqlite_engine, claims), rows(sqlite_engine, aliases)) == ([], [])
    run(sqlite_engine, [tmp_path])
    assert rows(sqlite_engine, claims) == [(fact_id, rule)]


def test_a_fact_is_told_by_the_rule_that_reads_it_now(sqlite_engine: Engine, tmp_path: Path) -> None:
    write_generation(tmp_path, 7)
    run(sqlite_engine, [tmp_path])
    now = rows(sqlite_engine, "SELECT fact_id, rule FROM fact ORDER BY fact_id")
    with sqlite_engine.begin() as connection:
        connection.execute(text("UPDATE fact SET rule = 'of_an_older_program'"))
    run(sqlite_engine, [tmp_path], RunOptions(force=True))
    assert rows(sqlite_engine, "SELECT fact_id, rule FROM fact ORDER BY fact_id") == now


def test_a_link_follows_a_whole_that_has_changed(sqlite_engine: Engine, tmp_path: Path) -> None:
    """The part stays the same fact; that of which it is a part is another one now."""
    path = tmp_path / "war.md"
    for first in (1, 2):
        sides = {"combatant1": "Armenia", "combatant2": "Azerbaijan"}
        infobox = {"conflict": "War", "date": f"{first} May 1990 – 3 June 1993", **sides}
        path.write_text(article("War", infobox, "On 8 May 1992 a massacre took place in Shusha."), encoding="utf-8")
        run(sqlite_engine, [path])
    sql = (
        "SELECT p.kind, p.first_run_id, w.date_start, w.first_run_id FROM fct_events p "
        "JOIN fct_events w ON w.event_id = p.part_of_event_id"
    )
    assert rows(sqlite_engine, sql) == [("massacre", 1, "1990-05-02", 2)]
    assert [r.gate.name for r in check_gates(sqlite_engine) if not r.passed] == []


def test_a_link_follows_an_entity_that_has_another_name_now(sqlite_engine: Engine, tmp_path: Path) -> None:
    """The office stays the same fact; its body is called by the name that the article now uses most."""
    body = "Levon Petrosyan was the commander of the Armenian armed forces."
    path = tmp_path / "war.md"
    for more in (" It ended.", " The Armenian Army fought on. The Armenian Army won. The Armenian Army left."):
        path.write_text(article("War", {"conflict": "War", "combatant1": "Armenia"}, body + more), encoding="utf-8")
        assert run(sqlite_engine, [path]).status == "done"
    sql = (
        "SELECT p.organization, o.name, p.first_run_id FROM fct_positions p "
        "JOIN dim_organizations o ON o.organization_id = p.organization_id"
    )
    assert rows(sqlite_engine, sql) == [("Armenian armed forces", "Armenian Army", 1)]


# gates


def test_a_failed_gate_leaves_the_last_good_run(engine: Engine, tmp_path: Path) -> None:
    fill(tmp_path, 3)
    run(engine, [tmp_path])
    before = state(engine)
    fill(tmp_path, 3, casualties=5)
    refused = run(engine, [tmp_path])
    assert (refused.status, refused.outcomes["changed"], refused.retired > 20) == ("refused", 3, True)
    assert [r.gate.name for r in refused.gates if not r.passed and r.gate.severity == "error"] == ["row_counts_hold"]
    after = state(engine)
    assert {name for name in after if after[name] != before[name]} == {"dq_issues"}
    ((severity, message),) = rows(engine, "SELECT severity, message FROM dq_issues WHERE code = 'gate_row_counts_hold'")
    assert (severity, "fct_casualty_claims: 15 rows, before 36" in message) == ("error", True)
    assert rows(engine, "SELECT status, facts_added > 0 FROM dim_runs ORDER BY run_id") == [("done", 1), ("refused", 0)]
    accepted = run(engine, [tmp_path], RunOptions(accept=True))
    assert (accepted.status, accepted.outcomes["changed"]) == ("done", 3)
    assert rows(engine, "SELECT count(*) FROM fct_casualty_claims") == [(15,)]
    assert [r.gate.name for r in check_gates(engine) if not r.passed] == []
    assert run(engine, [tmp_path]).status == "done"


def test_many_documents_do_not_vanish_unseen(sqlite_engine: Engine, tmp_path: Path) -> None:
    fill(tmp_path, 10, casualties=1)
    run(sqlite_engine, [tmp_path])
    for path in sorted(tmp_path.glob("*.md"))[:6]:
        path.unlink()
    refused = run(sqlite_engine, [tmp_path], PRUNE)
    assert (refused.status, [r.examples for r in refused.gates if not r.passed]) == ("refused", [("6 of 10 documents",)])
    assert rows(sqlite_engine, "SELECT count(*) FROM dim_documents") == [(10,)]
    assert run(sqlite_engine, [tmp_path], RunOptions(prune=True, accept=True)).outcomes["retired"] == 6


def test_a_warning_is_recorded_and_loads(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "war.md"
    path.write_text(article("War", {"conflict": "War", "combatant1": "Reds; style=x"}, "It began."), encoding="utf-8")
    report = run(sqlite_engine, [path])
    assert report.status == "done"
    assert rows(sqlite_engine, "SELECT severity, code FROM dq_issues WHERE code LIKE 'gate_%'") == [
        ("warning", "gate_no_residue_loaded")
    ]


def test_what_is_counted_at_a_load_are_rows_of_published_relations(seed_engine: Engine) -> None:
    """The numbers that the gates compare are those that the relations have, for each relation that is counted."""
    counted = dict(rows(seed_engine, "SELECT relation, rows FROM load_count"))
    assert len(counted) > 20
    assert {name: rows(seed_engine, f"SELECT count(*) FROM {name}")[0][0] for name in counted} == counted


# one at a time


def test_a_second_run_is_refused_at_once_and_waits_where_it_is_told(engine: Engine, tmp_path: Path) -> None:
    path = write_generation(tmp_path, 7)
    with run_lock(engine), pytest.raises(LockedError, match="another run holds the lock"), opened(_url(engine)) as second:
        run(second, [path])
    assert rows(engine, "SELECT count(*) FROM dim_runs") == [(0,)]
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with opened(_url(engine)) as first, run_lock(first):
            held.set()
            free.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)

    threading.Timer(0.5, free.set).start()
    with opened(_url(engine)) as second:
        assert run(second, [path], RunOptions(wait_seconds=30)).status == "done"
    holder.join()


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_the_lock_file_of_a_dead_process_locks_nobody_out(sqlite_engine: Engine, tmp_path: Path) -> None:
    Path(f"{sqlite_engine.url.database}.lock").write_text("12345")
    assert run(sqlite_engine, [write_generation(tmp_path, 7)]).status == "done"


def test_the_command_ends_with_3_under_a_lock(sqlite_url: str, tmp_path: Path) -> None:
    path = write_generation(tmp_path, 7)
    with FileLock(f"{sqlite_url.removeprefix('sqlite:///')}.lock"), pytest.raises(LockedError) as raised:
        commands.run([str(path)], sqlite_url, log=None)
    assert raised.value.exit_status == 3


# ends, limits, workers, logs, reports


def test_a_wish_to_stop_ends_the_run_between_documents(engine: Engine, tmp_path: Path) -> None:
    fill(tmp_path, 4, casualties=1)
    seen: list[str] = []
    options = RunOptions(stop_wanted=lambda: len(seen) == 2)
    report = run(engine, [tmp_path], options, lambda step: seen.append(step.what) if step.document else None)
    assert (report.status, report.outcomes["new"]) == ("stopped", 2)
    assert rows(engine, "SELECT status, documents_new FROM dim_runs") == [("stopped", 2)]
    assert rows(engine, "SELECT count(*) FROM dim_documents") == [(2,)]
    assert run(engine, [tmp_path]).outcomes == {"new": 2, "changed": 0, "unchanged": 2, "failed": 0, "retired": 0}


def test_a_document_beyond_the_limits_is_rejected_alone(sqlite_engine: Engine, tmp_path: Path) -> None:
    write_generation(tmp_path, 7)
    large = tmp_path / "large.md"
    large.write_text(article("Large", {}, "Many words. " * 400), encoding="utf-8")
    report = run(sqlite_engine, [tmp_path], RunOptions(max_bytes=2000))
    ((_, why),) = report.rejected
    assert (report.status, "more than the limit of 2,000" in why) == ("partial", True)
    large.write_text(article("Large", {}, "On 7 June 1991, the Army of Reds attacked Baku. " * 4000), encoding="utf-8")
    late = run(sqlite_engine, [tmp_path], RunOptions(max_seconds=0.3))
    ((_, why),) = late.rejected
    assert why == "was not read within 0.3 seconds (--max-seconds)"
    assert rows(sqlite_engine, "SELECT title FROM dim_documents") == [("Example War",)]


def test_two_workers_load_what_one_does(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    fill(tmp_path / "articles", 5, casualties=2)
    (tmp_path / "articles" / "broken.md").write_text("no front matter")
    states = []
    for workers in (1, 2):
        with opened(f"sqlite:///{tmp_path / str(workers)}.db") as engine:
            assert run(engine, [tmp_path / "articles"], RunOptions(workers=workers)).status == "partial"
            states.append(state(engine) | {"changes": sorted(map(repr, rows(engine, "SELECT * FROM fct_changes")))})
    assert states[0] == states[1]


def test_every_line_of_the_log_has_the_run_and_its_document(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_generation(tmp_path, 7)
    commands.run([str(tmp_path)], sqlite_url, log="json")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["run_id"], line.get("document")) for line in lines] == [
        ("run_started", 1, None),
        ("new", 1, "war.md"),
        ("run_done", 1, None),
    ]
    assert all(line["timestamp"].endswith("Z") and line["level"] == "info" for line in lines)
    commands.run([str(tmp_path)], sqlite_url, log="text")
    text_lines = capsys.readouterr().err.splitlines()
    assert "event='unchanged' run_id=2 document='war.md'" in text_lines[1]


def test_the_report_file_says_what_to_alert_on(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_generation(tmp_path, 7)
    (tmp_path / "broken.md").write_text("no front matter")
    report = tmp_path / "report.json"
    with pytest.raises(Exception, match="1"):
        commands.run([str(tmp_path)], sqlite_url, log=None, report_file=report)
    said = json.loads(report.read_text(encoding="utf-8"))
    assert (said["status"], said["run_id"], said["documents"]["failed"]) == ("partial", 1, 1)
    assert said["summary"].startswith("run 1: documents 1 new, 1 failed; facts ")
    assert said["rejected"][0]["file"].endswith("broken.md")
    assert {gate["name"] for gate in said["gates"]} >= {"evidence_is_verbatim", "row_counts_hold", "no_orphans"}
    assert said["rows"]["dim_documents"] == 1


def test_neither_log_nor_report_shows_a_password(postgres_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The server of the tests trusts anybody, so any password opens it; the URL is the only thing that has it."""
    url = make_url(postgres_url).set(password=PASSWORD).render_as_string(hide_password=False)
    assert PASSWORD in url
    write_generation(tmp_path, 7)
    report = tmp_path / "report.json"
    commands.run([str(tmp_path)], url, log="json", report_file=report)
    written = capsys.readouterr()
    assert written.err.count("\n") == 3
    assert PASSWORD not in written.out + written.err + report.read_text(encoding="utf-8")


def test_diff_export_as_of_and_grant_are_commands(sqlite_url: str, tmp_path: Path) -> None:
    for number in (7, 8):
        write_generation(tmp_path, number)
        commands.run([str(tmp_path)], sqlite_url, log=None)
    call = CliRunner().invoke
    assert "fct_casualty_claims: 3 changed" in call(app, ["diff", "-d", sqlite_url]).output
    assert json.loads(call(app, ["diff", "1", "2", "--json", "-d", sqlite_url]).output)["second_run"] == 2
    exported = call(app, ["export", "--to", str(tmp_path / "e"), "--as-of", "1", "-d", sqlite_url])
    assert exported.exit_code == 0
    assert "7 killed" in (tmp_path / "e" / "fct_casualty_claims.csv").read_text(encoding="utf-8")
    refused = call(app, ["grant", "--reader", "bi_user", "-d", sqlite_url])
    assert isinstance(refused.exception, UsageError)


def test_sigterm_ends_the_command_with_143_and_keeps_what_was_loaded(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    fill(tmp_path / "a", 40)
    command = [sys.executable, "-m", "etl", "run", str(tmp_path / "a"), "-d", sqlite_url, "--log", "json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run_:
        assert run_.stderr is not None
        lines = [json.loads(run_.stderr.readline()) for _ in range(3)]
        run_.send_signal(signal.SIGTERM)
        err = run_.communicate(timeout=60)[1]
    assert [line["event"] for line in lines] == ["run_started", "new", "new"]
    assert (run_.returncode, json.loads(err.splitlines()[-1])["event"]) == (143, "run_stopped")
    with opened(sqlite_url) as engine:
        ((loaded, status),) = rows(engine, "SELECT documents_new, status FROM dim_runs")
        assert status == "stopped"
        assert 2 <= loaded < 40
        assert rows(engine, "SELECT count(*) FROM dim_documents") == [(loaded,)]


def test_a_document_with_another_title_is_another_document(sqlite_engine: Engine, tmp_path: Path) -> None:
    """Its file has the name of the old one; files of one name in two folders are two files."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    write_generation(tmp_path / "a", 7, title="War of A")
    write_generation(tmp_path / "b", 7, title="War of B")
    assert run(sqlite_engine, [tmp_path]).outcomes["new"] == 2
    assert rows(sqlite_engine, "SELECT source_name FROM run_document ORDER BY 1") == [("a/war.md",), ("b/war.md",)]
    write_generation(tmp_path / "a", 7, title="War of C")
    report = run(sqlite_engine, [tmp_path], PRUNE)
    assert (report.outcomes["new"], report.outcomes["retired"]) == (1, 1)
    (tmp_path / "b" / "war.md").unlink()
    assert run(sqlite_engine, [tmp_path], PRUNE).outcomes["retired"] == 1
    assert rows(sqlite_engine, "SELECT title FROM dim_documents") == [("War of C",)]


def test_a_wish_to_stop_ends_the_waiting_for_another_run(engine: Engine, tmp_path: Path) -> None:
    path = write_generation(tmp_path, 7)
    with run_lock(engine), pytest.raises(LockedError), opened(_url(engine)) as second:
        run(second, [path], RunOptions(wait_seconds=600, stop_wanted=lambda: True))


def test_a_locked_database_stands_in_the_report(sqlite_engine: Engine, tmp_path: Path) -> None:
    path, report = write_generation(tmp_path, 7), tmp_path / "report.json"
    with run_lock(sqlite_engine), pytest.raises(LockedError):
        commands.run([str(path)], _url(sqlite_engine), log=None, report_file=report)
    assert json.loads(report.read_text(encoding="utf-8"))["status"] == "failed"


def test_a_failed_run_leaves_no_report_of_an_earlier_one(sqlite_url: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text('{"status": "done"}')
    with pytest.raises(UsageError, match="no such file or folder"):
        commands.run([str(tmp_path / "none")], sqlite_url, log=None, report_file=report)
    said = json.loads(report.read_text(encoding="utf-8"))
    assert (said["status"], "no such file or folder" in said["summary"]) == ("failed", True)
    for wrong, message in ((tmp_path, "Is a directory"), (tmp_path / "no" / "r.json", "No such file")):
        with pytest.raises(UsageError, match=f"the report cannot be written: {message}"):
            commands.run([str(tmp_path)], sqlite_url, log=None, report_file=wrong)
    with pytest.raises(UsageError, match="an empty PATH"):
        commands.run([""], sqlite_url, log=None)
