"""The command as a user calls it, in a process of its own: exit status, standard output, one line on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import schema.engine
from etl.cli import main
from etl.errors import LockedError
from etl.load.database import opened
from etl.normalize.rules import all_rules
from etl.pipeline import run as run_pipeline
from schema.relations import RELATIONS
from tests.conftest import SEED
from tests.documents import article
from tests.processes import Ended
from tests.processes import call as process_call

TEXT = article(
    "Battle of Alpha",
    {"conflict": "Battle of Alpha", "combatant1": "Exampleland", "combatant2": "Otherland", "casualties1": "69 killed"},
    "The battle was short.",
)
CLAIM = "69 killed"
VARIABLE = "WARLEDGER_DATABASE_URL"
PASSWORD = "s3cret"  # noqa: S105 - of no account


Command = Callable[..., Ended]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`warledger` in an empty working directory; never may it end with a traceback."""

    def call(*arguments: object, **environment: str) -> Ended:
        inherited = {name: value for name, value in os.environ.items() if name != VARIABLE}
        ended = process_call([str(argument) for argument in arguments], tmp_path, {**inherited, **environment})
        assert "Traceback" not in ended.err
        return ended

    return call


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "alpha.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def database(document: Path, tmp_path: Path) -> str:
    """URL, for the command's working directory, of a database that holds the small article."""
    with opened(f"sqlite:///{tmp_path / 'small.db'}") as engine:
        run_pipeline(engine, [document])
    return "sqlite:///small.db"


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


def assert_refused(ended: Ended, status: int, *parts: str) -> None:
    """The command ended with the status and one line that holds the parts; nothing stands on standard output."""
    assert (ended.status, ended.out) == (status, "")
    assert ended.err.endswith("\n")
    (line,) = ended.err.splitlines()
    assert line.startswith("warledger: ")
    assert [part for part in parts if part not in line] == []


# run


def test_run_loads_the_article_that_comes_with_the_project(command: Command, tmp_path: Path) -> None:
    first = command("run")
    assert first.status == 0
    assert "Traceback" not in first.err
    counted = re.match(r"run 1: documents 1 new; facts (\d+) added, 0 retired; \d+\.\d s\n", first.out)
    assert counted
    assert re.search(r"^  dim_documents +1 ", first.out, re.MULTILINE)
    assert re.search(r"^gates: (\d+) of \1 passed", first.out, re.MULTILINE)
    second = command("run")
    assert (second.status, second.err) == (0, first.err)
    assert second.out.startswith("run 2: documents 1 unchanged; facts 0 added, 0 retired;")
    database = tmp_path / "warledger.db"
    assert query(database, "SELECT title FROM dim_documents") == [("First Nagorno-Karabakh War",)]
    assert query(database, "SELECT count(*) FROM fct_changes") == [(int(counted[1]),)]
    assert query(database, "SELECT run_id, status, documents_new, documents_unchanged FROM dim_runs") == [
        (1, "done", 1, 0),
        (2, "done", 0, 1),
    ]


def test_run_shows_a_query_that_works(command: Command, document: Path, tmp_path: Path) -> None:
    ended = command("run", document)
    sql = ended.out[ended.out.index("SELECT category") :].partition('"')[0]
    assert [row[-1] for row in query(tmp_path / "warledger.db", sql)] == [CLAIM]


def test_run_reads_files_and_folders_once_each(command: Command, document: Path, tmp_path: Path) -> None:
    inside = tmp_path / "more" / "deep"
    inside.mkdir(parents=True)
    (inside / "beta.MARKDOWN").write_text(article("Beta"), encoding="utf-8")
    (inside / "gamma.txt").write_text(article("Gamma"), encoding="utf-8")
    (inside / "notes.html").write_text("none", encoding="utf-8")
    (inside / ".hidden.md").write_text("none", encoding="utf-8")
    ended = command("run", document, "more", document, "more/deep/gamma.txt")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("run 1: documents 3 new;")


