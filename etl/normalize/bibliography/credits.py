"""Who made a linked page, as its description says: "... by the BBC", "... from Jane Doe UK Photojournalist".

After "by" a bare name is a person; after "from" it may be a place ("Letters from Petersburg"), so an organization needs
its own word or shape there, and a person a profession.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.normalize.bibliography.author_names import (
    is_capitalized_phrase,
    is_medium,
    is_organization,
    is_person,
    strip_honorifics,
    tidy_name,
    word_kind,
)
from etl.normalize.bibliography.words import alternatives, words

_CREDIT = re.compile(
    rf"[\s,]+(?:(?P<verb>{alternatives('author_verbs')}|{alternatives('publisher_verbs')})\s+)?(?P<link>[Bb]y|[Ff]rom|at|on)\s+"
)
_MOST_CREDITS = 6
_JOINT = re.compile(r"\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|&)\s+")
_OPENERS = "|".join(opener.capitalize() for opener in alternatives("description_openers").split("|"))
_DESCRIPTION = re.compile(rf"\s(?:{_OPENERS})\b")
_REMARK = re.compile(rf"\s?[:–—]\s(?:the |an? )?(?:official )?(?:{alternatives('description_nouns')}|list)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """The title before a credit, whom it names (persons or a compiling body, or an outlet), and the text behind it."""

    title: str
    authors: tuple[str, ...]
    publisher: str
    rest: str = ""


def find_credit(text: str) -> Credit | None:
    """Find the last credit that the text bears out: 'Map by Jane Doe' -> Credit('Map', ('Jane Doe',), '', '')."""
    official = re.search(r"\b[Oo]fficial (?:web ?site|web ?page|home ?page) of (?:the )?([^.,;:()]{3,60})\.?$", text)
    if official and is_organization(official[1]):
        return Credit(text, (), official[1])
    for match in list(_CREDIT.finditer(text))[: -_MOST_CREDITS - 1 : -1]:
        title, maker = text[: match.start()], text[match.end() :]
        verb = (match["verb"] or "").casefold()
        if not title.strip():
            continue
        link = match["link"].casefold()
        if link in ("at", "on"):
            found = _outlet(maker)
        else:
            found = _named(maker, verb, is_by=link == "by", after_comma=text[match.start()] == ",")
        if found is not None:
            return Credit(title, *found)
    return None


def _outlet(maker: str) -> tuple[tuple[str, ...], str, str] | None:
    """A site or medium behind 'at' or 'on': 'Clock of the war at the BBC'; other names there are places."""
    bare = re.sub(r"^[Tt]he\s+", "", maker).strip(" .,;")
    return ((), bare, "") if is_medium(bare) else None


def _named(maker: str, verb: str, *, is_by: bool, after_comma: bool) -> tuple[tuple[str, ...], str, str] | None:
    """Whom the text behind 'by' or 'from' names: (authors, publisher, text left), None if it names nobody."""
    phrase = re.sub(r"\s*\([^()]*\)?$", "", maker).strip(" .,;")
    bare = re.sub(r"^[Tt]he\s+", "", phrase)
    has_article = bare != phrase
    # "by the River" names nobody; "compiled by the Friends of the River" does.
    is_body = bool(bare) and (is_organization(bare) or (has_article and bool(verb) and is_capitalized_phrase(bare)))
    if is_body and len(bare.split()) <= 12:
        return ((bare,), "", "") if verb in words("author_verbs") else ((), bare, "")
    if verb in words("publisher_verbs"):
        return None
    if not is_by:
        person = _professional(phrase)
        return ((person,), "", "") if person else None
    names, rest = leading_names(maker, allow_single=after_comma)
    if not names or re.match(r"\s*[^\W_]", rest):
        return None
    return names, "", rest


def _professional(text: str) -> str:
    """Read a name with a profession: 'Jane Doe UK Photojournalist', 'historian Jane Doe' -> 'Jane Doe'; '' if none."""
    parts = strip_honorifics(text).split()
    had_title = len(parts) < len(text.split())
    while parts and parts[-1].strip(".,").casefold() in words("professions") | words("nationality_marks"):
        parts, had_title = parts[:-1], True
    while parts and parts[0].casefold() in words("professions"):
        parts, had_title = parts[1:], True
    name = tidy_name(" ".join(parts))
    return name if had_title and is_person(name) else ""


def leading_names(text: str, *, allow_single: bool = False) -> tuple[tuple[str, ...], str]:
    """Read the persons that open a text, in natural order, and the text left.

    'Jane Doe, John Roe, *Herald*' -> (('Jane Doe', 'John Roe'), ', *Herald*'). Names of one word count in a list of
    several ('Doe, Roe and Poe') or with `allow_single`.
    """
    names: list[str] = []
    place = 0
    while True:
        name, end = _one_name(text, place)
        if not name:
            break
        names.append(name)
        place = end
        joint = _JOINT.match(text, place)
        if joint is None or not _one_name(text, joint.end())[0]:
            break
        place = joint.end()
    is_enough = len(names) > 1 or allow_single or any(is_person(name) for name in names)
    return (tuple(names), text[place:]) if names and is_enough else ((), text)


def _one_name(text: str, start: int) -> tuple[str, int]:
    """The longest run of words from `start` that is a personal name, and where it ends; ('', start) if none."""
    parts: list[str] = []
    end = start
    for match in re.compile(r"\s*([^\s,;:()*\"“”–—]+)").finditer(text, start):
        if match.start() != end:
            break
        word = match[1]
        is_title = not parts and word.strip(".").casefold() in words("honorifics")
        kind = word_kind(word.rstrip(".") if word_kind(word) == "other" else word)
        if not is_title:
            if kind == "other" or len(parts) == 6:
                break
            parts.append(word)
        end = match.end()
        # A stop behind a whole word ends the sentence, and with it the name.
        if (word.endswith(".") and kind == "name") or (word.endswith(".") and kind == "other"):
            break
    while parts and word_kind(parts[-1].rstrip(".")) in ("particle", "other"):
        end = text.rindex(parts.pop(), start, end)
    name = tidy_name(" ".join(parts))
    is_name = is_person(name, single=True) and name.casefold() not in words("places")
    return (name, end) if is_name else ("", start)


def cut_description(title: str) -> str:
    """Cut a remark behind a link's title: 'Profile: Freedonia Overview of the land' -> 'Profile: Freedonia'.

    A title that itself begins so ("An Overview of ...", "A Brief Summary of ...") is left alone.
    """
    remark = _REMARK.search(title)
    if remark and is_capitalized_phrase(title[: remark.start()]):
        return title[: remark.start()]
    for match in _DESCRIPTION.finditer(title):
        before = title[: match.start()].split()
        follows_word = before and before[-1][-1].isalnum() and before[-1][0].isupper()
        if follows_word and len(before) >= 3 and before[0].casefold() not in ("a", "an", "the"):
            return title[: match.start()]
    return title
