"""Single losses of aircraft in the notes of a table: one row an incident.

    1 Azerbaijani MiG-25 flown by Yuri Belichenko was shot down near Cherban on 20 August 1992 using SA-7A
    1 (or 3) Azerbaijani MiG-25s reported as shot down in late 1992
    Azerbaijanis lost at least 1 L-39 on 24 June 1992 near Lachin

The clauses behind the verb come in any order, each opened by its preposition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.article import Cell, Issue
from etl.extract.spans import MappedText
from etl.normalize.grammar.dates import find_dates
from etl.normalize.grammar.quantities import find_quantities
from etl.normalize.infobox.sides import Side, find_side
from etl.normalize.record.facts import AircraftLoss, Dates

CAUSES = (
    ("friendly_fire", re.compile(r"\bfriendly fire\b|\bfratricide\b", re.IGNORECASE)),
    ("shot_down", re.compile(r"\bshot down\b|\bdowned\b|\bbrought down\b", re.IGNORECASE)),
    ("destroyed", re.compile(r"\bdestroyed\b|\bblown up\b", re.IGNORECASE)),
    ("other", re.compile(r"\blost\b|\bcrashed\b|\bditched\b|\bwritten off\b|\bcollided\b", re.IGNORECASE)),
)
_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,9}(?:[- ]?[A-Z]{0,3})?-?\d{1,3}[A-Za-z]{0,4}\b")
_NAME = r"[A-ZÀ-ÞŠŽČĆŞĞİ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_NAMES = rf"{_NAME}(?:\s+{_NAME})*"
_PLACE = re.compile(
    rf"\b(?:near|over|between|in|at|above|around|outside|off)\s+(?:the\s+)?(?P<a>{_NAMES})(?:\s+and\s+(?P<b>{_NAMES}))?"
)
_PILOT = re.compile(rf"\b(?:flown|piloted)\s+by\s+(?P<who>{_NAMES})")
_CREDIT = re.compile(rf"(?<!flown )(?<!piloted )\bby\s+(?P<who>{_NAMES})")
_WEAPON = re.compile(
    r"\b(?:using|with|by)\s+(?:an?\s+|the\s+)?(?P<what>[A-Z][\w-]*\d[\w-]*|[A-Z]{3,}[\w-]*|Igla|Strela|Stinger|"
    r"[a-z][\w-]*(?:\s[\w-]+)?\s(?:fire|missiles?|guns?)|"
    r"(?:[A-Z][\w-]+)(?=\s*(?:$|[.;(])))"
)
# bullets; a doubt mark before a new sentence; a new subject with its verb, where the full stop was lost
_BREAK = re.compile(
    r"(?:^|\s)\*\s+|(?<=\(\?\))\s+(?=[A-Z])|(?<=[.;])\s+(?=[A-Z\d])|\s+(?=[A-Z][a-z]+s?\s+(?:had|have|were|was|used|"
    r"operated|received)\b)"
)
_DOUBT = re.compile(r"\(\?\)|\bpossibly\b|\bprobably\b|\bunconfirmed\b")
_MONTHS = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)

_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def read_incidents(cell: Cell, label: str, section: str, sides: list[Side]) -> tuple[list[AircraftLoss], list[Issue]]:
    """The incidents of one notes cell; `label` is the type in the row's first column. Other statements are reported."""
    found: list[AircraftLoss] = []
    issues: list[Issue] = []
    for statement in _statements(cell.value):
        loss = _read_incident(statement, label, section, sides)
        if loss:
            found.append(loss)
            if loss.dates is None and _MONTH.search(statement.text):
                issues.append(Issue("warning", "date_unread", f"the date is not read: {statement.text!r}", statement.span))
        else:
            issues.append(Issue("info", "note_unread", f"no loss incident: {statement.text!r}", statement.span))
    return found, issues


def _statements(value: MappedText) -> list[MappedText]:
    cuts = [0]
    for match in _BREAK.finditer(value.text):
        head = value.text[cuts[-1] : match.start()]
        if "*" in match[0] or _cause(head) or match[0].strip() == "":
            cuts += [match.end()] if _splits(head, match[0]) else []
    cuts.append(len(value))
    parts = [value[a:b].strip() for a, b in zip(cuts, cuts[1:], strict=False)]
    stripped = [part[: len(re.sub(r"\s*\*$", "", part.text))].strip() for part in parts]
    return [part for part in stripped if part]


def _splits(head: str, mark: str) -> bool:
    """A bullet always parts; a bare new subject only behind a statement that has its verb already."""
    return "*" in mark or not head.strip() or _cause(head) is not None or bool(re.search(r"[.;)]$", head.rstrip()))


def _cause(text: str) -> str | None:
    return next((name for name, pattern in CAUSES if pattern.search(text)), None)


def _read_incident(statement: MappedText, label: str, section: str, sides: list[Side]) -> AircraftLoss | None:
    text = statement.text
    cause = _cause(text)
    designation = _aircraft(text, label)
    count = next(iter(find_quantities(text)), None)
    if cause is None or designation is None or count is None or count.start > designation.start():
        return None
    lead = text[: count.start] + text[count.end : designation.start()]
    dates = find_dates(text)
    rest = _without_dates(text, [(d.start, d.end) for d in dates])
    side = find_side(sides, lead) if lead.strip() else None
    clauses = _clauses(rest)
    end = len(text.rstrip(" ."))
    return AircraftLoss(
        evidence=statement[:end].span,
        section=section,
        rule="note_incident",
        aircraft=_named(designation[0], label),
        operator=side.name if side else None,
        counted_under=label,
        count=count.quantity,
        is_uncertain=bool(_DOUBT.search(text)),
        cause=cause,
        weapon=clauses.weapon,
        pilot=clauses.pilot,
        credited_to=clauses.credited_to,
        dates=Dates(dates[0].span) if dates else None,
        places=clauses.places,
    )


@dataclass(frozen=True, slots=True)
class _Clauses:
    places: tuple[str, ...]
    weapon: str | None
    pilot: str | None
    credited_to: str | None


def _clauses(text: str) -> _Clauses:
    pilot = _PILOT.search(text)
    weapon = _WEAPON.search(_PILOT.sub(" ", text))
    credit = _CREDIT.search(text)
    who = credit["who"] if credit else None
    if who and weapon and who == weapon["what"]:
        who = None
    places = [name for m in _PLACE.finditer(text) for name in (m["a"], m["b"]) if name and name not in _MONTHS]
    return _Clauses(tuple(places), weapon["what"] if weapon else None, pilot["who"] if pilot else None, who)


def _without_dates(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _aircraft(text: str, label: str) -> re.Match[str] | None:
    """The first designation that is no weapon: it stands before 'using'."""
    name = re.search(rf"\b{re.escape(label)}s?\b", text)
    using = re.search(r"\b(?:using|with)\b", text)
    stop = using.start() if using else len(text)
    return name or _DESIGNATION.search(text, 0, stop)


def _named(designation: str, label: str) -> str:
    """'MiG-21s' -> 'MiG-21'; 'L-39' in the row of 'Aero L-39' takes the row's name."""
    name = designation.removesuffix("s") if not label.endswith("s") else designation
    return label if label == name or (label.endswith((f" {name}", f"-{name}")) and " and " not in label) else name
