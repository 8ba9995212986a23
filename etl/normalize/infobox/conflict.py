"""The infobox's own statements on the conflict: title, larger war, dates, place, territory, result and its points.

date: 20 February 1988 – 12 May 1994
result: Exampleland victory \\n* Ceasefire agreement      position 0 and 1
coordinates: 38.93444°N, 20.73861°W
"""

from __future__ import annotations

import re

from etl.extract.article import Article, InfoboxField, Issue
from etl.extract.spans import MappedText, Span
from etl.normalize.grammar.dates import find_dates
from etl.normalize.infobox.residue import without_residue
from etl.normalize.record.facts import Conflict, ConflictResult, Dates, Fact

_FIELDS = (
    "conflict", "partof", "date", "place", "territory", "result", "coordinates",
    *(f"{axis}_{part}" for axis in ("lat", "lon") for part in ("deg", "min", "sec", "dir")),
)  # fmt: skip
_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)°([NS]),?\s*(-?\d{1,3}(?:\.\d+)?)°([EW])")
_BULLET = re.compile(r"^(?:[*•·;:–-]+\s*)+")
_NEAR = re.compile(
    r"^(?:(?:[Nn]ear|[Oo]ff|[Aa]t|[Ii]n|[Oo]n|[Aa]round|[Bb]etween|[Tt]he|of|village|town|city|north|south|east|west|and|parts|"
    r"modern|present-day|today's)\s+)+"
)
_WHERE = re.compile(r"[,;:\n()]|\s(?:and|in|near|of the|south of|north of|east of|west of|on)\s")
_LONGEST_PLACE = 100


def read_conflict(article: Article, infobox_no: int) -> tuple[list[Fact], set[str], list[Issue]]:
    """The facts of one infobox on its conflict, the fields they used, and what could not be read."""
    fields = {f.name: f for f in article.fields if f.infobox_no == infobox_no and f.value.text.strip()}
    if "conflict" not in fields:
        return [], set(), []
    used = {name for name in _FIELDS if name in fields}
    issues: list[Issue] = []
    dates = conflict_dates(article, infobox_no)
    if dates is None and "date" in fields:
        issues.append(Issue("warning", "date_unread", f"date: {fields['date'].value.text!r}", fields["date"].value.span))
        used.discard("date")
    problem = _further_dates(fields.get("date"))
    latitude, longitude, doubt = _coordinates(fields)
    problem += doubt
    name = fields["conflict"].value.strip()
    conflict = Conflict(
        evidence=name.span,
        section="infobox",
        rule="infobox_conflict",
        name=" ".join(name.text.split()),
        part_of=_plain(fields.get("partof")),
        territory=_plain(fields.get("territory")),
        latitude=latitude,
        longitude=longitude,
        dates=dates,
        places=conflict_places(article, infobox_no),
    )
    return [conflict, *_results(fields.get("result"))], used, issues + problem


def conflict_dates(article: Article, infobox_no: int) -> Dates | None:
    """When the conflict took place: the first date of the `date` field."""
    field = next((f for f in article.fields if f.infobox_no == infobox_no and f.name == "date"), None)
    found = find_dates(field.value.text) if field else []
    return Dates(found[0].span) if found else None


def _further_dates(field: InfoboxField | None) -> list[Issue]:
    """A second date of the field ('Ratification effective: May 12, 1784') belongs to something else: reported."""
    found = find_dates(field.value.text) if field else []
    return [
        Issue(
            "info",
            "infobox_text_unread",
            f"date: {match.span.raw!r} is a further date",
            field.value[match.start : match.end].span,
        )
        for match in found[1:]
        if field
    ] + _unread_digits(field)


def _unread_digits(field: InfoboxField | None) -> list[Issue]:
    """Figures of the date field that no date has read: an impossible or misspelled date is reported, never guessed."""
    if field is None:
        return []
    rest = field.value.text
    for match in find_dates(rest):
        rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    rest = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), rest)
    unread = re.search(r"\S*\d.*", rest)
    return [Issue("warning", "date_partly_unread", f"date: {unread[0].strip()!r} is no date", field.value.span)] if unread else []


