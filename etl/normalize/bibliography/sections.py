"""Which sections hold a bibliography, and which of their lines are labels.

reference_kind("Works cited", ("Citations", "Works cited")) -> 'cited'
is_subheading("**Journal articles**") -> True
"""

from __future__ import annotations

import re

from etl.normalize.bibliography.words import words

_WORD = re.compile(r"[^\W\d_]+|&|/")


def reference_kind(heading: str, heading_path: tuple[str, ...]) -> str | None:
    """Class a section: 'cited' | 'further' | 'external', None where it is no bibliography.

    `heading_path`: the headings from the top to this one (with or without it). A heading of its own meaning decides,
    but under "Further reading" or "External links" a list of "Sources" is still of that kind; a heading without one
    ("In German") takes that of the nearest parent. 'Notes', 'Citations', 'Footnotes' hold nothing themselves.
    """
    parents = heading_path[:-1] if heading_path and heading_path[-1] == heading else heading_path
    own = _own_kind(heading)
    above = [_own_kind(parent) for parent in parents]
    if own == "notes":
        return None
    inherited = next((kind for kind in reversed(above) if kind not in (None, "notes")), None)
    if own is None:
        return inherited if above and above[-1] != "notes" else None
    if own == "cited" and inherited in ("further", "external"):
        return inherited
    if own == "cited" and parents and all(kind is None for kind in above) and _is_ambiguous(heading):
        return None
    if own == "cited" and not inherited and _folded(heading) <= {"books", "book"}:
        return None
    return own


def is_subheading(line: str) -> bool:
    """True for a label inside a bibliography: 'Books', '**Citations**', 'In German:', not a work."""
    text = line.strip()
    bold = re.fullmatch(r"\*\*([^*]{1,80})\*\*:?", text)
    label = (bold[1] if bold else text).strip(" *'_:;.")
    if not label or len(label) > 120 or re.search(r"\d{4}|ISBN", label):
        return False
    if bold and len(label.split()) <= 6:
        return True
    parts = _WORD.findall(label)
    if parts and all(part.casefold() in words("label_words") for part in parts) and len(parts) <= 5:
        return re.fullmatch(r"[^\W\d_&/,\s-]+(?:[\s,&/-]+[^\W\d_&/,\s-]+)*", label) is not None
    return text.endswith(":") and not re.search(r"[\"“”*]|\([^()]*\.", label)


def _folded(heading: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(heading)} - {"/"}


def _is_ambiguous(heading: str) -> bool:
    return not (_folded(heading) & words("heading_cited")) - words("heading_ambiguous")


def _own_kind(heading: str) -> str | None:
    """What the heading alone says: 'cited' | 'further' | 'external' | 'notes' | None."""
    folded = _folded(heading)
    heads = words("heading_cited") | words("heading_further") | words("heading_external") | words("heading_notes")
    if not folded or not folded <= heads | words("heading_modifiers") or not folded & heads:
        return None
    if folded <= words("heading_notes") | {"and", "&"} | {"explanatory", "informational", "further"}:
        return "notes"
    if folded & words("heading_external"):
        return "external"
    if folded & {"cited", "reference", "references", "bibliography"}:
        return "cited"
    return "further" if folded & words("heading_further") else "cited"
