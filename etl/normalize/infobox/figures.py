"""Figures in an infobox value: the sequence of labels and counts that a strength or casualties field is.

    Dead: 11,557                                      Label('Dead') Figure(11557)
    25,000–30,000 (Western and Russian estimates)     Figure(25000..30000, notes=['Western and Russian estimates'])
    9 killed 500 total                                Figure(9, 'killed') Figure(500, 'total')
    1,408 (200 killed, 969 wounded)                   Figure(1408) Figure(200, 'killed', parent) Figure(969, …, parent)

The converter dropped line breaks between items, so a new count begins a new item; numbers of dates are no counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.extract.spans import MappedText, Span
from etl.normalize.grammar.dates import find_dates
from etl.normalize.grammar.quantities import Quantity, find_quantities

_BULLET = re.compile(r"^(?:[*:;•·–-]+\s*)+")
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,40}>")
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_ALTERNATIVE = re.compile(r"\(or\s")
_LABEL = re.compile(
    r"(?<![\w(])((?:\d+(?:st|nd|rd|th)\s+)?[A-Z][^\s:()]*(?:\s+(?!\d+[\s,])[^\s:()]+){0,6}?\s*(?:\([^()]*\))?)\s*:(?=\s|$)"
)
_TAIL = re.compile(r"[\s,;.]*(?:\b(?:and|plus|for|with|including|to|of which|of whom)\b)?[\s,;.]*$")
_BARE_YEAR = re.compile(r"(?<![\d,.])(?:1\d{3}|20\d{2})(?=\s*(?:$|[;,–-]))")  # 'peak 1779': in parentheses a year
_MONTH_OR_ERA = re.compile(r"[A-Za-z]{3}|BC|AD|CE")


@dataclass(frozen=True, slots=True)
class Label:
    """A heading inside the value. `paragraph`: which blank-line block it stands in; `is_inline`: figures follow it."""

    text: str
    paragraph: int
    is_inline: bool


@dataclass(slots=True)
class Figure:
    """One count with the words around it; `what` follows it, `before` stands between it and the figure before."""

    quantity: Quantity
    span: Span  # from the count to the end of its words and notes
    what: str
    before: str
    paragraph: int
    notes: list[str] = field(default_factory=list)
    depth: int = 0  # bullets before the line: '**' under '*' is a part of it
    flag: str | None = None  # the flag emoji right before it
    parent: Figure | None = None
    opens_breakdown: bool = False  # a colon follows: the next figures of the line are its parts


@dataclass(frozen=True, slots=True)
class Remark:
    """A line without any count: 'Few', 'Unknown', 'Other smaller forces'."""

    text: str
    span: Span
    paragraph: int


Item = Label | Figure | Remark


def read_figures(value: MappedText) -> list[Item]:
    """The labels, figures and remarks of a field's value, in the order of the text."""
    items: list[Item] = []
    paragraph = at = 0
    value = value.without(_TAG)
    for piece in re.finditer(r"[^\n]+", value.text):
        paragraph += value.text.count("\n", at, piece.start()) > 1
        line = value[piece.start() : piece.end()].strip()
        at = piece.end() if line else at
        last = items[-1] if items else None
        if isinstance(last, Figure) and (whole := _PARENTHESIS.fullmatch(line.text)):
            _add_note(last, items, line[1:-1], whole[1])  # a note that stands on a line of its own
        elif line:
            items += _read_line(line, paragraph)
    return items


