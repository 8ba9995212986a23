"""Evidence, events of claims and contradictions stand by revision; documents can be retired; what gates compare with; readers.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_RUN_STATUSES = ("running", "done", "failed")
_NEW_RUN_STATUSES = ("running", "done", "partial", "stopped", "refused", "failed", "killed")
_OUTCOMES = ("new", "changed", "unchanged", "failed")
_NEW_OUTCOMES = ("new", "changed", "unchanged", "failed", "retired")
_KEY = sa.String(length=24)


def upgrade() -> None:
    with op.batch_alter_table("run", copy_from=_run(_RUN_STATUSES)) as batch:
        batch.drop_constraint(op.f("ck_run_status_known"), type_="check")
        batch.create_check_constraint(op.f("ck_run_status_known"), _one_of("status", _NEW_RUN_STATUSES))
    # a run with rejected documents was 'failed', though the others were loaded
    op.execute("UPDATE run SET status = 'partial' WHERE status = 'failed' AND finished_at IS NOT NULL")
    with op.batch_alter_table("document", copy_from=_document()) as batch:
        batch.add_column(sa.Column("retired_run_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_document_retired_run_id_run"), "run", ["retired_run_id"], ["run_id"])
    with op.batch_alter_table("run_document", copy_from=_run_document(_OUTCOMES)) as batch:
        batch.add_column(sa.Column("revision_id", _KEY, nullable=True))
        batch.drop_constraint(op.f("ck_run_document_outcome_known"), type_="check")
        batch.create_check_constraint(op.f("ck_run_document_outcome_known"), _one_of("outcome", _NEW_OUTCOMES))
        batch.create_foreign_key(op.f("fk_run_document_revision_id_revision"), "revision", ["revision_id"], ["revision_id"])
    op.execute(
        "UPDATE run_document SET revision_id = (SELECT max(r.revision_id) FROM revision r "
        "WHERE r.document_id = run_document.document_id AND r.run_id = run_document.run_id)"
    )
    _replace(
        "evidence", _evidence(by_revision=True), "SELECT fact_id, revision_id, ordinal, char_start, char_end, quote FROM {0}"
    )
    _replace(
        "event_claim", _event_claim(by_revision=True),
        "SELECT c.fact_id, e.revision_id, c.event_id FROM {0} c JOIN evidence e ON e.fact_id = c.fact_id AND e.ordinal = 0",
    )  # fmt: skip
    _replace(
        "contradiction", _contradiction(by_revision=True),
        "SELECT c.fact_id, c.other_fact_id, e.revision_id, c.contradiction_kind, c.why FROM {0} c "
        "JOIN evidence e ON e.fact_id = c.fact_id AND e.ordinal = 0",
    )  # fmt: skip
    # links that were left behind when the whole was edited and its parts were not
    retired = "(SELECT f.fact_id FROM fact f WHERE f.retired_run_id IS NOT NULL)"
    for table, column in (("event", "part_of_event_id"), ("casualty_claim", "breakdown_of_fact_id"),
                          ("strength_claim", "breakdown_of_fact_id")):  # fmt: skip
        op.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IN {retired}")  # noqa: S608 - constants
    op.execute(f"DELETE FROM event_claim WHERE event_id IN {retired} AND fact_id NOT IN {retired}")  # noqa: S608 - constants
    op.create_table(
        "load_count",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("document_id", _KEY, nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_load_count_document_id_document")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_load_count_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "document_id", "relation", name=op.f("pk_load_count")),
    )
    op.create_table(
        "filled_column",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("column", sa.String(length=60), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_filled_column_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "relation", "column", name=op.f("pk_filled_column")),
    )
    op.create_table(
        "reader",
        sa.Column("role", sa.String(length=63), nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_reader")),
    )


def downgrade() -> None:
    """What only the newer schema can say is lost: evidence of older revisions, retired documents (they are current again)."""
    for table in ("reader", "filled_column", "load_count"):
        op.drop_table(table)
    of_one_revision = (  # the current one, else the last
        "c.revision_id = (SELECT e.revision_id FROM {evidence} e JOIN revision r ON r.revision_id = e.revision_id "
        "WHERE e.fact_id = c.fact_id ORDER BY r.is_current DESC, r.run_id DESC, e.revision_id LIMIT 1)"
    )
    _replace(
        "contradiction", _contradiction(by_revision=False),
        "SELECT c.fact_id, c.other_fact_id, r.document_id, c.contradiction_kind, c.why FROM {0} c "
        "JOIN revision r ON r.revision_id = c.revision_id AND r.is_current",
    )  # fmt: skip
    _replace(
        "event_claim", _event_claim(by_revision=False),
        "SELECT c.fact_id, c.event_id FROM {0} c WHERE " + of_one_revision.format(evidence="evidence"),  # noqa: S608 - constants
    )  # fmt: skip
    _replace(
        "evidence", _evidence(by_revision=False),
        "SELECT c.fact_id, c.ordinal, c.revision_id, c.char_start, c.char_end, c.quote FROM {0} c WHERE "  # noqa: S608 - constants
        + of_one_revision.format(evidence="{0}"),
    )  # fmt: skip
    op.execute("DELETE FROM run_document WHERE outcome = 'retired'")
    op.execute(
        "UPDATE revision SET is_current = (1 = 1) WHERE run_id = (SELECT max(o.run_id) FROM revision o "
        "WHERE o.document_id = revision.document_id) AND document_id IN "
        "(SELECT d.document_id FROM document d WHERE d.retired_run_id IS NOT NULL)"
    )
    with op.batch_alter_table("run_document", copy_from=_run_document(_NEW_OUTCOMES, True)) as batch:
        batch.drop_constraint(op.f("fk_run_document_revision_id_revision"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_run_document_outcome_known"), type_="check")
        batch.create_check_constraint(op.f("ck_run_document_outcome_known"), _one_of("outcome", _OUTCOMES))
        batch.drop_column("revision_id")
    with op.batch_alter_table("document", copy_from=_document(True)) as batch:
        batch.drop_constraint(op.f("fk_document_retired_run_id_run"), type_="foreignkey")
        batch.drop_column("retired_run_id")
    op.execute("UPDATE run SET status = 'failed' WHERE status NOT IN ('running', 'done')")
    with op.batch_alter_table("run", copy_from=_run(_NEW_RUN_STATUSES)) as batch:
        batch.drop_constraint(op.f("ck_run_status_known"), type_="check")
        batch.create_check_constraint(op.f("ck_run_status_known"), _one_of("status", _RUN_STATUSES))


def _replace(table: str, new: list[sa.schema.SchemaItem], rows: str) -> None:
    """Another definition for a table that no other refers to: its rows go through a table of an interim name."""
    interim = f"{table}_of_before"
    op.execute(f'CREATE TABLE "{interim}" AS SELECT * FROM "{table}"')  # noqa: S608 - constants
    op.drop_table(table)  # and with it the names of its constraints and indexes
    created = op.create_table(table, *new)
    columns = ", ".join(f'"{c.name}"' for c in created.columns)
    op.execute(f'INSERT INTO "{table}" ({columns}) {rows.format(interim)}')
    op.execute(f'DROP TABLE "{interim}"')
    indexed = {"evidence": "revision_id", "event_claim": "revision_id event_id", "contradiction": "revision_id document_id"}
    for column in indexed[table].split():
        if column in created.columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _evidence(by_revision: bool) -> list[sa.schema.SchemaItem]:
    columns = [
        sa.Column("fact_id", _KEY, nullable=False), sa.Column("revision_id", _KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
    ]  # fmt: skip
    return [
        *(columns if by_revision else (columns[0], columns[2], columns[1])),
        sa.Column("char_start", sa.BigInteger(), nullable=False),
        sa.Column("char_end", sa.BigInteger(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.CheckConstraint("char_start < char_end", name=op.f("ck_evidence_span_in_order")),
        sa.CheckConstraint("length(quote) = char_end - char_start", name=op.f("ck_evidence_quote_fills_span")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_evidence_fact_id_fact")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.revision_id"], name=op.f("fk_evidence_revision_id_revision")),
        sa.PrimaryKeyConstraint(
            *(("fact_id", "revision_id", "ordinal") if by_revision else ("fact_id", "ordinal")), name=op.f("pk_evidence")
        ),
    ]


def _event_claim(by_revision: bool) -> list[sa.schema.SchemaItem]:
    revision_column = [sa.Column("revision_id", _KEY, nullable=False)] if by_revision else []
    revision_key = (
        [sa.ForeignKeyConstraint(["revision_id"], ["revision.revision_id"], name=op.f("fk_event_claim_revision_id_revision"))]
        if by_revision else []
    )  # fmt: skip
    return [
        sa.Column("fact_id", _KEY, nullable=False),
        *revision_column,
        sa.Column("event_id", _KEY, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["fact.fact_id"], name=op.f("fk_event_claim_event_id_fact")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_event_claim_fact_id_fact")),
        *revision_key,
        sa.PrimaryKeyConstraint("fact_id", *(["revision_id"] if by_revision else []), name=op.f("pk_event_claim")),
    ]


def _contradiction(by_revision: bool) -> list[sa.schema.SchemaItem]:
    owner, home = ("revision_id", "revision") if by_revision else ("document_id", "document")
    kinds = (
        "infobox_against_prose", "claimant_against_claimant", "parts_against_whole", "losses_against_inventory", "killed_against_strength",
    )  # fmt: skip
    return [
        sa.Column("fact_id", _KEY, nullable=False),
        sa.Column("other_fact_id", _KEY, nullable=False),
        sa.Column(owner, _KEY, nullable=False),
        sa.Column("contradiction_kind", sa.String(length=30), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint(_one_of("contradiction_kind", kinds), name=op.f("ck_contradiction_contradiction_kind_known")),
        sa.ForeignKeyConstraint([owner], [f"{home}.{owner}"], name=op.f(f"fk_contradiction_{owner}_{home}")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.fact_id"], name=op.f("fk_contradiction_fact_id_fact")),
        sa.ForeignKeyConstraint(["other_fact_id"], ["fact.fact_id"], name=op.f("fk_contradiction_other_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", "other_fact_id", *([owner] if by_revision else []), name=op.f("pk_contradiction")),
    ]


# the tables that SQLite rebuilds, as they stand before


def _run(statuses: tuple[str, ...]) -> sa.Table:
    return sa.Table(
        "run", sa.MetaData(),
        sa.Column("run_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.CheckConstraint(_one_of("status", statuses), name=op.f("ck_run_status_known")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
    )  # fmt: skip


def _document(retired: bool = False) -> sa.Table:
    new: list[sa.schema.SchemaItem] = [
        sa.Column("retired_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["retired_run_id"], ["run.run_id"], name=op.f("fk_document_retired_run_id_run")),
    ]
    return sa.Table(
        "document", sa.MetaData(),
        sa.Column("document_id", _KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document")),
        *(new if retired else []),
    )  # fmt: skip


def _run_document(outcomes: tuple[str, ...], with_revision: bool = False) -> sa.Table:
    new: list[sa.schema.SchemaItem] = [
        sa.Column("revision_id", _KEY, nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.revision_id"], name=op.f("fk_run_document_revision_id_revision")),
    ]
    return sa.Table(
        "run_document", sa.MetaData(),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source_name", sa.String(length=500), nullable=False),
        sa.Column("document_id", _KEY, nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.CheckConstraint(_one_of("outcome", outcomes), name=op.f("ck_run_document_outcome_known")),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("fk_run_document_document_id_document")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_run_document_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "source_name", name=op.f("pk_run_document")),
        *(new if with_revision else []),
    )  # fmt: skip


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return "{} IN ({})".format(column, ", ".join(f"'{word}'" for word in words))
