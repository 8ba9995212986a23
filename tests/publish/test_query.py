"""`warledger query`: rows as they are, on both databases, and no way to change anything."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, inspect

from etl.errors import UsageError
from etl.pipeline import run
from etl.publish.query import as_text, ask
from tests.conftest import SEED


def test_a_percent_sign_and_a_colon_are_text(engine: Engine) -> None:
    run(engine, [SEED])
    answer = ask(
        engine, "SELECT count(*) AS n, 10 % 3 AS rest, ':x' AS mark FROM fct_aircraft_losses WHERE evidence LIKE '%MiG-25s%'"
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
def test_what_is_no_query_is_refused_in_one_line(engine: Engine, sql: str) -> None:
    run(engine, [SEED])
    before = ask(engine, "SELECT count(*) FROM fct_casualty_claims").rows
    with pytest.raises(UsageError) as refused:
        ask(engine, sql)
    assert "\n" not in str(refused.value)
    assert "hacked" not in inspect(engine).get_table_names()
    assert ask(engine, "SELECT count(*) FROM fct_casualty_claims").rows == before
