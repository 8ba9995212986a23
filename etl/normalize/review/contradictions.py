"""Pairs of claims of one document about the same thing that cannot both be true, and why.

    Khojaly, killed civilians: 485 (conservative estimates), 613 (Azerbaijani authorities)    claimant_against_claimant
    infobox: 5,856–6,000 dead; prose: …                                                       infobox_against_prose
    32 people (26 … and 9 …)                                                                  parts_against_whole
    MiG-21: 5 in the inventory, 6–7 lost                                                      losses_against_inventory
    a side's dead above all the men it had                                                    killed_against_strength

The same thing: one event, category, group and population. Numbers disagree where their ranges have no value in common;
an approximate number allows a tenth more or less. What differs by an order of magnitude is no disagreement but another scope.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from etl.normalize.grammar.quantities import Quantity
from etl.normalize.record.extraction import Contradiction
from etl.normalize.record.facts import AircraftInventory, AircraftLossTotal, CasualtyClaim, Event, Fact, StrengthClaim

_LEEWAY = 0.1  # of an approximate number
_LONGER = 8  # times: a stretch so much longer is another scope
_NEAREST = 50  # claims of one thing that each is compared with; no article has a tenth as many: a list without end has
_MORE = 10  # times: a number so much greater counts something wider, as all the dead against those of one ship


def find_contradictions(facts: Iterable[Fact]) -> list[Contradiction]:
    """All pairs, the earlier claim of the text first."""
    listed = list(facts)
    casualties = [f for f in listed if isinstance(f, CasualtyClaim)]
    found = [*_of_claims(casualties), *_of_parts(casualties), *_of_inventories(listed), *_of_strengths(listed, casualties)]
    return sorted(found, key=lambda c: (c.first.evidence.start, c.second.evidence.start))


def _of_claims(claims: list[CasualtyClaim]) -> Iterator[Contradiction]:
    about: dict[tuple[object, ...], list[CasualtyClaim]] = defaultdict(list)
    for claim in claims:
        is_stated = not claim.is_breakdown and claim.modality != "denied" and claim.count.bound not in ("vague", "unknown")
        if claim.event_fact is not None and is_stated:
            whose = claim.victim_group or f"?{claim.victims}"  # people of no known group are the same by their words only
            about[claim.event_fact, claim.category, claim.population, whose].append(claim)
    for same in about.values():
        for one, other in _neighbours(sorted(same, key=lambda c: c.evidence.start)):
            if (
                (one.attributed_to != other.attributed_to or one.section != other.section)
                and _of_one_scope(one, other)
                and _disagree(one.count, other.count)
                and not _is_wider(one.count, other.count)
            ):
                is_mixed = (one.section == "infobox") != (other.section == "infobox")
                kind = "infobox_against_prose" if is_mixed else "claimant_against_claimant"
                yield Contradiction(one, other, kind, f"{one.category}: {_said(one)}, but {_said(other)}")


def _neighbours(claims: list[CasualtyClaim]) -> Iterator[tuple[CasualtyClaim, CasualtyClaim]]:
    """Each claim with those that follow it, as far as the nearest go: time and pairs grow with the number of claims."""
    for at, one in enumerate(claims):
        for other in claims[at + 1 : at + 1 + _NEAREST]:
            yield one, other


def _of_one_scope(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether both are about the same place and stretch of time: a month's dead and a year's may both be right."""
    at_one_place = not one.places or not other.places or bool(set(one.places) & set(other.places))
    lengths = sorted(_days(claim) for claim in (one, other))
    return at_one_place and lengths[1] <= _LONGER * lengths[0]


def _days(claim: CasualtyClaim) -> int:
    span = claim.dates.span if claim.dates else None
    if span is None or span.start is None or span.end is None:
        return 1
    return (span.end[0] - span.start[0]) * 365 + (span.end[1] - span.start[1]) * 30 + span.end[2] - span.start[2] + 1


def _of_parts(claims: list[CasualtyClaim]) -> Iterator[Contradiction]:
    parts: dict[Fact, list[CasualtyClaim]] = defaultdict(list)
    for claim in claims:
        if claim.parent is not None:
            parts[claim.parent].append(claim)
    for whole in claims:
        own = [p for p in parts[whole] if p.category == whole.category]
        lows = [p.count.low for p in own if p.count.low is not None]
        if whole.count.high is not None and lows and sum(lows) > _most(whole.count):
            yield Contradiction(
                whole, own[-1], "parts_against_whole", f"the parts add up to {sum(lows)}, the whole is {whole.count.raw}"
            )


def _of_inventories(facts: list[Fact]) -> Iterator[Contradiction]:
    stocks = {(f.aircraft, f.operator): f for f in facts if isinstance(f, AircraftInventory) and type(f) is AircraftInventory}
    for total in (f for f in facts if isinstance(f, AircraftLossTotal)):
        stock = stocks.get((total.aircraft, total.operator))
        if stock and stock.count.high is not None and total.count.low is not None and total.count.low > _most(stock.count):
            why = f"{total.aircraft} of {total.operator}: {total.count.raw} lost, {stock.count.raw} in the inventory"
            yield Contradiction(stock, total, "losses_against_inventory", why)


def _of_strengths(facts: list[Fact], claims: list[CasualtyClaim]) -> Iterator[Contradiction]:
    """A side's dead in the whole conflict against the most men that any claim gives it at one time."""
    strengths: dict[str, StrengthClaim] = {}
    for fact in facts:
        if isinstance(fact, StrengthClaim) and fact.category == "personnel" and fact.side and fact.section == "infobox":
            best = strengths.get(fact.side)
            if fact.count.high is not None and (best is None or (best.count.high or 0) < fact.count.high):
                strengths[fact.side] = fact
    for claim in claims:
        is_of_battle = isinstance(claim.event_fact, Event) and claim.event_fact.is_main and claim.population == "military"
        if claim.section != "infobox" or not is_of_battle or claim.category != "killed" or claim.count.low is None:
            continue
        own = next((s for side, s in strengths.items() if claim.victims and side.split()[0] in claim.victims), None)
        if own is not None and claim.count.low > _most(own.count):
            why = f"{claim.count.raw} killed of {own.count.raw} men at the most"
            yield Contradiction(own, claim, "killed_against_strength", why)


def _disagree(one: Quantity, other: Quantity) -> bool:
    """Whether no number fits both."""
    return _least(one) > _most(other) or _least(other) > _most(one)


def _is_wider(one: Quantity, other: Quantity) -> bool:
    """Whether one counts so much more that it must count something else."""
    smaller, greater = sorted((one, other), key=_least)
    return _least(greater) > _MORE * _most(smaller)


def _least(count: Quantity) -> float:
    low = 0 if count.low is None else count.low
    return low * (1 - _LEEWAY) if count.is_approximate else low


def _most(count: Quantity) -> float:
    high = float("inf") if count.high is None else count.high
    return high * (1 + _LEEWAY) if count.is_approximate else high


def _said(claim: CasualtyClaim) -> str:
    by = (
        f" according to {claim.attributed_to}" if claim.attributed_to else " in the infobox" if claim.section == "infobox" else ""
    )
    raw = "one" if claim.count.raw.casefold() in ("a", "an") else claim.count.raw
    return f"{raw}{by}"
