"""What a person sees at a terminal: progress that comes and goes, help that fits, words that the shell completes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.cli import app
from tests.conftest import SEED
from tests.documents import article
from tests.processes import call

COMMAND = [sys.executable, "-m", "etl"]


def at_a_terminal(arguments: list[str], folder: Path) -> tuple[str, str]:
    """Standard output, and what a terminal as standard error got."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "PYTHONPATH": str(SEED.parents[2])}
    command = [*COMMAND, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower, cwd=folder, env=environment) as process:
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 65536):
                shown += piece
        except OSError:  # how Linux says that the other end was closed
            pass
        os.close(leader)
        assert process.stdout is not None
        printed = process.stdout.read().decode()
    assert process.returncode == 0, shown
    return printed, shown.decode()


def test_a_terminal_sees_how_far_the_run_is_and_a_file_does_not(tmp_path: Path) -> None:
    for name in ("first.md", "second[bold].md"):
        (tmp_path / name).write_text(article(f"War of {name[:5]}"), encoding="utf-8")
    printed, shown = at_a_terminal(["run", "first.md", "second[bold].md"], tmp_path)
    assert printed.startswith("run 1: documents 2 new;")
    assert "reading" in shown and "2/2" in shown and "second[bold].md" in shown
    assert shown.rstrip().endswith("\x1b[2K") or "\x1b[1A\x1b[2K" in shown  # the line is gone at the end
    quiet = call(["run", "first.md", "--force"], tmp_path, os.environ)
    assert (quiet.status, quiet.err) == (0, "")


def test_the_summary_fits_a_screen_and_names_the_next_commands(tmp_path: Path) -> None:
    lines = call(["run", str(SEED)], tmp_path, os.environ).out.splitlines()
    assert len(lines) <= 32
    assert max(len(line) for line in lines[:-3]) <= 80
    assert lines[-1].endswith(" serve")


def test_the_list_of_commands_is_read_at_80_columns() -> None:
    shown = CliRunner().invoke(app, ["--help"], terminal_width=80, prog_name="warledger").output
    commands = shown.partition("Commands:\n")[2].splitlines()
    assert len(commands) == len(app.registered_commands)
    assert [line for line in commands if line.endswith("...")] == []  # no description is cut


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("warledger ex", {"extract", "explain", "export"}),
        ("warledger export --fo", {"--format"}),
        ("warledger export --format ", {"csv", "parquet", "geojson"}),
        ("warledger choose ", {"independent", "lowest", "highest"}),
        ("warledger run --log ", {"text", "json"}),
    ],
)
def test_the_shell_completes_commands_options_and_their_values(typed: str, completed: set[str]) -> None:
    environment = {**os.environ, "_WARLEDGER_COMPLETE": "complete_bash", "COMP_WORDS": typed,
                   "COMP_CWORD": str(len(typed.split(" ")) - 1)}  # fmt: skip
    command = [str(Path(sys.executable).with_name("warledger"))]
    answered = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert set(answered.stdout.split()) == completed


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_installed_for_the_common_shells(shell: str, tmp_path: Path) -> None:
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    shown = call(["--show-completion", shell], tmp_path, environment)
    assert shown.status == 0
    assert re.search(r"_COMPLETE=complete_" + shell, shown.out)
