"""The questions of README.md with their SQL: canned queries of the browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("questions.yml")


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is a part of its address; `about` says what its parameters are."""

    name: str
    question: str
    sql: str
    about: str = ""


QUESTIONS: tuple[Question, ...] = tuple(Question(**entry) for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")))
