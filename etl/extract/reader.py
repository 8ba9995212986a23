"""Bytes to Article: the one entry of the extract stage. Pure: no files, no database, the same result each time."""

from __future__ import annotations

import hashlib

from etl.extract.accounting import account
from etl.extract.article import Article
from etl.extract.blocks import scan_body
from etl.extract.encoding import decode
from etl.extract.front_matter import read_front_matter
from etl.extract.sentences import read_sentences
from etl.extract.tables import read_tables


def read_article(data: bytes) -> Article:
    """The structured document in the bytes of one file.

    Raises DocumentRejected (empty, not UTF-8, NUL, no or broken front matter); all else that is wrong with the input
    ends as an issue of the article. `article.text[span.start:span.end]` is the text of each piece, always.
    """
    decoded = decode(data)
    text = decoded.text
    front_matter, issues = read_front_matter(text)
    body = scan_body(text, front_matter.span.end)
    sentences = read_sentences(text, body.blocks)
    tables, table_issues = read_tables(text, body.row_runs)
    accounted, unaccounted = account(text, front_matter, body, sentences, tables)
    return Article(
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        repaired_from=decoded.repaired_from,
        front_matter=front_matter,
        sections=tuple(body.sections),
        blocks=tuple(body.blocks),
        sentences=tuple(sentences),
        tables=tuple(tables),
        images=tuple(body.images),
        accounted_characters=accounted,
        issues=(*decoded.issues, *issues, *table_issues, *unaccounted),
    )
