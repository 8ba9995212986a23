"""All infoboxes of an article to facts: the conflict, its sides, commanders, units, strengths and casualties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.extract.article import Article, InfoboxField, Issue
from etl.normalize.facts import Commander, Conflict, Dates, Fact, FieldUse
from etl.normalize.figures import FLAG
from etl.normalize.infobox_casualties import Setting, read_casualties
from etl.normalize.infobox_conflict import read_conflict
from etl.normalize.infobox_fields import use_of
from etl.normalize.infobox_strengths import read_strengths
from etl.normalize.name_lists import NameItem, read_names
from etl.normalize.residue import is_residue
from etl.normalize.sides import Side, note_dates, read_sides, side_of

_NUMBERED = re.compile(r"(?P<what>combatant|commander|leader|unit|strength|casualties)s?(?P<number>[1-9])?[a-z]?$")
_LONGEST_ENGAGEMENT = 100  # days; beyond it a strength or place of the infobox is not that of one engagement


@dataclass(slots=True)
class InfoboxReading:
    """What the infoboxes said; `names` keeps the items of commander and unit fields for the entities."""

    sides: list[Side]
    facts: list[Fact] = field(default_factory=list)
    uses: list[FieldUse] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    commanders: list[tuple[NameItem, InfoboxField, Side | None]] = field(default_factory=list)
    units: list[tuple[NameItem, InfoboxField, Side | None]] = field(default_factory=list)


def read_infoboxes(article: Article) -> InfoboxReading:
    """The facts of all infoboxes, in the order of the text."""
    sides, issues = read_sides(article)
    reading = InfoboxReading(sides, issues=issues)
    for side in sides:
        reading.facts += side.belligerents
    for box in sorted({f.infobox_no for f in article.fields}):
        _read_infobox(article, box, reading)
    return reading


def _read_infobox(article: Article, box: int, reading: InfoboxReading) -> None:
    facts, used, issues = read_conflict(article, box)
    reading.facts += facts
    reading.issues += issues
    conflict = next((f for f in facts if isinstance(f, Conflict)), None)
    for item in (f for f in article.fields if f.infobox_no == box):
        match = _NUMBERED.match(item.name)
        if match and item.value.text.strip() and not is_residue(item.value.text):
            used.add(item.name)
            _read_numbered(item, match, conflict, reading)
    reading.uses += [use_of(f, used) for f in article.fields if f.infobox_no == box]


def _read_numbered(item: InfoboxField, match: re.Match[str], conflict: Conflict | None, reading: InfoboxReading) -> None:
    side = side_of(reading.sides, item.infobox_no, int(match["number"] or 0))
    if match["what"] in ("commander", "leader"):
        for name in read_names(item):
            reading.commanders.append((name, item, side))
            reading.facts.append(_commander(name, side, int(match["number"] or 0)))
    elif match["what"] == "unit":
        reading.units += [(name, item, side) for name in read_names(item)]
    elif match["what"] == "strength":
        strengths, issues = read_strengths(item, side, _engagement(conflict))
        reading.facts += strengths
        reading.issues += issues
    elif match["what"] == "casualties":
        own = side if side and side.name and (side.belligerents or int(match["number"] or 0) < 3) else None
        setting = Setting(
            own, tuple(reading.sides), conflict.name if conflict else None, conflict.dates if conflict else None,
            _engagement_places(conflict), bool(FLAG.search(item.value.text.partition("\n")[0])),
        )  # fmt: skip
        casualties, issues = read_casualties(item, setting)
        reading.facts += casualties
        reading.issues += issues


def _commander(name: NameItem, side: Side | None, number: int) -> Commander:
    role = " ".join((*(n for n in name.notes if not note_dates((n,))), name.rest)).strip()
    return Commander(
        evidence=name.span,
        section="infobox",
        rule="infobox_commander",
        side_no=number,
        side=side.name if side else None,
        person=name.name,
        role=role or (name.label if name.label_is_inline else None),
        fate=name.fate,
        dates=note_dates(name.notes),
    )


def _engagement(conflict: Conflict | None) -> Dates | None:
    """The dates of a battle or short campaign; None for a war, whose infobox strengths hold at no one time."""
    span = conflict.dates.span if conflict and conflict.dates else None
    if span is None or span.start is None or span.end is None:
        return None
    (y1, m1, d1), (y2, m2, d2) = span.start, span.end
    days = (y2 - y1) * 365 + (m2 - m1) * 30 + d2 - d1
    return Dates(span, is_inferred=True) if days <= _LONGEST_ENGAGEMENT else None


def _engagement_places(conflict: Conflict | None) -> tuple[str, ...]:
    """The most specific place of a battle: the first name of its place field."""
    return conflict.places[:1] if conflict and _engagement(conflict) else ()
