"""The search: names, sentences, and what was read from infoboxes and tables, which are no sentences."""

from __future__ import annotations

import re
from typing import Any

from etl.browse.ledger import UNLISTED, Ledger, Row
from etl.browse.pages import wording
from etl.browse.snapshot import EVIDENCE, SENTENCES

_WORD = re.compile(r'"[^"]*"|\S+')
_MOST = 50
# around what was found, until the template puts its tags there: no text holds them, see etl.extract.encoding
OPENING, CLOSING = "\x02", "\x03"


async def search_page(ledger: Ledger, wanted: str) -> dict[str, Any]:
    """The values of the template. Words are found in any order, "words in quotes" side by side."""
    phrase = match_expression(wanted)
    if not phrase:
        return {"wanted": wanted, "sentences": [], "entities": [], "facts": [], "total": 0}
    total = await ledger.row(f"SELECT count(*) AS n FROM {SENTENCES} WHERE {SENTENCES} MATCH :phrase", phrase=phrase)  # noqa: S608
    sentences = await ledger.rows(
        f"""
        SELECT s.document_id, s.section, s.char_start, d.title,
          highlight({SENTENCES}, 0, :opening, :closing) AS marked,
          (SELECT count(*) FROM facts f WHERE f.document_id = s.document_id AND f.evidence_start < s.char_end
            AND f.evidence_start >= s.char_start AND f.relation NOT IN {UNLISTED}) AS facts
        FROM {SENTENCES} JOIN dim_sentences s ON s.rowid = {SENTENCES}.rowid
        JOIN dim_documents d ON d.document_id = s.document_id
        WHERE {SENTENCES} MATCH :phrase ORDER BY bm25({SENTENCES}), s.rowid LIMIT :most
        """,  # noqa: S608 - constants
        phrase=phrase, opening=OPENING, closing=CLOSING, most=_MOST,
    )  # fmt: skip
    for sentence in sentences:
        sentence["parts"] = marked_parts(sentence["marked"])
    return {
        "wanted": wanted,
        "sentences": sentences,
        "entities": await _entities(ledger, wanted.strip()),
        "facts": await _facts(ledger, phrase),
        "total": total["n"] if total else 0,
    }


def match_expression(wanted: str) -> str:
    """The words as FTS5 asks for them, so that no sign of its own language is left: Khojaly "body count" -> all three quoted."""
    return " ".join(f'"{word.strip(chr(34))}"' for word in _WORD.findall(wanted) if re.search(r"\w", word)).replace("\0", "")


def marked_parts(marked: str) -> list[tuple[bool, str]]:
    """(is a hit, text) in order."""
    parts = []
    for number, piece in enumerate(re.split(f"[{OPENING}{CLOSING}]", marked)):
        if piece:
            parts.append((number % 2 == 1, piece))
    return parts


async def _entities(ledger: Ledger, wanted: str) -> list[Row]:
    return await ledger.rows(
        """
        SELECT * FROM (
          SELECT person_id AS entity_id, name, 'person' AS kind, mentions, aliases FROM dim_people
          UNION ALL SELECT place_id, name, 'place', mentions, aliases FROM dim_places
          UNION ALL SELECT organization_id, name, 'organization', mentions, aliases FROM dim_organizations)
        WHERE instr(lower(name), lower(:wanted)) OR instr(lower(coalesce(aliases, '')), lower(:wanted))
        ORDER BY lower(name) <> lower(:wanted), mentions DESC, name LIMIT 12
        """,
        wanted=wanted,
    )


async def _facts(ledger: Ledger, phrase: str) -> list[Row]:
    """Facts of infoboxes and tables whose evidence has the words; those of sentences are found with their sentence."""
    rows = await ledger.rows(
        f"""
        SELECT f.fact_id, f.relation, f.section, f.evidence, d.title
        FROM {EVIDENCE} JOIN facts f ON f.rowid = {EVIDENCE}.rowid JOIN dim_documents d ON d.document_id = f.document_id
        WHERE {EVIDENCE} MATCH :phrase AND f.relation <> 'fct_mentions' AND NOT EXISTS (
          SELECT 1 FROM dim_sentences s WHERE s.document_id = f.document_id
            AND s.char_start <= f.evidence_start AND s.char_end >= f.evidence_end)
        ORDER BY bm25({EVIDENCE}), f.rowid LIMIT 20
        """,  # noqa: S608 - constants
        phrase=phrase,
    )
    return [{**row, "noun": wording.NOUNS[row["relation"]]} for row in rows]
