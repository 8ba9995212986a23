"""Readers for lines whose form shows the title: by quotation marks, asterisks, "//" or a year in brackets.

    Doe, Jane (1998). *The Long War*. New York: M.E. Roe
    *The Last March*, John Roe, Example House, London

Each reader takes an `Entry` and gives a `Draft`, or None where the line is of another kind.
"""

from __future__ import annotations

import re

from etl.normalize.bibliography.author_names import is_medium, is_organization, is_person, is_surname, read_authors
from etl.normalize.bibliography.credits import leading_names
from etl.normalize.bibliography.entry import Draft, Entry, behind_title, container
from etl.normalize.bibliography.imprint import (
    bracketed_years,
    clause_years,
    is_noise,
    is_place,
    periodical_follows,
    publisher_of_remark,
)
from etl.normalize.bibliography.marks import CitationClause, split_clauses, tidy_title
from etl.normalize.bibliography.plain import leading_author, plain_title
from etl.normalize.bibliography.words import alternatives

_INTRODUCED = re.compile(rf"(?:A\s|An\s|The\s)?(?:{alternatives('introduced_kinds')})\s+(?:by|of|from)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]{4,60})\)")
_ISSUE_YEAR = re.compile(r"(?<!\d)(?:\d{1,4}/)?(1[4-9]\d\d|20[0-4]\d)(?!\d)")
_IN_BOOK = re.compile(r"[\s.,;]*\b[Ii]n\b[:\s]\s*")
_PRESENTED = re.compile(r"\b(?:[Pp]resented|[Dd]elivered|[Gg]iven|[Rr]ead|[Pp]ublished)\s.{0,300}?\b((?:1[4-9]|20)\d\d)\b")


def read_double_slash(entry: Entry) -> Draft | None:
    """The Russian style: 'Jane Doe (Example University). The Teaching of History // Ab ovo 2/2005'."""
    left, slashes, right = entry.text.partition(" // ")
    if not slashes:
        return None
    authors, title = _split_author(left)
    clauses = split_clauses(right)
    publisher = re.sub(r"[\s(№#]*\d[\d/().–-]*$", "", clauses[0].text).strip(' *"') if clauses else ""
    years = [int(year) for year in _ISSUE_YEAR.findall(right)]
    return Draft(authors, tuple(years[:1]), tidy_title(title), publisher)


def _split_author(text: str) -> tuple[tuple[str, ...], str]:
    """Split 'Jane Doe (Example University). The Title' into authors and title; no authors where none can be told."""
    for clause in split_clauses(text)[:5]:
        if clause.delimiter != "." and not clause.is_bracketed:
            continue
        end = clause.end + clause.is_bracketed
        authors, title = read_authors(text[:end]), text[end:].lstrip(" .,:")
        if authors and title:
            return authors, title
    return (), text


def read_introduced(entry: Entry) -> Draft | None:
    """'Report by Professor Jane Doe "On the Border" Presented to the Congress of Historians on 31 May 1991.'"""
    opening = _INTRODUCED.match(entry.text)
    if opening is None or not entry.marks or entry.marks[0].start <= opening.end():
        return None
    mark = entry.marks[0]
    authors = read_authors(entry.text[opening.end() : mark.start], inverted=False)
    if not authors:
        return None
    rest = entry.text[mark.end :]
    presented = _PRESENTED.search(rest)
    if presented:
        return Draft(authors, (int(presented[1]),), mark.text)
    publisher, years = container(entry, mark)
    return Draft(authors, years, mark.text, publisher)


def read_author_year(entry: Entry) -> Draft | None:
    """'Doe, Jane (1998). *The Long War*. New York: Roe' and 'Example Heritage (1995). Report on the Field.'"""
    limit = entry.marks[0].start if entry.marks else len(entry.text)
    bracket = next((b for b in _BRACKET.finditer(entry.text, 0, limit) if bracketed_years(b[1])), None)
    if bracket is None:
        return None
    authors = read_authors(entry.text[: bracket.start()])
    years = bracketed_years(bracket[1])
    rest = entry.text[bracket.end() :]
    if not authors or re.match(r"\s*(?:[–—-]|$)", rest):
        return None
    mark = entry.marks[0] if entry.marks else None
    if mark and not entry.text[bracket.end() : mark.start].strip(" .,:;"):
        publisher, later = behind_title(entry, mark, anchored=True)
        return Draft(authors, years + later, mark.text, publisher)
    title, imprint = plain_title(rest.lstrip(" .,:"))
    found = entry.imprint(imprint, anchored=True)
    return Draft(authors, years + found.years, title, found.publisher) if title else None


