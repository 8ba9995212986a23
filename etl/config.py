"""Settings that come from outside: the database, the default input, what an article may cost."""

from __future__ import annotations

import os
from pathlib import Path

from schema.address import DEFAULT_URL, URL_VARIABLE

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE.parent / "data" / "articles", _PACKAGE / "_data" / "articles")  # a checkout, an installed wheel
DEFAULT_ARTICLES = next((home for home in _HOMES if home.is_dir()), _HOMES[0])

MOST_BYTES = 16 * 1024 * 1024  # of an article; the longest encyclopedia articles have 0.6 MB
MOST_SECONDS = 60.0  # for reading one article; one of 0.6 MB, the longest there are, takes 4


def database_url(given: str | None) -> str:
    """`--database`, else WARLEDGER_DATABASE_URL, else warledger.db in the working directory."""
    return given or os.environ.get(URL_VARIABLE) or DEFAULT_URL


def program_version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # takes a tenth of the time of `--help`

    try:
        return version("warledger")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "unknown"
