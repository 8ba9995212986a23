"""Published relations on documents and their structure, and on the people, places and organizations they name."""

from __future__ import annotations

from schema.relation import Relation, joined, plain

_CURRENT = "JOIN revision r ON r.revision_id = {0}.revision_id AND r.is_current"


def _structure(name: str, table: str, grain: str, columns: dict[str, str], key: str) -> Relation:
    source = f"{table} s {_CURRENT.format('s')}"
    return Relation(name, grain, {"document_id": "r.document_id", **columns}, source, ("document_id", *key.split()))


DOCUMENTS = [
    Relation(
        "dim_documents",
        "One row a document, in its current revision.",
        plain("d", "document_id title")
        | plain("r", "short_description description")
        | {"author": "d.author"}
        | plain("r", "source_uri license attribution revision_id sha256 repaired_from characters accounted_characters"),
        "document d JOIN revision r ON r.document_id = d.document_id AND r.is_current",
        ("document_id",),
        ("title",),
    ),
    Relation(
        "dim_texts",
        "One row a document: its repaired text, into which evidence_start and evidence_end point.",
        {"document_id": "r.document_id", "title": "d.title"} | plain("r", "revision_id text"),
        "revision r JOIN document d ON d.document_id = r.document_id\nWHERE r.is_current",
        ("document_id",),
        ("title",),
    ),
    _structure("dim_sections", "section", "One row a heading.", plain("s", "ordinal level heading parent path"), "ordinal"),
    _structure(
        "dim_sentences",
        "sentence",
        "One row a sentence, verbatim; a list item holds one or more.",
        {"sentence_id": "s.sentence_id"} | plain("s", "section ordinal text char_start char_end"),
        "ordinal",
    ),
    _structure(
        "dim_tables",
        "article_table",
        "One row a table, with the rule that understood it (NULL: only its cells are kept).",
        plain("s", "table_no section understood_as")
        | {"cells": "(SELECT count(*) FROM table_cell c WHERE c.revision_id = s.revision_id AND c.table_no = s.table_no)"},
        "table_no",
    ),
    _structure("dim_table_cells", "table_cell", "One row a table cell.", plain("s", "table_no row_no col_no text repeats_above"),
               "table_no row_no col_no"),
    _structure("dim_images", "image", "One row an image.", plain("s", "ordinal alt url section path"), "ordinal"),
    _structure("dim_links", "link", "One row a link inside an infobox field.",
               plain("s", "infobox_no infobox_field ordinal text page"), "infobox_no infobox_field ordinal"),
    _structure("dim_infobox_fields", "infobox_field", "One row an infobox field, with what became of it.",
               plain("s", "infobox_no field text status why"), "infobox_no field"),
    _structure(
        "dim_references",
        "work",
        "One row a distinct work or link of the bibliography.",
        plain("s", "ordinal kind")
        | {
            "authors": joined("SELECT a.author AS x FROM work_author a WHERE a.revision_id = s.revision_id "
                              "AND a.ordinal = s.ordinal ORDER BY a.position"),
            "year": "(SELECT min(y.year) FROM work_year y WHERE y.revision_id = s.revision_id AND y.ordinal = s.ordinal "
                    "AND y.position = 0)",
            "years": joined("SELECT CAST(y.year AS TEXT) AS x FROM work_year y WHERE y.revision_id = s.revision_id "
                            "AND y.ordinal = s.ordinal ORDER BY y.position"),
        }
        | plain("s", "title publisher isbn isbn_is_valid occurrences section rule")
        | {
            "evidence": "substr(r.text, CAST(s.char_start AS INTEGER) + 1, CAST(s.char_end - s.char_start AS INTEGER))",
            "evidence_start": "s.char_start",
            "evidence_end": "s.char_end",
        },
        "ordinal",
    ),
]  # fmt: skip


def _entity(name: str, kind: str, grain: str, columns: dict[str, str]) -> Relation:
    appearances = "FROM entity_appearance a WHERE a.entity_id = n.entity_id"
    values = {
        "aliases": joined("SELECT DISTINCT l.alias AS x FROM entity_alias l WHERE l.entity_id = n.entity_id ORDER BY l.alias"),
        "affiliation": joined(f"SELECT DISTINCT a.affiliation AS x {appearances} AND a.affiliation IS NOT NULL ORDER BY 1"),
        "roles": joined("SELECT o.role AS x FROM entity_role o WHERE o.entity_id = n.entity_id GROUP BY o.role "
                        "ORDER BY min(o.position), o.role"),
        "mentions": f"(SELECT CAST(sum(a.mentions) AS BIGINT) {appearances})",
    }  # fmt: skip
    values["side"] = values["affiliation"]
    listed = {f"{kind}_id": "n.entity_id", "name": "n.name"} | {c: sql or values[c] for c, sql in columns.items()}
    source = f"{kind} k JOIN entity n ON n.entity_id = k.entity_id\nWHERE EXISTS (SELECT 1 {appearances})"
    return Relation(name, grain, listed, source, (f"{kind}_id",), ("name", f"{kind}_id"))


ENTITIES = [
    _entity("dim_people", "person", "One row a named individual.",
            dict.fromkeys(("aliases", "affiliation", "roles", "mentions"), "")),
    _entity("dim_places", "place", "One row a named place.",
            {"aliases": ""} | plain("k", "kind country latitude longitude geo_precision") | {"mentions": ""}),
    _entity("dim_organizations", "organization", "One row a state, army, party or other body.",
            {"aliases": "", "kind": "k.kind", "side": "", "mentions": ""}),
    Relation(
        "dim_aliases",
        "One row a joined name: which other name of a document means which entity, and the rule that joined them.",
        plain("n", "entity_kind entity_id name") | plain("a", "alias document_id rule"),
        "entity_alias a JOIN entity n ON n.entity_id = a.entity_id",
        ("entity_id", "document_id", "alias"),
        ("name", "alias"),
    ),
]  # fmt: skip
