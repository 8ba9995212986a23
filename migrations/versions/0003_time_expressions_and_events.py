"""Expressions of time, events with those who took part, and the claims that are about them.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD_KINDS = (
    "conflict", "conflict_result", "belligerent", "commander", "strength_claim", "casualty_claim", "equipment_claim",
    "aircraft_inventory", "aircraft_loss_total", "aircraft_loss", "mention", "office_holding", "quotation",
)  # fmt: skip
_NEW_KINDS = ("time_expression", "event")
_EVENT_KINDS = (
    "battle", "massacre", "bombardment", "aircraft_loss", "operation", "displacement", "ceasefire", "negotiation", "agreement",
    "resolution", "declaration", "referendum", "election", "appointment", "departure", "founding", "protest", "disaster",
    "publication", "other",
)  # fmt: skip


def upgrade() -> None:
    _allow_kinds((*_OLD_KINDS, *_NEW_KINDS), _OLD_KINDS)
    op.create_table(
        "time_expression",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("time_kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_dates(),
        sa.CheckConstraint("number > 0", name=op.f("ck_time_expression_number_positive")),
        sa.CheckConstraint(
            _one_of("time_kind", ("date", "period", "season", "part_of_day")), name=op.f("ck_time_expression_time_kind_known")
        ),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_time_expression_dates_in_order")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_time_expression_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_time_expression_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_time_expression")),
    )
    op.create_table(
        "event",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("event_kind", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("ucdp_type_of_violence", sa.Integer(), nullable=True),
        sa.Column("acled_sub_event_type", sa.String(length=40), nullable=True),
        sa.Column("part_of_event_id", sa.String(length=24), nullable=True),
        *_dates(),
        sa.CheckConstraint(_one_of("event_kind", _EVENT_KINDS), name=op.f("ck_event_event_kind_known")),
        sa.CheckConstraint("ucdp_type_of_violence IN (1, 2, 3)", name=op.f("ck_event_ucdp_type_of_violence_known")),
        sa.CheckConstraint("date_start <= date_end", name=op.f("ck_event_dates_in_order")),
        sa.CheckConstraint("year_start <= year_end", name=op.f("ck_event_years_in_order")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_event_fact_id_fact")),
        sa.ForeignKeyConstraint(["part_of_event_id"], ["fact.fact_id"], name=op.f("fk_event_part_of_event_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_part_of_event_id"), "event", ["part_of_event_id"], unique=False)
    op.create_table(
        "event_actor",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.entity_id"], name=op.f("fk_event_actor_entity_id_entity")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_event_actor_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", "position", name=op.f("pk_event_actor")),
    )
    op.create_table(
        "event_claim",
        sa.Column("fact_id", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["fact.fact_id"], name=op.f("fk_event_claim_event_id_fact")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_event_claim_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_event_claim")),
    )
    op.create_index(op.f("ix_event_claim_event_id"), "event_claim", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_event_claim_event_id"), table_name="event_claim")
    op.drop_table("event_claim")
    op.drop_table("event_actor")
    op.drop_index(op.f("ix_event_part_of_event_id"), table_name="event")
    op.drop_table("event")
    op.drop_table("time_expression")
    facts = "(SELECT fact_id FROM fact WHERE fact_kind IN ('time_expression', 'event'))"
    for table in ("evidence", "fact_place", "change"):
        op.execute(sa.text(f'DELETE FROM "{table}" WHERE fact_id IN {facts}'))  # noqa: S608 - constants
    op.execute(sa.text(f"DELETE FROM fact WHERE fact_id IN {facts}"))  # noqa: S608 - constants
    _allow_kinds(_OLD_KINDS, (*_OLD_KINDS, *_NEW_KINDS))


def _dates() -> list[sa.Column[object]]:
    return [
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("year_start", sa.Integer(), nullable=True),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("is_inferred", sa.Boolean(), nullable=False),
        sa.Column("date_edtf", sa.String(length=64), nullable=True),
        sa.Column("date_raw", sa.Text(), nullable=True),
    ]


def _allow_kinds(kinds: tuple[str, ...], before: tuple[str, ...]) -> None:
    """Another list in the CHECK of fact.fact_kind. SQLite rebuilds the table, from its definition as it stood before."""
    name = op.f("ck_fact_fact_kind_known")
    with op.batch_alter_table("fact", copy_from=_fact_table(before)) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, _one_of("fact_kind", kinds))


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return "{} IN ({})".format(column, ", ".join(f"'{word}'" for word in words))


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
        sa.CheckConstraint(_one_of("fact_kind", kinds), name="ck_fact_fact_kind_known"),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name="fk_fact_document_id_document"),
        sa.ForeignKeyConstraint(["first_run_id"], ["run.run_id"], name="fk_fact_first_run_id_run"),
        sa.ForeignKeyConstraint(["last_run_id"], ["run.run_id"], name="fk_fact_last_run_id_run"),
        sa.ForeignKeyConstraint(["retired_run_id"], ["run.run_id"], name="fk_fact_retired_run_id_run"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_fact"),
    )
    sa.Index("ix_fact_document_id", table.c.document_id)
    sa.Index("ix_fact_fact_kind", table.c.fact_kind)
    return table
