"""What PostgreSQL shows beside a relation is what `data_dictionary` says, and that says the same on both databases."""

from __future__ import annotations

from sqlalchemy import Engine

from etl.publish.query import ask
from schema.relations import RELATIONS

DICTIONARY = 'SELECT relation, "column", type, description FROM data_dictionary ORDER BY 1, 2'
COMMENTS = """
    SELECT c.relname, coalesce(a.attname, ''), d.description
    FROM pg_class c
    JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' OR c.relname = 'data_dictionary'"""
TYPES = {
    "text": {"text", "character varying"},
    "integer": {"integer", "bigint"},
    "real": {"double precision"},
    "boolean": {"boolean"},
    "date": {"date"},
    "timestamp": {"timestamp with time zone"},
}


def test_comments_are_the_rows_of_the_dictionary(seed_postgres: Engine) -> None:
    described = {(relation, column): text for relation, column, _, text in ask(seed_postgres, DICTIONARY).rows}
    assert {(relation, column): text for relation, column, text in ask(seed_postgres, COMMENTS).rows} == described
    assert set(described) == {(r.name, column) for r in RELATIONS for column in ("", *r.columns)}


def test_the_dictionary_is_the_same_on_both_databases(seed_engine: Engine, seed_postgres: Engine) -> None:
    assert sorted(ask(seed_engine, DICTIONARY).rows) == sorted(ask(seed_postgres, DICTIONARY).rows)


def test_the_types_of_the_dictionary_are_those_of_the_columns(seed_postgres: Engine) -> None:
    columns = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
    found = {(table, column): kind for table, column, kind in ask(seed_postgres, columns).rows}
    for relation, column, kind, _ in ask(seed_postgres, DICTIONARY).rows:
        if column:
            assert found[relation, column] in TYPES[kind], (relation, column)
