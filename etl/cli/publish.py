"""Subcommands that publish: choose, export, grant, superset."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from etl import config
from etl.cli.app import Database, app, completing, reading
from etl.errors import UsageError


def _rules() -> tuple[str, ...]:
    from schema.vocabulary import CASUALTY_CHOICES

    return CASUALTY_CHOICES.words


@app.command()
def choose(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="[RULE]", help="independent, lowest or highest; without it, what holds.", autocompletion=completing(_rules)
        ),
    ] = None,
    database: Database = None,
) -> None:
    """Say by which rule fct_casualties chooses among claims.

    A source outside of the war first (independent), the lowest or the highest.
    """
    from etl.publish.choice import RULES, casualty_choice, set_casualty_choice

    with reading(database) as engine:
        if rule is not None:
            if rule not in RULES:
                raise UsageError(f"{rule!r} is no rule; valid: {', '.join(RULES)}")
            set_casualty_choice(engine, rule)
        print(casualty_choice(engine))


def _formats() -> tuple[str, ...]:
    from etl.publish.formats import FORMATS

    return FORMATS


@app.command()
def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder to write to; made where it is missing.")],
    database: Database = None,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="csv|parquet|geojson", help="File format.", autocompletion=completing(_formats)),
    ] = "csv",
    as_of: Annotated[int | None, typer.Option("--as-of", metavar="RUN", help="The facts as they stood after that run.")] = None,
) -> None:
    """Write the published relations as files, with a description.

    One file a relation (GeoJSON: those with coordinates), and datapackage.json and README.md that describe them.
    """
    from etl.publish.export import export as export_relations

    with reading(database) as engine:
        for path in export_relations(engine, to, format, as_of):
            print(path)


@app.command()
def grant(
    reader: Annotated[str, typer.Option("--reader", metavar="ROLE", help="An existing PostgreSQL role.")],
    database: Database = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the right away again.")] = False,
) -> None:
    """Let a PostgreSQL role read the published relations only.

    Its rights stay over later migrations; tables behind the relations stay closed to it.
    """
    from etl.publish.readers import grant_reader, revoke_reader

    with reading(database) as engine:
        relations = revoke_reader(engine, reader) if revoke else grant_reader(engine, reader)
        print(f"{reader} may {'no longer ' if revoke else ''}read {relations} relations")


@app.command()
def superset(
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="ZIP to write; replaced where it exists.")],
    database: Database = None,
) -> None:
    """Write a dashboard for Apache Superset, as a file to import.

    It holds charts, datasets and the connection; nothing is connected now. The database is the one that Superset is to
    open: PostgreSQL, by the role that may only read.
    """
    from etl.load.database import opened, shown
    from etl.publish.superset.bundle import write_bundle

    url = config.database_url(database)
    with opened(url) as engine:
        charts = write_bundle(engine.url, to)
    print(to)
    print(
        f"{charts} charts over {shown(url)}. In Superset, on the page Dashboards: import this file (button above the list);\n"
        "where the database has a password, Superset asks for it.",
        file=sys.stderr,
    )


@app.command()
def serve(
    database: Database = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", metavar="N", help="Port; 0 takes any free one.", min=0, max=65535)] = 8001,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the web browser.")] = False,
) -> None:
    """Browse the database in a web browser, read-only.

    It shows the state of now and is reached from this machine only, unless --host says otherwise. Ctrl-C ends it.
    """
    try:
        from etl.browse.server import serve as serve_database
    except ModuleNotFoundError as error:
        raise UsageError(
            f"serve needs {error.name}, which is not installed: "
            "pip install 'warledger[web]' (in a checkout: pip install -e '.[web]')"
        ) from None

    def ready(address: str) -> None:
        print(address, flush=True)
        if browser:
            typer.launch(address)

    with reading(database) as engine:
        serve_database(engine, host, port, ready)
