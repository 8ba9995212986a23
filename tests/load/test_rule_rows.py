"""The rules of the program are rows of the ledger: `dim_rules` says what a fact was read by and how often that was right."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from etl.checks.gates import check_gates
from etl.load.rule_rows import store_rules

DATED = {
    "rule": "event_dated",
    "relation": "fct_events",
    "meaning": "A dated sentence.",
    "example": "In 1992 …",
    "step": "events",
}
STORY = {"rule": "event_by_story", "relation": "fct_events", "meaning": "A story.", "example": "Then …", "step": "events"}


def test_rules_are_published_with_their_precision(engine: Engine) -> None:
    with engine.begin() as connection:
        store_rules(connection, [{**DATED, "rows_judged": 10, "rows_right": 9}, {**STORY, "status": "trial"}])
        rows = connection.execute(text("SELECT rule, status, rows_judged, rows_right, precision FROM dim_rules ORDER BY rule"))
        assert [tuple(row) for row in rows] == [("event_by_story", "trial", 0, 0, None), ("event_dated", "on", 10, 9, 0.9)]
        good = "SELECT count(*) FROM dim_rules WHERE precision >= 0.9"
        assert connection.scalar(text(good)) == 1


def test_a_rule_that_the_program_no_longer_has_is_off_and_stays(engine: Engine) -> None:
    with engine.begin() as connection:
        store_rules(connection, [{**DATED, "rows_judged": 10, "rows_right": 9}, STORY])
        store_rules(connection, [{**STORY, "meaning": "Another meaning."}])
        rows = connection.execute(text("SELECT rule, status, meaning, rows_judged FROM dim_rules ORDER BY rule")).all()
    assert [tuple(row) for row in rows] == [
        ("event_by_story", "on", "Another meaning.", 0),
        ("event_dated", "off", "A dated sentence.", 10),
    ]


def test_more_rows_right_than_judged_are_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError, match="rows_right_in_range"), engine.begin() as connection:
        store_rules(connection, [{**DATED, "rows_judged": 1, "rows_right": 2}])


def test_a_gate_names_rules_of_facts_that_nobody_registered(seeded: Engine) -> None:
    """A fact may name any rule; that it is a key of dim_rules is looked at behind each run."""
    with seeded.connect() as connection:
        gate = next(result.gate for result in check_gates(seeded) if result.gate.name == "rules_are_registered")
        assert connection.execute(text(gate.sql[0])).all() == []
        connection.execute(text("DELETE FROM rule WHERE rule = 'event_dated'"))
        assert connection.execute(text(gate.sql[0])).all() == [("event_dated",)]
        connection.rollback()
