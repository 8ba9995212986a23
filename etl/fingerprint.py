"""Fingerprint of the rules: documents are read again when the code or the reference data that read them has changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import etl.extract
import etl.normalize
from etl.normalize.lexicon.lexicons import REFERENCE
from etl.normalize.rules import all_rules


@cache
def rules_version(judgements: str = "", off: frozenset[str] = frozenset()) -> str:
    """24 hex digits of the SHA-256 over the sources of extract and normalize and over data/reference, by name.

    `judgements`: the fingerprint of those of a review file; `off`: the rules whose rows are left out.
    """
    digest = hashlib.sha256(judgements.encode())
    for folder, pattern in (*((Path(m.__path__[0]), "*.py") for m in (etl.extract, etl.normalize)), (REFERENCE, "*")):
        for path in sorted(p for p in folder.rglob(pattern) if p.is_file() and "__pycache__" not in p.parts):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for rule in all_rules().values():  # their examples and meanings change no row
        digest.update(f"{rule.name}\0{rule.review}\0{rule.name in off}\0".encode())
    return digest.hexdigest()[:24]
