"""Compare the rows of a published relation with the rows that a careful reader wrote down (a gold file).

Three ways to recognise a gold row among ours: by its evidence (the passages overlap in the text and the key columns
agree), by its key columns alone (structure and tables, which stand in no sentence), and by name (an entity is found
under any of its gold names). Each row is found once: a second row of ours for the same gold row is a false one.
What decides whether a row is found is in `Measure.key` and `Measure.near`; what is only scored is in `fields`.

    gold  killed, 69, "killing 69 people"     ours  killed, 69, "helped in killing 69 people, of whom"    found
    gold  killed, 69, "killing 69 people"     ours  wounded, 69, "killing 69 people"           missed, and a false row
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import product

from schema.kind import Measure
from schema.kinds import KINDS
from schema.publish import column_type

Row = Mapping[str, object]  # column -> value: text in a gold row, whatever the driver gives in one of ours

NEAR_ENOUGH = 0.75  # a `near` column below this is another thing
CONTAINED = 0.8  # score of a text that holds the other one
LOOKS_ALIKE = 0.6  # a similarity up to this is chance

_LISTS = frozenset({"aliases", "roles", "actors", "place"})
_FIRST_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BETWEEN_WORDS = re.compile(r"[^\w]+")


_STRUCTURE = {
    "section": Measure("key", key=("ordinal", "level", "heading"), relation="dim_sections"),
    "table_cell": Measure("key", key=("table_no", "row_no", "col_no", "text"), relation="dim_table_cells"),
    "image": Measure("key", key=("url",), fields=("alt", "section"), relation="dim_images"),
    "link": Measure("key", key=("infobox_field", "page"), fields=("text",), relation="dim_links"),
    "reference": Measure(
        "key",
        key=("kind",),
        near=("title",),
        fields=("authors", "year", "publisher", "isbn", "occurrences"),
        relation="dim_references",
    ),
}
_ENTITIES = {
    "person": Measure("name", fields=("aliases", "affiliation", "roles"), relation="dim_people"),
    "place": Measure("name", fields=("aliases", "kind", "country"), relation="dim_places"),
    "organization": Measure("name", fields=("aliases", "kind", "side"), relation="dim_organizations"),
}
# the order in which evaluations have always listed facts; kinds that are not here come after
_FIRST = (
    "quotation", "aircraft_inventory", "aircraft_loss_total", "aircraft_loss", "strength", "equipment", "casualty", "event",
    "position",
)  # fmt: skip


def _of_facts() -> dict[str, Measure]:
    declared = {kind.gold: replace(kind.measure, relation=kind.relation) for kind in KINDS if kind.measure}
    return {name: declared[name] for name in sorted(declared, key=lambda name: [*_FIRST, name].index(name))}


MEASURES: dict[str, Measure] = _STRUCTURE | _of_facts() | _ENTITIES  # by the name of the gold file


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found: `pairs` of positions (gold, ours), best pair first, and the mean score of each field."""

    pairs: list[tuple[int, int]]
    fields: dict[str, float] = field(default_factory=dict)


def compare(measure: Measure, gold: Sequence[Row], ours: Sequence[Row], document: str) -> Comparison:
    """Pair gold rows with ours, the most alike first; ties go to the gold row, then to our row, that stands first.

    `document` is the text that the offsets of `ours` count; only measures by evidence read it.
    """
    by_name = measure.found_by == "name"
    candidates = _by_name(measure, gold, ours) if by_name else _by_values(measure, gold, ours, document)
    ranked = sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1], candidate[2]))
    pairs: list[tuple[int, int]] = []
    found: set[int] = set()
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in found and j not in used:
            found.add(i)
            used.add(j)
            pairs.append((i, j))
    means = {}
    for column in measure.fields:
        scores = [likeness(column, gold[i].get(column), ours[j].get(column)) for i, j in pairs]
        means[column] = sum(scores) / len(scores) if scores else 0.0
    return Comparison(pairs, means)


def likeness(column: str, gold: object, ours: object) -> float:
    """How much of what `gold` says is said by `ours`, 0 to 1.

    Numbers, flags and dates agree or do not; lists by the share of items in common; texts by their letters.
    """
    if _is_integer(column) or column.startswith("date_"):
        return float(agrees(column, gold, ours))
    if column in _LISTS:
        wanted, given = _items(gold), _items(ours)
        return len(wanted & given) / len(wanted | given) if wanted else float(not given)
    a, b = fold(gold), fold(ours)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return CONTAINED
    ratio = SequenceMatcher(None, a, b).ratio()
    return ratio if ratio > LOOKS_ALIKE else 0.0


