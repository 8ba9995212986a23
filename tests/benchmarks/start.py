"""What the start of the command costs beside a bare typer app: run by hand, prints the ratio of CPU time in one run.

    python -m tests.benchmarks.start           warledger --help
    python -m tests.benchmarks.start query     warledger query --help

Both are started in turn, and the least of all their starts counts: it is the one that nothing disturbed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS = 20
MOST = 2.0

WARLEDGER = "from etl.cli import main; main()"
BARE = """
import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def first(option: str = "value"):
    "Do one thing."


@app.command()
def second(option: str = "value"):
    "Do another."


app()
"""


def main(command: list[str]) -> None:
    ours, bare = [], []
    for _ in range(STARTS):
        ours.append(cpu_seconds(WARLEDGER, [*command, "--help"]))
        bare.append(cpu_seconds(BARE, [*(["first"] if command else []), "--help"]))
    ratio = min(ours) / min(bare)
    print(f"warledger {' '.join([*command, '--help'])}: {min(ours):.3f} s of CPU, a bare typer app {min(bare):.3f} s", end="; ")
    print(f"{ratio:.2f} times as much{'' if ratio <= MOST else f', more than {MOST:g} times'}")


def cpu_seconds(program: str, arguments: list[str]) -> float:
    """What a process takes that runs the program, by itself and in the system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


if __name__ == "__main__":
    main(sys.argv[1:])
