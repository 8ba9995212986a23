"""How far a run is, for a person who watches it: one line at the bottom of the terminal that goes when the run ends.

Elsewhere (a file, a scheduler, a pipe) nothing is shown; `--log` is for those.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from etl.pipeline.report import Step


@contextmanager
def shown_progress() -> Iterator[Callable[[Step], None]]:
    """A function that shows each step of a run on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.table import Column

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[document]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1)),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task("reading", total=None, document="")

        def show(step: Step) -> None:
            if step.what == "started":
                bar.update(task, total=step.documents)
            elif step.number:
                last = step.number == step.documents
                bar.update(task, completed=step.number, description="checking" if last else "reading", document=step.document)

        yield show
