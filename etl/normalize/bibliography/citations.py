"""Bibliography lines: who wrote what, when, and who published it.

    Doe, Jane (1998). *The Long War*. New York: M.E. Roe ISBN: 0-7656-0244-X
    Doe, Jane H. "The Border in 1920". *Highland Review* 46 (1993, 1996).
    *The Last March*, John Roe, Example House, London, ISBN 0-394-53670-3
    A map of the front by the BBC

A line is tried against `PATTERNS` in order; the first that reads it names the rule. A field that the line does not
support stays empty: a title that is the whole line is better than an author who is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from etl.normalize.bibliography.entry import Draft, Entry
from etl.normalize.bibliography.isbn import find_isbn
from etl.normalize.bibliography.links import (
    read_credited,
    read_lost_title,
    read_publisher_first,
    read_title_in_container,
    read_title_only,
)
from etl.normalize.bibliography.marks import clean_line, find_marks
from etl.normalize.bibliography.plain import read_author_plain_title, read_title_imprint
from etl.normalize.bibliography.sections import is_subheading, reference_kind
from etl.normalize.bibliography.works import (
    read_author_marked_title,
    read_author_year,
    read_double_slash,
    read_introduced,
    read_title_first,
)

__all__ = ["Citation", "is_subheading", "read_citation", "reference_kind", "work_key"]

# A longer list item is prose.
_LONGEST_LINE = 3000
_RESIDUE = re.compile(r"^[{|<]|\{\{|\}\}|\|\s?[\w-]{1,30}\s?=")
_OTHER_NUMBERS = re.compile(r"\b(?:ISSN|OCLC|ASIN|LCCN|JSTOR|doi|DOI|PMID)\b[\s:]{0,3}[\w./-]*\d[\w./-]*")


@dataclass(frozen=True, slots=True)
class Citation:
    """One work as a bibliography line names it; an empty string or tuple where the line says nothing.

    `authors` as written, honorifics and "(ed.)" left out; `years` of publication in the order of the line; `publisher`
    without its place, or the journal, site or broadcaster; `isbn` as written with `isbn_is_valid` by its check digit
    (None without an ISBN); `rule`: the pattern that read the line.
    """

    authors: tuple[str, ...]
    years: tuple[int, ...]
    title: str
    publisher: str
    isbn: str
    isbn_is_valid: bool | None
    rule: str


PATTERNS: tuple[tuple[str, Callable[[Entry], Draft | None]], ...] = (
    ("lost_title", read_lost_title),
    ("double_slash", read_double_slash),
    ("introduced", read_introduced),
    ("author_year", read_author_year),
    ("author_marked_title", read_author_marked_title),
    ("title_first", read_title_first),
    ("title_in_container", read_title_in_container),
    ("author_plain_title", read_author_plain_title),
    ("title_imprint", read_title_imprint),
    ("publisher_first", read_publisher_first),
    ("credited", read_credited),
    ("title_only", read_title_only),
)


def read_citation(line: str) -> Citation | None:
    """Read one list item without its bullet, Markdown emphasis still in it.

    'Roe, Jane (1971). *A War*. London: Faber.' -> Citation(('Roe, Jane',), (1971,), 'A War', 'Faber', '', None, ...).
    None where nothing can be read: an empty line, template residue, a label ("Books"), the remains of a line whose
    author and title were both lost. Never raises.
    """
    if len(line) > _LONGEST_LINE or _RESIDUE.search(line.strip()) or is_subheading(line):
        return None
    text = clean_line(line)
    isbn = find_isbn(text)
    head, tail = (text[: isbn.start], text[isbn.end :]) if isbn else (text, "")
    head = _OTHER_NUMBERS.sub("", head).strip(" (")
    if not re.search(r"[^\W_]", head):
        return None
    entry = Entry(head, tail, find_marks(head), isbn is not None)
    drafts = ((rule, read(entry)) for rule, read in PATTERNS)
    rule, draft = next(((rule, draft) for rule, draft in drafts if draft is not None), ("", Draft()))
    if not (draft.authors or draft.title or (draft.years and isbn)):
        return None
    return Citation(
        draft.authors,
        tuple(dict.fromkeys(draft.years)),
        draft.title,
        draft.publisher,
        isbn.text if isbn else "",
        isbn.is_valid if isbn else None,
        rule,
    )


def work_key(citation: Citation, line: str) -> str:
    """Key that is equal for lines naming the same work: the letters and digits of the line, case folded.

    'Roe, Jane. *A War*.' and 'Roe, Jane: "A  war"' -> 'roe jane a war'. A line of signs only falls back on its title.
    """
    folded = unicodedata.normalize("NFKC", line).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded)) or citation.title
