"""The page of a fact: what it says, its evidence marked in its paragraph, claimant, rule, runs, and what others claim."""

from __future__ import annotations

from typing import Any

from etl.browse.charts.ranges import range_groups
from etl.browse.charts.scale import year_label
from etl.browse.ledger import UNLISTED, Ledger, Row
from etl.browse.pages import wording
from etl.browse.pages.article import BY_CATEGORY
from etl.browse.pages.entity import ENTITY_RELATIONS
from etl.browse.pages.layout import field_above, header_above
from etl.browse.pages.marks import LAYER_OF
from etl.checks.rule_precision import standing
from etl.extract.surroundings import surroundings
from schema.kinds import KIND_OF_RELATION
from schema.publish import column_type
from schema.relations import RELATIONS

# what the page shows in a place of its own, or as a link
_SHOWN_ELSEWHERE = frozenset(
    [
        "fact_id", "document_id", "document", "section", "evidence", "evidence_start", "evidence_end", "rule", "first_run_id",
        "last_run_id", "source_url", "attributed_to", "event", "event_id", "person_id", "place_id", "organization_id",
        "speaker_id", "breakdown_of_fact_id", "part_of_event_id", "entity_id",
    ]
)  # fmt: skip
_RELATIONS = {relation.name: relation for relation in RELATIONS}
_MOST_BESIDE = 40
_LONGEST_CONTEXT = 900  # characters on each side of the evidence


async def fact_page(ledger: Ledger, fact_id: str) -> dict[str, Any] | None:
    """The values of the template; None where no fact, current or retired, has the id."""
    found = await ledger.row("SELECT * FROM facts WHERE fact_id = :id", id=fact_id)
    if found is None:
        return await _retired(ledger, fact_id)
    relation = found["relation"]
    row = await ledger.row(f'SELECT * FROM "{relation}" WHERE fact_id = :id', id=fact_id)  # noqa: S608 - a published name
    assert row is not None  # `facts` is made of these rows  # noqa: S101
    text = await ledger.text(row["document_id"])
    start, end = row["evidence_start"], row["evidence_end"]
    before, after = surroundings(text, start, end, _LONGEST_CONTEXT)
    runs = await ledger.rows(
        "SELECT run_id, finished_at, version FROM dim_runs WHERE run_id IN (:first, :last) ORDER BY run_id",
        first=row["first_run_id"], last=row["last_run_id"],
    )  # fmt: skip
    document = await ledger.row("SELECT * FROM dim_documents WHERE document_id = :id", id=row["document_id"])
    beside = await _beside(ledger, relation, row)
    meaning, right = standing(row["rule"])
    return {
        "fact": row,
        "rule_meaning": meaning,
        "rule_standing": right,
        "relation": relation,
        "noun": wording.NOUNS[relation],
        "layer": LAYER_OF[relation],
        "headline": wording.headline(relation, row),
        "values": _values(relation, row),
        "claims_a_number": "attributed_to" in row,
        "before": before,
        "after": after,
        "header": header_above(text, start) or (field_above(text, start) if row["section"] == "infobox" else ""),
        "runs": runs,
        "document": document,
        "links": await _links(ledger, row),
        "contradictions": await _contradictions(ledger, fact_id),
        "beside": range_groups(beside, ("category",)) if len(beside) > 1 and "category" in beside[0] else [],
        "alike": beside if len(beside) > 1 and "category" not in beside[0] else [],
        "claims": range_groups(await _claims_of_event(ledger, row), ("category",)) if relation == "fct_events" else [],
        "chosen": await ledger.row("SELECT choices, chosen_because FROM fct_casualties WHERE fact_id = :id", id=fact_id),
        "against": await _against(ledger, relation, row),
        "dates": wording.dates,
        "same_place": await _same_place(ledger, row),
        "count": wording.count,
    }


def _values(relation: str, row: Row) -> list[tuple[str, str, str]]:
    """(column, value, meaning of the column) of what the text says."""
    columns = _RELATIONS[relation]
    shown = []
    for column, value in row.items():
        if value is None or value == "" or column in _SHOWN_ELSEWHERE:
            continue
        shown.append((column, _shown(column, value), columns.describe(column)))
    return shown


def _shown(column: str, value: Any) -> str:
    if column_type(column) == "boolean":
        return "yes" if value else "no"
    if column.startswith("year"):
        return str(value) if value > 0 else f"{value} ({year_label(value)})"
    return f"{value:,}" if isinstance(value, int) else str(value)


async def _beside(ledger: Ledger, relation: str, row: Row) -> list[Row]:
    """All claims of the document about the same thing, this one among them."""
    columns = KIND_OF_RELATION[relation].same
    if not columns or row[columns[0]] is None:
        return []
    same = " AND ".join(f'"{column}" IS :{column}' for column in columns)
    return await ledger.rows(
        f'SELECT * FROM "{relation}" WHERE document_id = :document_id AND {same} '  # noqa: S608 - published names
        "ORDER BY evidence_start, fact_id LIMIT :most",
        document_id=row["document_id"], most=_MOST_BESIDE, **{column: row[column] for column in columns},
    )  # fmt: skip