def agrees(column: str, gold: object, ours: object) -> bool:
    """Whether two values of a column are the same: numbers as integers, dates as days, texts bare of accents."""
    if _is_integer(column):
        return _integer(gold) == _integer(ours)
    if column.startswith("date_"):
        return _day(gold) == _day(ours)
    return fold(gold) == fold(ours)


@cache
def _is_integer(column: str) -> bool:
    return column_type(column) in ("integer", "boolean")


def fold(value: object) -> str:
    """A text for comparing: lower case, no accents, words with one blank between; '' for None."""
    return "" if value is None else _fold(str(value))


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub(" ", "".join(letters).casefold()).strip()


def _items(value: object) -> set[str]:
    return {item for item in map(fold, str(value or "").split(";")) if item}


def _integer(value: object) -> int | None:
    """The integer at the start of the value; flags are 0 and 1; None where there is none."""
    if value is None or isinstance(value, bool):
        return None if value is None else int(value)
    number = _FIRST_NUMBER.match(str(value))
    return int(float(number[0])) if number else None


def _day(value: object) -> str:
    return str(value or "")[:10]


Candidate = tuple[float, int, int]  # likeness of the pair, position in gold, position in ours


def _by_name(measure: Measure, gold: Sequence[Row], ours: Sequence[Row]) -> list[Candidate]:
    names = [{fold(row.get("name", "")), *_items(row.get("aliases"))} - {""} for row in gold]
    return [
        (1.0 + _fields_total(measure, gold[i], ours[j]), i, j)
        for i, j in product(range(len(gold)), range(len(ours)))
        if fold(ours[j].get("name")) in names[i]
    ]


def _by_values(measure: Measure, gold: Sequence[Row], ours: Sequence[Row], document: str) -> list[Candidate]:
    by_evidence = measure.found_by == "evidence"
    spans = [_passages(str(row.get("evidence") or ""), document) if by_evidence else [] for row in gold]
    candidates = []
    for i, j in product(range(len(gold)), range(len(ours))):
        total = _agreement(measure, gold[i], ours[j])
        if total is None or (by_evidence and not _overlaps(spans[i], ours[j])):
            continue
        candidates.append((total + _fields_total(measure, gold[i], ours[j]), i, j))
    return candidates


def _agreement(measure: Measure, gold: Row, ours: Row) -> float | None:
    """Likeness of the columns that must agree; None where one does not."""
    if not all(agrees(column, gold.get(column), ours.get(column)) for column in measure.key):
        return None
    near = [likeness(column, gold.get(column), ours.get(column)) for column in measure.near]
    if any(score < NEAR_ENOUGH for score in near):
        return None
    total = 0.0 + sum(near)
    if measure.dates_meet:
        wanted, given = [(_day(row.get("date_start")), _day(row.get("date_end"))) for row in (gold, ours)]
        if not (_days_meet(wanted, given) if any(wanted) and any(given) else _years_meet(gold, ours)):
            return None
        total += float(wanted == given)
    return total


def _days_meet(wanted: tuple[str, str], given: tuple[str, str]) -> bool:
    """Whether two spans share a day: an empty end is open. ISO days compare as text."""
    return (wanted[0] or "0") <= (given[1] or "9") and (given[0] or "0") <= (wanted[1] or "9")


def _years_meet(wanted: Row, given: Row) -> bool:
    """Whether two stretches share a year: before the year 1 there are no days, and rows have their years in columns."""
    own, other = _years(wanted), _years(given)
    return own is not None and other is not None and own[0] <= other[1] and other[0] <= own[1]


def _years(row: Row) -> tuple[int, int] | None:
    """First and last year of a row, from its years, else from its days."""
    start, end = (_integer(row.get(f"year_{end}")) for end in ("start", "end"))
    start = _integer(_day(row.get("date_start"))[:4]) if start is None else start
    end = _integer(_day(row.get("date_end"))[:4]) if end is None else end
    return None if start is None or end is None else (start, end)


def _fields_total(measure: Measure, gold: Row, ours: Row) -> float:
    return sum(likeness(column, gold.get(column), ours.get(column)) for column in measure.fields)


def _passages(evidence: str, document: str) -> list[tuple[int, int]]:
    """Every place where the gold evidence stands: it has no offsets, and a short one may stand more than once."""
    spans = []
    start = document.find(evidence) if evidence else -1
    while start >= 0:
        spans.append((start, start + len(evidence)))
        start = document.find(evidence, start + 1)
    return spans


def _overlaps(spans: list[tuple[int, int]], ours: Row) -> bool:
    start, end = _integer(ours.get("evidence_start")), _integer(ours.get("evidence_end"))
    return start is not None and end is not None and any(a < end and start < b for a, b in spans)
