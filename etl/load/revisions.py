"""Which revision of the schema a database has, and whether this program can read it. What only reads needs no Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

import schema
from etl.errors import DatabaseError
from etl.load.database import shown
from schema.publish import is_published

_SCHEMA = Path(schema.__file__).parent
_HOMES = (_SCHEMA.parent / "migrations", _SCHEMA / "_migrations")  # a checkout, an installed wheel
MIGRATIONS = next((home for home in _HOMES if (home / "env.py").is_file()), _HOMES[0])


def known_revisions() -> list[str]:
    """The revisions of this program, oldest first: each is the number with which the name of its file begins."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def current_revision(engine: Engine) -> str | None:
    """The revision of the database; None where it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def require_current(engine: Engine) -> None:
    """For commands that only read: raises DatabaseError where the schema is missing, older or newer."""
    current = current_revision(engine)
    refuse_newer(engine, current)
    if current != known_revisions()[-1]:
        state = "holds no warledger schema" if current is None else f"has the older schema {current}"
        raise DatabaseError(f"{address_of(engine)}: the database {state}; run 'warledger migrate' or 'warledger run' first")
    with engine.connect() as connection:
        if not is_published(connection):
            state = "has the relations of another version"
            raise DatabaseError(f"{address_of(engine)}: the database {state}; run 'warledger migrate' or 'warledger run' first")


def refuse_newer(engine: Engine, current: str | None) -> None:
    """Raises DatabaseError where the database has a revision that this program does not know."""
    if current is not None and current not in known_revisions():
        raise DatabaseError(
            f"{address_of(engine)}: the database has the schema {current}, which is newer than this program; "
            "install a newer warledger or name another --database"
        )


def address_of(engine: Engine) -> str:
    """The address of the database as messages show it."""
    return shown(engine.url.render_as_string(hide_password=True))
