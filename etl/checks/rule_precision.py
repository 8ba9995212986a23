"""How often each rule was right: measured on gold sets, kept as data, shown with the rule.

A row of a rule is judged where its document has a gold file for its relation, and right where the gold file has that row.
The counts are those of `warledger evaluate --by rule`; data/rules/precision.csv keeps them for the gold sets of this project.
"""

from __future__ import annotations

import csv
import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from etl.errors import UsageError
from etl.normalize.rules import RULES_FOLDER, Rule, all_rules, find_rule

if TYPE_CHECKING:
    from etl.checks.evaluation import Score

STORED = RULES_FOLDER / "precision.csv"
_HEADER = ("rule", "rows_judged", "rows_right")
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a rule were checked by hand, and how many of them are right."""

    judged: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.judged

    def __str__(self) -> str:
        return f"right in {self.right} of {self.judged} rows checked by hand"


def measure(scores: list[Score]) -> dict[str, Counts]:
    """The counts of all rules that read a row of these comparisons, in the order of their names."""
    judged: dict[str, int] = {}
    right: dict[str, int] = {}
    for score in scores:
        for name, is_right in score.judged:
            judged[name] = judged.get(name, 0) + 1
            right[name] = right.get(name, 0) + is_right
    return {name: Counts(judged[name], right[name]) for name in sorted(judged)}


@cache
def stored() -> dict[str, Counts]:
    """The counts that come with the program; a rule of which no row was checked has none."""
    with STORED.open(encoding="utf-8", newline="") as stream:
        return {row["rule"]: Counts(int(row["rows_judged"]), int(row["rows_right"])) for row in csv.DictReader(stream)}


def store(counts: Mapping[str, Counts]) -> None:
    """Let the program have these counts. Raises UsageError for one of a rule that it does not know."""
    for name in counts:
        find_rule(name)
    try:
        with STORED.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(_HEADER)
            writer.writerows((name, c.judged, c.right) for name, c in counts.items())
    except OSError as error:
        raise UsageError(f"{STORED}: cannot be written: {error.strerror}") from None
    stored.cache_clear()


def rule_rows(off: frozenset[str] = frozenset()) -> Iterator[dict[str, object]]:
    """The rows of dim_rules. `off`: the rules whose rows this run leaves out."""
    for rule in all_rules().values():
        counts = stored().get(rule.name)
        yield {
            "rule": rule.name,
            "relation": rule.relation,
            "meaning": rule.meaning,
            "example": rule.example,
            "counter_example": rule.counter_example,
            "status": "off" if rule.name in off else rule.status,
            "source": rule.source,
            "step": rule.step,
            "rows_judged": counts.judged if counts else 0,
            "rows_right": counts.right if counts else 0,
        }


def standing(name: str) -> tuple[str, str]:
    """What a rule means, and how often it was right; both empty for a rule of another version of the program."""
    rule = all_rules().get(name)
    if rule is None:
        return "", ""
    counts = stored().get(name)
    return rule.meaning, f"this rule was {counts}" if counts else "no row of this rule was checked by hand"


def as_table(counts: Mapping[str, Counts]) -> str:
    """Precision rule by rule, for the terminal."""
    lines = [f"{'rule':32} {'relation':26} {'judged':>6} {'right':>6} {'prec':>6}"]
    for name, c in counts.items():
        rule = all_rules().get(name)
        lines.append(f"{name:32} {rule.relation if rule else '-':26} {c.judged:6} {c.right:6} {c.precision:6.3f}")
    return "\n".join(lines)


def as_json(counts: Mapping[str, Counts]) -> str:
    """Rule -> rows judged, rows right, precision."""
    found = {n: {"rows_judged": c.judged, "rows_right": c.right, "precision": round(c.precision, 3)} for n, c in counts.items()}
    return json.dumps(found, indent=1)


def listing() -> str:
    """All rules, relation by relation: name, status where it is not on, right of judged rows, meaning."""
    lines: list[str] = []
    relation = ""
    for rule in all_rules().values():
        if rule.relation != relation:
            relation = rule.relation
            lines += ["", relation] if lines else [relation]
        counts = stored().get(rule.name)
        right = f"{counts.right} of {counts.judged}" if counts else "-"
        status = "" if rule.status == "on" else f"({rule.status}) "
        start = f"  {rule.name:30} {right:>12}  "
        first, *more = textwrap.wrap(f"{status}{rule.meaning}", _WIDTH - len(start))
        lines += [start + first, *(" " * len(start) + line for line in more)]
    return "\n".join(lines)


def as_text(name: str) -> str:
    """All about one rule. Raises UsageError for a name that is none."""
    rule = find_rule(name)
    counts = stored().get(name)
    facts = {
        "relation": rule.relation,
        "status": rule.status,
        "precision": f"{counts.precision:.3f}: {counts}" if counts else "no row of it was checked by hand",
        "step": rule.step,
        "source": f"etl/normalize/{rule.source}",
    }
    lines = [f"{rule.name}: {rule.meaning}", "", *(f"  {key:10} {value}" for key, value in facts.items())]
    lines += ["", "It reads", textwrap.indent(rule.example, "    "), "and does not read"]
    return "\n".join([*lines, textwrap.indent(rule.counter_example, "    ")])


def rules_json(name: str | None = None) -> str:
    """One rule, or all, as JSON: the columns of dim_rules."""
    wanted: Rule | None = find_rule(name) if name else None
    return json.dumps([row for row in rule_rows() if wanted is None or row["rule"] == wanted.name], indent=1, ensure_ascii=False)