def read_author_marked_title(entry: Entry) -> Draft | None:
    """'Doe, Jane. *The Long War*. Faber, 2001.', 'Roe, Paul 2008. "A Border," Example Press'."""
    if not entry.marks:
        return None
    mark = entry.marks[0]
    before = re.sub(r"[,.\s]+((?:1[4-9]|20)\d\d)[.,:\s]*$", "", entry.text[: mark.start])
    authors = read_authors(before)
    if authors:
        own_year = clause_years(entry.text[len(before) : mark.start])
        if mark.is_quoted and len(authors) == 1 and is_medium(authors[0]):
            return Draft((), entry.imprint(entry.text[mark.end :]).years, mark.text, before.strip(" ,:."))
        publisher, years = behind_title(entry, mark, anchored=bool(own_year))
        return Draft(authors, own_year + years, mark.text, publisher)
    # A plain title before the marked periodical: 'Doe, Jane, Was it decisive?, in: *Journal of War*, vol. 4'.
    linked = re.search(r"[,.?!]\s*(?:in|In)?:?\s*$", entry.text[: mark.start])
    found = leading_author(entry.text[: mark.start])
    is_periodical = linked is not None and ("in" in linked[0].casefold() or periodical_follows(entry.text[mark.end :]))
    if linked is None or not is_periodical or found is None or mark.is_quoted:
        return None
    title = tidy_title(entry.text[found[1] : linked.start() + 1])
    return Draft(found[0], entry.imprint(entry.text[mark.end :]).years, title, mark.text) if title else None


def read_title_first(entry: Entry) -> Draft | None:
    """'*Title*, John Roe, Example House, London', '*Title* by Jane Doe, (1855).', '*Title*, in: A B, *Book*'."""
    if not entry.marks or entry.text[: entry.marks[0].start].strip(" .,'"):
        return None
    mark = entry.marks[0]
    following = next((other for other in entry.marks[1:] if other.start >= mark.end), None)
    rest = entry.text[mark.end :]
    between = entry.text[mark.end : following.start] if following else rest
    in_book = _IN_BOOK.match(between)
    if following and mark.is_quoted and not between.strip(" .,;:"):
        publisher, years = container(entry, mark)
        return Draft((), years, mark.text, publisher)
    if in_book and following:
        publisher, years = container(entry, mark)
        return Draft(read_authors(between[in_book.end() :], inverted=False), years, mark.text, publisher)
    names, left = _authors_behind(between)
    if following and names and not left.strip(" ,.;:"):
        return Draft(names, entry.imprint(entry.text[following.end :]).years, mark.text, following.text)
    found = entry.imprint(left, anchored=bool(names))
    publisher = found.publisher or publisher_of_remark(re.sub(r"^\s*\(\d{4}\)", "", rest))
    in_year = re.match(r"\s+in\s+((?:1[4-9]|20)\d\d)\b", left)
    return Draft(names, found.years or ((int(in_year[1]),) if in_year else ()), mark.text, publisher)


def _authors_behind(text: str) -> tuple[tuple[str, ...], str]:
    """Authors behind a title, and the text left: ', A B & C D, Press', ' by A B, (1855)', ', Doe, Jane (editor).,'."""
    credit = re.match(r"[^.]{0,120}?\bby\s+", text)
    if credit:
        names, left = leading_names(text[credit.end() :])
        if names:
            return names, left
    role = re.match(r"[\s,]*([^()]{3,80})\((?:editor|ed\.|eds\.|editors)\)", text)
    if role and read_authors(role[1]):
        return read_authors(role[1]), text[role.end() :]
    if not text.lstrip().startswith((",", ";", "–", "—", "-")):
        return (), text
    return _listed_authors(text)


def _listed_authors(text: str) -> tuple[tuple[str, ...], str]:
    """Take the person-shaped clauses; the last of several is the publisher where no publisher's word follows."""
    clauses = split_clauses(text)
    people: list[CitationClause] = []
    for clause in clauses:
        if clause.is_bracketed or is_place(clause.text) or clause_years(clause.text) or is_noise(clause.text):
            break
        if not read_authors(clause.text, inverted=False) or is_organization(clause.text):
            break
        people.append(clause)
    has_publisher = len(clauses) > len(people) and is_organization(clauses[len(people)].text)
    if len(people) > 1 and not has_publisher:
        people.pop()
    names = [name for clause in people for name in read_authors(clause.text, inverted=False)]
    place_follows = len(clauses) > 1 and is_place(clauses[1].text)
    if len(names) == 1 and not is_person(names[0]) and not has_publisher and place_follows:
        return (), text
    if len(people) == 2 and is_surname(people[0].text) and " " not in people[0].text and " " not in people[1].text:
        names = [f"{names[0]}, {names[1]}"]
    return tuple(names), text[people[-1].end :] if people else text