def _read_line(line: MappedText, paragraph: int) -> list[Item]:
    is_term = line.text.startswith(";")
    bullet = _BULLET.match(line.text)
    line = line[bullet.end() if bullet else 0 :]
    if is_term and not find_quantities(_masked(line.text)):
        return [Label(FLAG.sub("", line.text).strip(" :"), paragraph, False)]
    depth = bullet[0].count("*") if bullet else 0
    items: list[Item] = []
    at = 0
    for label in _LABEL.finditer(line.text):
        if find_quantities(_masked(label[1])):
            continue
        lead = line[at : label.start()]
        text = label[1].strip()
        if lead.text.strip() and not find_quantities(_masked(lead.text)):
            text = f"{lead.text.strip()} {text}"  # 'For the assault on the' + 'Capital Area'
        else:
            items += _read_figures(lead, paragraph)
        items.append(Label(text, paragraph, bool(line.text[label.end() :].strip())))
        at = label.end()
    items += _read_figures(line[at:], paragraph)
    for item in items:
        if isinstance(item, Figure):
            item.depth = depth
    return items


def _read_figures(line: MappedText, paragraph: int) -> list[Item]:
    text = line.text
    if not text.strip(" .,;"):
        return []
    found = find_quantities(_masked(text))
    if not found:
        kept = line.strip()
        return [Remark(kept.text, kept.span, paragraph)]
    figures: list[Item] = []
    parent: Figure | None = None
    before = text[: found[0].start]
    for number, match in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(text)
        rest = text[match.end : end]
        figure, children = _read_figure(line, match.start, match.end, end, match.quantity, before, paragraph)
        figure.parent = parent
        figures += [figure, *children]
        if figure.opens_breakdown:
            parent = figure
        before = "" if figure.what else _PARENTHESIS.sub(" ", rest)
    return figures


def _read_figure(
    line: MappedText, start: int, number_end: int, end: int, quantity: Quantity, before: str, paragraph: int
) -> tuple[Figure, list[Figure]]:
    rest = line.text[number_end:end]
    words = FLAG.sub(" ", _PARENTHESIS.sub(" ", rest))
    flag = FLAG.search(line.text, max(0, start - 4), start)
    trimmed = _TAIL.sub("", words.rstrip(" :"))
    trailing = FLAG.search(rest)  # a flag belongs to the figure after it
    own = rest[: trailing.start() if trailing else None]
    stop = number_end + len(_TAIL.sub("", own.rstrip(" ,;:.")))
    figure = Figure(
        quantity,
        line[start : max(stop, number_end)].span,
        " ".join(trimmed.split()).strip(" ,;.:~"),
        " ".join(FLAG.sub(" ", before).split()).strip(" ,;."),
        paragraph,
        flag=flag[0] if flag else None,
        opens_breakdown=words.rstrip().endswith(":"),
    )
    children: list[Item] = []
    for note in _PARENTHESIS.finditer(rest):
        offset = number_end + note.start(1)
        _add_note(figure, children, line[offset : offset + len(note[1])], note[1])
    return figure, [child for child in children if isinstance(child, Figure)]


def _add_note(figure: Figure, items: list[Item], inside: MappedText, note: str) -> None:
    """The content of parentheses behind a figure: kept as a note, and its counts as parts of the figure."""
    figure.notes.append(note.strip())
    parts = find_quantities(_dates_masked(note))
    for i, part in enumerate(parts):
        until = parts[i + 1].start if i + 1 < len(parts) else len(note)
        before = note[: part.start] if not i else ""
        child, _ = _read_figure(inside, part.start, part.end, until, part.quantity, before, figure.paragraph)
        child.parent = figure
        items.append(child)


def _masked(text: str) -> str:
    """The text with dates and the content of parentheses blanked out, offsets unchanged."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if _ALTERNATIVE.match(match[0]) else " " * len(match[0])

    return _dates_masked(_PARENTHESIS.sub(blank, text), inside=False)


def _dates_masked(text: str, inside: bool = True) -> str:
    """Blank out dates: inside parentheses every one, outside only those that a count cannot be ('1500' is 1,500 men)."""
    for match in find_dates(text):
        if inside or _MONTH_OR_ERA.search(match.span.raw):
            text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
    return _BARE_YEAR.sub(lambda m: " " * len(m[0]), text) if inside else text