def test_run_reads_a_changed_document_again(command: Command, document: Path, database: str, tmp_path: Path) -> None:
    document.write_text(TEXT.replace(CLAIM, "70 killed"), encoding="utf-8")
    ended = command("run", document, "-d", database)
    assert ended.out.startswith("run 2: documents 1 changed; facts 1 added, 1 retired;")
    claims = query(tmp_path / "small.db", "SELECT evidence, low, first_run_id FROM fct_casualty_claims")
    assert claims == [("70 killed", 70, 2)]
    changes = query(tmp_path / "small.db", "SELECT change, evidence FROM fct_changes WHERE run_id = 2 ORDER BY change")
    assert changes == [("added", "70 killed"), ("retired", CLAIM)]


def test_a_rejected_document_is_one_line_and_exit_status_1(command: Command, document: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("no front matter", encoding="utf-8")
    ended = command("run", document, "bad.md")
    assert ended.status == 1
    assert ended.err == "warledger: bad.md: line 1: no YAML front matter: expected '---', found 'no front matter'\n"
    assert query(tmp_path / "warledger.db", "SELECT title FROM dim_documents") == [("Battle of Alpha",)]


# migrate


def test_migrate_twice(command: Command, tmp_path: Path) -> None:
    assert command("migrate") == Ended(0, "the schema is now at the newest revision\n", "")
    assert command("migrate") == Ended(0, "the schema was at the newest revision already\n", "")
    views = query(tmp_path / "warledger.db", "SELECT name FROM sqlite_master WHERE type = 'view'")
    assert {name for (name,) in views} >= {r.name for r in RELATIONS if r.name != "data_dictionary"}


@pytest.mark.parametrize("url", ["sqlite:///other.db", "postgresql://nobody@localhost:1/none"])
def test_migrate_prints_its_sql_and_touches_nothing(command: Command, tmp_path: Path, url: str) -> None:
    ended = command("migrate", "--sql", "-d", url)
    assert (ended.status, ended.err) == (0, "")
    created = set(re.findall(r"CREATE VIEW \"?(\w+)", ended.out))
    assert created == {r.name for r in RELATIONS if r.name != "data_dictionary"}
    made = {name for name in re.findall(r"CREATE TABLE (\w+)", ended.out) if not name.startswith("_alembic_tmp_")}
    assert len(made) > 20
    assert list(tmp_path.iterdir()) == []


def test_the_printed_sql_makes_the_schema(command: Command, tmp_path: Path) -> None:
    (tmp_path / "schema.sql").write_text(command("migrate", "--sql").out, encoding="utf-8")
    assert command("migrate").status == 0
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((tmp_path / "schema.sql").read_text(encoding="utf-8"))
        printed = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type, name").fetchall()
    assert printed == query(tmp_path / "warledger.db", "SELECT type, name FROM sqlite_master ORDER BY type, name")


# extract


@pytest.mark.parametrize("path", [SEED, Path("alpha.md")], ids=["seed", "small"])
def test_extract_prints_json_whose_evidence_stands_in_the_repaired_text(
    command: Command, document: Path, tmp_path: Path, path: Path
) -> None:
    ended = command("extract", path)
    assert (ended.status, ended.err) == (0, "")
    extraction = json.loads(ended.out)
    text = (tmp_path / path).read_bytes().decode()
    if encoding := extraction["document"]["repaired_from"]:
        text = text.encode(encoding).decode()
    assert extraction["document"]["characters"] == len(text)
    assert extraction["facts"]
    assert [f for f in extraction["facts"] if text[f["evidence_start"] : f["evidence_end"]] != f["evidence"]] == []
    assert [s for s in extraction["sentences"] if text[slice(*s["span"])] != s["text"]] == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["alpha.md"]


def test_extract_and_the_database_have_the_same_facts(command: Command, document: Path, database: str, tmp_path: Path) -> None:
    facts = json.loads(command("extract", document).out)["facts"]
    stored = query(tmp_path / "small.db", "SELECT fact_id FROM fact ORDER BY fact_id")
    assert sorted({fact["fact_id"] for fact in facts}) == [fact_id for (fact_id,) in stored]


@pytest.mark.parametrize(("path", "why"), [("missing.md", "no such file"), (".", "is a folder; name one article in it")])
def test_extract_wants_a_file(command: Command, path: str, why: str) -> None:
    assert_refused(command("extract", path), 2, f"{path}: {why}")


# explain


def test_explain_takes_the_beginning_of_an_id(command: Command, database: str, tmp_path: Path) -> None:
    ((fact_id, rule),) = query(tmp_path / "small.db", "SELECT fact_id, rule FROM fct_casualty_claims")
    ended = command("explain", fact_id[:8], "--database", database)
    assert (ended.status, ended.err) == (0, "")
    assert ended == command("explain", fact_id.upper(), "--database", database)
    start = TEXT.index(CLAIM)
    lines = ended.out.splitlines()
    assert lines[0] == "fct_casualty_claims"
    assert f"Battle of Alpha, infobox, characters {start}–{start + len(CLAIM)}:" in lines
    assert f"      text: '>>>{CLAIM}<<<'" in lines
    assert lines[-3:-1] == [f"read by the rule {rule}; first seen by run 1, last read by run 1", all_rules()[rule].meaning]
    assert re.fullmatch(r"this rule was right in \d+ of \d+ rows checked by hand", lines[-1])
    assert ["fact_id", fact_id] in [line.split() for line in lines]
    assert ["low", "69"] in [line.split() for line in lines]


def test_explain_takes_the_name_or_id_of_an_entity(command: Command, database: str, tmp_path: Path) -> None:
    ended = command("explain", "exampleland", "--database", database)
    assert (ended.status, ended.err) == (0, "")
    ((entity_id,),) = query(tmp_path / "small.db", "SELECT organization_id FROM dim_organizations WHERE name = 'Exampleland'")
    lines = ended.out.splitlines()
    assert lines[0] == "dim_organizations"
    assert ["organization_id", entity_id] in [line.split() for line in lines]
    assert "  no other name" in lines
    assert lines[lines.index("named once:") + 1].startswith("  Battle of Alpha, infobox, ")
    assert ">>>Exampleland<<<" in lines[-1]
    assert command("explain", entity_id, "--database", database).out == ended.out


@pytest.mark.parametrize("wanted", ["ffffffffffff", "' OR 1=1 --"])
def test_explain_of_an_unknown_id(command: Command, database: str, wanted: str) -> None:
    assert_refused(command("explain", "-d", database, "--", wanted), 2, f"no fact has the id {wanted!r}", "fct_")


@pytest.mark.parametrize("wanted", ["", "abc", "%", "é\n"])
def test_explain_wants_enough_of_the_id(command: Command, database: str, wanted: str) -> None:
    assert_refused(command("explain", "-d", database, "--", wanted), 2, f"{wanted!r} is too short: give at least 4 characters")


# check


def test_check_passes_and_then_finds_a_corrupted_text(command: Command, database: str, tmp_path: Path) -> None:
    good = command("check", "-d", database)
    assert (good.status, good.err) == (0, "")
    assert "FAILED" not in good.out
    query(tmp_path / "small.db", "UPDATE revision SET text = replace(text, '69 killed', '96 killed')")
    bad = command("check", "-d", database)
    ((fact_id,),) = query(tmp_path / "small.db", "SELECT fact_id FROM fct_casualty_claims")
    (failed,) = (line for line in bad.out.splitlines() if "FAILED" in line)
    assert bad.status == 1
    assert failed.split()[:2] == ["FAILED", "evidence_is_verbatim:"]
    assert failed.endswith(f": 1 rows, for example {fact_id}")


# evaluate


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of the small article: the claim that is there, and one that is not."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "document.md").write_text(TEXT, encoding="utf-8")
    (folder / "casualty.csv").write_text(
        "category,low,high,is_approximate,population,evidence\n"
        "killed,69,69,0,military,69 killed\n"
        "wounded,12,12,0,,The battle was short.\n",
        encoding="utf-8",
    )
    return folder


def test_evaluate_against_a_gold_set(command: Command, database: str, gold: Path) -> None:
    table = command("evaluate", "--gold", gold, "-d", database)
    assert (table.status, table.err) == (0, "")
    assert [line.split()[:6] for line in table.out.splitlines()][1] == ["casualty", "2", "1", "1.000", "0.500", "0.667"]
    scores = json.loads(command("evaluate", "--gold", gold, "-d", database, "--json").out)
    fields = scores["casualty"].pop("fields")
    assert scores == {
        "casualty": {
            "relation": "fct_casualty_claims", "gold": 2, "ours": 1, "found": 1, "precision": 1.0, "recall": 0.5, "f1": 0.667,
            "whole_f1": 0.667,
        }
    }  # fmt: skip
    assert (fields["is_approximate"], fields["population"]) == (1.0, 1.0)


def test_evaluate_rule_by_rule(command: Command, database: str, gold: Path) -> None:
    """Of a folder of gold sets, too."""
    table = command("evaluate", "--gold", gold.parent, "-d", database, "--by", "rule")
    assert (table.status, table.err) == (0, "")
    (line,) = table.out.splitlines()[1:]
    assert line.split() == ["infobox_casualties", "fct_casualty_claims", "1", "1", "1.000"]


def test_rules_says_all_about_one(command: Command) -> None:
    ended = command("rules", "casualty_by_passive")
    assert (ended.status, ended.err) == (0, "")
    rule = all_rules()["casualty_by_passive"]
    for part in (rule.meaning, rule.relation, rule.example, rule.counter_example, "rows checked by hand"):
        assert part in ended.out


def test_evaluate_lists_what_was_missed(command: Command, database: str, gold: Path) -> None:
    ended = command("evaluate", "--gold", gold, "-d", database, "--misses", "casualty")
    assert (ended.status, ended.err) == (0, "")
    missed = "  category=wounded; low=12; high=12; is_approximate=0; evidence=The battle was short."
    assert ended.out.splitlines()[-3:] == ["missed: 1", missed, "false: 0"]
    unknown = command("evaluate", "--gold", gold, "-d", database, "--misses", "event")
    assert (unknown.status, unknown.err) == (2, "warledger: event: no such gold file; measured were casualty\n")


# export


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_export_writes_every_relation(command: Command, database: str, tmp_path: Path, file_format: str) -> None:
    ended = command("export", "--to", "out", "--format", file_format, "-d", database)
    names = [*(f"{r.name}.{file_format}" for r in RELATIONS), "datapackage.json", "README.md"]
    assert ended == Ended(0, "".join(f"out/{name}\n" for name in names), "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    content = (tmp_path / "out" / f"fct_casualty_claims.{file_format}").read_bytes()
    if file_format == "csv":
        claims = [(row["evidence"], int(row["low"])) for row in csv.DictReader(io.StringIO(content.decode()))]
    else:
        claims = [(row["evidence"], row["low"]) for row in pq.read_table(io.BytesIO(content)).to_pylist()]
    assert claims == [(CLAIM, 69)]


# which database


def test_the_database_option_beats_the_environment_and_that_the_default(command: Command, document: Path, tmp_path: Path) -> None:
    environment = {VARIABLE: "sqlite:///environment.db"}
    assert command("run", document, "--database", "sqlite:///option.db", **environment).status == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["option.db"]
    assert command("run", document, **environment).status == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["environment.db", "option.db"]
    assert command("run", document).status == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["environment.db", "option.db", "warledger.db"]


# usage: exit status 2


@pytest.mark.parametrize("arguments", [[], ["nosuch"], ["run", "--nosuch"], ["explain"], ["migrate", "x"]])
def test_what_is_no_command_gets_the_usage(command: Command, arguments: list[str]) -> None:
    ended = command(*arguments)
    assert ended.status == 2
    assert "Usage: " in ended.out + ended.err


@pytest.mark.parametrize("arguments", [[], ["run"]])
def test_help_is_no_error(command: Command, arguments: list[str]) -> None:
    ended = command(*arguments, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("Usage: ")


VALID = "valid are sqlite:///FILE and postgresql://USER@HOST/NAME"


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["run", "missing.md"], ["missing.md: no such file or folder"]),
        (["run", "alpha.md", "missing"], ["missing: no such file or folder"]),
        (["run", "alpha.md", "--without", "event_date"], ["'event_date' is no rule", "event_dated"]),
        (["rules", "casualty_by_passiv"], ["'casualty_by_passiv' is no rule", "casualty_by_passive"]),
        (["evaluate", "--gold", "gold", "--by", "relation"], ["--by relation", "rule"]),
        (["run", "empty"], ["empty: no articles in this folder", "*.md, *.markdown, *.txt"]),
        (["run", "-d", "nonsense"], ["'nonsense' is no database URL", VALID]),
        (["run", "-d", "alpha.db"], ["'alpha.db' is no database URL", VALID]),
        (["run", "-d", "sqlite://host/alpha.db"], [VALID]),
        (["run", "-d", "postgresql://localhost:port/x"], [VALID]),
        (["run", "-d", "nosuch://host/x"], ["nosuch://host/x", VALID]),
        (["run", "-d", "postgresql+nosuch://host/x"], ["postgresql+nosuch://host/x", VALID]),
        (["evaluate", "--gold", "missing", "-d", "sqlite:///small.db"], ["missing: no such folder", "document.md"]),
        (["evaluate", "--gold", "empty", "-d", "sqlite:///small.db"], ["empty: no document.md in this folder"]),
        (["export", "--to", "out", "-f", "xml", "-d", "sqlite:///small.db"], ["xml: no such", "csv, parquet, geojson"]),
        (["export", "--to", "alpha.md", "-d", "sqlite:///small.db"], ["alpha.md: the export cannot be written there"]),
    ],
)
def test_wrong_usage_is_one_line_and_exit_status_2(
    command: Command, database: str, tmp_path: Path, arguments: list[str], parts: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert_refused(command(*arguments), 2, *parts)
    assert not (tmp_path / "warledger.db").exists()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://host/x",
        "mssql+pyodbc://host/x",
        "oracle+oracledb://host/x",
    ],
)
def test_an_unsupported_database_is_named_so_also_without_its_driver(command: Command, url: str) -> None:
    assert_refused(command("run", "-d", url), 2, f"{url}: this kind of database is not supported", VALID)


