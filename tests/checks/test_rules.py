"""Precision rule by rule: what is measured, what is kept as data, and what the commands say of a rule."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from etl.checks.evaluation import evaluate, gold_sets
from etl.checks.rule_precision import STORED, Counts, measure, stored
from etl.load.database import opened
from etl.normalize.rules import all_rules
from etl.pipeline import run
from tests.conftest import GOLD, GOLD_SETS


def test_a_stored_figure_is_of_a_rule_that_there_is() -> None:
    with STORED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["rule"] for row in rows if row["rule"] not in all_rules()] == []
    assert [row for row in rows if not 0 <= int(row["rows_right"]) <= int(row["rows_judged"]) > 0] == []


def test_every_set_of_the_folder_is_found() -> None:
    assert gold_sets(GOLD.parent) == GOLD_SETS
    assert gold_sets(GOLD) == [GOLD]


def test_rows_of_a_rule_are_judged_by_the_gold_file_of_their_relation(seed_engine: Engine) -> None:
    scores = evaluate(seed_engine, GOLD)
    counts = measure(scores)
    assert counts["table_equipment_inventory"] == Counts(30, 30)
    judged = {rule.relation for rule in all_rules().values() if rule.name in counts}
    assert "fct_casualty_claims" in judged and "fct_commanders" not in judged  # for which there is no gold file
    (events,) = (score for score in scores if score.name == "event")
    own = [c for name, c in counts.items() if all_rules()[name].relation == "fct_events"]
    assert (sum(c.judged for c in own), sum(c.right for c in own)) == (events.ours, events.found)


@pytest.mark.exhaustive
def test_the_stored_figures_are_those_of_the_gold_sets(tmp_path: Path, migrated_sqlite: Path) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "gold.db")
    with opened(f"sqlite:///{tmp_path / 'gold.db'}") as engine:
        run(engine, [folder / "document.md" for folder in GOLD_SETS])
        assert measure([score for folder in GOLD_SETS for score in evaluate(engine, folder)]) == stored()
