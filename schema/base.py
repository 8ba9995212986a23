"""What all tables share: names for every constraint, portable types, and the column groups for counts and dates.

A column's comment is written once: a column of one name means the same in every table and relation. It stands in
`schema.glossary`, or with the column, where no other table has one of its name.
A column of a closed list leads to its code table; a row that belongs to one kind of fact or entity says so in its key.
"""

from __future__ import annotations

import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from schema.glossary import COLUMNS
from schema.vocabulary import BOUNDS, Vocabulary

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
KEY = String(24)  # a stable key: 24 hex digits of a SHA-256
CODE = String(40)  # a word of a closed list; wide enough for words to come


class Base(DeclarativeBase):
    """Root of the models; a table without a comment, or a column without a meaning, cannot be defined."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        str: Text(),
        int: BigInteger(),
        bool: Boolean(create_constraint=False),
        datetime.date: Date(),
    }

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            if not table.comment:
                raise TypeError(f"table {table.name} has no comment")
            for column in table.columns:
                if column.comment and COLUMNS.setdefault(column.name, column.comment) != column.comment:
                    raise TypeError(f"column {table.name}.{column.name}: a column of this name means something else elsewhere")
                column.comment = COLUMNS[column.name]


def code_table(vocabulary: Vocabulary) -> str:
    """Name of the table that holds the words of the vocabulary."""
    return f"code_{vocabulary.name}"


def one_of(column: str, vocabulary: Vocabulary) -> ForeignKeyConstraint:
    """The column holds a word of its vocabulary (NULL passes; NOT NULL is the column's business)."""
    return ForeignKeyConstraint([column], [f"{code_table(vocabulary)}.code"])


def fixed(column: str, word: str) -> CheckConstraint:
    """CHECK that the column holds this word in every row of the table: with it, the row's key says of which kind it is."""
    return CheckConstraint(f"{column} = '{word}'", name=f"{column}_fixed")


def count_checks() -> list[CheckConstraint | ForeignKeyConstraint]:
    """What holds of `CountColumns`: whole numbers, none negative, low <= high, a known bound."""
    return [
        CheckConstraint("low = CAST(low AS BIGINT) AND low >= 0", name="low_whole"),
        CheckConstraint("high = CAST(high AS BIGINT) AND high >= 0", name="high_whole"),
        CheckConstraint("low <= high", name="low_not_above_high"),
        one_of("bound", BOUNDS),
    ]


def date_checks() -> list[CheckConstraint | Index]:
    """What holds of `DateColumns`: a span does not end before it starts; filters by day and by year find an index."""
    return [
        Index(None, "date_start"),
        Index(None, "year_start"),
        CheckConstraint("date_start <= date_end", name="dates_in_order"),
        CheckConstraint("year_start <= year_end", name="years_in_order"),
    ]


class CountColumns:
    """A count as stated: low = high for one number, NULL where the text gives no bound."""

    low: Mapped[int | None]
    high: Mapped[int | None]
    is_approximate: Mapped[bool]
    bound: Mapped[str] = mapped_column(CODE)
    raw: Mapped[str]


class DateColumns:
    """The first and last day that the text allows; year columns also where DATE cannot hold it (before the year 1)."""

    date_start: Mapped[datetime.date | None]
    date_end: Mapped[datetime.date | None]
    year_start: Mapped[int | None] = mapped_column(Integer)
    year_end: Mapped[int | None] = mapped_column(Integer)
    is_inferred: Mapped[bool]
    date_edtf: Mapped[str | None] = mapped_column(String(64))
    date_raw: Mapped[str | None]
