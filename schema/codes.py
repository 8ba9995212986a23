"""Code tables: one a closed vocabulary, its words with their labels, which the columns of the other tables lead to."""

from __future__ import annotations

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import CODE, Base, code_table
from schema.kinds import ALL_VOCABULARIES
from schema.vocabulary import Vocabulary


class _CodeColumns:
    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    label: Mapped[str]
    meaning: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)


def _model(vocabulary: Vocabulary) -> type[Base]:
    words = vocabulary.name.replace("_", " ")
    table = {"__tablename__": code_table(vocabulary), "__table_args__": ({"comment": f"One row a {words} that there is."},)}
    return type("".join(map(str.capitalize, words.split())), (_CodeColumns, Base), {**table, "__module__": __name__})


CODES: dict[str, type[Base]] = {vocabulary.name: _model(vocabulary) for vocabulary in ALL_VOCABULARIES}
