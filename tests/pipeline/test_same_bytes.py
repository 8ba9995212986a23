"""The same articles give the same bytes: again, in another order, by two workers, in another locale, time zone, hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from etl.load.database import opened
from etl.pipeline import run
from tests.conftest import SEED
from tests.pipeline.articles import write_generation

ELSEWHERE = {"PYTHONHASHSEED": "12345", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
_OF_THE_CLOCK = ("dim_runs.csv", "datapackage.json", "README.md")  # how many runs there were and when; the file's hash and rows


def _warledger(folder: Path, *arguments: object, **environment: str) -> None:
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WARLEDGER")}
    done = subprocess.run(command, cwd=folder, env={**inherited, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _export(folder: Path, name: str, **environment: str) -> dict[str, bytes]:
    _warledger(folder, "export", "--to", name, "--database", f"sqlite:///{folder / 'own.db'}", **environment)
    return {file.name: file.read_bytes() for file in (folder / name).iterdir() if file.name not in _OF_THE_CLOCK}


def test_exports_are_the_same_bytes(tmp_path: Path) -> None:
    exports = []
    for number, (environment, options) in enumerate([({"PYTHONHASHSEED": "0"}, []), (ELSEWHERE, ["--workers", "2"])]):
        folder = tmp_path / str(number)
        (folder / "a").mkdir(parents=True)
        files = [write_generation(folder / "a", n, f"{n}.md", f"War {n}") for n in (7, 8)]
        files.append(Path(shutil.copy(SEED, folder / "a")))
        database = ["--database", f"sqlite:///{folder / 'own.db'}"]
        named = files if number == 0 else [path.relative_to(folder) for path in reversed(files)]
        _warledger(folder, "run", *named, *database, *options, **environment)
        exports.append(_export(folder, "first", **environment))
    assert exports[0] == exports[1]
    for _ in range(2):
        with opened(f"sqlite:///{tmp_path / '0' / 'own.db'}") as engine:
            assert run(engine, [tmp_path / "0" / "a"]).outcomes["unchanged"] == 3
    assert _export(tmp_path / "0", "third") == exports[0]
