"""The bundle in a real Superset, which takes minutes to install: `pytest -m exhaustive tests/bi`."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.exhaustive
def test_every_chart_shows_rows_in_superset() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.bi.superset"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
