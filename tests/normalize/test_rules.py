"""The registry of rules: each reads something from its example and nothing from its counter-example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.normalize.names.judgements import Judgement, Judgements
from etl.normalize.pipeline import distinct_facts
from etl.normalize.record.extraction import Extraction
from etl.normalize.rules import Rule, all_rules
from etl.pipeline import extract_bytes
from tests.conftest import GOLD_SETS, ROOT, SEED
from tests.documents import article_of_example

RULES = list(all_rules().values())
# what a person has judged, for the one rule that needs it
JUDGED = Judgements((Judgement("", "join", "person", ("John Smith", "Peter Brown"), "same"),))


def rules_in(extraction: Extraction) -> Iterator[str]:
    """The rules of all rows that an article gives."""
    yield from (fact.rule for fact in extraction.facts)
    yield from (alias.rule for entity in extraction.entities for alias in entity.aliases)
    yield from (reference.rule for reference in extraction.references)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_its_example_and_not_its_counter_example(rule: Rule) -> None:
    assert rule.name in rules_in(extract_bytes(article_of_example(rule.example), JUDGED))
    assert rule.name not in rules_in(extract_bytes(article_of_example(rule.counter_example), JUDGED))


def test_the_source_of_a_rule_is_the_file_that_names_it() -> None:
    text = {source: (ROOT / "etl" / "normalize" / source).read_text(encoding="utf-8") for source in {r.source for r in RULES}}
    assert [rule.name for rule in RULES if f'"{rule.name}"' not in text[rule.source]] == []


@pytest.mark.parametrize("path", [SEED, *(folder / "document.md" for folder in GOLD_SETS)], ids=lambda path: path.parent.name)
def test_every_rule_that_occurs_is_registered(path: Path) -> None:
    assert set(rules_in(extract_bytes(path.read_bytes()))) - all_rules().keys() == set()


def test_a_rule_that_is_left_out_takes_its_rows_and_no_other() -> None:
    whole = distinct_facts(extract_bytes(SEED.read_bytes()))
    read = extract_bytes(SEED.read_bytes(), without=["event_of_infobox", "author_year"])
    less = distinct_facts(read)
    gone = {key for key, same in whole.items() if same[0].rule == "event_of_infobox"}
    assert gone
    assert less.keys() == whole.keys() - gone
    assert {"event_of_infobox", "author_year"}.isdisjoint(rules_in(read))
    linked = {id(event) for fact in read.facts if (event := getattr(fact, "event_fact", None))}
    assert linked
    assert linked <= {id(fact) for fact in read.facts}
