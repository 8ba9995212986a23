"""Readers for lines whose title has no marks: it ends at its full stop, or where the imprint begins.

Doe, Jane M. The Long War. New York: Roe, 1990.
John Roe, The Long War, Example Press, Example Town, 1978, page 67.
"""

from __future__ import annotations

import re

from etl.normalize.bibliography.author_names import (
    is_organization,
    is_person,
    is_surname,
    read_authors,
    strip_honorifics,
    word_kind,
)
from etl.normalize.bibliography.entry import Draft, Entry
from etl.normalize.bibliography.imprint import clause_years, is_place
from etl.normalize.bibliography.marks import CitationClause, split_clauses, tidy_title
from etl.normalize.bibliography.words import words


def read_author_plain_title(entry: Entry) -> Draft | None:
    """'Doe, Jane M. The Long War. New York: Roe, 1990.', 'John Roe, The Long War, Example Press, Ort, 1978'."""
    found = leading_author(entry.text)
    if found is None:
        return None
    authors, start, is_sure = found
    rest = entry.text[start:].lstrip(" .,:;")
    if not rest:
        return Draft(authors) if entry.text.endswith((".", ";")) and is_sure else None
    title, behind = plain_title(rest)
    imprint = entry.imprint(behind)
    if not title or not (is_sure or imprint.years or imprint.is_certain or entry.has_isbn):
        return None
    return Draft(authors, imprint.years, title, imprint.publisher)


def read_title_imprint(entry: Entry) -> Draft | None:
    """'The Long War (London: Faber, 1999)': an imprint in brackets behind a plain title."""
    match = re.fullmatch(r"([^()]{3,300}?)[\s.]*\(([^()]+:[^()]+)\)[\s.]*", entry.text)
    if match is None or entry.marks:
        return None
    found = entry.imprint(match[2])
    return Draft((), found.years, tidy_title(match[1]), found.publisher) if found.publisher and found.years else None


def leading_author(text: str) -> tuple[tuple[str, ...], int, bool] | None:
    """The authors that open a line, where they end, and whether their form (surname first) is proof."""
    clauses = split_clauses(text)
    stop = next((clause for clause in clauses if clause.delimiter in (".", ";") or clause is clauses[-1]), None)
    if stop is None or clauses[0].is_bracketed or is_place(clauses[0].text):
        return None
    if stop.delimiter and (authors := read_authors(text[: stop.end])) and _all_people(authors):
        return authors, stop.end + 1, any("," in name for name in authors)
    if len(clauses) > 1 and is_surname(clauses[0].text) and clauses[0].delimiter == ",":
        given = _given_name(clauses[1])
        if given:
            authors = read_authors(f"{clauses[0].text}, {given}")
            start = text.index(given, clauses[1].start) + len(given)
            return (authors, start, given.endswith(".")) if authors else None
    return _natural_author(text, clauses)


def _given_name(clause: CitationClause) -> str:
    """The given names that open a clause: all of 'Jane J.', or up to the last initial of 'John M. A War'."""
    parts = clause.text.split()
    if all(word_kind(part) in ("name", "initial") for part in parts) and len(parts) <= 3 and clause.delimiter == ",":
        is_one = len(parts) == 1 or word_kind(parts[-1]) == "initial"
        return clause.text if is_one else ""
    last = -1
    for place, part in enumerate(parts[:4]):
        kind = word_kind(part)
        if kind == "initial" and part.endswith("."):
            last = place
        elif kind != "name":
            break
    return " ".join(parts[: last + 1])


def _natural_author(text: str, clauses: list[CitationClause]) -> tuple[tuple[str, ...], int, bool] | None:
    """'John Roe, The Long War, ...': one clause of authors; more of them only behind '(ed.)'."""
    first = clauses[0]
    authors = read_authors(strip_honorifics(first.text), inverted=False)
    if not authors or not _all_people(authors) or (len(authors) == 1 and not is_person(authors[0])):
        return None
    end = first.end
    if len(clauses) > 2 and clauses[1].is_bracketed and clauses[1].text.strip(".").casefold() in words("roles"):
        end = clauses[1].end + 1
        for clause in clauses[2:]:
            if clause.delimiter != "," or not is_person(clause.text):
                break
            authors += (clause.text,)
            end = clause.end
    elif first.delimiter != ",":
        return None
    return authors, end + 1, False


def _all_people(authors: tuple[str, ...]) -> bool:
    return all("," in name or is_person(name, single=True) for name in authors)


def plain_title(text: str) -> tuple[str, str]:
    """Split an unmarked title from what follows: at its full stop, or before the first clause that is an imprint."""
    clauses = split_clauses(text)
    for place, clause in enumerate(clauses):
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        if following is None:
            break
        if clause.delimiter == ":":
            continue
        if clause.delimiter == "." or _opens_imprint(following, clauses[place + 2 :]):
            end = clause.end + clause.is_bracketed
            return tidy_title(_without_translation(text[:end])), text[end + bool(clause.delimiter) :]
    return tidy_title(_without_translation(text)), ""


def _opens_imprint(clause: CitationClause, later: list[CitationClause]) -> bool:
    text = clause.text
    if clause.is_bracketed:
        return bool(clause_years(split_clauses(text)[-1].text)) and not re.fullmatch(r"[\d\s–—-]+", text)
    if re.match(r"(?:in|reprinted in|vol\.?|no\.?)\s", text):
        return True
    is_short = len(text.split()) <= 8
    is_publisher = is_organization(text) and _is_imprint_tail(later)
    return is_short and (is_place(text) or bool(clause_years(text)) or is_publisher)


def _is_imprint_tail(later: list[CitationClause]) -> bool:
    return not later or any(is_place(clause.text) or clause_years(clause.text) for clause in later)


def _without_translation(text: str) -> str:
    return re.sub(r"\s*\[[^\[\]]*\]?", "", text)
