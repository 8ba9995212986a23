"""What README.md shows is what a reader gets: its queries, its commands, its map of relations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from etl.cli import app
from etl.pipeline import run
from etl.publish.query import ask
from schema.relations import RELATIONS
from tests.readme import BLOCK, EVALUATION, README, accuracy, output

TEXT = README.read_text(encoding="utf-8")
QUERIES = [(m["sql"], m["output"]) for m in BLOCK.finditer(TEXT)]


@pytest.mark.parametrize(("sql", "shown"), QUERIES, ids=[sql.splitlines()[0] for sql, _ in QUERIES])
def test_query_and_its_output(seed_engine: Engine, sql: str, shown: str) -> None:
    assert output(seed_engine, sql) == shown


def test_the_accuracy_is_as_measured(seed_engine: Engine) -> None:
    shown = EVALUATION.search(TEXT)
    assert shown is not None
    assert accuracy(seed_engine) == shown["output"]


def test_the_sample_article_is_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    sample = re.search(r"```markdown\n(.*?)```", TEXT, re.DOTALL)
    assert sample is not None
    (tmp_path / "sample.md").write_text(sample[1], encoding="utf-8")
    run(sqlite_engine, [tmp_path / "sample.md"])
    assert ask(sqlite_engine, "SELECT victim_group, low, high, attributed_to, is_partisan FROM fct_casualty_claims").rows == (
        ("Valdoria", 5000, 6500, "Orsan claim", 1),
    )
    assert ask(sqlite_engine, "SELECT aircraft, operator, place FROM fct_aircraft_losses").rows == (
        ("Breguet 14", "Valdoria", "Lund"),
    )


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 5


def test_the_two_first_commands_stand_there() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[web]' && .venv/bin/warledger run\n" in TEXT
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest\n" in TEXT


def test_every_relation_is_on_the_map() -> None:
    mapped = set(re.findall(r"^\| `(\w+)`", TEXT, re.MULTILINE))
    assert mapped == {relation.name for relation in RELATIONS}


def test_every_command_is_documented_and_none_else() -> None:
    shown = set(re.findall(r"^\| `warledger (\w+)", TEXT, re.MULTILINE))
    assert shown == {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}


def test_help_fits_a_terminal_of_80_columns() -> None:
    for command in [[], *([name] for name in re.findall(r"^\| `warledger (\w+)", TEXT, re.MULTILINE))]:
        result = CliRunner().invoke(app, [*command, "--help"], terminal_width=80, prog_name="warledger")
        assert result.exit_code == 0
        assert max(len(line) for line in result.output.splitlines()) <= 80
