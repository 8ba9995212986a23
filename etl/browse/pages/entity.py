"""The page of a person, place or organization: its names with the rules that joined them, and where each text names it."""

from __future__ import annotations

from typing import Any

from etl.browse.ledger import Ledger, Row
from schema.kinds import KINDS

ENTITY_RELATIONS = (("dim_people", "person"), ("dim_places", "place"), ("dim_organizations", "organization"))
_MOST_MENTIONS = 60
_BESIDE = 90  # characters of text on each side of a mention
_FIRST = ("offices", "commands", "quotations")  # of the lists of facts about it; the others in the order of the kinds
# where else the key of an entity stands: (relation, column, what it is there)
_ROLES = sorted(
    ((kind.relation, column, title) for kind in KINDS for column, title in kind.of_entity.items()),
    key=lambda role: [*_FIRST, role[2]].index(role[2]),
)


async def entity_page(ledger: Ledger, entity_id: str) -> dict[str, Any] | None:
    """The values of the template; None where there is no such entity."""
    for relation, kind in ENTITY_RELATIONS:
        row = await ledger.row(f"SELECT * FROM {relation} WHERE {kind}_id = :id", id=entity_id)  # noqa: S608
        if row is not None:
            return {
                "entity": row,
                "entity_id": entity_id,
                "kind": kind,
                "relation": relation,
                "names": await ledger.rows(
                    "SELECT a.alias, a.rule, d.title, d.document_id FROM dim_aliases a "
                    "JOIN dim_documents d ON d.document_id = a.document_id WHERE a.entity_id = :id ORDER BY d.title, a.alias",
                    id=entity_id,
                ),
                "roles": await _roles(ledger, entity_id),
                "mentions": await _mentions(ledger, entity_id),
            }
    return None


async def _roles(ledger: Ledger, entity_id: str) -> list[tuple[str, list[Row]]]:
    found = []
    for relation, column, title in _ROLES:
        rows = await ledger.rows(
            f"SELECT fact_id, document, evidence FROM {relation} WHERE {column} = :id "  # noqa: S608 - constants
            "ORDER BY document, evidence_start LIMIT 100",
            id=entity_id,
        )
        if rows:
            found.append((title, rows))
    return found


async def _mentions(ledger: Ledger, entity_id: str) -> list[Row]:
    """The first mentions, each with the text beside it."""
    return await ledger.rows(
        """
        SELECT m.fact_id, m.document_id, m.document, m.section, m.evidence, m.evidence_start,
          substr(t.text, max(1, m.evidence_start + 1 - :beside), min(:beside, m.evidence_start)) AS before,
          substr(t.text, m.evidence_end + 1, :beside) AS after
        FROM fct_mentions m JOIN dim_texts t ON t.document_id = m.document_id
        WHERE m.entity_id = :id ORDER BY m.document, m.evidence_start LIMIT :most
        """,
        id=entity_id, beside=_BESIDE, most=_MOST_MENTIONS,
    )  # fmt: skip
