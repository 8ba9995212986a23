"""One line for a fact: '161 or more civilian Azerbaijani killed, says Human Rights Watch'. For people, not for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]


def count(row: Row) -> str:
    """The count of a row: '161 or more', 'up to 16,000', '25,000–30,000', 'about 30', 'scores'; empty where there is none."""
    low, high = row.get("low"), row.get("high")
    about = "about " if row.get("is_approximate") else ""
    if low is None and high is None:
        word = row.get("vague_term") or row.get("raw") or ""
        return str(word)
    if low == high:
        return f"{about}{low:,}"
    if high is None:
        return f"{about}{low:,} or more"
    if low is None:
        return f"{about}up to {high:,}"
    return f"{about}{low:,}–{high:,}"


def dates(row: Row) -> str:
    """The first and last day, or the words; empty where there is no date."""
    first, last = row.get("date_start"), row.get("date_end")
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return str(row.get("date_edtf") or row.get("date_raw") or "")


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


def _casualties(row: Row) -> str:
    population = "" if row["population"] == "mixed" else row["population"]
    return _joined(count(row), row["victim_group"], population, row["category"])


def _strength(row: Row) -> str:
    return _joined(count(row), str(row["category"]).replace("_", " "), "of" if row["force"] or row["side"] else "",
                   row["force"] or row["side"])  # fmt: skip


def _equipment(row: Row) -> str:
    way = {"supplied": "to"}.get(row["action"], "from")
    return _joined(row["actor"], str(row["action"]).replace("_", " "), count(row), row["category"],
                   f"{way} {row['counterparty']}" if row["counterparty"] else "")  # fmt: skip


def _aircraft(row: Row) -> str:
    return _joined(count(row), row["aircraft"], f"of {row['operator']}" if row["operator"] else "")


def _loss(row: Row) -> str:
    return _joined(_aircraft(row), str(row["cause"] or "lost").replace("_", " "), dates(row))


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
