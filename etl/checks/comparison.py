"""Compare the rows of a published relation with the rows that a careful reader wrote down (a gold file).

Three ways to recognise a gold row among ours: by its evidence (the passages overlap in the text and the key columns
agree), by its key columns alone (structure and tables, which stand in no sentence), and by name (an entity is found
under any of its gold names). Each row is found once: a second row of ours for the same gold row is a false one.
What decides whether a row is found is in `Measure.key` and `Measure.near`; what is only scored is in `fields`, and a row
whose fields in `whole` are all right is right as a whole.

    gold  killed, 69, "killing 69 people"     ours  killed, 69, "helped in killing 69 people, of whom"    found
    gold  killed, 69, "killing 69 people"     ours  wounded, 69, "killing 69 people"           missed, and a false row
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from etl.checks.likeness import NO_NAMES, Names, agrees, day, fold, integer, items, likeness
from schema.kind import Measure
from schema.kinds import KINDS

Row = Mapping[str, object]  # column -> value: text in a gold row, whatever the driver gives in one of ours

NEAR_ENOUGH = 0.75  # a `near` column below this is another thing
RIGHT = 0.5  # likeness of a field of a row that is right as a whole
_DAYS_OFF = 3  # that each end of an inferred stretch may be off
_SHARED = 0.5  # of the days that two inferred stretches cover together

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
    """What a comparison found: `pairs` of positions (gold, ours), best pair first, and the mean score of each field.

    `whole`: the pairs whose main columns are all right; None where the measure names none. Fields that the gold file
    has no column for are not scored.
    """

    pairs: list[tuple[int, int]]
    fields: dict[str, float] = field(default_factory=dict)
    whole: int | None = None


def compare(measure: Measure, gold: Sequence[Row], ours: Sequence[Row], document: str, names: Names = NO_NAMES) -> Comparison:
    """Pair gold rows with ours, the most alike first; ties go to the gold row, then to our row, that stands first.

    `document` is the text that the offsets of `ours` count; only measures by evidence read it. `names`: other names of
    what the gold set names.
    """
    scored = [column for column in measure.fields if not gold or column in gold[0]]
    by_name = measure.found_by == "name"
    candidates = _by_name(gold, ours) if by_name else _by_values(measure, gold, ours, document, names)
    likes = [(total + _fields_total(measure, gold[i], ours[j], names), i, j) for total, i, j in candidates]
    ranked = sorted(likes, key=lambda candidate: (-candidate[0], candidate[1], candidate[2]))
    pairs: list[tuple[int, int]] = []
    found: set[int] = set()
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in found and j not in used:
            found.add(i)
            used.add(j)
            pairs.append((i, j))
    means = {}
    for column in scored:
        scores = [likeness(column, gold[i].get(column), ours[j].get(column), names) for i, j in pairs]
        means[column] = sum(scores) / len(scores) if scores else 0.0
    whole = sum(_is_whole(measure, gold[i], ours[j], names) for i, j in pairs) if measure.whole else None
    return Comparison(pairs, means, whole)


def _is_whole(measure: Measure, gold: Row, ours: Row, names: Names) -> bool:
    """Whether a row that was found is right in all of its main columns."""
    if "date_start" in measure.whole and not _are_dates_right(gold, ours):
        return False
    plain = [column for column in measure.whole if column in gold and not column.startswith("date_")]
    return all(likeness(column, gold.get(column), ours.get(column), names) >= RIGHT for column in plain)


def _are_dates_right(gold: Row, ours: Row) -> bool:
    """Whether both ends agree; where the gold only infers them, whether they nearly do, or half of the days are shared."""
    if all(agrees(column, gold.get(column), ours.get(column)) for column in ("date_start", "date_end")):
        return bool(gold.get("date_start")) or "year_start" not in gold or _ends(gold) == _ends(ours)
    if str(gold.get("is_inferred", "1")) in ("0", "False"):
        return False
    try:
        a, b, c, d = (
            date.fromisoformat(day(row.get(end))).toordinal() for row in (gold, ours) for end in ("date_start", "date_end")
        )
    except ValueError:
        return False
    if abs(a - c) <= _DAYS_OFF and abs(b - d) <= _DAYS_OFF:
        return True
    return (min(b, d) - max(a, c) + 1) / (max(b, d) - min(a, c) + 1) >= _SHARED


Candidate = tuple[float, int, int]  # likeness of what must agree, position in gold, position in ours


def _by_name(gold: Sequence[Row], ours: Sequence[Row]) -> list[Candidate]:
    names = [{fold(row.get("name", "")), *items(row.get("aliases"))} - {""} for row in gold]
    return [(1.0, i, j) for i, j in product(range(len(gold)), range(len(ours))) if fold(ours[j].get("name")) in names[i]]


def _by_values(measure: Measure, gold: Sequence[Row], ours: Sequence[Row], document: str, names: Names) -> list[Candidate]:
    by_evidence = measure.found_by == "evidence"
    spans = [_passages(str(row.get("evidence") or ""), document) if by_evidence else [] for row in gold]
    candidates = []
    for i, j in product(range(len(gold)), range(len(ours))):
        total = _agreement(measure, gold[i], ours[j], names)
        if total is None or (by_evidence and not _overlaps(spans[i], ours[j])):
            continue
        candidates.append((total, i, j))
    return candidates


def _agreement(measure: Measure, gold: Row, ours: Row, names: Names) -> float | None:
    """Likeness of the columns that must agree; None where one does not."""
    if not all(agrees(column, gold.get(column), ours.get(column)) for column in measure.key):
        return None
    near = [likeness(column, gold.get(column), ours.get(column), names) for column in measure.near]
    if any(score < NEAR_ENOUGH for score in near):
        return None
    total = 0.0 + sum(near)
    if measure.dates_meet:
        wanted, given = [(day(row.get("date_start")), day(row.get("date_end"))) for row in (gold, ours)]
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
    start, end = _ends(row)
    return None if start is None or end is None else (start, end)


def _ends(row: Row) -> tuple[int | None, int | None]:
    """First and last year of a row, from its years, else from its days."""
    start, end = (integer(row.get(f"year_{end}")) for end in ("start", "end"))
    start = integer(day(row.get("date_start"))[:4]) if start is None else start
    return start, integer(day(row.get("date_end"))[:4]) if end is None else end


def _fields_total(measure: Measure, gold: Row, ours: Row, names: Names) -> float:
    scored = (column for column in measure.fields if column in gold)
    return sum(likeness(column, gold.get(column), ours.get(column), names) for column in scored)


def _passages(evidence: str, document: str) -> list[tuple[int, int]]:
    """Every place where the gold evidence stands: it has no offsets, and a short one may stand more than once."""
    spans = []
    start = document.find(evidence) if evidence else -1
    while start >= 0:
        spans.append((start, start + len(evidence)))
        start = document.find(evidence, start + 1)
    return spans


def _overlaps(spans: list[tuple[int, int]], ours: Row) -> bool:
    start, end = integer(ours.get("evidence_start")), integer(ours.get("evidence_end"))
    return start is not None and end is not None and any(a < end and start < b for a, b in spans)
