"""A small article that comes in generations: each number in it is that of its generation."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text

from schema.relations import RELATIONS
from tests.documents import article

_CHANGING = frozenset(("run_id", "first_run_id", "last_run_id", "issue_id"))


def write_generation(folder: Path, number: int, name: str = "war.md", title: str = "Example War") -> Path:
    """The article with `number` men killed on each side, as many in the prose, and a commander of that number."""
    path = folder / name
    infobox = {
        "conflict": title, "date": "1 May 1990 – 3 June 1992", "combatant1": "Armenia", "combatant2": "Azerbaijan",
        "commander1": f"Ara Petrosyan {'I' * (number % 3 + 1)}", "strength1": f"{number + 1000} soldiers",
        "casualties1": f"{number} killed", "casualties2": f"{number} killed",
    }  # fmt: skip
    body = f"The war began on 1 May 1990. On 7 June 1991, {number} soldiers were killed near Shusha.\n\n## Aftermath\nIt ended."
    path.write_text(article(title, infobox, body), encoding="utf-8")
    return path


def state(engine: Engine) -> dict[str, list[str]]:
    """All that is published, the numbers of runs aside."""
    found = {}
    with engine.connect() as connection:
        for relation in RELATIONS:
            if relation.name in ("dim_runs", "fct_changes", "data_dictionary"):
                continue
            columns = ", ".join(f'"{c}"' for c in relation.columns if c not in _CHANGING)
            rows = connection.execute(text(f"SELECT {columns} FROM {relation.name}"))
            found[relation.name] = sorted(repr(tuple(row)) for row in rows)
    return found


def assert_sound(engine: Engine) -> None:
    """The database itself is whole."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
