"""The first page, and the lists it leads to: articles, questions with their SQL, relations with what a row of each is."""

from __future__ import annotations

from typing import Any

from etl.browse.ledger import Ledger
from etl.browse.questions import QUESTIONS
from schema.relations import RELATIONS

_GROUPS = (
    ("dim_", "What things are"),
    ("fct_", "What happened, and what is claimed"),
    ("rec_", "What does not add up"),
    ("dq_", "What is wrong with the input"),
    ("data_", "What each column means"),
)


async def home_page(ledger: Ledger, page: int, wanted: str) -> dict[str, Any]:
    """The values of the template: the articles (whose title holds `wanted`), a hundred a page."""
    chosen = "instr(lower(d.title), lower(:wanted)) > 0 OR :wanted = ''"
    articles = await ledger.rows(
        f"""
        SELECT d.document_id, d.title, d.short_description, c.date_edtf, c.date_raw,
          (SELECT count(*) FROM fct_events e WHERE e.document_id = d.document_id) AS events,
          (SELECT count(*) FROM fct_casualty_claims k WHERE k.document_id = d.document_id) AS claims
        FROM dim_documents d
        LEFT JOIN (SELECT document_id, date_edtf, date_raw, min(evidence_start) FROM dim_conflicts GROUP BY document_id) c
          ON c.document_id = d.document_id
        WHERE {chosen} ORDER BY d.title, d.document_id LIMIT 101 OFFSET :skipped
        """,  # noqa: S608 - constants
        wanted=wanted, skipped=(page - 1) * 100,
    )  # fmt: skip
    total = await ledger.row(f"SELECT count(*) AS n FROM dim_documents d WHERE {chosen}", wanted=wanted)  # noqa: S608
    return {
        "articles": articles[:100],
        "is_more": len(articles) > 100,
        "page": page,
        "wanted": wanted,
        "total": total["n"] if total else 0,
        "questions": QUESTIONS,
        "last_run": await ledger.row(
            "SELECT * FROM dim_runs WHERE status IN ('done', 'partial', 'stopped') ORDER BY run_id DESC LIMIT 1"
        ),
    }


async def relations_page(ledger: Ledger) -> dict[str, Any]:
    """The published relations by group: (title, [(name, grain, rows)])."""
    groups = []
    for prefix, title in _GROUPS:
        members = []
        for relation in RELATIONS:
            if relation.name.startswith(prefix):
                found = await ledger.row(f'SELECT count(*) AS n FROM "{relation.name}"')  # noqa: S608 - published names
                members.append((relation.name, relation.grain, found["n"] if found else 0))
        groups.append((title, members))
    return {"groups": groups}
