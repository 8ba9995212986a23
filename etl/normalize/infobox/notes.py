"""What stands in parentheses behind a figure, or after it: whose figure it is, when, and how sure.

25,000–30,000 (Western and Russian estimates)      attributed to 'Western and Russian estimates'
400 according to Karabakh State Commission         attributed to 'Karabakh State Commission'
149,000 Swedes (1632)                              dated 1632
22–60 dead (estimated)                             approximate
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.normalize.grammar.dates import find_dates
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.infobox.figures import Figure
from etl.normalize.record.facts import Dates

_ACCORDING = re.compile(
    r"\b(?:according to|as (?:claimed|reported|stated|estimated) by|(?:claimed|reported|estimated) by|per)\s+(?:the\s+)?"
    r"(?P<who>[^,;()]+)",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"^(?P<who>(?:[A-Z][\w'’.-]*[\s,]*(?:and\s+)?)+"
    r"(?:estimates?|figures?|claims?|sources?|data|reports?|records?|archives?))$"
)
_ESTIMATED = re.compile(r"^(?:est(?:\.|imated?|imates?)?|approx\.?|approximately|roughly)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotedFigure:
    """A figure with its notes taken into account. `what`: its words without the attribution."""

    count: Quantity
    what: str
    dates: Dates | None
    attributed_to: str | None


def read_notes(figure: Figure) -> NotedFigure:
    """Attribution, date and approximation of a figure, from its parentheses and the words after it."""
    count, what, dates, attributed = figure.quantity, figure.what, None, None
    if (said := _ACCORDING.search(what)) is not None:
        attributed, what = said["who"].strip(), what[: said.start()].strip(" ,")
    for note in figure.notes:
        if _ESTIMATED.match(note):
            count = replace(count, is_approximate=True)
        elif said := _ACCORDING.search(note) or _OF_WHOM.match(note):
            attributed = said["who"].strip()
        elif dates is None and (found := _dates(note)):
            dates = found
    return NotedFigure(count, what, dates or _dates(what), attributed)


def _dates(note: str) -> Dates | None:
    """The date in a note, unless the number is a count of its own kind."""
    found = find_dates(note, open_spans=True)
    if not found:
        bare = re.search(r"(?<![\d,.])(1\d{3}|20\d{2})(?![\d,.])", note)
        found = find_dates(bare[1]) if bare else []
    return Dates(found[0].span) if found else None
