"""The first schema: documents and their structure, entities, facts with evidence, claims, aircraft, runs.

Revision: 0001, after
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "data_dictionary",
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("column", sa.String(length=60), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("relation", "column", name=op.f("pk_data_dictionary")),
    )
    op.create_table(
        "document",
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document")),
    )
    op.create_table(
        "entity",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("entity_kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("entity_kind IN ('person', 'place', 'organization')", name=op.f("ck_entity_entity_kind_known")),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_name"), "entity", ["name"], unique=False)

    op.create_table(
        "equipment_type",
        sa.Column("equipment_type_id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.CheckConstraint("kind IN ('aircraft', 'other')", name=op.f("ck_equipment_type_kind_known")),
        sa.PrimaryKeyConstraint("equipment_type_id", name=op.f("pk_equipment_type")),
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.CheckConstraint("status IN ('running', 'done', 'failed')", name=op.f("ck_run_status_known")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
    )
    op.create_table(
        "entity_alias",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("alias", sa.String(length=300), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_entity_alias_document_id_document")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_entity_alias_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", "document_id", "alias", name=op.f("pk_entity_alias")),
    )
    op.create_table(
        "entity_appearance",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("mentions > 0", name=op.f("ck_entity_appearance_is_mentioned")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.document_id"], name=op.f("fk_entity_appearance_document_id_document")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_entity_appearance_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", "document_id", name=op.f("pk_entity_appearance")),
    )
    op.create_table(
        "entity_role",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_entity_role_document_id_document")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_entity_role_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", "document_id", "role", name=op.f("pk_entity_role")),
    )
    op.create_table(
        "equipment_type_member",
        sa.Column("equipment_type_id", sa.String(length=24), nullable=False),
        sa.Column("member_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_type_id"],
            ["equipment_type.equipment_type_id"],
            name=op.f("fk_equipment_type_member_equipment_type_id_equipment_type"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["equipment_type.equipment_type_id"], name=op.f("fk_equipment_type_member_member_id_equipment_type")
        ),
        sa.PrimaryKeyConstraint("equipment_type_id", "member_id", name=op.f("pk_equipment_type_member")),
    )
    op.create_table(
        "fact",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("fact_kind", sa.String(length=24), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("last_run_id", sa.Integer(), nullable=False),
        sa.Column("retired_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "fact_kind IN ('conflict', 'conflict_result', 'belligerent', 'commander', 'strength_claim', 'casualty_claim', 'equipment_claim', 'aircraft_inventory', 'aircraft_loss_total', 'aircraft_loss')",
            name=op.f("ck_fact_fact_kind_known"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_fact_document_id_document")),
        sa.ForeignKeyConstraint(["first_run_id"], ["run.run_id"], name=op.f("fk_fact_first_run_id_run")),
        sa.ForeignKeyConstraint(["last_run_id"], ["run.run_id"], name=op.f("fk_fact_last_run_id_run")),
        sa.ForeignKeyConstraint(["retired_run_id"], ["run.run_id"], name=op.f("fk_fact_retired_run_id_run")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_document_id"), "fact", ["document_id"], unique=False)
    op.create_index(op.f("ix_fact_fact_kind"), "fact", ["fact_kind"], unique=False)

    op.create_table(
        "issue",
        sa.Column("issue_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=True),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("char_start", sa.BigInteger(), nullable=True),
        sa.Column("char_end", sa.BigInteger(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.CheckConstraint("severity IN ('info', 'warning', 'error')", name=op.f("ck_issue_severity_known")),
        sa.CheckConstraint("char_start < char_end", name=op.f("ck_issue_span_in_order")),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_issue_document_id_document")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_issue_run_id_run")),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_document_id"), "issue", ["document_id"], unique=False)

    op.create_table(
        "organization",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "kind IN ('state', 'government_body', 'party', 'armed_group', 'military_unit', 'international', 'ngo', 'media', 'company', 'other')",
            name=op.f("ck_organization_kind_known"),
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_organization_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_organization")),
    )
    op.create_table(
        "person",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_person_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_person")),
    )
    op.create_table(
        "place",
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("geo_precision", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "kind IN ('country', 'autonomous_region', 'region', 'district', 'city', 'town', 'village', 'mountain_pass', 'corridor', 'airport', 'sea_port', 'military_base', 'building', 'exclave', 'junction', 'other')",
            name=op.f("ck_place_kind_known"),
        ),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude_in_range")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude_in_range")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_place_entity_id_entity")),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_place")),
    )
    op.create_table(
        "revision",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_uri", sa.Text(), nullable=True),
        sa.Column("license", sa.Text(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("short_description", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("image_url", sa.Text(), nullable=False),
        sa.Column("repaired_from", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("characters", sa.BigInteger(), nullable=False),
        sa.Column("accounted_characters", sa.BigInteger(), nullable=False),
        sa.Column("rules_version", sa.String(length=24), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("accounted_characters BETWEEN 0 AND characters", name=op.f("ck_revision_accounted_in_range")),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_revision_document_id_document")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_revision_run_id_run")),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_revision")),
        sa.UniqueConstraint("document_id", "sha256", name=op.f("uq_revision_document_id_sha256")),
    )
    op.create_index(op.f("ix_revision_document_id"), "revision", ["document_id"], unique=False)
    op.create_index(
        "uq_revision_current",
        "revision",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )

    op.create_table(
        "run_document",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source_name", sa.String(length=500), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.CheckConstraint("outcome IN ('new', 'changed', 'unchanged', 'failed')", name=op.f("ck_run_document_outcome_known")),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_run_document_document_id_document")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_run_document_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "source_name", name=op.f("pk_run_document")),
    )
    op.create_table(
        "aircraft_inventory",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("equipment_type_id", sa.String(length=24), nullable=False),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_aircraft_inventory_bound_known"),
        ),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_aircraft_inventory_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_aircraft_inventory_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_aircraft_inventory_low_whole")),
        sa.ForeignKeyConstraint(
            ["equipment_type_id"],
            ["equipment_type.equipment_type_id"],
            name=op.f("fk_aircraft_inventory_equipment_type_id_equipment_type"),
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_aircraft_inventory_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_aircraft_inventory")),
    )
    op.create_table(
        "aircraft_loss",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("counted_under_id", sa.String(length=24), nullable=True),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("weapon", sa.Text(), nullable=True),
        sa.Column("pilot", sa.Text(), nullable=True),
        sa.Column("credited_to", sa.Text(), nullable=True),
        sa.Column("equipment_type_id", sa.String(length=24), nullable=False),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_aircraft_loss_bound_known"),
        ),
        sa.CheckConstraint(
            "cause IN ('shot_down', 'friendly_fire', 'destroyed', 'other')", name=op.f("ck_aircraft_loss_cause_known")
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_aircraft_loss_dates_in_order")),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_aircraft_loss_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_aircraft_loss_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_aircraft_loss_low_whole")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_aircraft_loss_years_in_order")),
        sa.ForeignKeyConstraint(
            ["counted_under_id"],
            ["equipment_type.equipment_type_id"],
            name=op.f("fk_aircraft_loss_counted_under_id_equipment_type"),
        ),
        sa.ForeignKeyConstraint(
            ["equipment_type_id"],
            ["equipment_type.equipment_type_id"],
            name=op.f("fk_aircraft_loss_equipment_type_id_equipment_type"),
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_aircraft_loss_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_aircraft_loss")),
    )
    op.create_table(
        "aircraft_loss_total",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("equipment_type_id", sa.String(length=24), nullable=False),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_aircraft_loss_total_bound_known"),
        ),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_aircraft_loss_total_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_aircraft_loss_total_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_aircraft_loss_total_low_whole")),
        sa.ForeignKeyConstraint(
            ["equipment_type_id"],
            ["equipment_type.equipment_type_id"],
            name=op.f("fk_aircraft_loss_total_equipment_type_id_equipment_type"),
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_aircraft_loss_total_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_aircraft_loss_total")),
    )
    op.create_table(
        "article_table",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("table_no", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("understood_as", sa.String(length=40), nullable=True),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_article_table_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "table_no", name=op.f("pk_article_table")),
    )
    op.create_table(
        "belligerent",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("side_no", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("is_side_inferred", sa.Boolean(), nullable=False),
        sa.Column("organization_id", sa.String(length=24), nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_belligerent_dates_in_order")),
        sa.CheckConstraint("side_no > 0", name=op.f("ck_belligerent_side_no_positive")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_belligerent_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_belligerent_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.entity_id"], name=op.f("fk_belligerent_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_belligerent")),
    )
    op.create_table(
        "casualty_claim",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(length=12), nullable=False),
        sa.Column("population", sa.String(length=8), nullable=True),
        sa.Column("victims", sa.Text(), nullable=True),
        sa.Column("victim_group", sa.Text(), nullable=True),
        sa.Column("vague_term", sa.Text(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("modality", sa.String(length=8), nullable=False),
        sa.Column("is_partisan", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.Column("is_breakdown", sa.Boolean(), nullable=False),
        sa.Column("breakdown_of_fact_id", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_casualty_claim_bound_known"),
        ),
        sa.CheckConstraint(
            "category IN ('killed', 'wounded', 'missing', 'captured', 'displaced', 'casualties')",
            name=op.f("ck_casualty_claim_category_known"),
        ),
        sa.CheckConstraint("modality IN ('asserted', 'reported', 'denied')", name=op.f("ck_casualty_claim_modality_known")),
        sa.CheckConstraint("population IN ('military', 'civilian', 'mixed')", name=op.f("ck_casualty_claim_population_known")),
        sa.CheckConstraint(
            "breakdown_of_fact_id IS NULL OR is_breakdown", name=op.f("ck_casualty_claim_parent_of_breakdown_only")
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_casualty_claim_dates_in_order")),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_casualty_claim_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_casualty_claim_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_casualty_claim_low_whole")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_casualty_claim_years_in_order")),
        sa.ForeignKeyConstraint(
            ["breakdown_of_fact_id"], ["fact.fact_id"], name=op.f("fk_casualty_claim_breakdown_of_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_casualty_claim_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_casualty_claim")),
    )
    op.create_table(
        "change",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("change", sa.String(length=8), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint("change IN ('added', 'retired')", name=op.f("ck_change_change_known")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_change_fact_id_fact")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_change_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "fact_id", name=op.f("pk_change")),
    )
    op.create_table(
        "commander",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("side_no", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("fate", sa.Text(), nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_commander_dates_in_order")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_commander_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_commander_fact_id_fact")),
        sa.ForeignKeyConstraint(["person_id"], ["person.entity_id"], name=op.f("fk_commander_person_id_person")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_commander")),
    )
    op.create_table(
        "conflict",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.Column("territory", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_conflict_dates_in_order")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_conflict_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_conflict_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_conflict")),
    )
    op.create_table(
        "conflict_result",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_conflict_result_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_conflict_result")),
    )
    op.create_table(
        "equipment_claim",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("counterparty", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('acquired', 'captured', 'destroyed', 'captured_or_destroyed', 'lost', 'supplied')",
            name=op.f("ck_equipment_claim_action_known"),
        ),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_equipment_claim_bound_known"),
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_equipment_claim_dates_in_order")),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_equipment_claim_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_equipment_claim_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_equipment_claim_low_whole")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_equipment_claim_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_equipment_claim_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_equipment_claim")),
    )
    op.create_table(
        "evidence",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.CheckConstraint("char_start < char_end", name=op.f("ck_evidence_span_in_order")),
        sa.CheckConstraint("length(quote) = char_end - char_start", name=op.f("ck_evidence_quote_fills_span")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_evidence_fact_id_fact")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.revision_id"], name=op.f("fk_evidence_revision_id_revision")),
        sa.PrimaryKeyConstraint("fact_id", "ordinal", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_revision_id"), "evidence", ["revision_id"], unique=False)

    op.create_table(
        "fact_place",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_id", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_fact_place_fact_id_fact")),
        sa.ForeignKeyConstraint(["place_id"], ["place.entity_id"], name=op.f("fk_fact_place_place_id_place")),
        sa.PrimaryKeyConstraint("fact_id", "position", name=op.f("pk_fact_place")),
    )
    op.create_table(
        "image",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_image_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name=op.f("pk_image")),
    )
    op.create_table(
        "infobox_field",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("infobox_no", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=True),
        sa.Column("char_end", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("status IN ('used', 'ignored', 'damaged', 'unknown')", name=op.f("ck_infobox_field_status_known")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_infobox_field_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "infobox_no", "field", name=op.f("pk_infobox_field")),
    )
    op.create_table(
        "section",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_section_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name=op.f("pk_section")),
    )
    op.create_table(
        "sentence",
        sa.Column("sentence_id", sa.String(length=24), nullable=False),
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("char_start < char_end", name=op.f("ck_sentence_span_in_order")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_sentence_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sentence_id", name=op.f("pk_sentence")),
        sa.UniqueConstraint("revision_id", "ordinal", name=op.f("uq_sentence_revision_id_ordinal")),
    )
    op.create_table(
        "strength_claim",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("force", sa.Text(), nullable=True),
        sa.Column("force_organization_id", sa.String(length=24), nullable=True),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=12), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.Column("is_breakdown", sa.Boolean(), nullable=False),
        sa.Column("breakdown_of_fact_id", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "bound IN ('exact', 'range', 'alternatives', 'at_least', 'at_most', 'unknown', 'none', 'vague')",
            name=op.f("ck_strength_claim_bound_known"),
        ),
        sa.CheckConstraint(
            "category IN ('personnel', 'tank', 'artillery', 'armored_personnel_carrier', 'armored_fighting_vehicle', 'fighter_aircraft', 'helicopter', 'combat_aircraft', 'military_division', 'air_base', 'rail_car_of_ammunition', 'eligible_men', 'other')",
            name=op.f("ck_strength_claim_category_known"),
        ),
        sa.CheckConstraint(
            "breakdown_of_fact_id IS NULL OR is_breakdown", name=op.f("ck_strength_claim_parent_of_breakdown_only")
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_strength_claim_dates_in_order")),
        sa.CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name=op.f("ck_strength_claim_high_whole")),
        sa.CheckConstraint("low <= high", name=op.f("ck_strength_claim_low_not_above_high")),
        sa.CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name=op.f("ck_strength_claim_low_whole")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_strength_claim_years_in_order")),
        sa.ForeignKeyConstraint(
            ["breakdown_of_fact_id"], ["fact.fact_id"], name=op.f("fk_strength_claim_breakdown_of_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_strength_claim_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["force_organization_id"],
            ["organization.entity_id"],
            name=op.f("fk_strength_claim_force_organization_id_organization"),
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_strength_claim")),
    )
    op.create_table(
        "work",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("isbn", sa.String(length=40), nullable=True),
        sa.Column("isbn_is_valid", sa.Boolean(), nullable=True),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('cited', 'further', 'external')", name=op.f("ck_work_kind_known")),
        sa.CheckConstraint("occurrences > 0", name=op.f("ck_work_occurs")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_work_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name=op.f("pk_work")),
    )
    op.create_table(
        "link",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("infobox_no", sa.Integer(), nullable=False),
        sa.Column("infobox_field", sa.String(length=200), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "infobox_no", "infobox_field"],
            ["infobox_field.revision_id", "infobox_field.infobox_no", "infobox_field.field"],
            name="fk_link_infobox_field",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_link_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "infobox_no", "infobox_field", "ordinal", name=op.f("pk_link")),
    )
    op.create_table(
        "table_cell",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("table_no", sa.Integer(), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("col_no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("repeats_above", sa.Boolean(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "table_no"],
            ["article_table.revision_id", "article_table.table_no"],
            name="fk_table_cell_article_table",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.revision_id"], name=op.f("fk_table_cell_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "table_no", "row_no", "col_no", name=op.f("pk_table_cell")),
    )
    op.create_table(
        "work_author",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "ordinal"], ["work.revision_id", "work.ordinal"], name="fk_work_author_work", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", "position", name=op.f("pk_work_author")),
    )
    op.create_table(
        "work_year",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "ordinal"], ["work.revision_id", "work.ordinal"], name="fk_work_year_work", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", "position", name=op.f("pk_work_year")),
    )


def downgrade() -> None:

    op.drop_table("work_year")
    op.drop_table("work_author")
    op.drop_table("table_cell")
    op.drop_table("link")
    op.drop_table("work")
    op.drop_table("strength_claim")
    op.drop_table("sentence")
    op.drop_table("section")
    op.drop_table("infobox_field")
    op.drop_table("image")
    op.drop_table("fact_place")
    op.drop_index(op.f("ix_evidence_revision_id"), table_name="evidence")

    op.drop_table("evidence")
    op.drop_table("equipment_claim")
    op.drop_table("conflict_result")
    op.drop_table("conflict")
    op.drop_table("commander")
    op.drop_table("change")
    op.drop_table("casualty_claim")
    op.drop_table("belligerent")
    op.drop_table("article_table")
    op.drop_table("aircraft_loss_total")
    op.drop_table("aircraft_loss")
    op.drop_table("aircraft_inventory")
    op.drop_table("run_document")
    op.drop_index("uq_revision_current", table_name="revision")
    op.drop_index(op.f("ix_revision_document_id"), table_name="revision")

    op.drop_table("revision")
    op.drop_table("place")
    op.drop_table("person")
    op.drop_table("organization")
    op.drop_index(op.f("ix_issue_document_id"), table_name="issue")

    op.drop_table("issue")
    op.drop_index(op.f("ix_fact_fact_kind"), table_name="fact")
    op.drop_index(op.f("ix_fact_document_id"), table_name="fact")

    op.drop_table("fact")
    op.drop_table("equipment_type_member")
    op.drop_table("entity_role")
    op.drop_table("entity_appearance")
    op.drop_table("entity_alias")
    op.drop_table("run")
    op.drop_table("equipment_type")
    op.drop_index(op.f("ix_entity_name"), table_name="entity")

    op.drop_table("entity")
    op.drop_table("document")
    op.drop_table("data_dictionary")
