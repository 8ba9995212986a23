"""The rules of the program as rows, so that `dim_rules` says what the facts of the ledger were read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select, update

from schema.rules import Rule

_DEFAULTS: Mapping[str, object] = {"counter_example": None, "source": None, "status": "on", "rows_judged": 0, "rows_right": 0}


def store_rules(connection: Connection, rules: Iterable[Mapping[str, object]]) -> None:
    """Bring the rules to those given, each with the columns of `Rule`, in the transaction of the connection.

    `counter_example` and `source` may be missing (NULL), `status` ('on'), `rows_judged` and `rows_right` (0: none judged).
    A rule that is no longer among them stays, as old facts name it, and is 'off'; its judged rows stay with it.

        store_rules(connection, [{"rule": "event_dated", "relation": "fct_events", "meaning": "A dated sentence tells an event.",
                                  "example": "In May 1992 the town fell.", "step": "events"}])
    """
    given = {str(rule["rule"]): {**_DEFAULTS, **rule} for rule in rules}
    standing = set(connection.scalars(select(Rule.rule)))
    fresh = [row for name, row in given.items() if name not in standing]
    if fresh:
        connection.execute(insert(Rule), fresh)
    for name in standing & given.keys():
        connection.execute(update(Rule).where(Rule.rule == name).values(given[name]))
    connection.execute(update(Rule).where(Rule.rule.not_in(given)).values(status="off"))
