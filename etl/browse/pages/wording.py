"""One line for a fact: '161 or more civilian Azerbaijani killed, says Human Rights Watch'. For people, not for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from schema.kinds import KIND_OF_RELATION, KINDS

Row = Mapping[str, Any]

_BEFORE_CHRIST = re.compile(r"-(\d{4,})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def count(row: Row) -> str:
    """The count of a row: '161 or more', 'up to 16,000', '25,000–30,000', 'about 30', 'scores'; empty where there is none."""
    low, high = row.get("low"), row.get("high")
    about = "about " if row.get("is_approximate") else ""
    if low is None and high is None:
        return str(row.get("vague_term") or row.get("raw") or "")
    if low == high:
        return f"{about}{low:,}"
    if high is None:
        return f"{about}{low:,} or more"
    if low is None:
        return f"up to {about}{high:,}"
    return f"{about}{low:,}–{high:,}"


def dates(row: Row) -> str:
    """The first and last day, or the years before Christ, or the words; empty where there is no date."""
    first, last = row.get("date_start"), row.get("date_end")
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return readable_edtf(row.get("date_edtf")) or str(row.get("date_raw") or "")


def readable_edtf(edtf: str | None) -> str:
    """A date in EDTF with its years as people count them: '-0030-09-02' -> '2 September 31 BC'; '' for none."""
    if not edtf:
        return ""
    told = [_BEFORE_CHRIST.sub(lambda m: _before_christ(m[1], m[2], m[3]), part) for part in edtf.split("/")]
    return " to ".join(part for part in told if part and part != "..")


def _before_christ(year: str, month: str | None, day: str | None) -> str:
    named = f"{_MONTHS[int(month) - 1]} " if month and 1 <= int(month) <= 12 else ""
    return f"{f'{int(day)} ' if day and named else ''}{named}{1 + int(year)} BC"


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def _casualties(row: Row) -> str:
    population = "" if row["population"] == "mixed" else row["population"]
    return _joined(count(row), row["victim_group"], population, row["category"])


def thing(row: Row) -> str:
    """What a strength counts: its category, or its own words where no category fits: 'battleships'."""
    named = row["what"] if row["category"] == "other" and row["what"] else row["category"]
    return str(named).replace("_", " ")


def _equipment(row: Row) -> str:
    way = {"supplied": "to"}.get(row["action"], "from")
    number = count(row)
    return _joined(row["actor"], str(row["action"]).replace("_", " "), number if number != row["category"] else "",
                   row["category"], f"{way} {row['counterparty']}" if row["counterparty"] else "")  # fmt: skip


def _loss(row: Row) -> str:
    cause = row["cause"] if row["cause"] not in (None, "other") else "lost"
    owner = f"of {row['operator']}" if row["operator"] else ""
    return _joined(count(row), row["aircraft"], owner, str(cause).replace("_", " "), dates(row))


# kinds whose line needs more than the template of `FactKind.says`
IRREGULAR: dict[str, Callable[[Row], str]] = {
    "casualty_claim": _casualties,
    "equipment_claim": _equipment,
    "aircraft_loss": _loss,
}
_COMPUTED: dict[str, Callable[[Row], str]] = {"count": count, "dates": dates, "thing": thing}
_PART = re.compile(r"(?:\{[^}]*\}|\[[^\]]*\]|\S)+")  # of a template, between its blanks
_VALUE = re.compile(r"\{([^}]*)\}")

NOUNS = {kind.relation: kind.noun for kind in KINDS}


def headline(relation: str, row: Row) -> str:
    """What the fact says, without its claimant."""
    kind = KIND_OF_RELATION[relation]
    return (IRREGULAR[kind.name](row) if kind.name in IRREGULAR else said(kind.says, row)) or kind.noun


def said(template: str, row: Row) -> str:
    """A row in the words of a template, see `FactKind.says`: '{name} [on the side of {side}]' -> 'Armenia on the side of …'."""
    return _joined(*(_part(part, row) for part in _PART.findall(template)))


def _part(part: str, row: Row) -> str:
    if part.startswith("["):
        if not all(_first(names, row) for names in _VALUE.findall(part)):
            return ""
        part = part[1:-1]
    return _VALUE.sub(lambda match: _first(match[1], row), part)


def _first(names: str, row: Row) -> str:
    """The first of 'a|b|words' that is not empty; what is no column stands for itself."""
    values = (_COMPUTED[n](row) if n in _COMPUTED else row.get(n, n) for n in names.split("|"))
    return str(next((value for value in values if value), ""))
