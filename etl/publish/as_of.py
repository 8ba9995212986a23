"""The published relations as they stood after an earlier run.

Facts are never erased, so their state after run N is in the ledger of changes: a fact stands where the last change up to N
added it. Inside of `standing_after`, temporary tables of the same names lie over `fact`, `revision` and the tables of the
ledger, on this connection only; both databases look into them first. `Relation.select` then tells the past; the views,
which are bound to the real tables, go on telling the present.

What has no history is that of today: names, aliases, roles and coordinates of entities, of which whole a fact is a part,
and the rule of `warledger choose`.
The structure of a revision (sentences, cells) is that of its latest reading. `dq_issues` is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from etl.errors import UsageError
from schema.documents import Revision
from schema.relations import RELATIONS, Relation

RELATIONS_OF_THE_PAST: tuple[Relation, ...] = tuple(r for r in RELATIONS if r.name != "dq_issues")

_REVISION = ", ".join("(1 = 1) AS is_current" if c.name == "is_current" else f"r.{c.name}" for c in Revision.__table__.columns)
_LOADED = "outcome IN ('new', 'changed')"
_LAYERS = {
    "run": "SELECT * FROM run WHERE run_id <= {run}",
    "change": "SELECT * FROM change WHERE run_id <= {run}",
    "run_document": "SELECT * FROM run_document WHERE run_id <= {run}",
    # from here on, the tables above are those of the past
    "revision": f"""
        SELECT {_REVISION} FROM revision r JOIN run_document d ON d.revision_id = r.revision_id
        WHERE d.run_id = (SELECT max(x.run_id) FROM run_document x WHERE x.document_id = d.document_id
          AND (x.outcome = 'retired' OR x.revision_id IS NOT NULL AND x.{_LOADED}))""",  # noqa: S608 - constants
    "fact": f"""
        SELECT f.fact_id, f.document_id, f.fact_kind, f.section, f.rule, f.first_run_id,
          (SELECT max(x.run_id) FROM run_document x WHERE x.document_id = f.document_id AND x.{_LOADED}) AS last_run_id,
          CASE c.change WHEN 'retired' THEN c.run_id END AS retired_run_id
        FROM fact f
        JOIN (SELECT fact_id, max(run_id) AS run_id FROM change GROUP BY fact_id) m ON m.fact_id = f.fact_id
        JOIN change c ON c.fact_id = m.fact_id AND c.run_id = m.run_id""",  # noqa: S608 - constants
    # people and places whom only the text of then names have no appearance of today
    "entity_appearance": """
        SELECT a.entity_id, a.document_id, a.mentions, a.affiliation, a.char_start, a.char_end
        FROM entity_appearance a JOIN revision r ON r.document_id = a.document_id
        UNION ALL
        SELECT m.entity_id, f.document_id, count(*), CAST(NULL AS TEXT), min(e.char_start), min(e.char_end)
        FROM mention m JOIN fact f ON f.fact_id = m.fact_id AND f.retired_run_id IS NULL
        JOIN revision r ON r.document_id = f.document_id
        JOIN evidence e ON e.fact_id = f.fact_id AND e.revision_id = r.revision_id AND e.ordinal = 0
        WHERE NOT EXISTS (
          SELECT 1 FROM entity_appearance a WHERE a.entity_id = m.entity_id AND a.document_id = f.document_id)
        GROUP BY m.entity_id, f.document_id""",
    # names are of today, but not those in documents that were not there
    "entity_alias": "SELECT a.* FROM entity_alias a JOIN revision r ON r.document_id = a.document_id",
}  # fmt: skip


@contextmanager
def standing_after(connection: Connection, run_id: int) -> Iterator[None]:
    """Inside of the block `Relation.select` on this connection tells the state after the run. Nothing is changed.

    Raises UsageError where there is no such run.
    """
    require_run(connection, run_id)
    savepoint = connection.begin_nested()
    try:
        for name, select in _LAYERS.items():
            connection.execute(text(f'CREATE TEMPORARY TABLE "{name}" AS {select.format(run=int(run_id))}'))
        for name, column in (("fact", "fact_id"), ("revision", "revision_id"), ("entity_appearance", "entity_id")):
            on_temporary = "temp." if connection.dialect.name == "sqlite" else ""
            connection.execute(text(f'CREATE INDEX {on_temporary}"past_{name}" ON "{name}" ({column})'))
        yield
    finally:
        savepoint.rollback()  # and with it the temporary tables


def require_run(connection: Connection, run_id: int) -> None:
    newest = connection.scalar(text("SELECT max(run_id) FROM run"))
    if not newest or not 1 <= run_id <= newest:
        valid = f"runs are numbered 1 to {newest} (dim_runs)" if newest else "there was no run yet"
        raise UsageError(f"there is no run {run_id}: {valid}")
