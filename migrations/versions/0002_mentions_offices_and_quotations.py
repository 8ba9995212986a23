"""Mentions of entities with their offsets, offices that people took, left and held, and quotations with their speakers.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OLD_KINDS = (
    "conflict", "conflict_result", "belligerent", "commander", "strength_claim", "casualty_claim", "equipment_claim",
    "aircraft_inventory", "aircraft_loss_total", "aircraft_loss",
)  # fmt: skip
_NEW_KINDS = ("mention", "office_holding", "quotation")


def upgrade() -> None:
    _allow_kinds((*_OLD_KINDS, *_NEW_KINDS), _OLD_KINDS)
    op.create_table(
        "mention",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("entity_id", sa.String(length=24), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_mention_number_positive")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_mention_entity_id_entity")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_mention_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_entity_id"), "mention", ["entity_id"], unique=False)
    op.create_table(
        "office_holding",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.String(length=24), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("organization_id", sa.String(length=24), nullable=True),
        sa.Column("change", sa.String(length=4), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
        sa.CheckConstraint("change IN ('took', 'left', 'held')", name=op.f("ck_office_holding_change_known")),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_office_holding_dates_in_order")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_office_holding_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_office_holding_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.entity_id"], name=op.f("fk_office_holding_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.entity_id"], name=op.f("fk_office_holding_person_id_person")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_office_holding")),
    )
    op.create_index(op.f("ix_office_holding_person_id"), "office_holding", ["person_id"], unique=False)
    op.create_table(
        "quotation",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.String(length=24), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_quotation_fact_id_fact")),
        sa.ForeignKeyConstraint(["speaker_id"], ["entity.entity_id"], name=op.f("fk_quotation_speaker_id_entity")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_quotation")),
    )


def downgrade() -> None:
    op.drop_table("quotation")
    op.drop_index(op.f("ix_office_holding_person_id"), table_name="office_holding")
    op.drop_table("office_holding")
    op.drop_index(op.f("ix_mention_entity_id"), table_name="mention")
    op.drop_table("mention")
    facts = "(SELECT fact_id FROM fact WHERE fact_kind IN ('mention', 'office_holding', 'quotation'))"
    for table in ("evidence", "fact_place", "change"):
        op.execute(sa.text(f'DELETE FROM "{table}" WHERE fact_id IN {facts}'))  # noqa: S608 - constants
    op.execute(sa.text(f"DELETE FROM fact WHERE fact_id IN {facts}"))  # noqa: S608 - constants
    _allow_kinds(_OLD_KINDS, (*_OLD_KINDS, *_NEW_KINDS))


def _allow_kinds(kinds: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Another list in the CHECK of fact.fact_kind. SQLite rebuilds the table, from its definition as it stood before."""
    name = op.f("ck_fact_fact_kind_known")
    with op.batch_alter_table("fact", copy_from=_fact_table(before)) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, _known(kinds))


def _known(kinds: tuple[str, ...]) -> str:
    return "fact_kind IN ({})".format(", ".join(f"'{kind}'" for kind in kinds))


def _fact_table(kinds: tuple[str, ...]) -> sa.Table:
    metadata = sa.MetaData()
    for referred, key in (("document", sa.String(24)), ("run", sa.Integer())):
        sa.Table(referred, metadata, sa.Column(f"{referred}_id", key, primary_key=True))
    table = sa.Table(
        "fact",
        metadata,
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("fact_kind", sa.String(length=24), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("last_run_id", sa.Integer(), nullable=False),
        sa.Column("retired_run_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(_known(kinds), name="ck_fact_fact_kind_known"),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name="fk_fact_document_id_document"),
        sa.ForeignKeyConstraint(["first_run_id"], ["run.run_id"], name="fk_fact_first_run_id_run"),
        sa.ForeignKeyConstraint(["last_run_id"], ["run.run_id"], name="fk_fact_last_run_id_run"),
        sa.ForeignKeyConstraint(["retired_run_id"], ["run.run_id"], name="fk_fact_retired_run_id_run"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_fact"),
    )
    sa.Index("ix_fact_document_id", table.c.document_id)
    sa.Index("ix_fact_fact_kind", table.c.fact_kind)
    return table
