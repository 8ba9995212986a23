"""`warledger query`: rows as they are, on both databases, and no way to change anything."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, inspect

from etl.errors import UsageError
from etl.publish.query import as_text, ask


def test_a_percent_sign_and_a_colon_are_text(seeded: Engine) -> None:
    answer = ask(
        seeded, "SELECT count(*) AS n, 10 % 3 AS rest, ':x' AS mark FROM fct_aircraft_losses WHERE evidence LIKE '%MiG-25s%'"
    )
    assert (answer.columns, answer.rows) == (("n", "rest", "mark"), ((3, 1, ":x"),))


def test_an_answer_is_an_aligned_table(engine: Engine) -> None:
    answer = ask(engine, "SELECT 'a' AS one, NULL AS two, 'line\nbreak' AS three")
    assert as_text(answer).splitlines() == ["one  two  three", "---  ---  ----------", "a         line break"]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM fact",
        "CREATE TABLE hacked (x integer)",
        "SELECT 1; CREATE TABLE hacked (x integer)",
        "SELECT 1; ROLLBACK; CREATE TABLE hacked (x integer); COMMIT",
        "COMMIT",
        "SELECT nope FROM dim_people",
        "",
    ],
)
def test_what_is_no_query_is_refused_in_one_line(seeded: Engine, sql: str) -> None:
    before = ask(seeded, "SELECT count(*) FROM fct_casualty_claims").rows
    with pytest.raises(UsageError) as refused:
        ask(seeded, sql)
    assert "\n" not in str(refused.value)
    assert "hacked" not in inspect(seeded).get_table_names()
    assert ask(seeded, "SELECT count(*) FROM fct_casualty_claims").rows == before
