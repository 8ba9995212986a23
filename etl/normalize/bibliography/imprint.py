"""What stands behind a title: who published the work, and when.

". New York: Century Co., 1884–1888."        publisher "Century Co.", years (1884, 1888)
" (Cambridge UP, 1995)."                     publisher "Cambridge UP", years (1995,)
", Faber, London 1964; reprint 1990"         publisher "Faber", years (1964, 1990)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.normalize.bibliography.author_names import is_capitalized_phrase, is_medium, is_organization
from etl.normalize.bibliography.marks import CitationClause, split_clauses
from etl.normalize.bibliography.words import words

# Printing began about 1450; an earlier year tells of the war.
_YEAR = re.compile(r"(?<![\d.#])(1[4-9]\d\d|20[0-4]\d)(?:\s?[/–—-]\s?(\d{4}|\d\d?)(?!\d))?(?!\d|\s?(?:pp|pages)\b)")
_WORD = re.compile(r"[^\W\d_]+|©")
_PAGES = re.compile(r"(?<![\w.])pp?\.?\s{0,2}\d[\d\s,–—-]*")
_REMARK = re.compile(r"\s[–—-]\s?(?=[a-z]).*", re.DOTALL)
_ROMAN = re.compile(r"[IVXLC]+(?:\.\d.*)?")
_LABEL = re.compile(
    r"Publisher\b:?\s*|(?:[Rr]eprint(?:ed)?|[Rr]e-?issued|[Pp]ublished)\s+(?:in\s+[A-Z]\w+\s+)?(?:by\s+)?(?=[A-Z])"
)
_VOLUME_TAIL = re.compile(r"\s+(?:#?\d[\d#/()–-]*|[Vv]ols?\b.*|publication|article)\.?$")


_COMPANY_FORMS = ("co", "inc", "ltd", "bros", "llc")


@dataclass(frozen=True, slots=True)
class Imprint:
    """Publisher ("" if none), years as written, and whether a place before it or its own words prove the publisher."""

    publisher: str
    years: tuple[int, ...]
    is_certain: bool = False


def read_imprint(text: str, *, anchored: bool = False) -> Imprint:
    """Read the text behind a title: '. Leeds: Example Press, 1990.' -> Imprint('Example Press', (1990,), True).

    `anchored`: the line has a year or an ISBN elsewhere; without any such anchor a name that shows no publisher's word
    is not believed. Remarks on the work ("Analysis of ... in 1812") end the reading.
    """
    clauses = list(_before_remarks(_flatten(split_clauses(_REMARK.sub("", _PAGES.sub("p", text))))))
    years = _years(clauses)
    publisher = _after_place(clauses)
    if publisher:
        return Imprint(publisher, years, True)
    publisher, is_certain = _candidate(clauses)
    if not is_certain and not (years or anchored):
        publisher = ""
    return Imprint(publisher, years, is_certain)


def _years(clauses: Iterable[CitationClause]) -> tuple[int, ...]:
    """Gather the years; behind a volume number that follows them stand the years that the volumes cover."""
    years: tuple[int, ...] = ()
    for clause in clauses:
        found = clause_years(clause.text)
        is_later_printing = clause.text.split()[0].casefold() in words("date_words")
        if years and not found and is_noise(clause.text) and not is_later_printing:
            break
        years += found
    return years


def clause_years(text: str, *, bare: bool = False) -> tuple[int, ...]:
    """Read the years of publication in one clause: 'revised 1974', 'Summer 1971', 'Madrid 2012', '1884–88'.

    Years that prose mentions ('an account of the campaign of 1812') are none. `bare`: only the date may stand there.
    """
    matches = list(_YEAR.finditer(text))
    if not matches:
        return ()
    rest = _YEAR.sub(" ", text)
    others = [word for word in _WORD.findall(rest) if word.casefold() not in words("date_words")]
    stands_last = not re.search(r"\w", text[matches[-1].end() :].replace("ed", ""))
    # Behind a name only a single year is its date: "Faber 1999", but "The Luftwaffe 1935–1945" is a title.
    is_dated_name = stands_last and not matches[-1][2] and len(matches) == 1 and is_capitalized_phrase(" ".join(others))
    if others and (bare or not is_dated_name or is_noise(text) or others[0].casefold() in words("comment_openers")):
        return ()
    return tuple(year for match in matches for year in _expand(match[1], match[2]))


def bracketed_years(text: str) -> tuple[int, ...]:
    """Read a bracket of dates only: '1950, reprint 2002' -> (1950, 2002), '1 May 1999', '1999a'; else ()."""
    text = re.sub(r"(?<=\d\d\d\d)[a-d]\b", "", text)
    clauses = split_clauses(text)
    years = [clause_years(clause.text, bare=True) for clause in clauses]
    return tuple(year for found in years for year in found) if all(years) else ()


def _expand(first: str, second: str | None) -> tuple[int, ...]:
    """'1854', '78' -> (1854, 1878); a day or issue that is no later year is left out."""
    if second is None:
        return (int(first),)
    last = int(first[: 4 - len(second)] + second)
    return (int(first), last) if int(first) < last < int(first) + 100 else (int(first),)


def _flatten(clauses: Iterable[CitationClause]) -> Iterable[CitationClause]:
    """Put the clauses of a bracket that holds a year in place of it; other brackets are remarks and fall out."""
    clauses = list(clauses)
    for place, clause in enumerate(clauses):
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        next_is_role = following is not None and following.is_bracketed and _is_role(following.text)
        if not clause.is_bracketed and not next_is_role:
            yield clause
        elif not clause.is_bracketed:
            continue
        elif _YEAR.search(clause.text) or ":" in clause.text:
            inner = split_clauses(clause.text)
            for part in inner:
                yield replace(part, delimiter=part.delimiter or ".", is_bracketed=True)


def _is_role(text: str) -> bool:
    return text.strip(" .").casefold() in words("roles")


def _before_remarks(clauses: Iterable[CitationClause]) -> Iterable[CitationClause]:
    for clause in clauses:
        first = clause.text.split()[0].casefold()
        is_name = is_organization(clause.text) or (first in ("a", "an", "the") and is_capitalized_phrase(clause.text))
        if first in words("comment_openers") and not is_name and not _YEAR.search(clause.text):
            return
        yield clause


def is_place(text: str) -> bool:
    """True for a place of publication, alone or with its region: 'London', 'Philadelphia PA', 'Kent', 'D.C.'."""
    # "in" is no Indiana.
    if not text[:1].isupper() or (len(text) == 2 and not text.isupper()):
        return False
    folded = text.strip(" .").casefold()
    if folded in words("places") or folded in words("regions"):
        return True
    head, _, region = folded.rpartition(" ")
    if " and " in folded or "/" in folded:
        return all(is_place(part) for part in re.split(r" and |/", text))
    return head in words("places") and (region in words("regions") or region.strip(".") in words("regions"))


def is_noise(text: str) -> bool:
    """True for volumes, pages, editions, other hands: 'Volume 4', '2nd ed', 'Edited by Jane Doe', '4 vols'."""
    folded = [part.strip(".,#()").casefold() for part in text.split()]
    counted = len(folded) > 1 and (folded[0].isdigit() or bool(re.fullmatch(r"\d+(?:st|nd|rd|th)", folded[0])))
    first = folded[1] if counted else folded[0] if folded else ""
    if counted and first not in words("imprint_noise") | words("date_words"):
        return not is_organization(text.split(maxsplit=1)[1])
    return first in words("imprint_noise") or bool(_ROMAN.fullmatch(text)) or bool(re.search(r"\bSeries\b", text))


def _after_place(clauses: list[CitationClause]) -> str:
    """Read 'Place: Publisher, Inc., 2009'; commas up to the year are the publisher's ('Doe, Roe & Co., 1968')."""
    for place, clause in enumerate(clauses[:-1]):
        label = clause.text.strip("( ")
        if clause.delimiter != ":" or not (_looks_like_place(label) or label == "Publisher"):
            continue
        parts = _until_year(clauses[place + 1 :])
        publisher = ", ".join(part for part in parts if not is_noise(part) and not is_place(part))
        if publisher and is_capitalized_phrase(publisher.split(",")[0]):
            return tidy_publisher(publisher)
    return ""


