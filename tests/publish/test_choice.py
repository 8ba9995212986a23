"""fct_casualties: one claim a thing, chosen by a rule that a user can change, and nobody counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from etl.cli import app
from etl.errors import UsageError
from etl.pipeline import run
from etl.publish.choice import casualty_choice, set_casualty_choice
from etl.publish.query import ask
from tests.documents import article

BODY = """## War
On 8 May 1992 a massacre took place in Shushi. According to Azerbaijan, 613 Azerbaijani civilians were killed. \
Memorial reported that 485 Azerbaijani civilians were killed, of them 106 women.
"""
INFOBOX = {"conflict": "Example War", "date": "1 May 1992 – 3 June 1993", "combatant1": "Armenia", "combatant2": "Azerbaijan"}
CHOSEN = """SELECT low, attributed_to, choices, chosen_because FROM fct_casualties
WHERE category = 'killed' AND population = 'civilian'"""


@pytest.fixture
def loaded(engine: Engine, tmp_path: Path) -> Engine:
    path = tmp_path / "war.md"
    path.write_text(article("Example War", INFOBOX, BODY), encoding="utf-8")
    run(engine, [path])
    return engine


def test_the_rule_chooses(loaded: Engine) -> None:
    assert casualty_choice(loaded) == "independent"
    assert ask(loaded, CHOSEN).rows == ((485, "Memorial", 2, "a source outside of the war"),)
    set_casualty_choice(loaded, "highest")
    assert ask(loaded, CHOSEN).rows == ((613, "Azerbaijan", 2, "the highest claim"),)
    set_casualty_choice(loaded, "lowest")
    assert ask(loaded, CHOSEN).rows == ((485, "Memorial", 2, "the lowest claim"),)


def test_a_figure_of_the_whole_war_takes_the_place_of_those_of_its_fights(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "war.md"
    infobox = {**INFOBOX, "casualties3": "5,000 Azerbaijani civilians killed"}
    path.write_text(article("Example War", infobox, BODY), encoding="utf-8")
    run(engine, [path])
    assert ask(engine, "SELECT event, low FROM fct_casualties WHERE category = 'killed'").rows == (("Example War", 5000),)
    assert len(ask(engine, "SELECT 1 FROM fct_casualty_claims WHERE category = 'killed'").rows) == 4


def test_dead_civilians_say_nothing_of_the_losses_of_the_army(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "war.md"
    infobox = {**INFOBOX, "casualties2": "89,500 casualties\n708 civilians killed"}
    path.write_text(article("Example War", infobox, ""), encoding="utf-8")
    run(engine, [path])
    chosen = ask(engine, "SELECT category, population, low FROM fct_casualties ORDER BY low").rows
    assert chosen == (("killed", "civilian", 708), ("casualties", "military", 89500))


def test_no_row_of_the_seed_is_about_the_same_as_another(seeded: Engine) -> None:
    twice = ask(
        seeded,
        "SELECT event_id FROM fct_casualties GROUP BY event_id, population, victim_group, category HAVING count(*) > 1",
    )
    assert twice.rows == ()
    parts = "SELECT count(*) FROM fct_casualties c JOIN fct_casualty_claims k ON k.fact_id = c.fact_id WHERE k.is_breakdown"
    assert ask(seeded, parts).rows == ((0,),)


def test_the_command_shows_and_sets_the_rule(tmp_path: Path) -> None:
    path = tmp_path / "war.md"
    path.write_text(article("Example War", INFOBOX, BODY), encoding="utf-8")
    database = ["--database", f"sqlite:///{tmp_path / 'a.db'}"]
    runner = CliRunner()
    assert runner.invoke(app, ["run", str(path), *database]).exit_code == 0
    assert runner.invoke(app, ["choose", *database]).output == "independent\n"
    assert runner.invoke(app, ["choose", "lowest", *database]).output == "lowest\n"
    refused = runner.invoke(app, ["choose", "best", *database])
    assert isinstance(refused.exception, UsageError)
    assert str(refused.exception) == "'best' is no rule; valid: independent, lowest, highest"