def conflict_places(article: Article, infobox_no: int) -> tuple[str, ...]:
    """The places of the `place` field, in the order in which they stand: mostly the most specific first."""
    field = next((f for f in article.fields if f.infobox_no == infobox_no and f.name == "place"), None)
    return tuple(text for text, _ in place_names(field)) if field else ()


def place_names(field: InfoboxField) -> list[tuple[str, Span]]:
    """Names of places in the field and where each stands: 'Near Krokowa, Poland' -> Krokowa, Poland.

    A link is cut at its commas only: 'Bosnia and Herzegovina' is one place, 'Tulsa County, Oklahoma' two.
    """
    value = without_residue(field.value)
    links = [m.span() for link in field.links if link.text[:1].isupper() for m in re.finditer(re.escape(link.text), value.text)]
    found = []
    at = 0
    for start, end in [*(m.span() for m in _WHERE.finditer(value.text)), (len(value), len(value))]:
        is_inside_link = start < end and any(a <= start and end <= b for a, b in links)
        if is_inside_link and value.text[start:end].strip() != ",":
            continue
        piece = value[at:start].strip()
        near = _NEAR.match(piece.text)
        piece = piece[near.end() if near else 0 :].strip()
        piece = piece[: len(piece.text.rstrip(" ."))]
        if piece.text[:1].isupper() and not _COORDINATES.search(piece.text) and len(piece) <= _LONGEST_PLACE:
            found.append((piece.text, piece.span))
        at = end
    return found


def _coordinates(fields: dict[str, InfoboxField]) -> tuple[float | None, float | None, list[Issue]]:
    """Degrees north and east, from `coordinates` or `place`, or from the old lat_/lon_ fields.

    The converter writes '°N' and '°W' whatever they were (it puts Berlin at 13.38333°W) but keeps the sign, which is
    right: positive is north and east.
    """
    for name in ("coordinates", "place"):
        field = fields.get(name)
        match = _COORDINATES.search(field.value.text) if field else None
        if field and match:
            span = field.value[match.start() : match.end()].span
            message = f"{match[0]}: the converter's letters are not to be trusted, the signs are read"
            return float(match[1]), float(match[3]), [Issue("info", "coordinates_letters_ignored", message, span)]
    return _sexagesimal(fields, "lat", "S"), _sexagesimal(fields, "lon", "W"), []


def _sexagesimal(fields: dict[str, InfoboxField], axis: str, negative: str) -> float | None:
    """lat_deg, lat_min, lat_sec, lat_dir -> degrees, to about a metre."""
    parts = [fields[f"{axis}_{unit}"].value.text.strip() if f"{axis}_{unit}" in fields else "0" for unit in ("deg", "min", "sec")]
    if f"{axis}_deg" not in fields or not all(re.fullmatch(r"\d{1,3}(?:\.\d+)?", part) for part in parts):
        return None
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    direction = fields.get(f"{axis}_dir")
    return round(-degrees if direction and direction.value.text.strip() == negative else degrees, 5)


def _results(field: InfoboxField | None) -> list[Fact]:
    """The headline and its points; a line without a bullet right under a point goes on with it."""
    if field is None:
        return []
    points: list[MappedText] = []
    for m in re.finditer(r"(?:^|\n)[ \t]*(?:[*•·;:][^\n]*(?:\n(?![ \t]*[*•·;:\n])[^\n]+)*|[^\n*•·;:][^\n]*)", field.value.text):
        line = field.value[m.start() : m.end()].strip()
        bullet = _BULLET.match(line.text)
        point = line[bullet.end() if bullet else 0 :].strip()
        if point.text.strip(":. "):
            points.append(point)
    return [
        ConflictResult(
            evidence=point.span,
            section="infobox",
            rule="infobox_result_point" if position else "infobox_result",
            position=position,
            result=" ".join(point.text.rstrip(":").split()),
        )
        for position, point in enumerate(points)
    ]


def _plain(field: InfoboxField | None) -> str | None:
    lines = (
        [line[len(m[0]) if (m := _BULLET.match(line.text)) else 0 :].text for line in without_residue(field.value).lines()]
        if field
        else []
    )
    return "; ".join(" ".join(line.split()).rstrip(";") for line in lines if line.strip()) or None
