"""Who wrote a work: persons and organizations, told apart by their shape.

"Doe, John Q., III, and Jane Roe, eds."   -> ("Doe, John Q., III", "Jane Roe")
"U.S. War Department"                     -> an organization, by the word Department
"""

from __future__ import annotations

import re

from etl.normalize.bibliography.words import alternatives, words

_INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?){1,4}[^\W\d_]?\.?")
_SHORT_FORM = re.compile(r"[^\W\d_]{2,4}\.")  # "Wm.", "Geo.", "Jos."
# A letter lost in the export ("D�Angri") may stand inside a name.
_NAME = re.compile(r"(?:[^\W\d_]|['’`�]|[-‐‑–](?=\w))+")
_GLUED = re.compile(r"(?:[A-Z]\.){1,3}[A-Z][^\W\d_]+")  # "D.Roe"
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:org|com|net|info|edu|gov|int|mil|co\.uk|ac\.uk|[a-z]{2})(?:/\S*)?")
_ACRONYM = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.){2,5}")
_ROLE = rf"(?:{alternatives('roles')})\.?"
_ROLE_BRACKET = re.compile(rf"\(\s*{_ROLE}(?:\s*(?:and|&)\s*{_ROLE})?\s*\)", re.IGNORECASE)
_ROLE_TAIL = re.compile(rf",\s*{_ROLE}\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]{0,80}\)")
_JOINT = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&|with|und|et|y)\s+")
_ET_AL = re.compile(r",?\s+(?:et\.? al\.?|and others)(?=\W|$)")


def word_kind(word: str) -> str:
    """Class a word of a name: 'initial' (J., T.C.G), 'suffix' (III), 'particle' (von), 'name' (O'Hara) or 'other'."""
    bare = word.strip(",")
    folded = bare.rstrip(".").casefold()
    if folded in words("suffixes"):
        return "suffix"
    if bare[:1].isupper() and _INITIALS.fullmatch(bare):
        return "initial"
    if folded in words("title_words"):
        return "other"
    if _SHORT_FORM.fullmatch(bare) and bare[0].isupper():
        return "initial"
    if folded in words("particles") and bare[0].islower():
        return "particle"
    if not _NAME.fullmatch(bare):
        return "name" if _GLUED.fullmatch(bare) else "other"
    starts_low = re.match(r"(?:al|el|d|de|mac|ibn)['’-][^\W\d_]", bare) is not None
    return "name" if bare[0].isupper() or starts_low else "other"


def is_person(text: str, *, single: bool = False) -> bool:
    """True for the shape of a personal name in natural order: 'J. R. Doe', 'Juan de la Cruz', 'Jane DOE'.

    A single word is one only where the caller's context says so (`single`).
    """
    parts = text.split()
    kinds = [word_kind(part) for part in parts]
    if not 1 <= len(parts) <= 6 or "other" in kinds or "name" not in kinds or kinds[0] == "suffix":
        return False
    if kinds[-1] not in ("name", "suffix") or is_organization(text):
        return False
    return single or len(parts) > 1


def is_given_name(text: str) -> bool:
    """True for what follows a surname and a comma: 'Karim H.', 'J. David', 'Robert', 'T.C.G'."""
    parts = text.split()
    kinds = [word_kind(part) for part in parts]
    return (
        1 <= len(parts) <= 4
        and all(kind in ("name", "initial", "particle", "suffix") for kind in kinds)
        and kinds[0] != "suffix"
        and ("name" not in kinds or not is_organization(text))
    )


def is_surname(text: str) -> bool:
    """True for one to three words that can stand before the comma: 'Doe', 'de Zeng', 'García Fitz', 'Trevor-Roper'."""
    parts = text.removeprefix("St. ").split()
    kinds = [word_kind(part) for part in parts]
    names = kinds.count("name")
    return names in (1, 2) and kinds[-1] == "name" and set(kinds) <= {"name", "particle"} and not is_organization(text)


def is_capitalized_phrase(text: str) -> bool:
    """True where every word is capitalized, initials or a connector: 'Campaign to Ban Landmines', 'E.P. Dutton'."""
    parts = re.split(r"[\s/]+", text)
    heads = [part for part in parts if part.casefold() not in words("connectors")]
    # "Example books": publishers are not always capitalized throughout.
    late = words("organization_words")
    return bool(heads) and all(
        part[0].isupper() or part[0] in "&'\"’“" or (place and part.strip(".").casefold() in late)
        for place, part in enumerate(heads)
        if part
    )


def is_domain(text: str) -> bool:
    """True for the name of a site: 'GlobalSecurity.org'."""
    return len(text) < 80 and bool(_DOMAIN.fullmatch(text)) and not _INITIALS.fullmatch(text)


