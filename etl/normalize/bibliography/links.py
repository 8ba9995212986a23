"""Readers for web links and other lines that describe rather than cite.

A chronology of the war by the BBC
– a documentary film by Freedonia's Jane Doe, who ...        (its title was lost in the export)
"""

from __future__ import annotations

import re

from etl.normalize.bibliography.author_names import is_domain, is_medium, word_kind
from etl.normalize.bibliography.credits import cut_description, find_credit, leading_names
from etl.normalize.bibliography.entry import Draft, Entry
from etl.normalize.bibliography.imprint import Imprint, periodical_follows, publisher_of_remark
from etl.normalize.bibliography.marks import tidy_title
from etl.normalize.bibliography.words import alternatives

_FRAGMENT = re.compile(rf"\(?(?:{alternatives('fragment_openers')})\b", re.IGNORECASE)
_CONTAINER_LINK = re.compile(r"[\s,]+(?:in|at|from|on|via|for|In|From)(?:\s+the)?\s*$|[\s,]*[–—-]\s*$")
_DATED_KIND = re.compile(rf"\b(?:A|An|The)?\s?(1[4-9]\d\d|20[0-4]\d)\s+(?:\w+\s+)?(?:{alternatives('dated_kinds')})\b")


def read_lost_title(entry: Entry) -> Draft | None:
    """A line whose title was lost: '– a documentary film by Freedonia's Jane Doe, who ...', 'by John Roe'.

    Only an author can be read from it; a Draft without one says that nothing can.
    """
    edition = re.fullmatch(r"((?:1[4-9]|20)\d\d)\s+(.{2,60}?)\s+(?:reprint|edition|reissue)[\s.,]*", entry.text)
    if edition and entry.has_isbn:
        return Draft((), (int(edition[1]),), "", edition[2])
    starts_with_dash = re.match(r"[–—-]\s*(?=[^\s–—-])|�{2,}", entry.text)
    by_line = re.match(r"by\s", entry.text)
    if not (starts_with_dash or by_line or _FRAGMENT.match(entry.text) or _is_prose(entry)):
        return None
    credit = re.search(r"\bby\s+(?:[^\W\d_]+['’]s\s+)?", entry.text)
    names, _ = leading_names(entry.text[credit.end() :]) if credit and (starts_with_dash or by_line) else ((), "")
    return Draft(names)


def _is_prose(entry: Entry) -> bool:
    """True for a line that opens in lower case and holds no title: the rest of a sentence."""
    first = entry.text.split()[0]
    return not entry.marks and first.islower() and first.isalpha() and word_kind(first) != "particle"


def read_title_in_container(entry: Entry) -> Draft | None:
    """A plain title in a marked source: 'Battle in *Example Encyclopedia*', 'A letter, *The Herald* 10 April 1886'."""
    if not entry.marks or entry.marks[0].is_quoted:
        return None
    mark = entry.marks[0]
    before, rest = entry.text[: mark.start], entry.text[mark.end :]
    link = _CONTAINER_LINK.search(before)
    is_periodical = before.rstrip().endswith(",") and periodical_follows(rest)
    if link is None and not is_periodical:
        return None
    title = tidy_title(before[: link.start()] if link else before)
    return Draft((), entry.imprint(rest).years, title, mark.text) if title else None


def read_publisher_first(entry: Entry) -> Draft | None:
    """A link named after its outlet: 'BBC News, Regions and Territories', 'example.org: The Battle'."""
    match = re.match(r"([^,:]{2,60})(?:[,:]|\s[–—-])\s+(?=[\"'“]?[A-Z0-9])", entry.text)
    if match is None or not (is_medium(match[1]) or is_domain(match[1])) or len(match[1].split()) > 5:
        return None
    title = tidy_title(entry.text[match.end() :])
    return Draft((), (), title, match[1].strip()) if title else None


def read_credited(entry: Entry) -> Draft | None:
    """A link with its maker: 'A chronology by the BBC', 'Photographs from Jane Doe UK Photojournalist'."""
    found = find_credit(entry.text)
    if found is None:
        return None
    title = tidy_title(cut_description(found.title))
    behind = entry.imprint(found.rest) if found.rest.lstrip()[:1] in (",", "(") else Imprint("", ())
    years = _dated(title) or behind.years
    return Draft(found.authors, years, title, found.publisher or behind.publisher) if title else None


def read_title_only(entry: Entry) -> Draft | None:
    """Whatever else it is: the whole line is the title, but for a site in brackets at its end and a remark on it."""
    site = re.search(r"\s\(([^()\s]{4,60})\):?$", entry.text)
    text, publisher = (entry.text[: site.start()], site[1]) if site and is_domain(site[1]) else (entry.text, "")
    if text.count("*") % 2 == 0:
        text = text.replace("*", "")
    remark = re.fullmatch(r"(.{5,}?[.?!])\s+([^.?!]+ publication)\.?", text)
    if remark and publisher_of_remark(remark[2]):
        text, publisher = remark[1], publisher_of_remark(remark[2])
    title = tidy_title(cut_description(text))
    return Draft((), _dated(title), title, publisher) if title else None


def _dated(title: str) -> tuple[int, ...]:
    """The year that a description gives the work itself: 'A 2005 report on ...' -> (2005,)."""
    match = _DATED_KIND.match(title)
    return (int(match[1]),) if match else ()
