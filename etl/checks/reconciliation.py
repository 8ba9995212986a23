"""What does not add up in a database, as a person reads it: totals against items, claims against claims, unused numbers."""

from __future__ import annotations

from sqlalchemy import Engine, text


def reconciliation(engine: Engine) -> list[dict[str, object]]:
    """`rec_aircraft_losses` as a person reads it: what does not agree first."""
    sql = (
        "SELECT document, aircraft, operator, total_low, total_high, itemised_low, itemised_high, doubtful_low, incidents, "
        "verdict FROM rec_aircraft_losses ORDER BY document, verdict = 'agrees', aircraft, operator"
    )
    return _rows(engine, sql)


def contradictions(engine: Engine) -> list[dict[str, object]]:
    """`rec_contradictions`: how many of each kind a document has, with the reason of the first."""
    sql = (
        "SELECT document, kind, count(*) AS pairs, min(why) AS example FROM rec_contradictions "
        "GROUP BY document, kind ORDER BY document, kind"
    )
    return _rows(engine, sql)


def unused_numbers(engine: Engine) -> list[dict[str, object]]:
    """`dq_unused_numbers`: how many a document has of each kind."""
    sql = (
        "SELECT document, kind, count(*) AS numbers, min(raw) AS example FROM dq_unused_numbers "
        "GROUP BY document, kind ORDER BY document, kind"
    )
    return _rows(engine, sql)


def _rows(engine: Engine, sql: str) -> list[dict[str, object]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(sql)).mappings()]
