"""Alembic's entry: run the revisions in one transaction, with the published views and those of users out of the way.

Called by `warledger run` and `warledger migrate` with a connection, or by the `alembic` command with the database of
WARLEDGER_DATABASE_URL. On SQLite, foreign keys are off while tables are rebuilt (with ON DELETE CASCADE a rebuild would
empty the children silently) and are checked before the transaction commits.
"""

import os

from alembic import context
from sqlalchemy import Connection, text

from schema.address import DEFAULT_URL, URL_VARIABLE
from schema.engine import open_engine
from schema.models import metadata
from schema.publish import create_view, drop_views, known_views, publish
from schema.relations import VIEWS
from schema.user_views import ViewInTheWay, put_back, set_aside


def migrate_offline() -> None:
    """Print the SQL of the migration instead of running it."""
    dialect = context.config.attributes.get("dialect", "sqlite")
    context.configure(dialect_name=dialect, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
        for relation in VIEWS:
            context.get_context().impl.static_output(create_view(relation, dialect) + ";\n")


def migrate_online(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        set_foreign_keys(connection, "OFF")
    try:
        with connection.begin():
            users = set_aside(connection, known_views(connection))
            drop_views(connection)
            context.configure(
                connection=connection,
                target_metadata=metadata,
                render_as_batch=is_sqlite,
                include_name=lambda name, kind, parents: kind != "table" or name in metadata.tables,
            )
            context.run_migrations()
            heads = context.script.get_heads()
            if heads and set(context.get_context().get_current_heads()) == set(heads):
                publish(connection)
            elif users and not is_sqlite:
                raise ViewInTheWay(users[0][0], "the older schema has no relations that it could stand on; drop it first")
            put_back(connection, users)
            if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"the migration would break foreign keys: {broken[:5]}")
    finally:
        if is_sqlite:
            set_foreign_keys(connection, "ON")


def set_foreign_keys(connection: Connection, state: str) -> None:
    """Past SQLAlchemy, which would open a transaction: inside of one the PRAGMA has no effect."""
    connection.rollback()
    connection.connection.cursor().execute(f"PRAGMA foreign_keys = {state}")


if context.is_offline_mode():
    migrate_offline()
elif (given := context.config.attributes.get("connection")) is not None:
    migrate_online(given)
else:
    with open_engine(os.environ.get(URL_VARIABLE, DEFAULT_URL)).connect() as opened:
        migrate_online(opened)
