"""A bibliography line on its way through the readers, and what stands behind a marked title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.normalize.bibliography.imprint import Imprint, periodical_follows, publisher_of_remark, read_imprint
from etl.normalize.bibliography.marks import Mark

_IN_BOOK = re.compile(r"[\s.,;]*\b[Ii]n\b[:\s]\s*")
_TAIL_YEAR = re.compile(r"[\s().,;]{0,4}((?:1[4-9]|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cleaned line: `text` up to the ISBN, `tail` behind it, the marks in `text`, whether it had an ISBN."""

    text: str
    tail: str
    marks: tuple[Mark, ...]
    has_isbn: bool

    def imprint(self, text: str, *, anchored: bool = False) -> Imprint:
        """Read the text behind the title; a line without a year of its own takes the one right behind the ISBN."""
        found = read_imprint(text, anchored=anchored or self.has_isbn)
        late = _TAIL_YEAR.match(self.tail)
        return Imprint(found.publisher, (int(late[1]),), found.is_certain) if late and not found.years else found


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a line; fields as in `citations.Citation`."""

    authors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    title: str = ""
    publisher: str = ""


def behind_title(entry: Entry, mark: Mark, *, anchored: bool) -> tuple[str, tuple[int, ...]]:
    """Publisher and years behind a marked title: of the book, or of the container of a quoted title."""
    following = next((other for other in entry.marks if other.start >= mark.end), None)
    between = entry.text[mark.end : following.start] if following else ""
    if following and (mark.is_quoted or _IN_BOOK.match(between)):
        return container(entry, mark)
    rest = between if following and read_imprint(between, anchored=True).publisher else entry.text[mark.end :]
    found = entry.imprint(rest.replace("*", ""), anchored=anchored)
    return found.publisher or publisher_of_remark(rest), found.years


def container(entry: Entry, mark: Mark) -> tuple[str, tuple[int, ...]]:
    """Publisher and years behind a quoted title: '*Journal* 24 (1971)' gives the journal,

    'in A, B. *Book*. Faber, 2000' the publisher of the book.
    """
    following = next((other for other in entry.marks if other.start >= mark.end and not other.is_quoted), None)
    if following is None:
        rest = _IN_BOOK.sub(" ", entry.text[mark.end :], count=1)
        found = entry.imprint(rest)
        return found.publisher, found.years
    between, rest = entry.text[mark.end : following.start], entry.text[following.end :]
    found = entry.imprint(rest.replace("*", ""))
    if found.is_certain or (_IN_BOOK.match(between) and not periodical_follows(rest)):
        has_editors = bool(re.search(r"\w", _IN_BOOK.sub("", between, count=1)))
        return found.publisher or ("" if has_editors else following.text), found.years
    return following.text, found.years
