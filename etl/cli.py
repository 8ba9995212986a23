"""The `warledger` command: parses, calls the pipeline, prints. Results go to standard output, progress to standard error.

Exit status: 0 done, 1 a gate failed or a document was rejected, 2 usage, 3 the database is locked, 4 it cannot be used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from etl import config, reports
from etl.checks import entity_explanation, evaluation, explanation, gates
from etl.errors import UsageError, WarledgerError, one_line
from etl.load.database import opened, shown
from etl.load.migrate import migrate as migrate_database
from etl.load.migrate import migration_sql, require_current
from etl.pipeline import extract_bytes, relation_counts
from etl.pipeline import run as run_pipeline
from etl.publish.query import as_text as query_text
from etl.publish.query import ask
from schema.engine import URL_VARIABLE

app = typer.Typer(
    name="warledger",
    help="A ledger of what encyclopedia articles about wars claim: each value with its claimant and its place in the text.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Database = Annotated[
    str | None,
    typer.Option("--database", "-d", metavar="URL", help=f"SQLAlchemy URL; else {URL_VARIABLE}, else sqlite:///warledger.db."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(config.program_version())
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A ledger of what encyclopedia articles about wars claim: each value with its claimant and its place in the text."""


@app.command()
def run(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Articles or folders.")] = None,
    database: Database = None,
    review: Annotated[
        Path | None, typer.Option("--review", metavar="FILE", help="Obey the verdicts of FILE; write doubtful names to it.")
    ] = None,
) -> None:
    """Load articles: migrate if needed, extract, normalize, load, check, summarise.

    Without PATH, the articles that come with the project. Unchanged articles are skipped.
    """
    url = config.database_url(database)
    with opened(url) as engine:
        report = run_pipeline(engine, paths or [config.DEFAULT_ARTICLES], reports.progress, review)
        results = gates.run_gates(engine)
        print(reports.summary(report, relation_counts(engine), results, shown(url) if database else None))
        if review:
            print(f"\nto review: {report.open_questions} open questions in {one_line(str(review))}")
    for path, why in report.rejected:
        print(f"warledger: {path}: {why}", file=sys.stderr)
    for line in reports.gate_lines(results, failures_only=True):
        print(f"warledger: {one_line(line)}", file=sys.stderr)
    if report.rejected or gates.failed(results):
        raise typer.Exit(1)


@app.command()
def migrate(
    database: Database = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Bring the schema of the database to the newest revision."""
    with opened(config.database_url(database)) as engine:
        if sql:
            print(migration_sql(engine.dialect.name))
        elif migrate_database(engine):
            print("the schema is now at the newest revision")
        else:
            print("the schema was at the newest revision already")


@app.command()
def extract(path: Annotated[Path, typer.Argument(metavar="PATH", help="One article.")]) -> None:
    """Print one article as JSON: its structure, entities and facts. No database is touched."""
    from etl.extract.sources import read_source

    if path.is_dir():
        raise UsageError(f"{path}: is a folder; name one article in it")
    if not path.exists():
        raise UsageError(f"{path}: no such file")
    try:
        print(reports.as_json(extract_bytes(read_source(path).data)))
    except WarledgerError as error:
        raise type(error)(f"{path}: {error}") from None


@app.command()
def explain(
    what: Annotated[
        str, typer.Argument(metavar="ID", help="A fact_id or its first eight characters; or the id or name of an entity.")
    ],
    database: Database = None,
) -> None:
    """Show a fact or an entity: its values, its evidence marked in the text, the rules that read and joined it."""
    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
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
    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        print(query_text(ask(engine, sql)))


@app.command()
def check(database: Database = None) -> None:
    """Run the quality gates and show what does not add up. Exit status 1 when a gate fails."""
    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        results = gates.run_gates(engine)
        print(reports.check(results, gates.reconciliation(engine)))
        print(reports.leftovers(gates.contradictions(engine), gates.unused_numbers(engine)))
    if gates.failed(results):
        raise typer.Exit(1)


@app.command()
def choose(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="independent, lowest or highest; without it, what holds.")
    ] = None,
    database: Database = None,
) -> None:
    """Say by which rule fct_casualties chooses among claims: a source outside of the war first, the lowest or the highest."""
    from etl.publish.choice import RULES, casualty_choice, set_casualty_choice

    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        if rule is not None:
            if rule not in RULES:
                raise UsageError(f"{rule!r} is no rule; valid: {', '.join(RULES)}")
            set_casualty_choice(engine, rule)
        print(casualty_choice(engine))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR", help="Folder with document.md and one CSV a relation.")],
    database: Database = None,
    misses: Annotated[str | None, typer.Option("--misses", metavar="NAME", help="List missed and false rows of NAME.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the database against a gold set: precision, recall, F1 and the fields of the rows found."""
    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        scores = evaluation.evaluate(engine, gold)
    print(evaluation.as_json(scores) if json else evaluation.as_table(scores))
    if misses:
        print(evaluation.misses(scores, misses))


@app.command()
def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder to write to; made where it is missing.")],
    database: Database = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="csv|parquet", help="File format.")] = "csv",
) -> None:
    """Write every published relation as a file, with datapackage.json that describes them."""
    from etl.publish.export import export as export_relations

    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        for path in export_relations(engine, to, format):
            print(path)


def main() -> NoReturn:
    """Run the command; an error that a user can mend is one line on standard error and the right exit status."""
    try:
        app(standalone_mode=True)
    except WarledgerError as error:
        print(f"warledger: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    except BrokenPipeError:  # `warledger ... | head` is no error
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)
