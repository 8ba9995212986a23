"""Each declared kind of fact derives everywhere: from the reader's fact to its row, relation, dictionary, page and measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest
from sqlalchemy import Engine, text

import etl.normalize.pipeline  # noqa: F401 - all classes of facts are known after it
from etl.browse.metadata import metadata
from etl.browse.pages.marks import LAYERS
from etl.browse.pages.wording import IRREGULAR, headline
from etl.checks.comparison import MEASURES
from etl.normalize.record.facts import Fact
from etl.publish.as_of import RELATIONS_OF_THE_PAST
from schema.kind import COUNTS, DATES, FactKind
from schema.kinds import KINDS
from schema.publish import dictionary_rows
from schema.relations import VIEWS

COMMON = "fact_id document_id document section evidence evidence_start evidence_end rule first_run_id last_run_id source_url"
ELSEWHERE = {"actors", "parent", "event_fact"}  # rows of other tables, or keys of other facts
MARKS = {"is_main", "counts_living", "stands_in_header"}  # what other steps need to know of a reading, and no reader
COMPUTED = {"count", "dates", "thing"}
RELATIONS = {relation.name: relation for relation in VIEWS}

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def classes(of: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for known in of.__subclasses__():
        yield known
        yield from classes(known)


@each_kind
def test_all_that_a_reader_says_of_it_has_its_column_and_every_column_is_said(kind: FactKind) -> None:
    known = {known.kind: known for known in classes() if "kind" in vars(known)}[kind.name]
    said = {field.name for field in fields(known)} - {field.name for field in fields(Fact)} - ELSEWHERE - MARKS
    for group, columns in (("count", COUNTS), ("dates", DATES)):
        if group in said:
            said = said - {group} | set(columns.split())
    leading = {column: attribute for column, attribute, _ in kind.leading}
    columns = set(kind.table.columns.keys())
    assert said <= columns | set(leading.values())
    assert columns - {"fact_id", "fact_kind"} <= said | set(leading)


@each_kind
def test_it_is_published_explained_and_exported_with_what_all_facts_have(kind: FactKind) -> None:
    relation = RELATIONS[kind.relation]
    assert set(COMMON.split()) <= set(relation.columns)
    explained = {row["column"]: row["description"] for row in dictionary_rows() if row["relation"] == kind.relation}
    assert list(explained) == ["", *relation.columns]
    assert all(explained.values())
    assert relation in RELATIONS_OF_THE_PAST
    assert kind.relation in metadata()["databases"]["ledger"]["tables"]


@each_kind
def test_what_its_declaration_names_are_columns_of_its_relation(kind: FactKind) -> None:
    named = {*kind.same, *kind.of_entity}
    if kind.measure:
        assert MEASURES[kind.gold].relation == kind.relation
        named |= {*kind.measure.key, *kind.measure.near, *kind.measure.fields}
    words = [word for names in re.findall(r"\{([^}]*)\}", kind.says) for word in names.split("|")]
    named |= {word for word in words if word.isidentifier() and word.islower()} - COMPUTED
    assert named <= set(RELATIONS[kind.relation].columns)
    assert kind.layer in LAYERS


@each_kind
def test_each_of_its_rows_has_a_line_in_the_browser(kind: FactKind, seed_engine: Engine) -> None:
    assert bool(kind.says) != (kind.name in IRREGULAR)
    with seed_engine.connect() as connection:
        rows = connection.execute(text(f"SELECT * FROM {kind.relation} ORDER BY fact_id LIMIT 50")).mappings().all()
    lines = [headline(kind.relation, row) for row in rows]
    assert all(lines)
    assert not [line for line in lines if "None" in line.split()]
