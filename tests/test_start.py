"""What the command loads: help answers at once, and a subcommand waits for no package and no part of ours but those it uses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.start import BARE
from tests.conftest import ROOT
from tests.documents import article

_FRAME = {"etl", "etl.cli", "etl.config", "etl.errors", "schema.address", "schema.vocabulary"}  # take no time
_IMPORTED_AS = {"pyyaml": "yaml"}
_AT_THE_END = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
"""
_COMMAND = f"{_AT_THE_END}sys.argv[0] = 'warledger'\nfrom etl.cli import main\nmain()"
_EVERY_HELP = """
import json, sys
from etl.cli import app

loaded = {}
for command in ["", *(info.name or info.callback.__name__ for info in app.registered_commands)]:
    try:
        app([*command.split(), "--help"])
    except SystemExit as ended:
        assert ended.code == 0, command
    loaded[command] = sorted(sys.modules)
print(json.dumps(loaded), file=sys.stderr)
"""


def packages() -> set[str]:
    """The packages on which the project depends, as they are imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["postgres"], *extras["parquet"], *extras["schedule"], *extras["web"]]
    names = [re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in wanted]
    return {_IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def ended(program: str, *arguments: str, **environment: str) -> tuple[str, Any]:
    """What a Python process that runs the program prints, and the JSON in the last line of its standard error."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.run([sys.executable, "-c", program, *arguments], env=given, capture_output=True, text=True)
    return process.stdout, json.loads(process.stderr.splitlines()[-1])


def loads(modules: list[str]) -> set[str]:
    """What takes time among the modules: packages that the project depends on, the schema, and parts of `etl`."""
    outside = {module.partition(".")[0] for module in modules} & packages()
    ours = {module for module in modules if module.startswith(("etl.", "schema."))} - _FRAME
    parts = {".".join(module.split(".")[:2]) for module in ours if module.startswith("etl.")} - _FRAME
    return outside | parts | {"schema" for module in ours if module.startswith("schema.")}


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What a bare typer app loads: nothing of it is our choice."""
    return loads(ended(_AT_THE_END + BARE, "first", "--help")[1])


def test_help_loads_no_more_than_a_bare_typer_app(bare: set[str]) -> None:
    _, loaded = ended(_EVERY_HELP)
    assert len(loaded) > 10
    assert {command: loads(modules) - bare for command, modules in loaded.items() if loads(modules) - bare} == {}


@pytest.mark.parametrize(
    ("arguments", "used"),
    [
        ("--version", ""),
        ("rules", "yaml etl.checks etl.normalize etl.extract"),
        ("extract a.md", "ahocorasick_rs ftfy nupunkt yaml etl.extraction_json etl.pipeline etl.normalize etl.extract"),
        ("migrate", "sqlalchemy alembic filelock schema etl.load"),
        ("query SELECT(1)", "sqlalchemy schema etl.publish etl.load"),
        ("check", "sqlalchemy yaml schema etl.reports etl.checks etl.load"),
    ],
)
def test_a_subcommand_loads_what_it_uses(
    arguments: str, used: str, bare: set[str], migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(article("Battle of Alpha"), encoding="utf-8")
    url = f"sqlite:///{migrated_sqlite}"
    _, modules = ended(_COMMAND, *arguments.split(), WARLEDGER_DATABASE_URL=url)
    assert loads(modules) - bare == set(used.split())


@pytest.mark.parametrize(("typed", "value"), [("warledger choose ", "lowest"), ("warledger export --format ", "parquet")])
def test_the_shell_waits_for_no_database_to_complete_a_value(typed: str, value: str, bare: set[str]) -> None:
    asked = {"_WARLEDGER_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split(" ")) - 1)}
    completed, modules = ended(_COMMAND, **asked)
    assert value in completed.split()
    assert loads(modules) - bare <= {"etl.publish"}
