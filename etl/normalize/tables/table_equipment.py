"""Tables of equipment by operator: what each side had, what it lost, and notes with single incidents.

    | Aircraft | Exampleland | Exampleland losses | Otherland | Otherland losses | Notes                      |
    | MiG-21   | 1           | –                  | 18        | ~10              | * 1 shot down on 20 August 1992 |

Aircraft have relations of their own; of any other equipment, stocks are strength claims and losses equipment claims.
"""

from __future__ import annotations

import re

from etl.extract.article import Article, Cell, Issue, Table
from etl.normalize.grammar.quantities import Quantity, read_quantity
from etl.normalize.infobox.infobox_strengths import published_category
from etl.normalize.infobox.sides import Side, find_side
from etl.normalize.lexicon.phrases import counted_category
from etl.normalize.record.facts import AircraftInventory, AircraftLossTotal, EquipmentClaim, Fact, StrengthClaim
from etl.normalize.tables.incidents import read_incidents
from etl.normalize.tables.table_registry import TableReading, TableRule

_LOSSES = re.compile(r"\b(?:loss(?:es)?|lost|destroyed|shot down|downed|sunk|casualties)\b", re.IGNORECASE)
_NOTES = re.compile(r"^(?:notes?|remarks?|comments?|details?|incidents?|losses described)$", re.IGNORECASE)
_AIR = ("aircraft", "combat_aircraft", "fighter_aircraft", "helicopter")


def _fits(table: Table, sides: list[Side]) -> bool:
    operators = [cell for cell in table.header[1:] if find_side(sides, cell.text)]
    rest = [cell for cell in table.header[1:] if cell not in operators and not _NOTES.match(cell.text.strip())]
    return bool(operators) and not rest and counted_category(table.header[0].text) is not None and _names_things(table)


def _names_things(table: Table) -> bool:
    """Whether the first column holds designations rather than categories: 'MiG-21', not 'Tanks'."""
    labels = [row[0].text for row in table.body if row and row[0].text]
    return bool(labels) and sum(counted_category(label) is None for label in labels) * 2 >= len(labels)


def _read(table: Table, sides: list[Side], article: Article, known: list[Fact]) -> TableReading:
    reading = TableReading()
    kind = counted_category(table.header[0].text) or "other"
    for row in table.body:
        label = row[0].text if row else ""
        for cell in row[1 : len(table.header)]:
            header = table.header[cell.col_no].text
            if _NOTES.match(header.strip()):
                incidents, issues = read_incidents(cell, label, table.section, sides)
                reading.facts += incidents if kind in _AIR else []
                reading.issues += issues
            else:
                side = find_side(sides, header)
                _read_count(reading, table, cell, label, side, kind, bool(_LOSSES.search(header)))
    return reading


def _read_count(reading: TableReading, table: Table, cell: Cell, label: str, side: Side | None, kind: str, is_loss: bool) -> None:
    count = read_quantity(cell.text)
    if count is None or not label or side is None:
        if cell.text and not cell.repeats_above:
            message = (
                f"table {table.table_no}, row {cell.row_no}, column {cell.col_no}: {cell.text!r} is no count the grammar knows"
            )
            reading.issues.append(Issue("warning", "cell_unread", message, cell.value.span))
        return
    if kind in _AIR:
        fact_class = AircraftLossTotal if is_loss else AircraftInventory
        reading.facts.append(
            fact_class(
                evidence=cell.value.span,
                section=table.section,
                rule="table_equipment_losses" if is_loss else "table_equipment_inventory",
                aircraft=label,
                operator=side.name,
                count=count,
                is_uncertain=count.is_uncertain,
            )
        )
    elif count.bound not in ("none", "unknown"):
        reading.facts.append(_other_equipment(table, cell, label, side, kind, count, is_loss))


def _other_equipment(table: Table, cell: Cell, label: str, side: Side, kind: str, count: Quantity, is_loss: bool) -> Fact:
    if is_loss:
        return EquipmentClaim(
            evidence=cell.value.span, section=table.section, rule="table_arms_losses", actor=side.name, action="lost",
            counterparty=None, category=label, count=count, dates=None, attributed_to=None,
        )  # fmt: skip
    return StrengthClaim(
        evidence=cell.value.span, section=table.section, rule="table_arms_inventory", side=side.name, force=side.name,
        category=published_category(kind), what=label, count=count, dates=None, attributed_to=None,
    )  # fmt: skip


EQUIPMENT = TableRule("table_equipment", _fits, _read)
