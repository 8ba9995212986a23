"""The published relations: what users query. Each is a view over the tables, with its grain and its columns.

Names and columns are a promise to users; the tables behind are free to change. The SQL is the subset that SQLite and
PostgreSQL share; LIST_AGG stands for the one function that differs. Views are made anew after every migration.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.glossary import COLUMNS


@dataclass(frozen=True, slots=True)
class Relation:
    """One published relation: `columns` maps each name to its SQL, `source` is what follows FROM."""

    name: str
    grain: str
    columns: dict[str, str]
    source: str
    key: tuple[str, ...]
    order: tuple[str, ...] = ()

    def select(self, dialect: str) -> str:
        """The view's SELECT in the dialect ('sqlite' or 'postgresql')."""
        listed = ",\n  ".join(f'{sql} AS "{name}"' for name, sql in self.columns.items())
        list_agg = "group_concat" if dialect == "sqlite" else "string_agg"
        return f"SELECT\n  {listed}\nFROM {self.source}".replace("LIST_AGG", list_agg)  # noqa: S608 - constants only

    def describe(self, column: str) -> str:
        return COLUMNS[column]


def joined(select_x: str) -> str:
    """SQL of a '; '-joined list: `select_x` is an ordered SELECT of one column named x."""
    return f"(SELECT LIST_AGG(items.x, '; ') FROM ({select_x}) AS items)"


def _plain(alias: str, names: str) -> dict[str, str]:
    return {name: f"{alias}.{name}" for name in names.split()}


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
_DATES = "date_start date_end year_start year_end is_inferred date_edtf date_raw"
_COUNTS = "low high is_approximate bound raw"
_PLACES = joined("SELECT p.place AS x FROM fact_place p WHERE p.fact_id = f.fact_id ORDER BY p.position")


def _fact_relation(name: str, table: str, grain: str, columns: dict[str, str], joins: str = "") -> Relation:
    """A relation with one row a current fact of `table` (alias c)."""
    source = (
        f"{table} c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL\n"
        "  JOIN document d ON d.document_id = f.document_id\n"
        "  JOIN evidence e ON e.fact_id = f.fact_id AND e.ordinal = 0\n"
        f"  JOIN revision r ON r.revision_id = e.revision_id {joins}"
    )
    return Relation(name, grain, {**_FACT, **columns, **_SUPPORT}, source, ("fact_id",), ("document", "evidence_start", "fact_id"))


_CURRENT = "JOIN revision r ON r.revision_id = {0}.revision_id AND r.is_current"


def _structure(name: str, table: str, grain: str, columns: dict[str, str], key: str) -> Relation:
    source = f"{table} s {_CURRENT.format('s')}"
    return Relation(name, grain, {"document_id": "r.document_id", **columns}, source, ("document_id", *key.split()))


