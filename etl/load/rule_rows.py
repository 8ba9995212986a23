"""The rules of the program as rows, for dim_rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection


def store_rules(connection: Connection, rules: Iterable[Mapping[str, object]]) -> None:
    """Let the database have these rules and no others.

    Keys of each: rule, relation, meaning, example, counter_example, status, source, step, rows_judged, rows_right.
    """
