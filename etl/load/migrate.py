"""Bring a database to the newest schema and relations."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect

from etl.errors import DatabaseError
from etl.load.revisions import MIGRATIONS, address_of, current_revision, known_revisions, refuse_newer
from schema.models import metadata
from schema.publish import is_published, publish
from schema.quality import Setting
from schema.user_views import ViewInTheWay
from schema.vocabulary import CASUALTY_CHOICES


def migrate(engine: Engine) -> bool:
    """Apply what is missing and renew the relations that differ, in one transaction. True where something was done.

    Raises DatabaseError where the database has a revision that this program does not know, foreign tables, or a view of a
    user that cannot be kept.
    """
    current = current_revision(engine)
    if current == known_revisions()[-1]:
        return _renew_relations(engine)
    refuse_newer(engine, current)
    config = _config()
    if current is None:
        _refuse_foreign(engine)
        _make(engine, config)
        return True
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        with _users_views_named(engine):
            command.upgrade(config, "head")
    return True


def _make(engine: Engine, config: Config) -> None:
    """All tables of an empty database at once, as the migrations would leave them: a third of their time."""
    with _users_views_named(engine), engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
        publish(connection)
        connection.execute(insert(Setting).values(setting_id=1, casualty_choice=CASUALTY_CHOICES.words[0]))
        MigrationContext.configure(connection).stamp(ScriptDirectory.from_config(config), "head")


def _renew_relations(engine: Engine) -> bool:
    with engine.connect() as connection:
        if is_published(connection):
            return False
    with _users_views_named(engine), engine.execution_options(writes=True).begin() as connection:
        publish(connection)
    return True


@contextmanager
def _users_views_named(engine: Engine) -> Iterator[None]:
    try:
        yield
    except ViewInTheWay as error:
        raise DatabaseError(
            f"{address_of(engine)}: {error}; nothing was changed: drop it, run 'warledger migrate', and make it again"
        ) from error


def _refuse_foreign(engine: Engine) -> None:
    """A database without our version that has tables of our names belongs to somebody else."""
    taken = sorted(set(inspect(engine).get_table_names()) & set(metadata.tables))
    if taken:
        raise DatabaseError(
            f"{address_of(engine)}: holds tables of something else ({', '.join(taken[:3])}); name another --database"
        )


def migration_sql(dialect: str) -> str:
    """The SQL of all migrations for a dialect, as `warledger migrate --sql` prints it."""
    buffer = io.StringIO()
    config = _config(buffer)
    config.attributes["dialect"] = dialect
    command.upgrade(config, "head", sql=True)
    return buffer.getvalue()


def _config(buffer: io.StringIO | None = None) -> Config:
    config = Config(output_buffer=buffer)
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
