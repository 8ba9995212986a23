"""Which rule reads which table: recognised by the headers, whatever the article. The first that fits reads it.

A table that no rule knows is kept as cells and reported as not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from etl.extract.article import Article, Issue, Table
from etl.normalize.infobox.infobox import InfoboxReading
from etl.normalize.infobox.sides import Side
from etl.normalize.record.facts import Fact


@dataclass(slots=True)
class TableReading:
    """What a rule made of a table."""

    facts: list[Fact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass(slots=True)
class TablesReading:
    """What the rules made of all tables of an article, and which rule understood which table."""

    facts: list[Fact] = field(default_factory=list)
    understood: list[tuple[int, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableRule:
    """`fits` looks at the headers and labels only; `read` may count on what `fits` found."""

    name: str
    fits: Callable[[Table, list[Side]], bool]
    read: Callable[[Table, list[Side], Article, list[Fact]], TableReading]


def read_tables(article: Article, infobox: InfoboxReading, rules: tuple[TableRule, ...]) -> TablesReading:
    """All facts of the article's tables. The infobox tells the sides, and what is known of them already."""
    sides = infobox.sides
    whole = TablesReading()
    for table in article.tables:
        rule = next((rule for rule in rules if rule.fits(table, sides)), None)
        if rule is None:
            headers = " | ".join(cell.text or "(blank)" for cell in table.header)
            message = f"table {table.table_no} is kept as cells only: no rule reads the headers {headers!r}"
            whole.issues.append(Issue("info", "table_not_understood", message, table.span))
            continue
        reading = rule.read(table, sides, article, infobox.facts)
        whole.facts += reading.facts
        whole.issues += reading.issues
        whole.understood.append((table.table_no, rule.name))
    return whole
