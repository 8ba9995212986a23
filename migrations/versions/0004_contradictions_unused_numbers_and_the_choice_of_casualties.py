"""Pairs of claims that contradict each other, numbers that nothing uses, and the rule by which casualties are chosen.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CONTRADICTIONS = (
    "infobox_against_prose", "claimant_against_claimant", "parts_against_whole", "losses_against_inventory", "killed_against_strength",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "contradiction",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("other_fact_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=24), nullable=False),
        sa.Column("contradiction_kind", sa.String(length=30), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            _one_of("contradiction_kind", _CONTRADICTIONS), name=op.f("ck_contradiction_contradiction_kind_known")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_contradiction_document_id_document")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_contradiction_fact_id_fact")),
        sa.ForeignKeyConstraint(["other_fact_id"], ["fact.fact_id"], name=op.f("fk_contradiction_other_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", "other_fact_id", name=op.f("pk_contradiction")),
    )
    op.create_index(op.f("ix_contradiction_document_id"), "contradiction", ["document_id"], unique=False)
    op.create_table(
        "unused_number",
        sa.Column("revision_id", sa.String(length=24), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("number_kind", sa.String(length=10), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("char_start < char_end", name=op.f("ck_unused_number_span_in_order")),
        sa.CheckConstraint(
            _one_of("number_kind", ("share", "measure", "duration", "money", "age", "things", "other")),
            name=op.f("ck_unused_number_number_kind_known"),
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.revision_id"], name=op.f("fk_unused_number_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", "ordinal", name=op.f("pk_unused_number")),
    )
    setting = op.create_table(
        "setting",
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("casualty_choice", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            _one_of("casualty_choice", ("independent", "lowest", "highest")), name=op.f("ck_setting_casualty_choice_known")
        ),
        sa.CheckConstraint("setting_id = 1", name=op.f("ck_setting_one_row")),
        sa.PrimaryKeyConstraint("setting_id", name=op.f("pk_setting")),
    )
    op.bulk_insert(setting, [{"setting_id": 1, "casualty_choice": "independent"}])


def downgrade() -> None:
    op.drop_table("setting")
    op.drop_table("unused_number")
    op.drop_index(op.f("ix_contradiction_document_id"), table_name="contradiction")
    op.drop_table("contradiction")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return "{} IN ({})".format(column, ", ".join(f"'{word}'" for word in words))