def _looks_like_place(text: str) -> bool:
    """True for a known place, and for one to five capitalized words of which none belongs to titles."""
    folded = {word.casefold() for word in text.split()}
    is_short = is_capitalized_phrase(text) and len(text.split()) <= 5
    return is_place(text) or (is_short and not folded & words("title_words"))


def _until_year(clauses: list[CitationClause]) -> list[str]:
    """The comma-joined clauses before a year; only the first one where no year ends them."""
    parts: list[str] = []
    for clause in clauses:
        if clause_years(clause.text):
            own = _without_year(clause.text)
            return [*parts, own] if own and not is_place(own) and _WORD.search(own) else parts
        parts.append(clause.text)
        if clause.delimiter != ",":
            break
    return parts[:1]


def _candidate(clauses: list[CitationClause]) -> tuple[str, bool]:
    """The first clause with a publisher's word (certain), else the first that has the shape of a name (not certain)."""
    weak = ""
    for place, clause in enumerate(clauses):
        text = tidy_publisher(_without_year(_LABEL.sub("", clause.text)))
        if not _is_candidate(text):
            continue
        if is_organization(text):
            form = clauses[place + 1].text if place + 1 < len(clauses) else ""
            return (f"{text}, {form}" if form.strip(".").casefold() in _COMPANY_FORMS else text), True
        weak = weak or text
    return weak, False


def _is_candidate(text: str) -> bool:
    if len(text) < 2 or not text[0].isupper() or is_place(text) or is_noise(text) or len(text.split()) > 9:
        return False
    first = text.split()[0].casefold()
    if all(word.casefold() in words("date_words") for word in _WORD.findall(text)):
        return False
    return first not in words("comment_openers") - {"the", "a", "history"} and is_capitalized_phrase(text)


def _without_year(text: str) -> str:
    return _YEAR.sub("", text).strip(" /,;:")


def tidy_publisher(text: str) -> str:
    """Strip volume numbers and stray signs from a publisher: ' Journal of War 15' -> 'Journal of War', 'Roe & Co.'."""
    text = _VOLUME_TAIL.sub("", text.strip(" \t,;:–—-*()\"'"))
    last = text.rsplit(" ", 1)[-1].strip(".").casefold()
    return text if last in _COMPANY_FORMS or "." in last else text.strip(" .,;:–—-")


def periodical_follows(text: str) -> bool:
    """True where a periodical's volume or date follows its name: ' 24 (Summer 1971)', ', vol. 4'."""
    return bool(re.match(r"[\s,.;*(]{0,3}(?:\d|vol|Vol|no\.|No\.|issue|Issue|[A-Z][a-z]+\s\d)", text))


def publisher_of_remark(text: str) -> str:
    """Read the outlet in a short remark behind a title: 'BBC article', 'Example Society publication', '– IMDb'."""
    match = re.fullmatch(r"[\s–—-]{0,3}(.{2,60}?)(?:\s+(?:article|publication|website|page))?[\s.]{0,2}", text)
    if match is None or not is_organization(match[1]):
        return ""
    is_said = text.strip(" .").endswith(("publication", "website", "page", "article"))
    return match[1] if is_said or is_medium(match[1]) else ""
