"""Published relations of facts: one row a current statement, with its evidence, rule and runs; of each kind one, and battles."""

from __future__ import annotations

from schema.events import ACTORS, FIRST_PLACE
from schema.kind import DATES, PLACES
from schema.kinds import KINDS
from schema.relation import Relation, joined, plain

_FACT = {
    "fact_id": "f.fact_id",
    "document_id": "f.document_id",
    "document": "d.title",
    "section": "f.section",
}
_SUPPORT = {
    "evidence": "e.quote",
    "evidence_start": "e.char_start",
    "evidence_end": "e.char_end",
    "rule": "f.rule",
    "first_run_id": "f.first_run_id",
    "last_run_id": "f.last_run_id",
    "source_url": "r.source_uri",
}
# the revision by its document, too: then the facts of one document are found without a look at those of all others
_CURRENT = "JOIN revision r ON r.revision_id = e.revision_id AND r.document_id = f.document_id AND r.is_current"
_CLAIMS = (
    "FROM event_claim v JOIN revision w ON w.revision_id = v.revision_id AND w.is_current "
    "JOIN casualty_claim k ON k.fact_id = v.fact_id "
    "JOIN fact x ON x.fact_id = k.fact_id AND x.retired_run_id IS NULL WHERE v.event_id = c.fact_id"
)


def _claimed(category: str, bound: str) -> str:
    """SQL of the least or greatest number of a category that claims about the event give, their parts left out."""
    function = "min" if bound == "low" else "max"
    other = "high" if bound == "low" else "low"
    value = f"coalesce(k.{bound}, k.{other})"
    return f"(SELECT {function}({value}) {_CLAIMS} AND k.category = '{category}' AND NOT k.is_breakdown)"


def _fact_relation(name: str, table: str, grain: str, columns: dict[str, str], joins: str = "", where: str = "") -> Relation:
    """A relation with one row a current fact of `table` (alias c), or of those that `where` chooses."""
    source = (
        f"{table} c JOIN fact f ON f.fact_id = c.fact_id AND f.fact_kind = '{table}' AND f.retired_run_id IS NULL\n"
        "  JOIN document d ON d.document_id = f.document_id\n"
        "  JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0\n"
        f"  {_CURRENT} {joins}" + (f"\nWHERE {where}" if where else "")
    )
    return Relation(
        name, grain, {**_FACT, **columns, **_SUPPORT}, source, ("fact_id",), ("document", "evidence_start", "fact_id")
    )


_BATTLES = _fact_relation(
    "fct_battles", "event", "One row an event of fighting (battle, massacre, bombardment), with what is claimed of losses.",
    {"event_id": "c.fact_id", "name": "c.name", "kind": "c.event_kind"} | plain("c", DATES)
    | {"place": PLACES, "latitude": "g.latitude", "longitude": "g.longitude", "actors": ACTORS}
    | plain("c", "outcome part_of_event_id")
    | {f"{category}_{bound}": _claimed(category, bound) for category in ("killed", "wounded") for bound in ("low", "high")}
    | {"claims": f"(SELECT count(*) {_CLAIMS})",
       "claimants": joined(f"SELECT DISTINCT k.attributed_to AS x {_CLAIMS} AND k.attributed_to IS NOT NULL ORDER BY 1")},
    f"{FIRST_PLACE} LEFT JOIN place g ON g.entity_id = p.place_id",
    "c.event_kind IN ('battle', 'massacre', 'bombardment')",
)  # fmt: skip
_LAST = ("fct_quotations",)  # where exports have always had it

FACTS = sorted(
    [*(_fact_relation(k.relation, k.name, k.one_row, k.published, k.joins) for k in KINDS), _BATTLES],
    key=lambda relation: relation.name in _LAST,
)
