"""One line for a fact: '161 or more civilian Azerbaijani killed, says Human Rights Watch'. For people, not for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

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


def _strength(row: Row) -> str:
    whose = row["force"] or row["side"]
    return _joined(count(row), thing(row), f"of {whose}" if whose else "")


def thing(row: Row) -> str:
    """What a strength counts: its category, or its own words where no category fits: 'battleships'."""
    named = row["what"] if row["category"] == "other" and row["what"] else row["category"]
    return str(named).replace("_", " ")


def _equipment(row: Row) -> str:
    way = {"supplied": "to"}.get(row["action"], "from")
    number = count(row)
    return _joined(row["actor"], str(row["action"]).replace("_", " "), number if number != row["category"] else "",
                   row["category"], f"{way} {row['counterparty']}" if row["counterparty"] else "")  # fmt: skip


def _aircraft(row: Row) -> str:
    return _joined(count(row), row["aircraft"], f"of {row['operator']}" if row["operator"] else "")


def _loss(row: Row) -> str:
    cause = row["cause"] if row["cause"] not in (None, "other") else "lost"
    return _joined(_aircraft(row), str(cause).replace("_", " "), dates(row))


def _position(row: Row) -> str:
    return _joined(row["person"], row["change"], "the office of" if row["office"] else "", row["office"], dates(row))


def _quotation(row: Row) -> str:
    return f"{row['speaker'] or 'Somebody'}: “{row['text']}”"


_LINES: dict[str, Callable[[Row], str]] = {
    "fct_casualty_claims": _casualties,
    "fct_strength_claims": _strength,
    "fct_equipment_claims": _equipment,
    "fct_aircraft_inventory": lambda row: _joined(_aircraft(row), "in service"),
    "fct_aircraft_loss_totals": lambda row: _joined(_aircraft(row), "lost in all"),
    "fct_aircraft_losses": _loss,
    "fct_positions": _position,
    "fct_quotations": _quotation,
    "fct_mentions": lambda row: f"“{row['surface']}” is {row['name']}",
    "fct_time_expressions": lambda row: _joined(f"“{row['surface']}” means", dates(row) or "no known day"),
    "fct_events": lambda row: str(row["name"]),
    "dim_conflicts": lambda row: str(row["name"]),
    "fct_conflict_results": lambda row: str(row["result"]),
    "fct_belligerents": lambda row: _joined(row["name"], f"on the side of {row['side']}" if row["side"] else ""),
    "fct_commanders": lambda row: _joined(row["person"], f"for {row['side']}" if row["side"] else ""),
}

NOUNS = {
    "fct_casualty_claims": "casualty claim",
    "fct_strength_claims": "claim of strength",
    "fct_equipment_claims": "claim of equipment",
    "fct_aircraft_inventory": "aircraft in service",
    "fct_aircraft_loss_totals": "total of aircraft lost",
    "fct_aircraft_losses": "loss of aircraft",
    "fct_positions": "office",
    "fct_quotations": "quotation",
    "fct_mentions": "name",
    "fct_time_expressions": "time",
    "fct_events": "event",
    "dim_conflicts": "conflict",
    "fct_conflict_results": "result",
    "fct_belligerents": "belligerent",
    "fct_commanders": "commander",
}


def headline(relation: str, row: Row) -> str:
    """What the fact says, without its claimant."""
    return _LINES[relation](row) or NOUNS[relation]