async def _claims_of_event(ledger: Ledger, row: Row) -> list[Row]:
    return await ledger.rows(
        f"SELECT * FROM fct_casualty_claims WHERE event_id = :id ORDER BY {BY_CATEGORY}, evidence_start, fact_id",  # noqa: S608
        id=row["event_id"],
    )


async def _against(ledger: Ledger, relation: str, row: Row) -> dict[str, Any] | None:
    """Of a total of aircraft lost the single incidents, of an incident the total: `verdict` and `rows` of the other kind."""
    if relation not in ("fct_aircraft_loss_totals", "fct_aircraft_losses"):
        return None
    aircraft = row.get("counted_under") or row["aircraft"]
    is_total = relation == "fct_aircraft_loss_totals"
    other, type_of = ("fct_aircraft_losses", "coalesce(counted_under, aircraft)") if is_total else (
        "fct_aircraft_loss_totals", "aircraft")  # fmt: skip
    same = "document_id = :document AND operator IS :operator"
    rows = await ledger.rows(
        f"SELECT * FROM {other} WHERE {same} AND {type_of} = :aircraft ORDER BY evidence_start",  # noqa: S608 - constants
        document=row["document_id"], operator=row["operator"], aircraft=aircraft,
    )  # fmt: skip
    found = await ledger.row(
        f"SELECT verdict FROM rec_aircraft_losses WHERE {same} AND aircraft = :aircraft",  # noqa: S608 - constants
        document=row["document_id"], operator=row["operator"], aircraft=aircraft,
    )  # fmt: skip
    return {"verdict": found["verdict"] if found else None, "rows": rows, "is_total": is_total}


async def _contradictions(ledger: Ledger, fact_id: str) -> list[Row]:
    """The claims that cannot be true together with this one, each with the reason."""
    return await ledger.rows(
        "SELECT why, other_fact_id AS fact_id, other_claim AS claim FROM rec_contradictions WHERE fact_id = :id "
        "UNION ALL SELECT why, fact_id, claim FROM rec_contradictions WHERE other_fact_id = :id ORDER BY why",
        id=fact_id,
    )


async def _links(ledger: Ledger, row: Row) -> list[tuple[str, str, str]]:
    """(what, kind of page, key) of the things that the fact names by their key: (Lachin, entity, 3f0c…)."""
    links = []
    for column in ("person_id", "place_id", "organization_id", "speaker_id", "entity_id"):
        key = row.get(column)
        if key and (name := await _name(ledger, key)):
            links.append((name, "entity", key))
    for column, noun in (("event_id", "event"), ("part_of_event_id", "larger event"), ("breakdown_of_fact_id", "whole")):
        key = row.get(column)
        if key and key != row["fact_id"]:
            name = row.get("event") if column == "event_id" else await _fact_name(ledger, column, key)
            links.append((f"{noun}: {name}" if name else noun, "fact", key))
    return links


async def _name(ledger: Ledger, key: str) -> str | None:
    for relation, kind in ENTITY_RELATIONS:
        found = await ledger.row(f"SELECT name FROM {relation} WHERE {kind}_id = :id", id=key)  # noqa: S608 - constants
        if found:
            return str(found["name"])
    return None


async def _fact_name(ledger: Ledger, column: str, key: str) -> str | None:
    if column == "part_of_event_id":
        found = await ledger.row("SELECT name FROM fct_events WHERE event_id = :id", id=key)
        return str(found["name"]) if found else None
    found = await ledger.row("SELECT evidence FROM facts WHERE fact_id = :id", id=key)
    return str(found["evidence"]) if found else None


async def _same_place(ledger: Ledger, row: Row) -> list[tuple[str, str, str]]:
    """(fact_id, noun, evidence) of other facts that rest on the same characters, or on a part of them; names and times last."""
    found = await ledger.rows(
        "SELECT fact_id, relation, evidence FROM facts WHERE document_id = :document AND evidence_start < :end "  # noqa: S608
        "AND evidence_start >= :start AND evidence_end <= :end AND fact_id <> :id "
        f"ORDER BY relation IN {UNLISTED}, evidence_start LIMIT 30",
        document=row["document_id"], start=row["evidence_start"], end=row["evidence_end"], id=row["fact_id"],
    )  # fmt: skip
    return [(other["fact_id"], wording.NOUNS[other["relation"]], other["evidence"]) for other in found]


async def _retired(ledger: Ledger, fact_id: str) -> dict[str, Any] | None:
    """A fact that the current text no longer supports: what the ledger of changes kept of it."""
    changes = await ledger.rows("SELECT * FROM fct_changes WHERE fact_id = :id ORDER BY run_id", id=fact_id)
    return {"retired": changes, "fact_id": fact_id, "relation": changes[0]["relation"]} if changes else None
