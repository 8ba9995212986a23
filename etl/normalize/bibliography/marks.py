"""The outer form of a bibliography line: marked titles and clauses.

"Doe, Jane (2001). *The Long War*. London: Faber."   one mark (The Long War)
" London: Faber, 2001."                              clauses "London" ":", "Faber" ",", "2001" "."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.normalize.bibliography.words import alternatives, words

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_URL = re.compile(r"(?:https?://|www\.)\S+")
_DEAD_LINK = re.compile(rf"\s*\b(?:{alternatives('dead_link_notes')})\b", re.IGNORECASE)
_RETRIEVED = re.compile(r"[\s.(,;]{1,3}(?:Retrieved|Accessed|Archived from)\b.*", re.DOTALL)
_ABBREVIATION_STOP = re.compile(r"(?:^|[^\w])(?:[^\W\d_]\.)+[^\W\d_]\.$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch between quotation marks or asterisks: span in the line, cleaned text, and which of the two it is."""

    start: int
    end: int
    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class CitationClause:
    """A stretch up to a delimiter (one of . , ; : or "" at the end), `start`..`end` in the text without the delimiter.

    `is_bracketed`: it stood in round brackets; the brackets are not part of `text`.
    """

    text: str
    delimiter: str
    start: int
    end: int
    is_bracketed: bool = False


def clean_line(line: str) -> str:
    """Bring one list item to plain single-spaced text; bullet, web addresses and remarks on dead links fall away."""
    text = _URL.sub("", " ".join(line.split()))
    text = _RETRIEVED.sub("", _DEAD_LINK.sub("", text))
    text = re.sub(r"^[•·]\s", "", text.replace("\\", " ")).strip()
    return re.sub(r"^\*\s(?=[^*]*$)", "", " ".join(text.split()))


def tidy_title(text: str) -> str:
    """Strip what encloses a title: ' *The Long War*. ' -> 'The Long War'. A '?', '!' or final 'U.S.A.' stays.

    A single asterisk is the author's own footnote mark, not Markdown, and stays too.
    """
    if text.count("*") % 2 == 0:
        text = text.replace("*", "")
    text = re.sub(r"'{2,}", "", text)
    text = text.strip(" \t,;:.–—-") if not _ABBREVIATION_STOP.search(text.strip()) else text.strip(" \t,;:–—-")
    if len(text) > 1 and text[0] in _QUOTES and text[-1] == _QUOTES[text[0]] and _QUOTES[text[0]] not in text[1:-1]:
        text = text[1:-1].strip(" ,;:.")
    return text


def find_marks(text: str) -> tuple[Mark, ...]:
    """Find the quoted and emphasized stretches from left to right; what lies inside another is not looked at.

    An opening sign that is never closed ends the search for its kind, so that the time stays linear.
    """
    marks: list[Mark] = []
    unclosed: set[str] = set()
    place = 0
    while place < len(text):
        sign = text[place]
        end = -1
        if sign not in unclosed and (sign == "*" or _opens_quote(text, place)):
            end = _close_emphasis(text, place) if sign == "*" else _close_quote(text, place)
            if end < 0:
                unclosed.add(sign)
        if end < 0:
            place += 1
            continue
        mark = _mark(text, place, end)
        if mark is not None:
            marks.append(mark)
        place = end
    return tuple(marks)


def _mark(text: str, start: int, end: int) -> Mark | None:
    raw = text[start:end]
    is_quoted = raw[0] != "*"
    inner = raw[1:-1] if is_quoted else raw.strip("*").replace("*", "")
    # A bold number is the volume of a journal ("*Journal*, **108** (1988)"), not a title.
    if not re.search(r"\w", inner) or (raw.startswith("**") and inner.strip().isdigit()):
        return None
    return Mark(start, end, tidy_title(inner), is_quoted)


def _opens_quote(text: str, place: int) -> bool:
    if text[place : place + 2] == "'\"":
        return True
    if text[place] not in _QUOTES:
        return False
    return text[place] != '"' or place == 0 or not text[place - 1].isalnum()


def _close_quote(text: str, start: int) -> int:
    """End (exclusive) of the quotation that opens at `start`, quotations within it included; -1 if it stays open."""
    if text[start] == "'":
        # A quotation inside single quotes: '"The Boy": Letters of his mother'.
        single = re.compile(r"'(?=[\s.,;:*)]|$)").search(text, start + 2)
        return single.end() if single else -1
    opening, closing = text[start], _QUOTES[text[start]]
    depth = 1
    for place in range(start + 1, len(text)):
        if opening == closing == text[place]:
            is_inner_opening = text[place - 1] in " (" and text[place + 1 : place + 2].isalnum()
            depth += 1 if is_inner_opening else -1
        elif text[place] == closing:
            depth -= 1
        elif text[place] == opening:
            depth += 1
        if depth == 0:
            return place + 1
    return -1


def _close_emphasis(text: str, start: int) -> int:
    """End (exclusive) of the emphasis that opens at `start`: '*Title*', '**Name* in 1940*', '*Title * '; -1 if open."""
    depth = 0
    for run in re.compile(r"\*+").finditer(text, start):
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        is_opening = run.start() == start or (before in (" ", "(") and after not in ("", " "))
        depth += len(run[0]) if is_opening else -len(run[0])
        if depth <= 0:
            return run.end()
    return -1


def split_clauses(text: str) -> list[CitationClause]:
    """Split at . , ; : outside brackets; a bracket is a clause of its own.

    The full stop of an initial or abbreviation ("J. R. Doe", "Co., Ltd.", "Vol. 3") ends nothing.
    """
    clauses: list[CitationClause] = []
    start = 0
    depth = 0
    for place, sign in enumerate(text):
        if sign in "([":
            depth += 1
            if depth == 1:
                _add(clauses, text, start, place, "")
                start = place + 1
        elif sign in ")]" and depth:
            depth -= 1
            if depth == 0:
                # A square bracket holds a translation of the title and is no part of anything here.
                if sign == ")":
                    _add(clauses, text, start, place, "", is_bracketed=True)
                start = place + 1
        elif depth == 0 and sign in ".,;:" and (sign != "." or _ends_clause(text, start, place)):
            _add(clauses, text, start, place, sign)
            start = place + 1
    _add(clauses, text, start, len(text), "")
    return clauses


def _add(clauses: list[CitationClause], text: str, start: int, end: int, delimiter: str, is_bracketed: bool = False) -> None:
    stripped = text[start:end].strip(" *")
    if stripped:
        clauses.append(CitationClause(stripped, delimiter, start, end, is_bracketed))
    elif clauses and delimiter and not clauses[-1].delimiter:
        last = clauses[-1]
        clauses[-1] = CitationClause(last.text, delimiter, last.start, last.end, last.is_bracketed)


def _ends_clause(text: str, start: int, place: int) -> bool:
    following = text[place + 1 : place + 2]
    if following not in ("", " ", ".", "*", "(", "[", '"'):
        return False
    word = text[max(start, place - 12) : place].rsplit(" ", 1)[-1].lstrip("(\"'")
    is_initial = (len(word) == 1 and word.isupper()) or bool(re.fullmatch(r"(?:[^\W\d_]\.-?)+[^\W\d_]", word))
    return not (is_initial or word.casefold() in words("abbreviations"))
