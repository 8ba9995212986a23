"""A step of the pipeline: which layers of the document it reads, and which it lays; and a sequence of them, checked.

The order is a matter of declaration and is checked when the sequence is made, at import: no step needs a layer that only a
later one gives, and no layer is given twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from etl.normalize.doc import GIVEN, LAYERS, Doc


class OrderError(ValueError):
    """Steps that cannot run in their order."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. It reads only the layers in `needs`; `run` returns the value of the layer in `gives`, of several a tuple."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Doc], Any]


def in_order(*steps: Step) -> tuple[Step, ...]:
    """The steps. Raises OrderError where one needs what is not there yet, gives what is, or names no layer."""
    there = set(GIVEN)
    for step in steps:
        if unknown := {*step.gives, *step.needs} - LAYERS:
            raise OrderError(f"step {step.name}: no layer is called {', '.join(sorted(unknown))}")
        if missing := set(step.needs) - there:
            raise OrderError(f"step {step.name} needs {', '.join(sorted(missing))}, which no step before it gives")
        if again := set(step.gives) & there:
            raise OrderError(f"step {step.name} gives {', '.join(sorted(again))} a second time")
        there.update(step.gives)
    return steps


def run(steps: tuple[Step, ...], doc: Doc) -> Doc:
    """The document with the layers of all steps."""
    for step in steps:
        value = step.run(doc)
        for layer, given in zip(step.gives, value if len(step.gives) > 1 else (value,), strict=True):
            doc.lay(layer, given)
    return doc
