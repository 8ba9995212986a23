"""The order of the steps: declared, checked, and true: a step reads what it says and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from etl.extract.reader import read_article
from etl.normalize.doc import GIVEN, LAYERS, Doc, LayerMissing, LayerTwice
from etl.normalize.pipeline import STEPS
from etl.normalize.steps import OrderError, Step, in_order, run
from tests.conftest import SEED
from tests.documents import article

SMALL = article("Example War", {"conflict": "Example War", "date": "1921"}, "## War\nOn 3 May 1921 they took the town.").encode()


def step(name: str, *needs: str) -> Step:
    return Step(name, needs, (name,), lambda doc: name)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([step("runs", "prose"), step("prose", "article")], "step runs needs prose, which no step before it gives"),
        ([step("prose", "article"), step("prose", "article")], "step prose gives prose a second time"),
        ([step("prose", "the weather")], "step prose: no layer is called the weather"),
    ],
)
def test_steps_in_a_wrong_order_are_refused(steps: list[Step], said: str) -> None:
    with pytest.raises(OrderError, match=said):
        in_order(*steps)


def test_all_layers_are_given() -> None:
    assert {layer for step in STEPS for layer in step.gives} | GIVEN == LAYERS


class Watched(Doc):
    """A document that notes which layers are read."""

    def __init__(self, *args: Any) -> None:
        self.read: set[str] = set()
        super().__init__(*args)

    def __getattribute__(self, name: str) -> Any:
        if name in LAYERS:
            self.read.add(name)
        return super().__getattribute__(name)


def test_each_step_reads_the_layers_that_it_says() -> None:
    doc = Watched(read_article(SEED.read_bytes()))
    for step in STEPS:
        doc.read.clear()
        run((step,), doc)
        assert doc.read == set(step.needs), step.name


def test_a_layer_is_given_once_and_before_it_is_read() -> None:
    doc = Doc(read_article(SMALL))
    with pytest.raises(LayerMissing, match="scenes"):
        _ = doc.scenes
    doc.lay("scenes", ())
    with pytest.raises(LayerTwice, match="scenes"):
        doc.lay("scenes", ())
