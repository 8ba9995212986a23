"""Subcommands that only look: explain, query, check, diff."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from etl.cli.app import Database, app, reading


@app.command()
def explain(
    what: Annotated[
        str, typer.Argument(metavar="ID", help="A fact_id or its first eight characters; or the id or name of an entity.")
    ],
    database: Database = None,
) -> None:
    """Show a fact or an entity, its evidence marked in the text.

    With its values, the rules that read and joined it, and the runs that saw it.
    """
    from etl.checks import entity_explanation, explanation

    with reading(database) as engine:
        mark = ("\x1b[7m", "\x1b[0m") if sys.stdout.isatty() else (">>>", "<<<")
        entities = entity_explanation.explain_entity(engine, what)
        if entities and not explanation.is_fact(engine, what):
            print(entity_explanation.as_text(entities, mark))
        else:
            print(explanation.as_text(explanation.explain(engine, what), mark))


@app.command()
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT over the published relations.")],
    database: Database = None,
) -> None:
    """Ask the database in SQL and print the rows. Nothing can be changed."""
    from etl.publish.query import as_text, ask

    with reading(database) as engine:
        print(as_text(ask(engine, sql)))


@app.command()
def check(database: Database = None) -> None:
    """Run the quality gates and show what does not add up. Exit status 1 when a gate fails."""
    from etl import reports
    from etl.checks import gates, reconciliation

    with reading(database) as engine:
        results = gates.check_gates(engine)
        print(reports.check(results, reconciliation.reconciliation(engine)))
        print(reports.leftovers(reconciliation.contradictions(engine), reconciliation.unused_numbers(engine)))
    if gates.failed(results):
        raise typer.Exit(1)


@app.command()
def diff(
    runs: Annotated[list[int] | None, typer.Argument(metavar="[RUN [RUN]]", help="Numbers of runs (dim_runs).")] = None,
    database: Database = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, with every fact.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="List every fact, mentions too.")] = False,
) -> None:
    """Show what facts a run added, retired and changed.

    Without RUN, the last that changed any; with two, from one to the other.
    """
    from etl.publish.diff import as_json, as_text
    from etl.publish.diff import diff as difference_of

    with reading(database) as engine:
        difference = difference_of(engine, runs or [])
    print(as_json(difference) if json else as_text(difference, everything))
