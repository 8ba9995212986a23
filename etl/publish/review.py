"""The review file: doubtful joins and types as YAML, with room for a person's verdict, which the next run obeys.

- document: First Nagorno-Karabakh War
  question: join
  type: place
  names: [Ganja, Kirovabad]
  why: names of one settlement in the gazetteer
  evidence: in the Azerbaijani cities of Ganja and Sumgait
  verdict: ''          # same or different; for a type: person, place, organization or none
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from etl.errors import UsageError
from etl.extract.article import Article
from etl.normalize.record.extraction import Doubt

_HEADER = """\
# Doubtful joins and names without a type. Write a verdict, and name this file again with --review: the run obeys it.
#   question join: same (the names are one thing) or different
#   question type: person, place, organization or none
# An empty document means every article. Cases with a verdict are kept; the others are written anew when their article is read.
"""
_BESIDE = 60  # characters of evidence on each side of the name


@dataclass(frozen=True, slots=True)
class ReviewCase:
    document: str
    question: str
    type: str | None
    names: tuple[str, ...]
    why: str
    evidence: str

    @classmethod
    def of(cls, article: Article, doubt: Doubt) -> ReviewCase:
        start, end = max(0, doubt.span.start - _BESIDE), min(len(article.text), doubt.span.end + _BESIDE)
        evidence = " ".join(article.text[start:end].split())
        return cls(article.title, doubt.question, doubt.type, doubt.names, doubt.why, evidence)

    def as_yaml(self) -> dict[str, Any]:
        kind = {"type": self.type} if self.type else {}
        return {"document": self.document, "question": self.question, **kind, "names": list(self.names), "why": self.why,
                "evidence": self.evidence, "verdict": ""}  # fmt: skip


def titles_in(path: Path) -> frozenset[str]:
    """The documents that the file has cases of; none where there is no file yet."""
    if not path.exists():
        return frozenset()
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))["judgements"]
    return frozenset(str(case.get("document") or "") for case in cases)


def write_review(path: Path, doubts: Mapping[str, list[ReviewCase]]) -> int:
    """Bring the file up to date with the documents that were read (`doubts`, by title); how many questions are open.

    Raises UsageError where the file cannot be written.
    """
    kept = list(_kept(path, doubts))
    known = {(case.get("document"), case.get("question"), frozenset(case.get("names", ()))) for case in kept}
    fresh = [
        case.as_yaml()
        for title in sorted(doubts)
        for case in doubts[title]
        if (case.document, case.question, frozenset(case.names)) not in known
    ]
    cases = [*kept, *fresh]
    text = _HEADER + yaml.safe_dump({"judgements": cases}, allow_unicode=True, sort_keys=False, width=120)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)  # verdicts are never lost half-way
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    return sum(1 for case in cases if not case.get("verdict"))


def _kept(path: Path, doubts: Mapping[str, list[ReviewCase]]) -> Iterator[dict[str, Any]]:
    """Cases of the file that have a verdict, or whose document was not read this time."""
    if not path.exists():
        return
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for case in content["judgements"]:
        if case.get("verdict") or case.get("document") not in doubts:
            yield case
