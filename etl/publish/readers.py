"""PostgreSQL roles that may read the published relations and nothing else, such as that of a BI tool.

The roles are kept in a table: a migration makes the views anew, and `schema.publish` gives them the rights again.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select, text

from etl.errors import UsageError
from schema.publish import grant_statements, revoke_statements
from schema.quality import Reader
from schema.relations import RELATIONS


def grant_reader(engine: Engine, role: str) -> int:
    """Let the role read; how many relations it may read. Raises UsageError for SQLite and for a role that there is not."""
    with engine.begin() as connection:
        _require_role(connection, role)
        if not connection.scalar(select(Reader.role).where(Reader.role == role)):
            connection.execute(insert(Reader).values(role=role))
        for statement in grant_statements(connection, role):
            connection.execute(text(statement))
    return len(RELATIONS)


def revoke_reader(engine: Engine, role: str) -> int:
    """Take the right away; how many relations it could read."""
    with engine.begin() as connection:
        _require_role(connection, role)
        connection.execute(delete(Reader).where(Reader.role == role))
        for statement in revoke_statements(connection, role):
            connection.execute(text(statement))
    return len(RELATIONS)


def _require_role(connection: Connection, role: str) -> None:
    if connection.dialect.name != "postgresql":
        raise UsageError("SQLite has no roles: who may read the file may read the database (rights of the file system)")
    if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
        raise UsageError(f"there is no role {role!r} in this PostgreSQL; make it first: CREATE ROLE … LOGIN PASSWORD …")
