"""Published relations on the words of the ledger itself: the rules that read it, the codes that stand in its columns."""

from __future__ import annotations

from collections.abc import Iterable

from schema.base import code_table
from schema.constraints import constraint
from schema.kinds import ALL_VOCABULARIES
from schema.relation import Relation, plain
from schema.vocabulary import Vocabulary

RULES = Relation(
    "dim_rules",
    "One row a rule that reads facts from texts, with how often it was right on gold made by hand.",
    plain("l", "rule relation meaning example status rows_judged rows_right")
    | {"precision": "CASE WHEN l.rows_judged > 0 THEN CAST(l.rows_right AS DOUBLE PRECISION) / l.rows_judged END"},
    "rule l",
    ("rule",),
)

# columns of chosen claims, whose tables a subquery hides
_HIDDEN = (
    ("casualty_category", "fct_casualties.category"),
    ("population", "fct_casualties.population"),
    ("bound", "fct_casualties.bound"),
)


def codes(relations: Iterable[Relation]) -> Relation:
    """dim_codes, with the columns of `relations` that hold the words of each list."""
    holding: dict[str, list[str]] = {vocabulary.name: [] for vocabulary in ALL_VOCABULARIES}
    for relation in relations:
        for column in relation.columns:
            name = constraint(relation, column).vocabulary
            if name:
                holding[name].append(f"{relation.name}.{column}")
    for name, column in _HIDDEN:
        holding[name].append(column)
    parts = [_words(vocabulary, "; ".join(holding[vocabulary.name])) for vocabulary in ALL_VOCABULARIES]
    return Relation(
        "dim_codes",
        "One row a word of a closed list, as it stands in the columns of the relations, with a label for people.",
        plain("l", "list code label meaning position used_in"),
        f"({' UNION ALL '.join(parts)}) AS l",
        ("list", "code"),
        ("list", "position"),
    )


def _words(vocabulary: Vocabulary, used_in: str) -> str:
    columns = f"'{vocabulary.name}' AS list, code, label, meaning, position, nullif('{used_in}', '') AS used_in"
    return f"SELECT {columns} FROM {code_table(vocabulary)}"  # noqa: S608 - constants
