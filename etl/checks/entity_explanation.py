"""One person, place or organization, explained: what it is, each name with the rule that joined it, where it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text

from etl.errors import UsageError

_RELATIONS = {"person": "dim_people", "place": "dim_places", "organization": "dim_organizations"}
_ID = re.compile(r"[0-9a-f]{4,24}")
_MOST_PLACES = 8  # mentions that are shown
_BESIDE = 45  # characters of text on each side of a mention


@dataclass(frozen=True, slots=True)
class EntityExplanation:
    """`values`: its row of the relation; `names`: (name, document, rule).

    `places`: (document, section, offset, text) of its mentions, where text has the name between two NUL characters.
    """

    relation: str
    values: dict[str, Any]
    names: list[tuple[str, str, str]]
    places: list[tuple[str, str, int, str]]
    mentions: int


def explain_entity(engine: Engine, wanted: str) -> list[EntityExplanation]:
    """The entities whose id begins with `wanted`, or that bear it as a name; empty where there is none.

    Raises UsageError where an id is given that more than one entity begins with.
    """
    word = wanted.strip()
    with engine.connect() as connection:
        is_id = _ID.fullmatch(word.lower()) is not None
        prefix = "SELECT entity_id FROM entity WHERE substr(entity_id, 1, :length) = :word"
        by_id = _ids(connection, prefix, word.lower()) if is_id else []
        if len(by_id) > 1:
            raise UsageError(f"{len(by_id)} entities begin with {word!r}; give more of the id")
        ids = by_id or _ids(
            connection,
            "SELECT entity_id FROM entity WHERE lower(name) = lower(:word) AND :length > 0 "
            "UNION SELECT entity_id FROM entity_alias WHERE lower(alias) = lower(:word) ORDER BY 1",
            word,
        )
        return [explained for entity_id in ids if (explained := _explained(connection, entity_id)) is not None]


def _ids(connection: Connection, sql: str, word: str) -> list[str]:
    return list(connection.scalars(text(sql), {"word": word, "length": len(word)}))


def _explained(connection: Connection, entity_id: str) -> EntityExplanation | None:
    kind = connection.scalar(text("SELECT entity_kind FROM entity WHERE entity_id = :id"), {"id": entity_id})
    relation = _RELATIONS[kind]
    row = connection.execute(text(f"SELECT * FROM {relation} WHERE {kind}_id = :id"), {"id": entity_id}).mappings().first()  # noqa: S608
    if row is None:  # no document names it any more
        return None
    joined = connection.execute(
        text("SELECT a.alias, d.title, a.rule FROM entity_alias a JOIN document d ON d.document_id = a.document_id "
             "WHERE a.entity_id = :id ORDER BY d.title, a.alias"),
        {"id": entity_id},
    )  # fmt: skip
    mentions = connection.execute(
        text("SELECT m.document, m.section, m.evidence_start, m.evidence_end, t.text FROM fct_mentions m "
             "JOIN dim_texts t ON t.document_id = m.document_id WHERE m.entity_id = :id ORDER BY m.document, m.evidence_start"),
        {"id": entity_id},
    ).all()  # fmt: skip
    places = [(m[0], m[1], m[2], _marked(m[4], m[2], m[3])) for m in mentions[:_MOST_PLACES]]
    values = {name: value for name, value in row.items() if value is not None and name != "aliases"}
    return EntityExplanation(relation, values, [(r[0], r[1], r[2]) for r in joined], places, len(mentions))


def _marked(whole: str, start: int, end: int) -> str:
    before, after = whole[max(0, start - _BESIDE) : start], whole[end : end + _BESIDE]
    return " ".join(f"{before}\0{whole[start:end]}\0{after}".split())


def as_text(explanations: list[EntityExplanation], mark: tuple[str, str] = (">>>", "<<<")) -> str:
    """The explanations for a terminal; `mark` is put around the name in its text."""
    return "\n\n".join("\n".join(_lines(explanation, mark)) for explanation in explanations)


def _lines(explanation: EntityExplanation, mark: tuple[str, str]) -> list[str]:
    lines = [explanation.relation, *(f"  {name:22} {value}" for name, value in explanation.values.items()), ""]
    lines += [f"  also {name!r} in {document}: {rule}" for name, document, rule in explanation.names] or ["  no other name"]
    times = "once" if explanation.mentions == 1 else f"{explanation.mentions} times"
    lines += ["", f"named {times}" + (f", the first {_MOST_PLACES}:" if explanation.mentions > _MOST_PLACES else ":")]
    for document, section, offset, context in explanation.places:
        shown = context.replace("\0", mark[0], 1).replace("\0", mark[1], 1)
        lines.append(f"  {document}, {section or 'lead'}, {offset}: … {shown} …")
    return lines
