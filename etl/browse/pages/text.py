"""The page of an article's text: laid out as it is written, every fact underlined where its evidence stands."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from etl.browse.ledger import Ledger, Row
from etl.browse.pages import wording
from etl.browse.pages.layout import Piece, pieces_of
from etl.browse.pages.marks import LAYER_OF, LAYERS, EvidenceIndex, Stretch, stretches

_MOST_CARDS = 12


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text with its stretches; a table has them by row and cell instead."""

    piece: Piece
    stretches: tuple[Stretch, ...]
    rows: tuple[tuple[tuple[Stretch, ...], ...], ...] = ()


async def text_page(ledger: Ledger, document_id: str, fact_id: str | None) -> dict[str, Any] | None:
    """The values of the template; None where there is no such document. `fact_id`: a fact to be shown at once."""
    document = await ledger.row("SELECT * FROM dim_documents WHERE document_id = :id", id=document_id)
    if document is None:
        return None
    text = await ledger.text(document_id)
    facts = await ledger.rows(
        "SELECT fact_id, relation, evidence_start, evidence_end FROM facts WHERE document_id = :id", id=document_id
    )
    index = EvidenceIndex(facts)
    anchors = await _anchors(ledger, document_id)
    shown = {LAYER_OF[fact["relation"]] for fact in facts}
    pieces = pieces_of(text)
    return {
        "document": document,
        "pieces": [_marked(text, piece, index, anchors) for piece in pieces],
        "layers": [(layer, title) for layer, title in LAYERS.items() if layer in shown],
        "chosen": fact_id,
        "facts": len(facts),
        "headings": [
            (piece.span.start + piece.level, piece.level, piece.span.cut(text).lstrip("#").strip())
            for piece in pieces
            if piece.kind == "heading"
        ],
    }


async def _anchors(ledger: Ledger, document_id: str) -> list[int]:
    """Where sentences begin, and numbers that no fact uses: links lead there."""
    found = await ledger.rows(
        "SELECT char_start AS at FROM dim_sentences WHERE document_id = :id "
        "UNION SELECT evidence_start FROM dq_unused_numbers WHERE document_id = :id ORDER BY 1",
        id=document_id,
    )
    return [row["at"] for row in found]


def _marked(text: str, piece: Piece, index: EvidenceIndex, anchors: list[int]) -> MarkedPiece:
    start, end = piece.span.start, piece.span.end
    near = index.touching(start, end)
    inside = anchors[bisect_left(anchors, start) : bisect_left(anchors, end)]
    if piece.kind == "table":
        rows = tuple(tuple(tuple(stretches(text, c.start, c.end, near, inside)) for c in row) for row in piece.rows)
        return MarkedPiece(piece, (), rows)
    if piece.kind == "heading":
        start += piece.level  # the marks of its depth
    return MarkedPiece(piece, tuple(stretches(text, start, end, near, inside)))


async def cards(ledger: Ledger, fact_ids: list[str]) -> list[Row]:
    """What the panel beside the text shows of facts, in the order asked for; unknown ids are left out."""
    shown = []
    for fact_id in fact_ids[:_MOST_CARDS]:
        found = await ledger.row("SELECT * FROM facts WHERE fact_id = :id", id=fact_id)
        if found is None:
            continue
        row = await ledger.row(f'SELECT * FROM "{found["relation"]}" WHERE fact_id = :id', id=fact_id)  # noqa: S608
        assert row is not None  # `facts` is made of these rows  # noqa: S101
        shown.append(
            {
                "fact": row,
                "noun": wording.NOUNS[found["relation"]],
                "headline": wording.headline(found["relation"], row),
                "dates": wording.dates(row) if found["relation"] != "fct_time_expressions" else "",
            }
        )
    return shown