# the database: exit status 4


def make_newer(path: Path) -> None:
    query(path, "CREATE TABLE alembic_version (version_num VARCHAR(32))")
    query(path, "INSERT INTO alembic_version VALUES ('9999')")


def make_text(path: Path) -> None:
    path.write_bytes(b"This is no database, but a text. " * 100)


def make_cut(path: Path) -> None:
    query(path, "CREATE TABLE t (x)")
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


def make_nothing(path: Path) -> None:
    """Leave the file away."""


UNUSABLE: list[tuple[Callable[[Path], None], str, list[str]]] = [
    (make_nothing, "sqlite:///missing/x.db", ["sqlite:///missing/x.db: the folder", "missing does not exist"]),
    (Path.mkdir, "sqlite:///x.db", ["sqlite:///x.db: cannot be opened or written"]),
    (make_text, "sqlite:///x.db", ["sqlite:///x.db: the file is damaged or no SQLite database", "name another --database"]),
    (make_cut, "sqlite:///x.db", ["sqlite:///x.db: the file is damaged or no SQLite database", "name another --database"]),
    (make_newer, "sqlite:///x.db", ["the schema 9999, which is newer than this program", "install a newer warledger"]),
    (make_nothing, "postgresql://localhost:1/x", ["postgresql://localhost:1/x: cannot be reached", "refused"]),
    (make_nothing, "postgresql:///x?host=/nowhere", ["cannot be reached", "No such file or directory"]),
]


