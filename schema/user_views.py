"""Views that users made over ours, such as those of a BI tool: out of the way while ours are made anew, then back.

SQLite keeps a view as its SQL, and a trigger too. PostgreSQL refuses to drop a view under another one: that one's SQL,
owner, rights, comment and indexes (of a materialized view) are read from the catalogue before it is dropped. What cannot
be put back as it was stops the migration by its name, before anything is changed: the transaction is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError


class ViewInTheWay(Exception):
    """A user's view that cannot be kept: `name`, and `why`."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"the view {name}, which is none of warledger's, is in the way: {why}")
        self.name = name
        self.why = why


# views over ours, those over them, and so on: the deepest last
_OVER = """
    WITH RECURSIVE above AS (
      SELECT c.oid, 0 AS depth FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'v' AND c.relname = ANY(:ours)
      UNION
      SELECT r.ev_class, a.depth + 1 FROM above a
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.oid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> a.oid
      WHERE a.depth < 100
    )
    SELECT c.oid, max(a.depth) AS depth, format('%I.%I', n.nspname, c.relname) AS name,
      CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS sort, pg_get_viewdef(c.oid) AS definition,
      quote_ident(pg_get_userbyid(c.relowner)) AS owner, array_to_string(c.reloptions, ', ') AS options,
      quote_literal(obj_description(c.oid, 'pg_class')) AS comment
    FROM above a JOIN pg_class c ON c.oid = a.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.depth > 0 AND NOT (c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:ours))
    GROUP BY c.oid, c.relname, c.relkind, c.relowner, c.reloptions, n.nspname ORDER BY max(a.depth), c.oid"""
_RIGHTS = """
    SELECT format('GRANT %s ON %s TO %s%s', x.privilege_type, c.oid::regclass,
      CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
      CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_class c, aclexplode(c.relacl) x WHERE c.oid = :oid AND x.grantee <> c.relowner"""
_INDEXES = "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = :oid ORDER BY indexrelid"


def set_aside(connection: Connection, ours: Iterable[str]) -> list[tuple[str, str]]:
    """Drop the users' views that stand on the relations `ours`; (name, SQL) that `put_back` takes, in order."""
    names = sorted(ours)
    if connection.dialect.name == "sqlite":
        return _set_aside_sqlite(connection, set(names))
    found = connection.execute(text(_OVER), {"ours": names}).mappings().all()
    kept: list[tuple[str, str]] = []
    for view in found:
        options = f" WITH ({view['options']})" if view["options"] else ""
        kept.append((view["name"], f"CREATE {view['sort']} {view['name']}{options} AS {view['definition']}"))
        kept += [(view["name"], sql) for sql in connection.scalars(text(_INDEXES), {"oid": view["oid"]})]
        if view["comment"]:
            kept.append((view["name"], f"COMMENT ON {view['sort']} {view['name']} IS {view['comment']}"))
        kept += [(view["name"], sql) for sql in connection.scalars(text(_RIGHTS), {"oid": view["oid"]})]
        kept.append((view["name"], f"ALTER {view['sort']} {view['name']} OWNER TO {view['owner']}"))
    for view in reversed(found):
        _do(connection, view["name"], f"DROP {view['sort']} {view['name']}")
    return kept


def put_back(connection: Connection, kept: Iterable[tuple[str, str]]) -> None:
    """Make them again. Raises ViewInTheWay for one that the database no longer takes."""
    for name, sql in kept:
        _do(connection, name, sql)


def _set_aside_sqlite(connection: Connection, ours: set[str]) -> list[tuple[str, str]]:
    """All of them, whatever they stand on: SQLite renames no table while a view of the file leads to a missing one."""
    found = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    views, triggers = [], []
    for sort, name, _, sql in found.all():
        if sort == "trigger":
            triggers.append((name, sql))
        elif name not in ours:
            views.append((name, sql))
    for sort, listed in (("TRIGGER", triggers), ("VIEW", views)):
        for name, _ in listed:
            quoted = name.replace('"', '""')
            connection.exec_driver_sql(f'DROP {sort} "{quoted}"')
    return views + triggers


def _do(connection: Connection, name: str, sql: str) -> None:
    try:
        connection.exec_driver_sql(sql)
    except DBAPIError as error:
        why = str(error.orig).strip().splitlines()[0]
        raise ViewInTheWay(name, why) from error
