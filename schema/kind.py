"""How a kind of fact is declared: once, in the file of its table. All that shows, exports or measures it derives from that.

    QUOTATION = FactKind(
        model=Quotation,                                                      # its table; `kind` of its facts is the table's name
        relation="fct_quotations",                                            # published under this name
        grain="One row somebody's words between quotation marks.",
        columns="speaker speaker_id text",                                    # in this order
        noun="quotation", says="{speaker|Somebody}: “{text}”", layer="person",     # in the browser
        of_entity={"speaker_id": "quotations"},                               # a list on the page of whoever speaks
        gold="quotation", measure=Measure("key", near=("text",), fields=("speaker",)),   # `warledger evaluate`
    )

`schema.kinds` gathers the declarations; `etl/README.md` tells which other files a new kind touches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Table

from schema.base import Base
from schema.relation import joined, plain

# SQL of published columns that facts of several kinds have beside those of their own table
PLACES = joined("SELECT w.place AS x FROM fact_place w WHERE w.fact_id = f.fact_id ORDER BY w.position")
_SHARED = {"place": PLACES}
# names of several columns that always stand together
COUNTS = "low high is_approximate bound raw"
DATES = "date_start date_end year_start year_end is_inferred date_edtf date_raw"
_GROUPS = {"COUNTS": COUNTS, "DATES": DATES}


@dataclass(frozen=True, slots=True)
class Measure:
    """How the rows of a gold file are recognised in `relation`, and which columns of the found ones are scored."""

    found_by: Literal["evidence", "key", "name"] = "evidence"
    key: tuple[str, ...] = ()  # must agree
    near: tuple[str, ...] = ()  # must nearly agree, as texts
    fields: tuple[str, ...] = ()  # scored from 0 to 1
    dates_meet: bool = False  # the spans of days must have a day in common
    whole: tuple[str, ...] = ()  # of the fields: those that must all be right for a row to be right as a whole
    relation: str = ""  # of a kind of fact: its own


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One kind of fact.

    `columns`: the published columns in order, between those that all facts have; COUNTS and DATES stand for theirs. Each is
    a column of the table, or `place`, or has its SQL in `computed`, which may use what `joins` adds to the
    aliases c (the table), f (fact), d (document), e (evidence) and r (revision).
    `named_by`: the attribute of the fact that names what a key column leads to, where it is not called like the column
    without its '_id'; a part of another fact has its whole in the attribute `parent`.
    `says`: the fact in one line. {column} is its value, {count} and {dates} are those of the row; {a|b|words} takes the first
    that is not empty; a part in [brackets] is left out where a value in it is empty. Empty where `etl.browse.pages.wording`
    has a function for the kind.
    `same`: the columns that make other claims of the document claims about the same thing.
    `of_entity`: key column of a person, place or organization to the title of the list on that thing's page.
    `is_listed`: False for names and times; there are so many that lists only count them or show them last.
    """

    model: type[Base]
    relation: str
    grain: str = ""  # what one row is; the comment of the table, where nothing else is said
    columns: str
    computed: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""
    named_by: Mapping[str, str] = field(default_factory=dict)
    noun: str
    says: str = ""
    layer: Literal["claim", "event", "war", "person", "name", "time"]
    same: tuple[str, ...] = ()
    of_entity: Mapping[str, str] = field(default_factory=dict)
    is_listed: bool = True
    gold: str = ""  # name of the gold file, without .csv
    measure: Measure | None = None

    @property
    def name(self) -> str:
        """The kind, as facts and `fact.fact_kind` have it: the name of the table."""
        return self.table.name

    @property
    def label(self) -> str:
        """The kind for people: 'Office holding'."""
        return self.name.replace("_", " ").capitalize()

    @property
    def meaning(self) -> str:
        """The grain as what one fact of the kind is: 'A statement that a person took, left or held an office.'"""
        told = self.one_row.removeprefix("One row ")
        return told[0].upper() + told[1:]

    @property
    def table(self) -> Table:
        table = self.model.__table__
        assert isinstance(table, Table)  # noqa: S101 - a model of a join has no table; there is none
        return table

    @property
    def one_row(self) -> str:
        """The grain of the relation."""
        return self.grain or str(self.table.comment)

    @property
    def leading(self) -> list[tuple[str, str, str]]:
        """Columns that lead to an entity or a fact, with the attribute that names it and its table: person_id, person, person."""
        return [
            (column.name, self.named_by.get(column.name, column.name.removesuffix("_id")), key.target_fullname.split(".")[0])
            for column in self.table.columns if column.name.endswith("_id") and not column.primary_key
            for key in column.foreign_keys
        ]  # fmt: skip

    @property
    def published(self) -> dict[str, str]:
        """Column to SQL, in order. Raises KeyError for a column that nothing explains."""
        names = " ".join(_GROUPS.get(word, word) for word in self.columns.split()).split()
        own = plain("c", " ".join(self.table.columns.keys()))
        return {name: (_SHARED | own | dict(self.computed))[name] for name in names}
