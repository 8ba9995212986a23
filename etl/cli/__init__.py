"""The `warledger` command: parses, calls the pipeline, prints. Results go to standard output, everything else to standard error.

Exit status: 0 done, 1 a gate failed or a document was rejected, 2 usage, 3 the database is locked, 4 it cannot be used;
143 a run that was told to stop (SIGTERM), 130 by the keyboard.
"""

from etl.cli import load, look, publish, rules  # the subcommands, in the order of the help
from etl.cli.app import app, main

__all__ = ["app", "load", "look", "main", "publish", "rules"]
