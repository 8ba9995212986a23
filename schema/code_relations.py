"""Published relations on the words of the ledger itself: the rules that read it, the codes that stand in its columns."""

from __future__ import annotations

from schema.base import code_table
from schema.kinds import ALL_VOCABULARIES
from schema.relation import Relation, plain

_ALL_CODES = " UNION ALL ".join(
    f"SELECT '{v.name}' AS list, code, label, meaning, position FROM {code_table(v)}"  # noqa: S608 - constants
    for v in ALL_VOCABULARIES
)

RULES = [
    Relation(
        "dim_rules",
        "One row a rule that reads facts from texts, with how often it was right on gold made by hand.",
        plain("l", "rule relation meaning example status rows_judged rows_right")
        | {"precision": "CASE WHEN l.rows_judged > 0 THEN CAST(l.rows_right AS DOUBLE PRECISION) / l.rows_judged END"},
        "rule l",
        ("rule",),
    )
]
CODES = [
    Relation(
        "dim_codes",
        "One row a word of a closed list, as it stands in the columns of the relations, with a label for people.",
        plain("l", "list code label meaning position"),
        f"({_ALL_CODES}) AS l",
        ("list", "code"),
        ("list", "position"),
    )
]
