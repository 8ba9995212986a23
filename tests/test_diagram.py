"""The diagrams in README.md and schema/DIAGRAM.md show the keys and references that the database has today."""

from __future__ import annotations

import re

from schema.diagram import published_diagrams, table_diagrams
from schema.models import metadata
from tests.diagram import DRAWN, TABLES, readme_with_diagrams, tables_page
from tests.readme import README

STALE = "stale: run python -m tests.diagram"


def test_the_diagrams_are_fresh() -> None:
    readme = README.read_text(encoding="utf-8")
    assert len(DRAWN.findall(readme)) == 1
    assert readme == readme_with_diagrams(readme), STALE
    assert TABLES.read_text(encoding="utf-8") == tables_page(), STALE


def test_the_relations_are_drawn_with_their_keys() -> None:
    drawn = "\n".join(published_diagrams())
    assert "    dim_people ||--o{ fct_commanders : person_id\n" in drawn
    assert "    dim_places |o--o{ fct_events : place_id\n" in drawn  # an event may name no place
    assert "    fct_events ||--o| fct_battles : event_id\n" in drawn  # a battle is one of the events
    assert "    fct_casualties {\n        text fact_id PK, FK\n        text event_id FK\n    }\n" in drawn


def test_every_table_is_drawn_once_with_its_columns_and_foreign_keys() -> None:
    page = "\n".join(diagram for _, diagram in table_diagrams().values())
    drawn = re.findall(r"^    (\w+) \{\n((?:        .+\n)+)    \}$", page, re.MULTILINE)
    assert sorted(name for name, _ in drawn) == sorted(metadata.tables)
    for name, columns in drawn:
        assert [line.split()[1] for line in columns.splitlines()] == list(metadata.tables[name].columns.keys())
    keys = sum(len(table.foreign_key_constraints) for table in metadata.tables.values())
    assert len(re.findall(r"^    \w+ [|o]{2}--o[|{] \w+ : ", page, re.MULTILINE)) == keys
