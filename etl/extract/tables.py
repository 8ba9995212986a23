"""Bar tables: runs of `| … |` lines to rows of cells.

    |    Aircraft    |    Exampleland |      Notes     |
    |       ---      |       ---      |       ---      |
    |     MiG-21     |       18       | * 1 shot down on 20 August 1992 |

Row 0 is the header. A ragged row keeps the cells it has. A rowspan was written out by the converter as equal cells: a
body cell with the text of the one above it is marked, and it is for the reader of the table to say whether that counts.
"""

from __future__ import annotations

import re

from etl.extract.article import Cell, Issue, Table
from etl.extract.spans import MappedText, Span

_RULE = frozenset(" \t|:-")
_BOLD = re.compile(r"\*\*")


def read_tables(text: str, runs: list[tuple[str, list[Span]]]) -> tuple[list[Table], list[Issue]]:
    """The tables of a document, numbered from 1. A run without a rule line (`| --- |`) is read with its first row as header."""
    tables: list[Table] = []
    issues: list[Issue] = []
    for section, lines in runs:
        kept = [line for line in lines if not _is_rule(line.cut(text))]
        if not kept:
            issues.append(Issue("info", "table_empty", "a table without any row", Span(lines[0].start, lines[-1].end)))
            continue
        table = _read_table(text, len(tables) + 1, section, kept, Span(lines[0].start, lines[-1].end))
        tables.append(table)
        issues += _ragged(table)
    return tables, issues


def _is_rule(line: str) -> bool:
    """'| --- | --- |', the line between header and body."""
    return "-" in line and set(line) <= _RULE


def _read_table(text: str, number: int, section: str, lines: list[Span], span: Span) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row_no, line in enumerate(lines):
        above = rows[-1] if row_no > 1 else ()
        cells = []
        for col_no, place in enumerate(_cell_spans(text, line)):
            value = MappedText.verbatim(text, place.start, place.end).without(_BOLD).collapsed()
            repeats = col_no < len(above) and bool(value.text) and above[col_no].text == value.text
            cells.append(Cell(row_no, col_no, value, place, repeats))
        rows.append(tuple(cells))
    return Table(number, section, span, tuple(rows))


def _cell_spans(text: str, line: Span) -> list[Span]:
    bars = [i for i in range(line.start, line.end) if text[i] == "|" and text[i - 1] != "\\"]
    return [Span(a + 1, b) for a, b in zip(bars, bars[1:], strict=False)]


def _ragged(table: Table) -> list[Issue]:
    width = len(table.header)
    return [
        Issue(
            "warning",
            "table_ragged",
            f"table {table.table_no}, row {row[0].row_no}: {len(row)} cells under {width} headers",
            Span(row[0].span.start, row[-1].span.end),
        )
        for row in table.body
        if row and len(row) != width
    ]
