"""All infoboxes of an article to facts: the conflict, its sides, commanders, units, strengths and casualties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from etl.extract.article import Article, InfoboxField, Issue
from etl.normalize.infobox.conflict import read_conflict
from etl.normalize.infobox.context import Setting
from etl.normalize.infobox.fields import use_of
from etl.normalize.infobox.figures import FLAG
from etl.normalize.infobox.infobox_casualties import read_casualties
from etl.normalize.infobox.infobox_strengths import read_strengths
from etl.normalize.infobox.name_lists import NameItem, read_names
from etl.normalize.infobox.residue import has_residue, is_residue
from etl.normalize.infobox.sides import Side, note_dates, read_sides, side_of
from etl.normalize.lexicon.phrases import is_only
from etl.normalize.record.extraction import FieldUse
from etl.normalize.record.facts import Commander, Conflict, Dates, Fact
from etl.normalize.times.engagement import engagement_dates

_NUMBERED = re.compile(r"(?P<what>combatant|commander|leader|unit|strength|casualties)s?(?P<number>[1-9])?[a-z]?$")
NICKNAME = re.compile(r"[\"“](?P<name>[^\"”]+)[\"”]")
LONGEST_VALUE = 8_000  # characters; the longest list of commanders that we met has 2,300


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
    article, overlong = _without_overlong(article)
    sides, issues = read_sides(article)
    reading = InfoboxReading(sides, issues=issues)
    for side in sides:
        reading.facts += side.belligerents
    for box in sorted({f.infobox_no for f in article.fields}):
        _read_infobox(article, box, reading)
    for item in overlong:
        why = f"longer than {LONGEST_VALUE:,} characters: no infobox value"
        reading.uses.append(FieldUse(item.infobox_no, item.name, "unknown", why))
        reading.issues.append(Issue("warning", "infobox_value_too_long", f"{item.name}: {why}", item.value.span))
    return reading


def _without_overlong(article: Article) -> tuple[Article, list[InfoboxField]]:
    """The article without values that are too long to be read in bounded time, and these."""
    overlong = [item for item in article.fields if len(item.value) > LONGEST_VALUE]
    if not overlong:
        return article, []
    kept = tuple(item for item in article.fields if len(item.value) <= LONGEST_VALUE)
    return replace(article, front_matter=replace(article.front_matter, fields=kept)), overlong


def _read_infobox(article: Article, box: int, reading: InfoboxReading) -> None:
    facts, used, issues = read_conflict(article, box)
    reading.facts += facts
    reading.issues += issues
    conflict = next((f for f in facts if isinstance(f, Conflict)), None)
    for item in (f for f in article.fields if f.infobox_no == box):
        match = _NUMBERED.match(item.name)
        if match and item.value.text.strip() and not is_residue(item.value.text):
            before = len(reading.facts) + len(reading.units)
            _read_numbered(item, match, conflict, reading)
            found = len(reading.facts) + len(reading.units) > before or match["what"] == "combatant"
            if found or is_only("unknown", item.value.text):
                used.add(item.name)
    reading.uses += [use_of(f, used) for f in article.fields if f.infobox_no == box]


def _read_numbered(item: InfoboxField, match: re.Match[str], conflict: Conflict | None, reading: InfoboxReading) -> None:
    number = int(match["number"] or 0)
    side = side_of(reading.sides, item.infobox_no, number)
    if match["what"] != "combatant" and has_residue(item.value.text):
        reading.issues.append(Issue("warning", "template_residue", f"{item.name}: template residue is left out", item.value.span))
    if match["what"] in ("commander", "leader"):
        for name in read_names(item, of_people=True):
            reading.commanders.append((name, item, side))
            reading.facts.append(_commander(name, side, number, conflict))
    elif match["what"] == "unit":
        reading.units += [(name, item, side) for name in read_names(item)]
    elif match["what"] == "strength":
        strengths, issues = read_strengths(item, _setting(item, side, number, conflict, reading))
        reading.facts += strengths
        reading.issues += issues
    elif match["what"] == "casualties":
        casualties, issues = read_casualties(item, _setting(item, side, number, conflict, reading))
        reading.facts += casualties
        reading.issues += issues


def _setting(item: InfoboxField, side: Side | None, number: int, conflict: Conflict | None, reading: InfoboxReading) -> Setting:
    """A third field without a third party ('casualties3') is that of the civilians or of all."""
    engagement = engagement_dates(conflict.dates if conflict else None)
    return Setting(
        side=side if side and (side.belligerents or number < 3) else None,
        sides=tuple(reading.sides),
        event=conflict.name if conflict else None,
        conflict=conflict.dates if conflict else None,
        engagement=engagement,
        places=conflict.places[:1] if conflict and engagement else (),
        is_flagged=bool(FLAG.search(item.value.text.partition("\n")[0])),
    )


def _commander(name: NameItem, side: Side | None, number: int, conflict: Conflict | None) -> Commander:
    when = conflict.dates if conflict else None
    role = " ".join((*role_notes(name, when), name.rest)).strip()
    return Commander(
        evidence=name.span,
        section="infobox",
        rule="infobox_commander",
        side_no=number,
        side=side.name if side else None,
        person=name.name,
        role=role or (name.label if name.label_is_inline else None),
        fate=name.fate,
        dates=note_dates(name.notes, when),
    )


def role_notes(name: NameItem, when: Dates | None = None) -> list[str]:
    """The notes behind a name that say what the person was: no dates, no nickname in quotes."""
    return [note for note in name.notes if not note_dates((note,), when) and not NICKNAME.fullmatch(note)]
