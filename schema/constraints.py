"""What a published column can hold beyond its type: whether it is always filled, the words of a closed list, a range.

Read off the columns, CHECKs and code tables behind the relation, through the SQL that `Relation` has for each column:

    fct_events.kind       c.event_kind of `event`             always filled, one of the words of EVENT_KINDS
    fct_battles.latitude  g.latitude of `place`, LEFT JOINed   -90 to 90, or NULL
    fct_events.actors     a subquery                           nothing is known
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import CheckConstraint, Column, Table

from schema.base import code_table
from schema.kinds import ALL_VOCABULARIES
from schema.models import metadata
from schema.relation import Relation
from schema.vocabulary import Vocabulary

_TABLE = re.compile(r"(?:^|(?P<left>LEFT )?\bJOIN )(?P<table>\w+) (?P<alias>\w+)\b")
_COLUMN = re.compile(r"(?P<alias>\w+)\.\"?(?P<column>\w+)\"?")
_NUMBERS = re.compile(r"(?P<column>\w+) IN \((?P<listed>[\d, ]+)\)")
_BY_TABLE = {code_table(vocabulary): vocabulary for vocabulary in ALL_VOCABULARIES}
_RANGE = re.compile(r"(?P<column>\w+) BETWEEN (?P<minimum>-?\d+) AND (?P<maximum>-?\d+)")


@dataclass(frozen=True, slots=True)
class Constraint:
    """`is_required`: never NULL; `words`: all that it may hold, () for an open column; both ends of the range belong to it.

    `vocabulary`: the closed list that the words are, where they have labels.
    """

    is_required: bool = False
    words: tuple[str, ...] | tuple[int, ...] = ()
    vocabulary: str | None = None
    minimum: int | None = None
    maximum: int | None = None


def constraint(relation: Relation, column: str) -> Constraint:
    """What holds for every row of the relation, today and as of any run; empty where the SQL does not show it."""
    behind = _behind(relation, column)
    if behind is None:
        return Constraint()
    table_column, is_left = behind
    texts = [str(check.sqltext) for check in table_column.table.constraints if isinstance(check, CheckConstraint)]
    numbers = _of(_NUMBERS, texts, table_column.name)
    vocabulary = _vocabulary(table_column)
    range_ = _of(_RANGE, texts, table_column.name)
    return Constraint(
        is_required=not table_column.nullable and not is_left,
        words=vocabulary.words if vocabulary else tuple(map(int, numbers["listed"].split(","))) if numbers else (),
        vocabulary=vocabulary.name if vocabulary else None,
        minimum=int(range_["minimum"]) if range_ else None,
        maximum=int(range_["maximum"]) if range_ else None,
    )


def has_full_key(relation: Relation) -> bool:
    """Whether no column of the key is ever NULL, as SQL asks of a primary key.

    Where a subquery hides the table, a column is taken to be as the columns of its name in the tables.
    """
    return all(
        constraint(relation, column).is_required
        if _behind(relation, column)
        else not any(table.columns[column].nullable for table in metadata.tables.values() if column in table.columns)
        for column in relation.key
    )


def is_unique(relation: Relation, column: str) -> bool:
    """Whether a value of the column stands in one row only: it is the key, or shows the same column of another table."""
    return [_table_column(relation, column)] == [_table_column(relation, name) for name in relation.key]


def _table_column(relation: Relation, column: str) -> str:
    """`c.fact_id` and `f.fact_id` are fact_id: tables of one fact are joined by it."""
    return relation.columns[column].split(".")[-1]


def _behind(relation: Relation, column: str) -> tuple[Column[object], bool] | None:
    """The table's column that the published one shows, and whether its table is LEFT JOINed; None for an expression."""
    shown = _COLUMN.fullmatch(relation.columns[column])
    if shown is None or relation.source.startswith("("):
        return None
    for joined in _TABLE.finditer(relation.source):
        if joined["alias"] == shown["alias"]:
            table: Table = metadata.tables[joined["table"]]
            return table.columns[shown["column"]], joined["left"] is not None
    return None


def _of(pattern: re.Pattern[str], checks: list[str], column: str) -> re.Match[str] | None:
    """The CHECK of this form on the column."""
    matches = (pattern.fullmatch(check) for check in checks)
    return next((match for match in matches if match and match["column"] == column), None)


def _vocabulary(column: Column[object]) -> Vocabulary | None:
    """The closed list to whose code table the column leads."""
    tables = (key.target_fullname.partition(".")[0] for key in column.foreign_keys)
    return next((_BY_TABLE[table] for table in tables if table in _BY_TABLE), None)