@pytest.mark.parametrize("arguments", [["run", "alpha.md"], ["check"]], ids=" ".join)
@pytest.mark.parametrize(
    ("make", "url", "parts"), UNUSABLE, ids=["folder", "directory", "text", "cut", "newer", "refused", "socket"]
)
def test_an_unusable_database_is_one_line_and_exit_status_4(
    command: Command,
    document: Path,
    tmp_path: Path,
    make: Callable[[Path], None],
    url: str,
    parts: list[str],
    arguments: list[str],
) -> None:
    make(tmp_path / "x.db")
    assert_refused(command(*arguments, "-d", url), 4, *parts)


@pytest.mark.parametrize("arguments", [["check"], ["explain", "abcd"], ["export", "--to", "out"], ["evaluate", "--gold", "."]])
def test_reading_commands_want_a_schema(command: Command, tmp_path: Path, arguments: list[str]) -> None:
    ended = command(*arguments)
    assert_refused(ended, 4, "sqlite:///warledger.db: there is no such database; 'warledger run' makes one")
    assert not (tmp_path / "warledger.db").exists()
    query(tmp_path / "warledger.db", "CREATE TABLE other (x)")
    parts = ["sqlite:///warledger.db: the database holds no warledger schema", "run 'warledger migrate' or 'warledger run'"]
    assert_refused(command(*arguments), 4, *parts)


