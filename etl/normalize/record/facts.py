"""What normalize hands to load: facts with their evidence, and the entities they name. No database here.

Each fact class is one table; its attributes are that table's columns. Counts and dates are kept whole and are flattened
by `values`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, ClassVar

from etl.extract.spans import Span
from etl.normalize.grammar.date_span import DateSpan
from etl.normalize.grammar.quantities import Quantity

_MOST_NAMES = 10_000  # whose keys are remembered: more than an article has


def key(*parts: object) -> str:
    """A stable key: 24 hex digits of the SHA-256 of the parts, the same on every machine and in every run."""
    return hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()[:24]


@lru_cache(maxsize=_MOST_NAMES)
def entity_key(kind: str, name: str, scope: str | None = None) -> str:
    """The key of an entity: the same name is the same thing in every document, unless a document is its scope."""
    parts = ("entity", kind, " ".join(name.casefold().split()))
    return key(*parts, scope) if scope else key(*parts)


# attributes that are rows of other tables, links to other facts, or what the steps behind need to know of the reading
_OF_NO_COLUMN = frozenset(
    ("evidence", "section", "rule", "places", "parent", "event_fact", "is_main", "counts_living", "stands_in_header")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts have. `places` are canonical names, most specific first.

    `is_of_its_place`: one in the same words elsewhere in the document is a fact of its own, numbered within its section.
    `uses_numbers`: no number in its evidence is left unused.
    """

    kind: ClassVar[str]
    is_of_its_place: ClassVar[bool] = False
    uses_numbers: ClassVar[bool] = True
    evidence: Span
    section: str
    rule: str
    places: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """The columns of the fact's own table, counts and dates flattened."""
        row: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in _OF_NO_COLUMN:
                continue
            if field.name == "count":
                row |= count_values(value)
            elif field.name == "dates":
                row |= date_values(value)
            else:
                row[field.name] = value
        return row


@dataclass(frozen=True, slots=True)
class Dates:
    """When, for a fact: the span, and whether it stands with the value or was taken from the context."""

    span: DateSpan
    is_inferred: bool = False


def count_values(count: Quantity) -> dict[str, Any]:
    return {
        "low": count.low,
        "high": count.high,
        "is_approximate": count.is_approximate,
        "bound": count.bound,
        "raw": count.raw,
    }


def date_values(dates: Dates | None) -> dict[str, Any]:
    if dates is None:
        return {"date_start": None, "date_end": None, "year_start": None, "year_end": None,
                "is_inferred": False, "date_edtf": None, "date_raw": None}  # fmt: skip
    span = dates.span
    return {
        "date_start": span.date_start,
        "date_end": span.date_end,
        "year_start": span.year_start,
        "year_end": span.year_end,
        "is_inferred": dates.is_inferred or span.is_inferred,
        "date_edtf": span.edtf,
        "date_raw": span.raw,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Fact):
    kind = "conflict"
    name: str
    part_of: str | None
    territory: str | None
    latitude: float | None
    longitude: float | None
    dates: Dates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictResult(Fact):
    kind = "conflict_result"
    position: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Belligerent(Fact):
    """`stands_in_header`: a table names it over a column, where a region or several states at once may stand."""

    kind = "belligerent"
    side_no: int
    side: str | None
    name: str
    part: str | None
    is_side_inferred: bool
    dates: Dates | None
    stands_in_header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Commander(Fact):
    kind = "commander"
    side_no: int
    side: str | None
    person: str
    role: str | None
    fate: str | None
    dates: Dates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthClaim(Fact):
    kind = "strength_claim"
    side: str | None
    force: str | None
    category: str
    what: str | None
    count: Quantity
    dates: Dates | None
    attributed_to: str | None
    is_breakdown: bool = False
    parent: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyClaim(Fact):
    """`counts_living`: the number in the evidence is that of those who survived."""

    kind = "casualty_claim"
    category: str
    population: str | None
    victims: str | None
    victim_group: str | None
    count: Quantity
    vague_term: str | None
    dates: Dates | None
    attributed_to: str | None
    modality: str = "asserted"
    is_partisan: bool = False
    event: str | None = None
    is_breakdown: bool = False
    parent: Fact | None = None
    event_fact: Fact | None = None
    counts_living: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """A happening. `parent`: the larger event that it is a part of; `actors`: the names of those who took part.

    `is_main`: it is the conflict of the infobox itself.
    """

    kind = "event"
    uses_numbers = False
    name: str
    event_kind: str
    dates: Dates | None
    actors: tuple[str, ...]
    outcome: str | None
    ucdp_type_of_violence: int | None
    acled_sub_event_type: str | None
    parent: Fact | None = None
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentClaim(Fact):
    kind = "equipment_claim"
    actor: str | None
    action: str
    counterparty: str | None
    category: str
    count: Quantity
    dates: Dates | None
    attributed_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AircraftInventory(Fact):
    kind = "aircraft_inventory"
    aircraft: str
    operator: str | None
    count: Quantity
    is_uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AircraftLossTotal(AircraftInventory):
    kind = "aircraft_loss_total"


@dataclass(frozen=True, slots=True, kw_only=True)
class AircraftLoss(AircraftInventory):
    kind = "aircraft_loss"
    counted_under: str
    cause: str
    weapon: str | None
    pilot: str | None
    credited_to: str | None
    dates: Dates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Fact):
    """`number`: which mention of the entity under this surface within the section it is; it keeps the key of each its own."""

    kind = "mention"
    is_of_its_place = True
    entity_id: str
    surface: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolding(Fact):
    kind = "office_holding"
    uses_numbers = False
    person: str
    office: str
    organization: str | None
    change: str
    dates: Dates | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    """Somebody's words, without their marks. `speaker_id` is the key of a person or organization of the document."""

    kind = "quotation"
    uses_numbers = False
    speaker: str | None
    speaker_id: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Fact):
    """An expression of time. `number`: which of this wording and meaning within the section it is."""

    kind = "time_expression"
    is_of_its_place = True
    surface: str
    time_kind: str
    number: int
    dates: Dates
