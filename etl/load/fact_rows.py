"""Facts of a document against those in the database: insert what is new, touch what stays, retire what vanished.

History is never deleted: a fact that the text no longer supports keeps its row and evidence, marked with the run that no
longer found it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from etl.load.entity_rows import equipment_key
from etl.normalize.pipeline import distinct_facts
from etl.normalize.record.extraction import Extraction
from etl.normalize.record.facts import Fact
from schema.events import EventActor, EventClaim
from schema.facts import Evidence, FactPlace
from schema.facts import Fact as FactRow
from schema.kinds import KINDS
from schema.quality import Contradiction
from schema.runs import Change

KIND_NAMED = {kind.name: kind for kind in KINDS}
_LEADING = {kind.name: kind.leading for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Changed:
    """How many facts a load added (or brought back) and retired."""

    added: int
    retired: int


def merge_facts(connection: Connection, extraction: Extraction, revision_id: str, run_id: int) -> Changed:
    """Bring the facts of the document to what the extraction says."""
    facts = distinct_facts(extraction)
    ids = {id(fact): fact_id for fact_id, same in facts.items() for fact in same}
    known = {
        row.fact_id: row.retired_run_id
        for row in connection.execute(
            select(FactRow.fact_id, FactRow.retired_run_id).where(FactRow.document_id == extraction.document_id)
        )
    }
    fresh = [fact_id for fact_id in facts if fact_id not in known]
    back = [fact_id for fact_id in facts if known.get(fact_id) is not None]
    gone = [fact_id for fact_id, retired in known.items() if retired is None and fact_id not in facts]
    _touch(connection, [f for f in facts if f in known], run_id)
    _name_rules(connection, {f: same[0].rule for f, same in facts.items() if f in known})
    _retire(connection, gone, run_id)
    _add(connection, extraction, {f: facts[f][0] for f in fresh}, ids, run_id)
    _link(connection, extraction, {f: same[0] for f, same in facts.items() if f in known}, ids)
    _write_evidence(connection, extraction, facts, revision_id)
    _write_events(connection, extraction, facts, ids, revision_id)
    quotes = {fact_id: facts[fact_id][0].evidence.cut(extraction.article.text) for fact_id in (*fresh, *back)}
    _record(connection, quotes, gone, run_id)
    return Changed(len(fresh) + len(back), len(gone))


def retire_facts(connection: Connection, document_id: str, run_id: int) -> int:
    """Retire all facts of a document whose file is gone; how many they were."""
    standing = (FactRow.document_id == document_id) & FactRow.retired_run_id.is_(None)
    gone = list(connection.scalars(select(FactRow.fact_id).where(standing)))
    _retire(connection, gone, run_id)
    _record(connection, {}, gone, run_id)
    return len(gone)


def _add(connection: Connection, extraction: Extraction, fresh: dict[str, Fact], ids: dict[int, str], run_id: int) -> None:
    common = [
        {"fact_id": fact_id, "document_id": extraction.document_id, "fact_kind": fact.kind, "section": fact.section,
         "rule": fact.rule, "first_run_id": run_id, "last_run_id": run_id, "retired_run_id": None}
        for fact_id, fact in fresh.items()
    ]  # fmt: skip
    if not common:
        return
    connection.execute(insert(FactRow), common)
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    entities = _keys(extraction)
    for fact_id, fact in fresh.items():
        by_kind[fact.kind].append({"fact_id": fact_id, **own_values(fact, ids, entities)})
    for kind, rows in by_kind.items():
        connection.execute(insert(KIND_NAMED[kind].model), rows)


def _keys(extraction: Extraction) -> dict[tuple[str, str], str]:
    """The key of each entity of the document, by kind and any of its names; a name of its own comes before an alias."""
    keys = {(e.entity_kind, _folded(e.name)): e.entity_id for e in extraction.entities}
    for entity in extraction.entities:
        for alias in entity.aliases:
            keys.setdefault((entity.entity_kind, _folded(alias.name)), entity.entity_id)
    return keys


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def own_values(fact: Fact, ids: dict[int, str], entities: dict[tuple[str, str], str]) -> dict[str, Any]:
    """The columns of the fact's own table, names turned into keys where the thing is an entity or another fact.

    `ids`: the keys of facts, by identity. A quotation names its speaker by key already; actors have rows of their own.
    """
    said = fact.values()
    columns = KIND_NAMED[fact.kind].table.columns
    row = {name: value for name, value in said.items() if name in columns}
    for column, attribute, target in _LEADING[fact.kind]:
        if column not in row:
            row[column] = _key(target, fact, said.get(attribute), ids, entities)
    return row


def _key(target: str, fact: Fact, name: Any, ids: dict[int, str], entities: dict[tuple[str, str], str]) -> str | None:
    """The key in the table `target` of what the fact names; None where the document has no such entity."""
    if target == "fact" or target in KIND_NAMED:
        return _parent(fact, ids)
    if target == "equipment_type":
        return equipment_key(name)
    return entities.get((target, _folded(name or "")))


def _touch(connection: Connection, fact_ids: list[str], run_id: int) -> None:
    for batch in _batches(fact_ids):
        connection.execute(update(FactRow).where(FactRow.fact_id.in_(batch)).values(last_run_id=run_id, retired_run_id=None))


def _name_rules(connection: Connection, rules: dict[str, str]) -> None:
    """The rules of facts that stood before: another may read the same words now."""
    moved: dict[str, list[str]] = defaultdict(list)
    for batch in _batches(list(rules)):
        for fact_id, rule in connection.execute(select(FactRow.fact_id, FactRow.rule).where(FactRow.fact_id.in_(batch))):
            if rule != rules[fact_id]:
                moved[rules[fact_id]].append(fact_id)
    for rule, fact_ids in moved.items():
        for batch in _batches(fact_ids):
            connection.execute(update(FactRow).where(FactRow.fact_id.in_(batch)).values(rule=rule))


def _retire(connection: Connection, fact_ids: list[str], run_id: int) -> None:
    for batch in _batches(fact_ids):
        connection.execute(update(FactRow).where(FactRow.fact_id.in_(batch)).values(retired_run_id=run_id))


def _link(connection: Connection, extraction: Extraction, standing: dict[str, Fact], ids: dict[int, str]) -> None:
    """What facts that stood before lead to: their words are the same, but the whole or the entity may be another row now."""
    entities = _keys(extraction)
    for kind in KINDS:
        table = kind.table
        leading = [c for c in table.columns if c.foreign_keys and not c.primary_key and c.name.endswith("_id")]
        if not leading:
            continue
        wanted = {f: own_values(fact, ids, entities) for f, fact in standing.items() if fact.kind == kind.name}
        for batch in _batches(list(wanted)):
            for row in connection.execute(select(table.c.fact_id, *leading).where(table.c.fact_id.in_(batch))).mappings().all():
                values = wanted[row["fact_id"]]
                moved = {column.name: values[column.name] for column in leading if row[column.name] != values[column.name]}
                if moved:
                    connection.execute(update(table).where(table.c.fact_id == row["fact_id"]).values(moved))


def _parent(fact: Fact, ids: dict[int, str]) -> str | None:
    parent = getattr(fact, "parent", None)
    return ids.get(id(parent)) if parent is not None else None


def _write_evidence(connection: Connection, extraction: Extraction, facts: dict[str, list[Fact]], revision_id: str) -> None:
    """Evidence and places of all facts that stand, with the offsets of this revision; older revisions keep theirs."""
    for batch in _batches(list(facts)):
        connection.execute(delete(Evidence).where(Evidence.revision_id == revision_id, Evidence.fact_id.in_(batch)))
        connection.execute(delete(FactPlace).where(FactPlace.fact_id.in_(batch)))
    entities = _keys(extraction)
    text = extraction.article.text
    quotes = [
        {"fact_id": fact_id, "ordinal": n, "revision_id": revision_id, "char_start": fact.evidence.start,
         "char_end": fact.evidence.end, "quote": fact.evidence.cut(text)}
        for fact_id, same in facts.items() for n, fact in enumerate(same)
    ]  # fmt: skip
    places = [
        {
            "fact_id": fact_id,
            "position": n,
            "place": name,
            "place_id": entities.get(("place", _folded(name))),
        }
        for fact_id, same in facts.items()
        for n, name in enumerate(same[0].places)
    ]
    for model, rows in ((Evidence, quotes), (FactPlace, places)):
        if rows:
            connection.execute(insert(model), rows)


def _write_events(
    connection: Connection, extraction: Extraction, facts: dict[str, list[Fact]], ids: dict[int, str], revision_id: str
) -> None:
    """Who took part in the events, which claims are about them, and which contradict each other, in this revision."""
    for batch in _batches(list(facts)):
        connection.execute(delete(EventActor).where(EventActor.fact_id.in_(batch)))
    connection.execute(delete(EventClaim).where(EventClaim.revision_id == revision_id))
    connection.execute(delete(Contradiction).where(Contradiction.revision_id == revision_id))
    entities = _keys(extraction)
    actors = [
        {"fact_id": fact_id, "position": n, "actor": actor,
         "entity_id": entities.get(("organization", _folded(actor))) or entities.get(("person", _folded(actor)))}
        for fact_id, same in facts.items() for n, actor in enumerate(getattr(same[0], "actors", ()))
    ]  # fmt: skip
    claims = [
        {"fact_id": fact_id, "revision_id": revision_id, "event_id": ids[id(event)]}
        for fact_id, same in facts.items()
        if (event := getattr(same[0], "event_fact", None)) is not None
    ]
    pairs = {
        (ids[id(c.first)], ids[id(c.second)]): {"contradiction_kind": c.kind, "why": c.why, "revision_id": revision_id}
        for c in extraction.contradictions
    }
    against = [{"fact_id": one, "other_fact_id": other, **what} for (one, other), what in pairs.items() if one != other]
    for model, rows in ((EventActor, actors), (EventClaim, claims), (Contradiction, against)):
        if rows:
            connection.execute(insert(model), rows)


def _record(connection: Connection, added: dict[str, str], gone: list[str], run_id: int) -> None:
    """The ledger of changes: `added` are quotes by fact. Of two revisions of one document in one run the last word counts."""
    rows: list[dict[str, Any]] = [
        {"run_id": run_id, "fact_id": fact_id, "change": "added", "evidence": quote} for fact_id, quote in added.items()
    ]
    for batch in _batches(gone):
        quotes = select(Evidence.fact_id, func.min(Evidence.quote).label("quote")).where(
            Evidence.fact_id.in_(batch), Evidence.ordinal == 0
        )  # its words are part of the fact's key: all revisions have the same
        rows += [
            {"run_id": run_id, "fact_id": row.fact_id, "change": "retired", "evidence": row.quote}
            for row in connection.execute(quotes.group_by(Evidence.fact_id))
        ]
    if rows:
        for batch in _batches([row["fact_id"] for row in rows]):
            connection.execute(delete(Change).where(Change.run_id == run_id, Change.fact_id.in_(batch)))
        connection.execute(insert(Change), rows)


def _batches(ids: list[str], size: int = 500) -> list[list[str]]:
    """SQLite takes some thousands of parameters a statement."""
    return [ids[i : i + size] for i in range(0, len(ids), size)]
