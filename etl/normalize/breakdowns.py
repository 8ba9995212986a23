"""Parts and wholes inside one infobox field: a claim that others sum up to, exactly, is their total.

    3,798 total 504 killed 1,881 wounded 1,413 missing or captured      504 + 1,881 + 1,413 = 3,798: parts
    405,000 - 450,000 under 'Total:'                                    the sum of the forces above: parts

Only an exact sum of both bounds counts; figures that merely stand beside a total are claims of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from etl.normalize.facts import CasualtyClaim, StrengthClaim

Claim = TypeVar("Claim", CasualtyClaim, StrengthClaim)


def mark_parts(claims: Sequence[tuple[Claim, bool]]) -> list[Claim]:
    """The claims with their parts marked. The flag of each pair says that the text calls it a total."""
    marked = [claim for claim, _ in claims]
    for position, (total, says_total) in enumerate(claims):
        if not says_total and not (isinstance(total, CasualtyClaim) and total.category == "casualties"):
            continue
        others = [i for i, (c, _) in enumerate(claims) if i != position and not c.is_breakdown and _comparable(c, total)]
        for run in _runs(others, position):
            parts = [claims[i][0] for i in run]
            if len(run) > 1 and _sums(parts) == (total.count.low, total.count.high):
                for i in run:
                    marked[i] = replace(marked[i], is_breakdown=True, parent=total)
                break
    return marked


def _runs(others: list[int], position: int) -> list[list[int]]:
    """Candidate parts: all others, those that follow the total, those that stand before it."""
    return [others, [i for i in others if i > position], [i for i in others if i < position]]


def _comparable(claim: Claim, total: Claim) -> bool:
    if isinstance(claim, CasualtyClaim) and isinstance(total, CasualtyClaim):
        return total.category in ("casualties", claim.category)
    return claim.category == total.category


def _sums(parts: Sequence[Claim]) -> tuple[int, int] | None:
    if any(p.count.low is None or p.count.high is None for p in parts):
        return None
    return sum(p.count.low or 0 for p in parts), sum(p.count.high or 0 for p in parts)
