"""The one setting of the published relations: by which rule fct_casualties chooses among the claims about one thing."""

from __future__ import annotations

from sqlalchemy import Engine, select, update

from schema.quality import Setting
from schema.vocabulary import CASUALTY_CHOICES

RULES = CASUALTY_CHOICES.words


def casualty_choice(engine: Engine) -> str:
    """The rule that holds."""
    with engine.connect() as connection:
        return str(connection.scalars(select(Setting.casualty_choice)).one())


def set_casualty_choice(engine: Engine, rule: str) -> None:
    """Let another rule hold, one of `RULES`; fct_casualties shows it at once."""
    with engine.begin() as connection:
        connection.execute(update(Setting).values(casualty_choice=rule))
