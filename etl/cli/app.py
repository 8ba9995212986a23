"""The command's frame: its name, what all subcommands share, and how an error ends it.

What takes long to import is imported by the subcommand that uses it, first thing in its body: `--help` answers at once.
`tests/test_start.py` says what each may load.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from etl import config
from etl.errors import WarledgerError
from schema.address import URL_VARIABLE

if TYPE_CHECKING:
    from sqlalchemy import Engine

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


def completing(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """For typer's `autocompletion`: those of the words that begin with what was typed."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete


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


@contextmanager
def reading(database: str | None) -> Iterator[Engine]:
    """The database for a command that only asks: it must exist and have the newest schema."""
    from etl.load.database import opened
    from etl.load.revisions import require_current

    with opened(config.database_url(database), must_exist=True) as engine:
        require_current(engine)
        yield engine


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
    except OSError as error:  # a file that went away, or standard output on a full disk
        print(f"warledger: {error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)
    sys.exit(0)