@pytest.mark.parametrize("arguments", [["run", "alpha.md"], ["migrate"]], ids=" ".join)
def test_a_database_with_foreign_tables_is_refused(
    command: Command, document: Path, tmp_path: Path, arguments: list[str]
) -> None:
    query(tmp_path / "x.db", "CREATE TABLE document (x)")
    assert_refused(command(*arguments, "-d", "sqlite:///x.db"), 4, "sqlite:///x.db", "document")


def test_a_read_only_database_can_be_read_and_not_written(command: Command, document: Path, database: str) -> None:
    url = "sqlite:///file:small.db?mode=ro&uri=true"
    assert command("check", "-d", url).status == 0
    assert_refused(command("run", document, "-d", url), 4, "cannot be opened or written", "readonly")


def test_a_file_uri_may_have_an_absolute_path(command: Command, database: str, tmp_path: Path) -> None:
    assert command("check", "-d", f"sqlite:///file:{tmp_path}/small.db?mode=ro&uri=true").status == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root")
def test_a_read_only_folder(command: Command, document: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert_refused(command("run", document, "-d", "sqlite:///locked/x.db"), 4, "cannot be opened or written")


# locked: exit status 3


def test_a_locked_database_is_waited_for_and_then_named(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schema.engine, "BUSY_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with opened(url) as engine:
        run_pipeline(engine, [document])
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError) as refused, opened(url) as engine:
            run_pipeline(engine, [document])
        assert refused.value.exit_status == 3
        assert str(refused.value).startswith(f"{url}: another program holds the database: database is locked")
        for arguments in (["run", str(document)], ["choose", "lowest"]):
            monkeypatch.setattr(sys, "argv", ["warledger", *arguments, "-d", url])
            with pytest.raises(SystemExit) as ended:
                main()
            written = capsys.readouterr()
            assert_refused(Ended(int(ended.value.code or 0), written.out, written.err), 3, "another program holds the database")
        with opened(url) as engine, engine.connect() as connection:  # whoever reads is not kept out
            assert connection.exec_driver_sql("SELECT count(*) FROM dim_documents").scalar_one() == 1
    with opened(url) as engine:
        assert run_pipeline(engine, [document]).outcomes["unchanged"] == 1


# passwords


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"postgresql://user:{PASSWORD}@localhost:1/x", 4),
        (f"postgresql://user:{PASSWORD}@/x?host=/nowhere", 4),
        (f"postgresql+psycopg://user:{PASSWORD}@localhost:1/x", 4),
        (f"mysql://user:{PASSWORD}@host/x", 2),
        (f"postgresql://user:{PASSWORD}@localhost:port/x", 2),
        (f"postgresql//user:{PASSWORD}@localhost/x", 2),
        (f"nosuch://user:{PASSWORD}@host/x", 2),
        (f"sqlite://user:{PASSWORD}@host/x", 2),
        (f"postgresql://user@localhost:1/x?password={PASSWORD}", 4),
        (f"postgresql://user:{PASSWORD}@localhost:1/x?nosuch=1", 2),
    ],
)
def test_no_message_shows_a_password(command: Command, url: str, status: int) -> None:
    for ended in (command("migrate", "--database", url), command("check", **{VARIABLE: url})):
        assert PASSWORD not in ended.out + ended.err
        assert_refused(ended, status)
