"""The rules by which facts, other names and works are read: what each means, with an example and a counter-example.

They are declared in data/rules, a file a published relation, each under the name that stands in the column `rule`:

    casualty_by_passive:
      meaning: The number stands before the passive of a verb of loss.
      example: Forty soldiers were killed near the bridge.
      counter_example: Forty soldiers were seen near the bridge.
      source: claims/casualty_links.py

An example is the text of a small article. Lines `name = value` before its first blank line are fields of an infobox, and
`[[page|words]]` in one is a link. A test reads both texts: the rule reads something from the first, nothing from the second.

A new rule: its name in `rule` of the facts that it reads, and its declaration there. No step asks for the name of a rule: what
others must know of a reading is an attribute of the fact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from etl.errors import UsageError
from etl.normalize.record.extraction import Reference
from etl.normalize.record.facts import CasualtyClaim, Event, Fact, StrengthClaim

STATUSES = ("on", "trial", "off")
_PACKAGE = Path(__file__).resolve().parents[1]
_HOMES = (_PACKAGE.parent / "data" / "rules", _PACKAGE / "_data" / "rules")  # a checkout, an installed wheel
RULES_FOLDER = next((home for home in _HOMES if home.is_dir()), _HOMES[0])
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `relation`: the published relation whose column `rule` holds its name.

    `source`: the file of etl/normalize that holds it. `status`: on; trial (its rows are published, and dim_rules says that they
    are on trial); off (its rows are left out). `review`: why a join by this rule should be looked at, where it should.
    """

    name: str
    relation: str
    meaning: str
    example: str
    counter_example: str
    source: str
    status: str = "on"
    review: str | None = None

    @property
    def step(self) -> str:
        """The room of etl/normalize in which it is read: 'claims' for claims/losses.py."""
        return self.source.partition("/")[0]


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its name, relation by relation. Raises ValueError for a rule that is declared twice or not whole."""
    rules: dict[str, Rule] = {}
    for path in sorted(RULES_FOLDER.glob("*.yml")):
        with path.open(encoding="utf-8") as stream:
            declared = yaml.load(stream, Loader=_LOADER)  # noqa: S506 - a safe loader, the faster one
        for name, fields in declared.items():
            if name in rules:
                raise ValueError(f"{path.name}: the rule {name} is declared twice")
            try:
                rules[name] = Rule(name, path.stem, **{key: str(value).strip() for key, value in fields.items()})
            except TypeError as error:
                raise ValueError(f"{path.name}: the rule {name}: {error}") from None
            if rules[name].status not in STATUSES:
                raise ValueError(f"{path.name}: the rule {name}: its status is none of {', '.join(STATUSES)}")
    return rules


def find_rule(name: str) -> Rule:
    """The rule of that name. Raises UsageError for a name that is none, with those that are like it."""
    rule = all_rules().get(name)
    if rule is None:
        near = get_close_matches(name, all_rules(), n=3, cutoff=0.5) or [n for n in all_rules() if name and name in n][:3]
        hint = f"; near it are {', '.join(near)}" if near else "; `warledger rules` lists them"
        raise UsageError(f"{name!r} is no rule{hint}")
    return rule


def switched_off(without: Collection[str] = ()) -> frozenset[str]:
    """The rules whose rows are left out: those that are off, and those named. Raises UsageError for a name that is none."""
    return frozenset(rule.name for rule in all_rules().values() if rule.status == "off") | {find_rule(n).name for n in without}


_F = TypeVar("_F", bound=Fact)


def without_rules(facts: Iterable[Fact], off: frozenset[str]) -> list[Fact]:
    """The facts that no rule of `off` read. Those that are left refer to none that is gone; their values, and keys, stay."""
    if not off:
        return list(facts)
    done: dict[Fact, Fact] = {}

    def kept(fact: Fact) -> Fact:
        if fact not in done:
            done[fact] = unlinked(fact)
        return done[fact]

    def linked(fact: Fact | None) -> Fact | None:
        return None if fact is None or fact.rule in off else kept(fact)

    def unlinked(fact: Fact) -> Fact:
        if isinstance(fact, CasualtyClaim):
            return replace(fact, parent=linked(fact.parent), event_fact=linked(fact.event_fact))
        if isinstance(fact, (StrengthClaim, Event)):
            return replace(fact, parent=linked(fact.parent))
        return fact

    return [kept(fact) for fact in facts if fact.rule not in off]


def without_works(references: Iterable[Reference], off: frozenset[str]) -> tuple[Reference, ...]:
    """The works that no rule of `off` read."""
    return tuple(reference for reference in references if reference.rule not in off)
