"""Parts and wholes inside one infobox field.

    3,798 total 504 killed 1,881 wounded 1,413 missing or captured      'total': the others of the same force are its parts
    Total: 405,000 - 450,000                                            the label: all other figures of the field are parts
    20,000 men * 16,000 infantry ** 4,000 men                           an exact sum of both bounds
    4,000–5,000 killed: 1,000 fell in the battle                        the colon (told by the reader of figures)

Figures that merely stand beside a larger one are claims of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from etl.normalize.record.facts import CasualtyClaim, StrengthClaim

Claim = TypeVar("Claim", CasualtyClaim, StrengthClaim)
_WHOLE = re.compile(r"\btotal\b|\ball causes\b|\boverall\b|\bin all\b|\baltogether\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated(Generic[Claim]):
    """A claim, and what its place in the field says: under which force's label it stands, whether it is called a total."""

    claim: Claim
    group: str | None
    words: str  # around the count
    is_grand_total: bool = False  # under a label 'Total:'
    depth: int = 0

    @property
    def says_total(self) -> bool:
        return self.is_grand_total or bool(_WHOLE.search(self.words))


def mark_parts(stated: Sequence[Stated[Claim]]) -> list[Claim]:
    """The claims with their parts marked; each part refers to its whole as it is in the list that is returned."""
    places = {s.claim: i for i, s in enumerate(stated)}
    wholes = {i: places[s.claim.parent] for i, s in enumerate(stated) if s.claim.parent in places}
    for position in sorted(range(len(stated)), key=lambda i: (stated[i].is_grand_total, i)):
        for part in _parts_of(position, stated, wholes):
            wholes[part] = position
    return _linked([s.claim for s in stated], wholes)


def _linked(claims: list[Claim], wholes: dict[int, int]) -> list[Claim]:
    done: dict[int, Claim] = {}

    def build(position: int) -> Claim:
        if position not in done:
            whole = wholes.get(position)
            claim = claims[position]
            done[position] = claim if whole is None else replace(claim, is_breakdown=True, parent=build(whole))
        return done[position]

    return [build(position) for position in range(len(claims))]


def _parts_of(position: int, stated: Sequence[Stated[Claim]], wholes: dict[int, int]) -> list[int]:
    """Positions of the claims that are parts of this one. A part belongs to one whole only, and no whole to its part."""
    whole = stated[position]
    others = [
        i
        for i, s in enumerate(stated)
        if i != position
        and i not in wholes
        and _comparable(s.claim, whole.claim)
        and (whole.is_grand_total or s.group == whole.group)
        and not (s.is_grand_total and not whole.is_grand_total)
    ]
    if position in wholes or not others:
        return []
    if whole.says_total:
        return [i for i in others if not stated[i].says_total or whole.is_grand_total]
    sums = len(others) > 1 and _sums([stated[i].claim for i in others]) == (whole.claim.count.low, whole.claim.count.high)
    return others if sums else []


def _comparable(claim: Claim, whole: Claim) -> bool:
    """Whether the claim may be a part of the whole: not more, and of the same or a narrower category."""
    low, high = claim.count.low, whole.count.high
    if low is not None and high is not None and low > high:
        return False
    if isinstance(claim, CasualtyClaim) and isinstance(whole, CasualtyClaim):
        return whole.category in ("casualties", claim.category) and claim.population == whole.population
    return claim.category == whole.category


def _sums(parts: Sequence[Claim]) -> tuple[int, int] | None:
    if any(p.count.low is None or p.count.high is None for p in parts):
        return None
    return sum(p.count.low or 0 for p in parts), sum(p.count.high or 0 for p in parts)
