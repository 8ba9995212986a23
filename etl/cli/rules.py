"""Subcommands on what the program knows and how well it does: rules, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.app import Database, app, completing, reading
from etl.errors import UsageError


def _names() -> list[str]:
    from etl.normalize.rules import all_rules

    return list(all_rules())


@app.command()
def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="Show all about this one.", autocompletion=completing(_names))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the rules that read articles, and how often each was right.

    Each with its meaning. Their names stand in the column `rule` of the published relations. With RULE: its examples and where
    it is read.
    """
    from etl.checks import rule_precision

    if json:
        print(rule_precision.rules_json(rule))
    else:
        print(rule_precision.as_text(rule) if rule else rule_precision.listing())


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Option("--gold", metavar="DIR", help="Folder with document.md and one CSV a relation, or with several of these."),
    ],
    database: Database = None,
    misses: Annotated[str | None, typer.Option("--misses", metavar="NAME", help="List missed and false rows of NAME.")] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="rule", help="Precision rule by rule.", autocompletion=completing(lambda: ["rule"])),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: Annotated[bool, typer.Option("--store", hidden=True, help="Keep the precision of the rules as data.")] = False,
) -> None:
    """Measure precision and recall against a gold set.

    A line a relation: rows, precision, recall, F1, and how often the other columns of the rows found are right.
    """
    from etl.checks import evaluation, rule_precision

    if by not in (None, "rule"):
        raise UsageError(f"--by {by}: valid is rule")
    if misses and by:
        raise UsageError("--misses lists the rows of a relation; leave out --by")
    if store and not by:
        raise UsageError("--store keeps what --by rule measures; add it")
    sets = evaluation.gold_sets(gold)
    if json and by is None and len(sets) > 1:
        raise UsageError(f"{gold}: holds {len(sets)} gold sets; with --json, name one")
    with reading(database) as engine:
        measured = {folder.name: evaluation.evaluate(engine, folder) for folder in sets}
    if by is not None:
        counts = rule_precision.measure([score for scores in measured.values() for score in scores])
        print(rule_precision.as_json(counts) if json else rule_precision.as_table(counts))
        if store:
            rule_precision.store(counts)
        return
    for number, (name, scores) in enumerate(measured.items()):
        if len(measured) > 1:
            print(f"{chr(10) if number else ''}{name}")
        print(evaluation.as_json(scores) if json else evaluation.as_table(scores))
        if misses:
            print(evaluation.misses(scores, misses))
