"""How a published relation is declared: its name, grain, columns and the SQL behind them.

The SQL is the subset that SQLite and PostgreSQL share; LIST_AGG stands for the one function that differs.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.glossary import COLUMNS


@dataclass(frozen=True, slots=True)
class Relation:
    """One published relation: `columns` maps each name to its SQL, `source` is what follows FROM."""

    name: str
    grain: str
    columns: dict[str, str]
    source: str
    key: tuple[str, ...]
    order: tuple[str, ...] = ()

    def select(self, dialect: str) -> str:
        """The view's SELECT in the dialect ('sqlite' or 'postgresql')."""
        listed = ",\n  ".join(f'{sql} AS "{name}"' for name, sql in self.columns.items())
        list_agg = "group_concat" if dialect == "sqlite" else "string_agg"
        return f"SELECT\n  {listed}\nFROM {self.source}".replace("LIST_AGG", list_agg)

    def describe(self, column: str) -> str:
        return COLUMNS[column]


def joined(select_x: str) -> str:
    """SQL of a '; '-joined list: `select_x` is an ordered SELECT of one column named x."""
    return f"(SELECT LIST_AGG(items.x, '; ') FROM ({select_x}) AS items)"  # noqa: S608 - constants of these modules only


def plain(alias: str, names: str) -> dict[str, str]:
    return {name: f"{alias}.{name}" for name in names.split()}