_DOCUMENTS = [
    Relation(
        "dim_documents",
        "One row a document, in its current revision.",
        _plain("d", "document_id title")
        | _plain("r", "short_description description")
        | {"author": "d.author"}
        | _plain("r", "source_uri license attribution revision_id sha256 repaired_from characters accounted_characters"),
        "document d JOIN revision r ON r.document_id = d.document_id AND r.is_current",
        ("document_id",),
        ("title",),
    ),
    _structure("dim_sections", "section", "One row a heading.", _plain("s", "ordinal level heading parent path"), "ordinal"),
    _structure(
        "dim_sentences",
        "sentence",
        "One row a sentence or list item, verbatim.",
        {"sentence_id": "s.sentence_id"} | _plain("s", "section ordinal text char_start char_end"),
        "ordinal",
    ),
    _structure(
        "dim_tables",
        "article_table",
        "One row a table, with the rule that understood it (NULL: only its cells are kept).",
        _plain("s", "table_no section understood_as")
        | {"cells": "(SELECT count(*) FROM table_cell c WHERE c.revision_id = s.revision_id AND c.table_no = s.table_no)"},
        "table_no",
    ),
    _structure("dim_table_cells", "table_cell", "One row a table cell.", _plain("s", "table_no row_no col_no text repeats_above"),
               "table_no row_no col_no"),
    _structure("dim_images", "image", "One row an image.", _plain("s", "ordinal alt url section"), "ordinal"),
    _structure("dim_links", "link", "One row a link inside an infobox field.",
               _plain("s", "infobox_no infobox_field ordinal text page"), "infobox_no infobox_field ordinal"),
    _structure("dim_infobox_fields", "infobox_field", "One row an infobox field, with what became of it.",
               _plain("s", "infobox_no field text status why"), "infobox_no field"),
    _structure(
        "dim_references",
        "work",
        "One row a distinct work or link of the bibliography.",
        _plain("s", "ordinal kind")
        | {
            "authors": joined("SELECT a.author AS x FROM work_author a WHERE a.revision_id = s.revision_id "
                              "AND a.ordinal = s.ordinal ORDER BY a.position"),
            "year": "(SELECT min(y.year) FROM work_year y WHERE y.revision_id = s.revision_id AND y.ordinal = s.ordinal "
                    "AND y.position = 0)",
            "years": joined("SELECT CAST(y.year AS TEXT) AS x FROM work_year y WHERE y.revision_id = s.revision_id "
                            "AND y.ordinal = s.ordinal ORDER BY y.position"),
        }
        | _plain("s", "title publisher isbn isbn_is_valid occurrences section rule")
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


_ENTITIES = [
    _entity("dim_people", "person", "One row a named individual.", dict.fromkeys(("aliases", "affiliation", "roles", "mentions"), "")),
    _entity("dim_places", "place", "One row a named place.",
            {"aliases": ""} | _plain("k", "kind country latitude longitude geo_precision") | {"mentions": ""}),
    _entity("dim_organizations", "organization", "One row a state, army, party or other body.",
            {"aliases": "", "kind": "k.kind", "side": "", "mentions": ""}),
    Relation(
        "dim_aliases",
        "One row a joined name: which other name of a document means which entity, and the rule that joined them.",
        _plain("n", "entity_kind entity_id name") | _plain("a", "alias document_id rule"),
        "entity_alias a JOIN entity n ON n.entity_id = a.entity_id",
        ("entity_id", "document_id", "alias"),
        ("name", "alias"),
    ),
]  # fmt: skip

_AIRCRAFT = {"aircraft": "q.name", "operator": "c.operator"}
_AIRCRAFT_JOIN = "JOIN equipment_type q ON q.equipment_type_id = c.equipment_type_id"
_AIRCRAFT_COUNTS = _plain("c", "low high is_approximate is_uncertain bound raw")
_BREAKDOWN = "is_breakdown breakdown_of_fact_id"

_FACTS = [
    _fact_relation("dim_conflicts", "conflict", "One row a conflict that an infobox describes.",
                   _plain("c", f"name part_of {_DATES}") | {"place": _PLACES} | _plain("c", "territory latitude longitude")),
    _fact_relation("fct_conflict_results", "conflict_result", "One row the outcome (position 0) or one point of it.",
                   _plain("c", "position result")),
    _fact_relation("fct_belligerents", "belligerent", "One row a party to the war, with its side.",
                   _plain("c", f"side_no side name part is_side_inferred organization_id {_DATES}")),
    _fact_relation("fct_commanders", "commander", "One row a commander or leader, with the side.",
                   _plain("c", "side_no side person_id") | {"person": "n.name"} | _plain("c", f"role fate {_DATES}"),
                   "JOIN entity n ON n.entity_id = c.person_id"),
    _fact_relation("fct_strength_claims", "strength_claim", "One row a statement of a force's strength; not additive.",
                   _plain("c", f"side force category what {_COUNTS} {_DATES} attributed_to {_BREAKDOWN}")),
    _fact_relation(
        "fct_casualty_claims", "casualty_claim", "One row a statement of casualties, with its claimant; not additive.",
        _plain("c", "category population victims victim_group low high is_approximate bound vague_term raw attributed_to "
                    "modality is_partisan")
        | {"event_id": "CAST(NULL AS TEXT)", "event": "c.event", "place": _PLACES}
        | _plain("c", f"{_DATES} {_BREAKDOWN}"),
    ),
    _fact_relation("fct_equipment_claims", "equipment_claim", "One row a statement of equipment gained or lost; not additive.",
                   _plain("c", f"actor action counterparty category {_COUNTS} {_DATES} attributed_to")),
    _fact_relation("fct_aircraft_inventory", "aircraft_inventory", "One row how many of a type an operator had.",
                   _AIRCRAFT | _AIRCRAFT_COUNTS, _AIRCRAFT_JOIN),
    _fact_relation("fct_aircraft_loss_totals", "aircraft_loss_total", "One row how many of a type an operator lost in all.",
                   _AIRCRAFT | _AIRCRAFT_COUNTS, _AIRCRAFT_JOIN),
    _fact_relation(
        "fct_aircraft_losses", "aircraft_loss", "One row an incident in which aircraft were lost.",
        _AIRCRAFT | _plain("c", _DATES) | {"place": _PLACES} | _AIRCRAFT_COUNTS
        | _plain("c", "cause weapon pilot credited_to"),
        _AIRCRAFT_JOIN,
    ),
]  # fmt: skip

_RECONCILED = """(
    SELECT k.document_id, k.equipment_type_id, k.operator, min(t.low) AS total_low, max(t.high) AS total_high,
      count(t.fact_id) AS totals
    FROM (
      SELECT f.document_id, c.equipment_type_id, c.operator FROM aircraft_loss_total c
        JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
      UNION
      SELECT f.document_id, coalesce(c.counted_under_id, c.equipment_type_id), c.operator FROM aircraft_loss c
        JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    ) AS k
    LEFT JOIN (
      SELECT f.document_id, c.* FROM aircraft_loss_total c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    ) AS t ON t.document_id = k.document_id AND t.equipment_type_id = k.equipment_type_id
      AND coalesce(t.operator, '') = coalesce(k.operator, '')
    GROUP BY k.document_id, k.equipment_type_id, k.operator
  ) AS t
  LEFT JOIN (
    SELECT f.document_id, coalesce(c.counted_under_id, c.equipment_type_id) AS equipment_type_id, c.operator,
      CAST(sum(CASE WHEN c.is_uncertain THEN 0 ELSE coalesce(c.low, 0) END) AS BIGINT) AS itemised_low,
      CAST(sum(CASE WHEN c.is_uncertain THEN coalesce(c.low, 0) ELSE 0 END) AS BIGINT) AS doubtful_low,
      CASE WHEN count(c.high) = count(*) THEN CAST(sum(c.high) AS BIGINT) END AS itemised_high,
      count(*) AS incidents
    FROM aircraft_loss c JOIN fact f ON f.fact_id = c.fact_id AND f.retired_run_id IS NULL
    GROUP BY f.document_id, coalesce(c.counted_under_id, c.equipment_type_id), c.operator
  ) AS i ON i.document_id = t.document_id AND i.equipment_type_id = t.equipment_type_id
    AND coalesce(i.operator, '') = coalesce(t.operator, '')
  JOIN equipment_type q ON q.equipment_type_id = t.equipment_type_id
  JOIN document d ON d.document_id = t.document_id"""

_RECONCILIATIONS = [
    Relation(
        "rec_aircraft_losses",
        "One row a type of aircraft and operator: the table's total against its own itemised incidents.",
        {
            "document_id": "t.document_id",
            "document": "d.title",
            "aircraft": "q.name",
            "operator": "t.operator",
            "total_low": "t.total_low",
            "total_high": "t.total_high",
            "itemised_low": "coalesce(i.itemised_low, 0)",
            "itemised_high": "CASE WHEN i.incidents IS NULL THEN 0 ELSE i.itemised_high END",
            "doubtful_low": "coalesce(i.doubtful_low, 0)",
            "incidents": "coalesce(i.incidents, 0)",
            "verdict": "CASE WHEN t.total_low IS NULL AND t.total_high IS NULL THEN 'no_total' "
            "WHEN i.incidents IS NULL AND t.total_high > 0 THEN 'not_itemised' "
            "WHEN i.incidents IS NULL THEN 'agrees' "
            "WHEN i.itemised_high < t.total_low THEN 'items_fall_short' "
            "WHEN i.itemised_low > t.total_high THEN 'items_exceed' ELSE 'agrees' END",
        },
        _RECONCILED,
        ("document_id", "aircraft", "operator"),
    )
]

_OUTCOMES = {
    f"documents_{outcome}": "(SELECT count(*) FROM run_document x WHERE x.run_id = n.run_id "  # noqa: S608
    f"AND x.outcome = '{outcome}')"
    for outcome in ("new", "changed", "unchanged", "failed")
}
_CHANGED = {
    f"facts_{change}": f"(SELECT count(*) FROM change c WHERE c.run_id = n.run_id AND c.change = '{change}')"  # noqa: S608
    for change in ("added", "retired")
}
FACT_RELATIONS = {
    "conflict": "dim_conflicts",
    "conflict_result": "fct_conflict_results",
    "belligerent": "fct_belligerents",
    "commander": "fct_commanders",
    "strength_claim": "fct_strength_claims",
    "casualty_claim": "fct_casualty_claims",
    "equipment_claim": "fct_equipment_claims",
    "aircraft_inventory": "fct_aircraft_inventory",
    "aircraft_loss_total": "fct_aircraft_loss_totals",
    "aircraft_loss": "fct_aircraft_losses",
}
_RELATION_OF_KIND = " ".join(f"WHEN '{kind}' THEN '{relation}'" for kind, relation in FACT_RELATIONS.items())

_RUNS = [
    Relation(
        "dq_issues",
        "One row a thing that is wrong with the current input, or that could not be read from it.",
        _plain("s", "issue_id run_id document_id source_name severity code message evidence")
        | {"evidence_start": "s.char_start", "evidence_end": "s.char_end"},
        "issue s\nWHERE s.is_current",
        ("issue_id",),
    ),
    Relation(
        "dim_runs",
        "One row a run of the pipeline.",
        _plain("n", "run_id started_at finished_at status") | _OUTCOMES | _CHANGED | {"version": "n.version"},
        "run n",
        ("run_id",),
    ),
    Relation(
        "fct_changes",
        "One row a fact that a run added or retired.",
        {
            "run_id": "c.run_id",
            "relation": f"CASE f.fact_kind {_RELATION_OF_KIND} END",
            "fact_id": "c.fact_id",
            "change": "c.change",
            "document": "d.title",
            "evidence": "c.evidence",
        },
        "change c JOIN fact f ON f.fact_id = c.fact_id JOIN document d ON d.document_id = f.document_id",
        ("run_id", "fact_id"),
    ),
]

VIEWS: tuple[Relation, ...] = (*_DOCUMENTS, *_ENTITIES, *_FACTS, *_RECONCILIATIONS, *_RUNS)

# data_dictionary is a table, published as it is
DICTIONARY = Relation(
    "data_dictionary",
    "One row a column of a published relation; an empty column describes the relation itself.",
    {name: f'"{name}"' for name in ("relation", "column", "type", "description")},
    "data_dictionary",
    ("relation", "column"),
)
RELATIONS: tuple[Relation, ...] = (*VIEWS, DICTIONARY)
