"""The pages on BI tools name what there is: relations, columns, joins, commands; their SQL runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from etl.cli import app
from etl.publish.query import ask
from schema.references import references
from schema.relations import RELATIONS
from tests.conftest import ROOT
from tests.test_readme import TEXT as README

PAGES = sorted((ROOT / "data" / "bi").glob("*.md"))
COLUMNS = {(relation.name, column) for relation in RELATIONS for column in relation.columns}
NAMES = {relation.name for relation in RELATIONS} | {column for _, column in COLUMNS}
COMMANDS = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
SQL = [
    pytest.param(sql, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, sql in enumerate(re.findall(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
]


def quoted(page: Path) -> list[str]:
    """What stands in backticks, blocks of code left out."""
    return re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_relations_and_columns_are_published(page: Path) -> None:
    words = quoted(page)
    plain = [word for word in words if re.fullmatch(r"[a-z_]+", word) and word != "bundle"]  # a field of Superset's interface
    pairs = [tuple(word.split(".")) for word in words if re.fullmatch(r"[a-z]+_[a-z_]+\.[a-z_]+", word)]
    assert plain or pairs
    assert [word for word in plain if word not in NAMES] == []
    assert [pair for pair in pairs if pair not in COLUMNS] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_and_links_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^\s*)warledger (\w+)", text, re.MULTILINE)) <= COMMANDS
    assert all((page.parent / target).is_file() for target in re.findall(r"\]\(([^)]+)\)", text))


def test_the_joins_are_those_of_the_schema() -> None:
    known = {(f"{r.relation}.{r.column}", f"{r.target}.{r.key}") for r in references()}
    rows = re.findall(r"^\| (`[^|]*\.[^|]*) \| `([\w.]+)` \|$", (ROOT / "data/bi/relations.md").read_text(encoding="utf-8"), re.M)
    drawn = {(source, target) for sources, target in rows for source in re.findall(r"`([\w.]+)`", sources)}
    assert len(drawn) > 5
    assert drawn <= known


@pytest.mark.parametrize("sql", SQL)
def test_sql_finds_rows(sql: str, seeded: Engine) -> None:
    assert ask(seeded, sql).rows


def test_the_readme_leads_to_every_page() -> None:
    assert {page.name for page in PAGES} == set(re.findall(r"\(data/bi/(\w+\.md)\)", README))