def is_organization(text: str) -> bool:
    """True where a lexicon word or the shape says so: 'Wayne State University Press', 'BBC', 'Little, Brown & Co.'."""
    if is_domain(text) or is_medium(text):
        return True
    folded = [part.strip(".,()").casefold() for part in re.split(r"[\s/]+", text)]
    opens = folded[0] in words("organization_openers")
    known = opens or any(part in words("organization_words") for part in folded[1:])
    joined = any("&" in part and len(part) > 1 for part in folded)
    return (known or joined or bool(_ACRONYM.fullmatch(text))) and is_capitalized_phrase(text)


def is_medium(text: str) -> bool:
    """True for a news medium or site: 'BBC News', 'Radio Free Somewhere', 'The Weekly Herald', 'GlobalSecurity.org'."""
    folded = [part.strip(".,()").casefold() for part in re.split(r"[\s/]+", text)]
    named = any(part in words("media_names") for part in folded)
    kind = len(folded) > 1 and any(part in words("media_words") for part in folded)
    return ((named or kind) and is_capitalized_phrase(text)) or is_domain(text)


def strip_honorifics(text: str) -> str:
    """Drop titles before a name: 'Dr. Jane Doe' -> 'Jane Doe', 'Colonel John Roe' -> 'John Roe'."""
    parts = text.split()
    while len(parts) > 1 and parts[0].strip(".").casefold() in words("honorifics"):
        parts = parts[1:]
    return " ".join(parts)


def tidy_name(text: str) -> str:
    """Strip what surrounds a name; the stop of a last initial or of 'Jr.' stays: ' Karim H. ' -> 'Karim H.'."""
    text = re.sub(r"\.{2,}", ".", text.strip(" ,;:–—-"))
    last = text.split()[-1] if text.split() else ""
    keeps_stop = bool(_INITIALS.fullmatch(last)) or last.casefold() in ("jr.", "sr.")
    return text if keeps_stop else text.rstrip(" .,;:")


def read_authors(text: str, *, inverted: bool = True) -> tuple[str, ...]:
    """Read a list of authors: 'Doe, Paul and Jane Roe, eds.' -> ('Doe, Paul', 'Jane Roe'); () if it is none.

    `inverted`: the first name may stand surname first. Roles, affiliations in brackets and honorifics are left out.
    All or nothing: one part that is no name and the whole text is taken for something else.
    """
    # "Doe, E.R.. Doe, E.R." is a name given twice.
    text = re.sub(r"\.\.\s+(?=\w)", ".; ", _ET_AL.sub("", text))
    text = _BRACKET.sub("", _ROLE_BRACKET.sub("", text))
    text = _ROLE_TAIL.sub("", tidy_name(text))
    text = _ROLE_TAIL.sub("", text).strip()
    if not text or len(text) > 400:
        return ()
    organization = re.sub(r"^[Tt]he\s+", "", text)
    if is_organization(organization) and not re.search(r"[,;]", text):
        return (tidy_name(organization),)
    names: list[str] = []
    for group in _JOINT.split(text):
        found = _read_group(group, inverted=inverted)
        if not found:
            return ()
        names.extend(found)
    return tuple(dict.fromkeys(names))


def _read_group(group: str, *, inverted: bool) -> list[str]:
    """Read the names between two joints: 'Doe, Henry L., Jane G. Roe' -> ['Doe, Henry L.', 'Jane G. Roe']."""
    tokens = [token.strip() for token in group.split(",")]
    tokens = [token for token in tokens if token and not re.fullmatch(_ROLE, token, re.IGNORECASE)]
    names: list[str] = []
    place = 0
    while place < len(tokens):
        token = strip_honorifics(tokens[place])
        following = strip_honorifics(tokens[place + 1]) if place + 1 < len(tokens) else ""
        if inverted and _is_inverted(token, following, is_first=not names):
            names.append(f"{token}, {following}")
            place += 2
        elif is_person(tidy_name(token), single=True):
            names.append(token)
            place += 1
        elif _is_outlet_author(token):
            names.append(re.sub(r"^[Tt]he\s+", "", token))
            place += 1
        else:
            return []
        while place < len(tokens) and word_kind(tokens[place]) == "suffix":
            names[-1] += f", {tokens[place]}"
            place += 1
    return [tidy_name(name) for name in names]


def _is_outlet_author(token: str) -> bool:
    return is_organization(re.sub(r"^[Tt]he\s+", "", token)) and not _INITIALS.fullmatch(token)


def _is_inverted(surname: str, given: str, *, is_first: bool) -> bool:
    """True for 'Doe' + 'Jane H.'; two words before the comma need a given name that cannot be a person of its own."""
    if not is_surname(surname) or not is_given_name(tidy_name(given)):
        return False
    names = [word_kind(part) for part in surname.split()].count("name")
    if names == 1:
        return is_first or len(given.split()) <= 2
    return is_first and [word_kind(part) for part in given.split()].count("name") <= 1 and len(given.split()) <= 2
