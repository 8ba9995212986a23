"""Tables of manpower and equipment by side: rows are categories, columns are sides.

|                        | 🇦🇲 Exampleland and allies | 🇦🇿 Otherland |
| Military personnel     | 40,000                    | 42,000        |
| Artillery              | 177–187 (160–170 + 17)    | 388 –395      |
"""

from __future__ import annotations

from dataclasses import replace

from etl.extract.article import Article, Cell, Issue, Table
from etl.normalize.grammar.quantities import Quantity, read_quantity
from etl.normalize.infobox.figures import FLAG
from etl.normalize.infobox.infobox_strengths import published_category
from etl.normalize.infobox.sides import Side, find_side
from etl.normalize.lexicon.phrases import counted_category
from etl.normalize.record.facts import Dates, Fact, StrengthClaim
from etl.normalize.tables.table_registry import TableReading, TableRule


def _fits(table: Table, sides: list[Side]) -> bool:
    columns = [cell for cell in table.header[1:] if find_side(sides, cell.text)]
    labels = [row[0].text for row in table.body if row]
    known = [label for label in labels if counted_category(label)]
    return len(columns) == len(table.header) - 1 > 0 and len(known) * 2 >= len(labels) > 0


def _read(table: Table, sides: list[Side], article: Article, known: list[Fact]) -> TableReading:
    reading = TableReading()
    for row in table.body:
        category = counted_category(row[0].text) if row else None
        for cell in row[1 : len(table.header)]:
            side = find_side(sides, table.header[cell.col_no].text)
            count = read_quantity(cell.text)
            if category is None or side is None or count is None or count.bound in ("none", "unknown"):
                if cell.text and (count is None or category is None):
                    reading.issues.append(_unread(table, cell))
                continue
            force = " ".join(FLAG.sub("", table.header[cell.col_no].text).split())
            reading.facts.append(_claim(table, row[0], cell, side, force, category, count))
            reading.issues += _check_sum(table, cell, count)
    dates = _restated_dates(reading.facts, known)
    if dates:
        reading.facts = [_dated(fact, dates) for fact in reading.facts]
    return reading


def _claim(table: Table, label: Cell, cell: Cell, side: Side, force: str, category: str, count: Quantity) -> StrengthClaim:
    return StrengthClaim(
        evidence=cell.value.span,
        section=table.section,
        rule="table_forces",
        side=side.name,
        force=force,
        category=published_category(category),
        what=label.text,
        count=count,
        dates=None,
        attributed_to=None,
    )


def _restated_dates(facts: list[Fact], known: list[Fact]) -> Dates | None:
    """The date of the infobox's figure that the table's men restate: same side, overlapping count. Always inferred."""
    stated = [f for f in known if isinstance(f, StrengthClaim) and f.dates and not f.dates.is_inferred and f.force == f.side]
    for fact in facts:
        for other in stated:
            if (
                isinstance(fact, StrengthClaim)
                and fact.category == other.category == "personnel"
                and fact.side == other.side
                and _overlap(fact.count, other.count)
                and other.dates
            ):
                return Dates(other.dates.span, is_inferred=True)
    return None


def _overlap(one: Quantity, other: Quantity) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _dated(fact: Fact, dates: Dates) -> Fact:
    return replace(fact, dates=dates) if isinstance(fact, StrengthClaim) else fact


def _check_sum(table: Table, cell: Cell, count: Quantity) -> list[Issue]:
    """'290–360 (150 –240 + 120)': the parts make 270–360. '3 + N/A': one part is unknown."""
    where = f"table {table.table_no}, row {cell.row_no}"
    if any(part.low is None for part in count.parts):
        message = f"{where}: a part of {cell.text!r} is unknown, the count holds the known parts only"
        return [Issue("info", "part_unknown", message, cell.value.span)]
    if count.parts_agree is not False:
        return []
    parts = " + ".join(part.raw for part in count.parts)
    whole = str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
    return [Issue("warning", "parts_do_not_sum", f"{where}: the parts {parts} do not sum to {whole}", cell.value.span)]


def _unread(table: Table, cell: Cell) -> Issue:
    message = f"table {table.table_no}, row {cell.row_no}, column {cell.col_no}: {cell.text!r} is no count the grammar knows"
    return Issue("warning", "cell_unread", message, cell.value.span)


FORCES = TableRule("table_forces", _fits, _read)
