"""Code tables with labels, keys that hold the kind of a fact, an index for each foreign key, the rules.

A vocabulary was a CHECK in each table that uses it, so that SQLite rebuilt the tables for every new word; now it is a table
of its own that columns lead to. The key of a row in the table of one kind of fact (or entity) holds that kind, so that the
row of a mention cannot hang on the fact of an event. Filters of the published relations by document, place, person, day,
year or event find an index.

Revision: 0007, after 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = sa.String(length=24)
_CODE = sa.String(length=40)

# the words of each vocabulary as they stood in the CHECKs; labels come from the program
_WORDS = {
    "severity": "info warning error",
    "run_status": "running done partial stopped refused failed killed",
    "document_outcome": "new changed unchanged failed retired",
    "field_status": "used ignored damaged unknown",
    "reference_kind": "cited further external",
    "fact_change": "added retired",
    "entity_kind": "person place organization",
    "organization_kind": "state government_body party armed_group military_unit international ngo media company other",
    "place_kind": (
        "country autonomous_region region district city town village mountain_pass corridor airport sea_port "
        "military_base building exclave junction other"
    ),
    "equipment_kind": "aircraft other",
    "fact_kind": (
        "conflict conflict_result belligerent commander strength_claim casualty_claim equipment_claim "
        "aircraft_inventory aircraft_loss_total aircraft_loss mention office_holding quotation time_expression "
        "event"
    ),
    "office_change": "took left held",
    "bound": "exact range alternatives at_least at_most unknown none vague",
    "strength_category": (
        "personnel tank artillery armored_personnel_carrier armored_fighting_vehicle fighter_aircraft helicopter "
        "combat_aircraft military_division air_base rail_car_of_ammunition eligible_men other"
    ),
    "casualty_category": "killed wounded missing captured displaced casualties",
    "population": "military civilian mixed",
    "modality": "asserted reported denied",
    "equipment_action": "acquired captured destroyed captured_or_destroyed lost supplied",
    "loss_cause": "shot_down friendly_fire destroyed other",
    "time_kind": "date period season part_of_day",
    "event_kind": (
        "battle massacre bombardment aircraft_loss operation displacement ceasefire negotiation agreement "
        "resolution declaration referendum election appointment departure founding protest disaster publication "
        "other"
    ),
    "contradiction_kind": (
        "infobox_against_prose claimant_against_claimant parts_against_whole losses_against_inventory killed_against_strength"
    ),
    "number_kind": "share measure duration money age things other",
    "casualty_choice": "independent lowest highest",
    "rule_status": "on trial off",
}

# (table, column, vocabulary)
_CODES = (
    ("entity", "entity_kind", "entity_kind"),
    ("equipment_type", "kind", "equipment_kind"),
    ("run", "status", "run_status"),
    ("setting", "casualty_choice", "casualty_choice"),
    ("organization", "kind", "organization_kind"),
    ("place", "kind", "place_kind"),
    ("fact", "fact_kind", "fact_kind"),
    ("issue", "severity", "severity"),
    ("aircraft_inventory", "bound", "bound"),
    ("aircraft_loss", "bound", "bound"),
    ("aircraft_loss", "cause", "loss_cause"),
    ("aircraft_loss_total", "bound", "bound"),
    ("casualty_claim", "modality", "modality"),
    ("casualty_claim", "bound", "bound"),
    ("casualty_claim", "population", "population"),
    ("casualty_claim", "category", "casualty_category"),
    ("change", "change", "fact_change"),
    ("contradiction", "contradiction_kind", "contradiction_kind"),
    ("equipment_claim", "bound", "bound"),
    ("equipment_claim", "action", "equipment_action"),
    ("event", "event_kind", "event_kind"),
    ("infobox_field", "status", "field_status"),
    ("office_holding", "change", "office_change"),
    ("run_document", "outcome", "document_outcome"),
    ("strength_claim", "category", "strength_category"),
    ("strength_claim", "bound", "bound"),
    ("time_expression", "time_kind", "time_kind"),
    ("unused_number", "number_kind", "number_kind"),
    ("work", "kind", "reference_kind"),
)

# The tables that change, as they stand before: name:type, then * in the primary key, ! never NULL, >leads to, ^leads to and
# is deleted with it, # indexed. Checks of counts and dates belong to the groups, those of vocabularies are in _CODES.
_TABLES = {
    "entity": "entity_id:key* entity_kind:s12! name:text!#",
    "equipment_type": "equipment_type_id:key* name:text! kind:s20!",
    "run": "run_id:int* started_at:moment! finished_at:moment status:s8! version:s40!",
    "setting": "setting_id:int* casualty_choice:s12!",
    "organization": "entity_id:key*>entity.entity_id kind:s20",
    "person": "entity_id:key*>entity.entity_id",
    "place": "entity_id:key*>entity.entity_id kind:s20 country:s2 latitude:float longitude:float geo_precision:s20",
    "fact": (
        "fact_id:key* document_id:key!>document.document_id fact_kind:key!# section:text! rule:s60! "
        "first_run_id:int!>run.run_id last_run_id:int!>run.run_id retired_run_id:int>run.run_id"
    ),
    "issue": (
        "issue_id:int* run_id:int!>run.run_id document_id:key>document.document_id# source_name:text severity:s8! "
        "code:s60! message:text! evidence:text char_start:long char_end:long is_current:bool!"
    ),
    "aircraft_inventory": (
        "fact_id:key*>fact.fact_id equipment_type_id:key!>equipment_type.equipment_type_id operator:text "
        "is_uncertain:bool! +counts"
    ),
    "aircraft_loss": (
        "fact_id:key*>fact.fact_id counted_under_id:key>equipment_type.equipment_type_id cause:s16! weapon:text "
        "pilot:text credited_to:text equipment_type_id:key!>equipment_type.equipment_type_id operator:text "
        "is_uncertain:bool! +counts +dates"
    ),
    "aircraft_loss_total": (
        "fact_id:key*>fact.fact_id equipment_type_id:key!>equipment_type.equipment_type_id operator:text "
        "is_uncertain:bool! +counts"
    ),
    "belligerent": (
        "fact_id:key*>fact.fact_id side_no:int! side:text name:text! part:text is_side_inferred:bool! "
        "organization_id:key>organization.entity_id +dates"
    ),
    "casualty_claim": (
        "fact_id:key*>fact.fact_id category:s12! population:s8 victims:text victim_group:text vague_term:text "
        "attributed_to:text modality:s8! is_partisan:bool! event:text is_breakdown:bool! "
        "breakdown_of_fact_id:key>fact.fact_id +counts +dates"
    ),
    "change": "run_id:int*>run.run_id fact_id:key*>fact.fact_id change:s8! evidence:text!",
    "commander": "fact_id:key*>fact.fact_id side_no:int! side:text person_id:key!>person.entity_id role:text fate:text +dates",
    "conflict": "fact_id:key*>fact.fact_id name:text! part_of:text territory:text latitude:float longitude:float +dates",
    "conflict_result": "fact_id:key*>fact.fact_id position:int! result:text!",
    "contradiction": (
        "fact_id:key*>fact.fact_id other_fact_id:key*>fact.fact_id revision_id:key*>revision.revision_id# "
        "contradiction_kind:s30! why:text!"
    ),
    "equipment_claim": (
        "fact_id:key*>fact.fact_id actor:text action:key! counterparty:text category:text! attributed_to:text +counts +dates"
    ),
    "event": (
        "fact_id:key*>fact.fact_id name:text! event_kind:s16! outcome:text ucdp_type_of_violence:int "
        "acled_sub_event_type:s40 part_of_event_id:key>fact.fact_id# +dates"
    ),
    "infobox_field": (
        "revision_id:key*^revision.revision_id infobox_no:int* field:s200* text:text! status:s8! why:text! "
        "char_start:long char_end:long"
    ),
    "mention": "fact_id:key*>fact.fact_id entity_id:key!>entity.entity_id# surface:text! number:int!",
    "office_holding": (
        "fact_id:key*>fact.fact_id person_id:key!>person.entity_id# office:text! organization:text "
        "organization_id:key>organization.entity_id change:s4! +dates"
    ),
    "quotation": "fact_id:key*>fact.fact_id speaker:text speaker_id:key>entity.entity_id text:text!",
    "run_document": (
        "run_id:int*>run.run_id source_name:s500* document_id:key>document.document_id "
        "revision_id:key>revision.revision_id outcome:s10!"
    ),
    "strength_claim": (
        "fact_id:key*>fact.fact_id side:text force:text force_organization_id:key>organization.entity_id category:s32! "
        "what:text attributed_to:text is_breakdown:bool! breakdown_of_fact_id:key>fact.fact_id +counts +dates"
    ),
    "time_expression": "fact_id:key*>fact.fact_id surface:text! time_kind:s12! number:int! +dates",
    "unused_number": (
        "revision_id:key*>revision.revision_id ordinal:int* section:text! raw:text! number_kind:s10! sentence:text! "
        "char_start:long! char_end:long!"
    ),
    "work": (
        "revision_id:key*^revision.revision_id ordinal:int* kind:s8! title:text publisher:text isbn:s40 "
        "isbn_is_valid:bool occurrences:int! section:text! rule:s60! char_start:long! char_end:long!"
    ),
    "event_actor": "fact_id:key*>fact.fact_id position:int* actor:text! entity_id:key>entity.entity_id",
    "event_claim": "fact_id:key*>fact.fact_id revision_id:key*>revision.revision_id# event_id:key!>fact.fact_id#",
}
_COUNTS = "low:long high:long is_approximate:bool! bound:s12! raw:text!"
_DATES = "date_start:date date_end:date year_start:int year_end:int is_inferred:bool! date_edtf:s64 date_raw:text"
_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "key": _KEY, "int": sa.Integer(), "long": sa.BigInteger(), "text": sa.Text(), "bool": sa.Boolean(), "date": sa.Date(),
    "float": sa.Float(), "moment": sa.DateTime(timezone=True),
}  # fmt: skip
_CHECKS = (
    ("setting", "one_row", "setting_id = 1"),
    ("place", "latitude_in_range", "latitude BETWEEN -90 AND 90"),
    ("place", "longitude_in_range", "longitude BETWEEN -180 AND 180"),
    ("issue", "span_in_order", "char_start < char_end"),
    ("belligerent", "side_no_positive", "side_no > 0"),
    ("casualty_claim", "parent_of_breakdown_only", "breakdown_of_fact_id IS NULL OR is_breakdown"),
    ("event", "ucdp_type_of_violence_known", "ucdp_type_of_violence IN (1, 2, 3)"),
    ("mention", "number_positive", "number > 0"),
    ("strength_claim", "parent_of_breakdown_only", "breakdown_of_fact_id IS NULL OR is_breakdown"),
    ("time_expression", "number_positive", "number > 0"),
    ("unused_number", "span_in_order", "char_start < char_end"),
    ("work", "occurs", "occurrences > 0"),
)
_CHECKS_OF_COUNTS = (
    ("low_whole", "low = CAST(low AS BIGINT) AND low >= 0"),
    ("high_whole", "high = CAST(high AS BIGINT) AND high >= 0"),
    ("low_not_above_high", "low <= high"),
)
_CHECKS_OF_DATES = (("dates_in_order", "date_start <= date_end"), ("years_in_order", "year_start <= year_end"))

_OF_ONE_KIND = {  # table: the table of all kinds, and the column that holds the kind in both
    **dict.fromkeys(_WORDS["fact_kind"].split(), ("fact", "fact_kind")),
    **dict.fromkeys(_WORDS["entity_kind"].split(), ("entity", "entity_kind")),
}
_PARTS = (("event", "part_of_event_id"), ("casualty_claim", "breakdown_of_fact_id"), ("strength_claim", "breakdown_of_fact_id"))
_OF_EVENTS = (("event_actor", "fact_id"), ("event_claim", "event_id"))  # led to `fact`, lead to `event`

_INDEXES = (
    ("aircraft_inventory", "equipment_type_id"), ("aircraft_loss", "equipment_type_id"), ("aircraft_loss", "counted_under_id"),
    ("aircraft_loss_total", "equipment_type_id"), ("belligerent", "organization_id"), ("casualty_claim", "breakdown_of_fact_id"),
    ("change", "fact_id"), ("commander", "person_id"), ("contradiction", "other_fact_id"), ("document", "retired_run_id"),
    ("document", "title"), ("entity_alias", "document_id"), ("entity_appearance", "document_id"), ("entity_role", "document_id"),
    ("equipment_type_member", "member_id"), ("event_actor", "entity_id"), ("fact", "first_run_id"), ("fact", "last_run_id"),
    ("fact_place", "place_id"), ("issue", "run_id"), ("load_count", "document_id"),
    ("office_holding", "organization_id"), ("quotation", "speaker_id"), ("revision", "run_id"), ("run_document", "document_id"),
    ("run_document", "revision_id"), ("strength_claim", "breakdown_of_fact_id"), ("strength_claim", "force_organization_id"),
    ("fact", "document_id fact_kind"),
    *((table, column) for table, columns in _TABLES.items() if "+dates" in columns for column in ("date_start", "year_start")),
)  # fmt: skip


def upgrade() -> None:
    for vocabulary, words in _WORDS.items():
        _create_code_table(vocabulary)
        rows = ", ".join(f"('{word}', '{word}', '', {n})" for n, word in enumerate(words.split()))
        op.execute(f"INSERT INTO code_{vocabulary} (code, label, meaning, position) VALUES {rows}")  # noqa: S608 - constants
    op.drop_index(op.f("ix_fact_document_id"), table_name="fact")  # its place is taken by one of document and kind
    for name in _TABLES:
        _turn(_table(name, is_new=False), _table(name, is_new=True))
    for name, columns in _INDEXES:
        op.create_index(_index_name(name, columns), name, columns.split(), unique=False)
    retired = sa.text("retired_run_id IS NOT NULL")  # else it would be taken to find what is not retired: nearly all
    op.create_index(op.f("ix_fact_retired_run_id"), "fact", ["retired_run_id"], sqlite_where=retired, postgresql_where=retired)
    op.create_table(
        "rule",
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("counter_example", sa.Text(), nullable=True),
        sa.Column("status", _CODE, nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("rows_judged", sa.Integer(), nullable=False),
        sa.Column("rows_right", sa.Integer(), nullable=False),
        sa.CheckConstraint("rows_right BETWEEN 0 AND rows_judged", name=op.f("ck_rule_rows_right_in_range")),
        sa.ForeignKeyConstraint(["status"], ["code_rule_status.code"], name=op.f("fk_rule_status_code_rule_status")),
        sa.PrimaryKeyConstraint("rule", name=op.f("pk_rule")),
    )
    op.create_table(
        "published_view",
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("relation", name=op.f("pk_published_view")),
    )


def downgrade() -> None:
    """Lost are the rules and the labels; what stands in the columns stays."""
    op.drop_table("published_view")
    op.drop_table("rule")
    op.drop_index(op.f("ix_fact_retired_run_id"), table_name="fact")
    for name, columns in reversed(_INDEXES):
        op.drop_index(_index_name(name, columns), table_name=name)
    for name in reversed(_TABLES):
        _turn(_table(name, is_new=True), _table(name, is_new=False))
    op.create_index(op.f("ix_fact_document_id"), "fact", ["document_id"], unique=False)
    for vocabulary in _WORDS:
        op.drop_table(f"code_{vocabulary}")


def _create_code_table(vocabulary: str) -> None:
    op.create_table(
        f"code_{vocabulary}",
        sa.Column("code", _CODE, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f(f"pk_code_{vocabulary}")),
    )


def _index_name(table: str, columns: str) -> str:
    return op.f(f"ix_{table}_{columns.replace(' ', '_')}")


def _turn(old: sa.Table, new: sa.Table) -> None:
    """Make a table what it shall be. PostgreSQL alters it; SQLite rebuilds it, once, from its definition of before."""
    before, after = _constraints(old), _constraints(new)
    with op.batch_alter_table(old.name, copy_from=old) as batch:
        for name in before.keys() - after.keys() | {n for n in before.keys() & after.keys() if before[n] != after[n]}:
            batch.drop_constraint(op.f(name), type_=before[name][0])
        for column in new.columns:
            if column.name not in old.columns:
                batch.add_column(sa.Column(column.name, column.type, nullable=False, server_default=old.name))
            elif str(column.type) != str(old.columns[column.name].type):
                existing = old.columns[column.name]
                batch.alter_column(
                    column.name, type_=column.type, existing_type=existing.type, existing_nullable=existing.nullable
                )
        for column in old.columns:
            if column.name not in new.columns:
                batch.drop_column(column.name)
        for name in sorted(after, key=lambda n: (after[n][0] != "unique", n)):
            if before.get(name) != after[name]:
                _create(batch, name, *after[name])


def _constraints(table: sa.Table) -> dict[str, tuple[str, ...]]:
    """By name: sort and content of CHECKs, foreign keys and unique constraints."""
    found: dict[str, tuple[str, ...]] = {}
    for constraint in table.constraints:
        name = str(constraint.name)
        if isinstance(constraint, sa.CheckConstraint):
            found[name] = ("check", str(constraint.sqltext))
        elif isinstance(constraint, sa.UniqueConstraint):
            found[name] = ("unique", " ".join(constraint.columns.keys()))
        elif isinstance(constraint, sa.ForeignKeyConstraint):
            targets = [element.target_fullname for element in constraint.elements]
            found[name] = ("foreignkey", " ".join(constraint.column_keys), " ".join(targets))
    return found


def _create(batch: BatchOperations, name: str, sort: str, what: str, targets: str = "") -> None:
    if sort == "check":
        batch.create_check_constraint(op.f(name), what)
    elif sort == "unique":
        batch.create_unique_constraint(op.f(name), what.split())
    else:
        table = targets.partition(".")[0]
        batch.create_foreign_key(op.f(name), table, what.split(), [target.partition(".")[2] for target in targets.split()])


def _table(name: str, is_new: bool) -> sa.Table:
    """The table as it stands before or after this revision, with the indexes that it has in both."""
    table = sa.Table(name, sa.MetaData())
    words = {column: vocabulary for owner, column, vocabulary in _CODES if owner == name}
    leading: dict[str, tuple[str, str]] = {}
    indexed, key = [], []
    for part in _TABLES[name].replace("+counts", _COUNTS).replace("+dates", _DATES).split():
        column, _, rest = part.partition(":")
        kind, mark, target = rest.rstrip("#").partition("^" if "^" in rest else ">")
        sort = kind.rstrip("*!")
        type_ = _CODE if is_new and column in words else _TYPES.get(sort) or sa.String(length=int(sort[1:]))
        table.append_column(sa.Column(column, type_, nullable=kind == sort))
        if target:
            leading[column] = (target, "CASCADE" if mark == "^" else "")
        if rest.endswith("#"):
            indexed.append(column)
        if kind.endswith("*"):
            key.append(column)
    table.append_constraint(sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))
    _check(table, _TABLES[name])
    for column, vocabulary in words.items():
        if is_new:
            _lead(table, [column], f"code_{vocabulary}.code")
        else:
            listed = ", ".join(f"'{word}'" for word in _WORDS[vocabulary].split())
            table.append_constraint(sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{name}_{column}_known")))
    whole, kind = _OF_ONE_KIND.get(name, ("", ""))
    if is_new and kind:
        table.append_column(sa.Column(kind, _CODE, nullable=False, server_default=name))
        table.append_constraint(sa.CheckConstraint(f"{kind} = '{name}'", name=op.f(f"ck_{name}_{kind}_fixed")))
    if is_new and name in ("fact", "entity"):
        both = (f"{name}_id", f"{name}_kind")
        table.append_constraint(sa.UniqueConstraint(*both, name=op.f(f"uq_{name}_{'_'.join(both)}")))
    for column, (target, ondelete) in leading.items():
        if is_new and kind and (target == f"{whole}.{whole}_id") and (column in key or (name, column) in _PARTS):
            _lead(table, [column, kind], target, f"{whole}.{kind}")
        elif is_new and (name, column) in _OF_EVENTS:
            _lead(table, [column], "event.fact_id")
        else:
            _lead(table, [column], target, ondelete=ondelete or None)
    for column in indexed:
        sa.Index(op.f(f"ix_{name}_{column}"), table.columns[column])
    return table


def _check(table: sa.Table, columns: str) -> None:
    checks = [(name, sql) for owner, name, sql in _CHECKS if owner == table.name]
    checks += _CHECKS_OF_COUNTS if "+counts" in columns else ()
    checks += _CHECKS_OF_DATES if "+dates" in columns else ()
    for name, sql in checks:
        table.append_constraint(sa.CheckConstraint(sql, name=op.f(f"ck_{table.name}_{name}")))


def _lead(table: sa.Table, columns: list[str], *targets: str, ondelete: str | None = None) -> None:
    name = op.f(f"fk_{table.name}_{columns[0]}_{targets[0].partition('.')[0]}")
    table.append_constraint(sa.ForeignKeyConstraint(columns, list(targets), name=name, ondelete=ondelete))
