"""Entity-relationship diagrams in Mermaid: of the published relations for users, of the tables behind them for developers.

Drawn from `schema.references` and the models, so that they cannot differ from the database:

    fct_events ||--o{ fct_casualty_claims : event_id      many claims lead to one event, each to one
    dim_places |o--o{ fct_events : place_id               an event may name no place

Left out of the published ones is what would be drawn from almost everywhere: documents and runs.
What the SQL of a relation does not show to be always there is drawn as if it might be missing (|o).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from sqlalchemy import ForeignKeyConstraint, Table

from schema.base import Base
from schema.constraints import constraint, is_unique
from schema.models import metadata
from schema.publish import column_type
from schema.references import Reference, references
from schema.relations import VIEWS, Relation

_COMMON = ("document_id", "run_id", "first_run_id", "last_run_id")
_NAME = "name"  # shown beside the keys: what a reader joins for


def published_diagrams() -> list[str]:
    """The relations that lead to others, or to which others lead, each with its keys; a diagram those that hang together.

    A column that leads to its own relation has no line, only its mark.
    """
    drawn = [r for r in references() if r.column not in _COMMON]
    edges = [r for r in drawn if r.relation != r.target]
    diagrams = []
    for names in _hanging_together(edges):
        relations = {relation.name: relation for relation in VIEWS if relation.name in names}
        lines = [_edge(reference, relations[reference.relation]) for reference in edges if reference.relation in names]
        for name, relation in relations.items():
            leading = [r for r in drawn if r.relation == name]
            lines += _entity(name, _keys(relation, leading, [r for r in drawn if r.target == name]))
        diagrams.append(_diagram(lines))
    return diagrams


def _hanging_together(edges: Iterable[Reference]) -> list[set[str]]:
    groups: list[set[str]] = []
    for edge in edges:
        ends = {edge.relation, edge.target}
        touched = [group for group in groups if group & ends]
        groups = [group for group in groups if not group & ends]
        groups.append(ends.union(*touched))
    return sorted(groups, key=lambda group: min(group))


def _edge(reference: Reference, relation: Relation) -> str:
    one = "||" if constraint(relation, reference.column).is_required or reference.column in relation.key else "|o"
    many = "o|" if is_unique(relation, reference.column) else "o{"
    return f"{reference.target} {one}--{many} {relation.name} : {reference.column}"


def _keys(relation: Relation, leading: list[Reference], led_to: list[Reference]) -> Iterator[tuple[str, str, list[str]]]:
    """Type, name and marks of the columns that are keys or lead somewhere, and of the name."""
    for column in relation.columns:
        marks = {
            "PK": column in relation.key,
            "FK": any(r.column == column for r in leading),
            "UK": column not in relation.key and any(r.key == column for r in led_to),
        }
        shown = [mark for mark, holds in marks.items() if holds]
        if column not in _COMMON and (shown or column == _NAME):
            yield column_type(column), column, shown


def table_diagrams() -> dict[str, tuple[str, str]]:
    """By module of models: the first line of its docstring, and the diagram of its tables.

    Tables of other modules to which they lead stand there without their columns.
    """
    modules: dict[str, list[Table]] = {}
    for table in metadata.tables.values():
        modules.setdefault(_module(table), []).append(table)
    return {
        module.removeprefix("schema."): ((sys.modules[module].__doc__ or "").splitlines()[0], _tables(tables))
        for module, tables in sorted(modules.items())
    }


def _module(table: Table) -> str:
    return next(mapper.class_.__module__ for mapper in Base.registry.mappers if mapper.local_table is table)


def _tables(tables: Iterable[Table]) -> str:
    lines = ["direction LR"]  # tables with many columns beside each other would be too small to read
    for table in tables:
        lines += [_table_edge(table, key) for key in sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))]
        columns = []
        for column in table.columns:
            marks = [mark for mark, holds in (("PK", column.primary_key), ("FK", bool(column.foreign_keys))) if holds]
            columns.append((str(column.type).lower(), column.name, marks))
        lines += _entity(table.name, columns)
    return _diagram(lines)


def _table_edge(table: Table, key: ForeignKeyConstraint) -> str:
    columns = [column.name for column in key.columns]
    one = "|o" if any(column.nullable for column in key.columns) else "||"
    many = "o|" if columns == [column.name for column in table.primary_key.columns] else "o{"
    return f'{key.referred_table.name} {one}--{many} {table.name} : "{", ".join(columns)}"'


def _entity(name: str, columns: Iterable[tuple[str, str, list[str]]]) -> list[str]:
    attributes = [f"    {kind} {column} {', '.join(marks)}".rstrip() for kind, column, marks in columns]
    return [f"{name} {{", *attributes, "}"]


def _diagram(lines: Iterable[str]) -> str:
    return "\n".join(["erDiagram", *(f"    {line}" for line in lines)]) + "\n"
