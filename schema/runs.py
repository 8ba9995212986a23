"""The ledger of runs: what was loaded when, what changed, and what was wrong with the input."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, KEY, Base, one_of
from schema.vocabulary import CHANGES, DOCUMENT_OUTCOMES, RUN_STATUSES, SEVERITIES


class Run(Base):
    """Opened first and closed last: a run without `finished_at` did not end by itself."""

    __tablename__ = "run"
    __table_args__ = (one_of("status", RUN_STATUSES), {"comment": "One row a run of the pipeline."})

    run_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    started_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=True))
    status: Mapped[str] = mapped_column(CODE)
    version: Mapped[str] = mapped_column(String(40))


class RunDocument(Base):
    __tablename__ = "run_document"
    __table_args__ = (
        one_of("outcome", DOCUMENT_OUTCOMES),
        {"comment": "One row a document that a run met; written in the transaction that loads the document."},
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), primary_key=True)
    source_name: Mapped[str] = mapped_column(String(500), primary_key=True)
    document_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("document.document_id"), index=True)
    revision_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("revision.revision_id"), index=True)
    outcome: Mapped[str] = mapped_column(CODE)


class LoadCount(Base):
    """What gates compare a document with: its numbers at the load before."""

    __tablename__ = "load_count"
    __table_args__ = ({"comment": "One row a relation of a document that a run loaded: how many rows it gave."},)

    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("document.document_id"), primary_key=True, index=True)
    relation: Mapped[str] = mapped_column(String(60), primary_key=True)
    rows: Mapped[int] = mapped_column(Integer)


class FilledColumn(Base):
    """What gates compare a column with: the last two good runs that changed something."""

    __tablename__ = "filled_column"
    __table_args__ = ({"comment": "One row a column of a published relation that had values at the end of a run."},)

    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), primary_key=True)
    relation: Mapped[str] = mapped_column(String(60), primary_key=True)
    column: Mapped[str] = mapped_column(String(60), primary_key=True)
    filled: Mapped[int] = mapped_column(Integer)


class Issue(Base):
    __tablename__ = "issue"
    __table_args__ = (
        one_of("severity", SEVERITIES),
        CheckConstraint("char_start < char_end", name="span_in_order"),
        {"comment": "One row a thing that is wrong with the input or could not be read."},
    )

    issue_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), index=True)
    document_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("document.document_id"), index=True)
    source_name: Mapped[str | None]
    severity: Mapped[str] = mapped_column(CODE)
    code: Mapped[str] = mapped_column(String(60))
    message: Mapped[str]
    evidence: Mapped[str | None]
    char_start: Mapped[int | None]
    char_end: Mapped[int | None]
    is_current: Mapped[bool]


class Change(Base):
    __tablename__ = "change"
    __table_args__ = (one_of("change", CHANGES), {"comment": "One row a fact that a run added or retired."})

    run_id: Mapped[int] = mapped_column(ForeignKey("run.run_id"), primary_key=True)
    fact_id: Mapped[str] = mapped_column(KEY, ForeignKey("fact.fact_id"), primary_key=True, index=True)
    change: Mapped[str] = mapped_column(CODE)
    evidence: Mapped[str]


class PublishedView(Base):
    """What tells a program whether the database has its relations: see `schema.publish`."""

    __tablename__ = "published_view"
    __table_args__ = ({"comment": "One row a published view, with the hash of what made it."},)

    relation: Mapped[str] = mapped_column(String(60), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))


class DataDictionary(Base):
    __tablename__ = "data_dictionary"
    __table_args__ = ({"comment": "One row a column of a published relation; column '' describes the relation itself."},)

    relation: Mapped[str] = mapped_column(String(60), primary_key=True)
    column: Mapped[str] = mapped_column(String(60), primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    description: Mapped[str]
