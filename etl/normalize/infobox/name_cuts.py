"""Where one name of a list ends and the next begins, when the converter dropped the line breaks between them.

Creek Seminole                                   both are links: two names
Saxons and Thuringians                           two links and a joint: two names
Conrad the Red (Franks) † Burchard (Swabians)    a fate mark ends a name, a note stays with the one before it
allied supporters Ptolemaic Egypt                a link behind a plural noun begins a name
Cnemus, Brasidas, Timocrates                     a list; 'Edward, Earl of March' is one name
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.extract.article import InfoboxField
from etl.extract.spans import MappedText, whole_words
from etl.normalize.infobox.figures import FLAG
from etl.normalize.lexicon.lexicons import load_lexicon

MARK = re.compile(
    r"\(?(?P<mark>†|‡‡|‡|#|(?<=\s)\+(?=\s|$)|(?<!\w)(?:KIA|WIA|POW|MIA|DOW|[Ss]urrendered|[Ee]xecuted)(?!\w))\)?|"
    r"\ufffd{2,3}(?=\s*$)"
)
NOTE = re.compile(r"\(([^()]*)\)")
NAMELIKE = re.compile(r"[^\W\d_]{2}")
_JOINTS = ("", ",", "and", "&", ", and", ";")
_JOINT = re.compile(r"\s*(?:,|;|\band\b|&)*\s*(?:\band\b)?\s*")
_PLURAL_BEFORE = re.compile(r"[\w)]\s+(?<![\w.])(?!(?:of|the|and|as|his|across|versus)\b)[a-z]{3,}s\s+$")
_PAIR = re.compile(r"(?P<role>[a-z]+s\s+)?(?P<a>[A-Z]\w+)\s+and\s+(?P<b>[A-Z]\w+)")


@dataclass(frozen=True, slots=True)
class FieldLinks:
    """The shown texts of a field's links that are names, longest first."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, field: InfoboxField) -> FieldLinks:
        texts = {link.text.strip("() ") for link in field.links if NAMELIKE.search(link.text)}
        return cls(tuple(sorted((t for t in texts if t[:1].isupper()), key=lambda text: (-len(text), text))))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where links stand outside of parentheses, the longest where two overlap; left to right."""
        taken = [m.span() for m in NOTE.finditer(text)]
        found: list[tuple[int, int]] = []
        for name in (name for name in self.names if name in text):
            for start, end in whole_words(name, text):
                if all(end <= a or b <= start for a, b in (*taken, *found)):
                    found.append((start, end))
        return sorted(found)

    def run_from_start(self, text: str) -> int:
        """How far the text is made of links from its start, joined by blanks, marks and notes only."""
        end = 0
        for start, stop in self.spans(text):
            if _bare(FLAG.sub("", text[end:start])) not in _JOINTS:
                break
            end = stop
        notes = re.match(r"(?:\s*\([^()]*\)|\s*[†#])*", text[end:])
        return end + (notes.end() if notes and end else 0)


def cut_names(piece: MappedText, links: FieldLinks) -> list[tuple[MappedText, str | None]]:
    """A piece of a line cut at flags, marks, links and commas; a flag belongs to the first name after it."""
    flags = [*FLAG.finditer(piece.text)]
    cuts = [0, *(m.end() for m in flags), len(piece)]
    found: list[tuple[MappedText, str | None]] = []
    for number, (a, b) in enumerate(zip(cuts, cuts[1:], strict=False)):
        flag = flags[number - 1][0] if number else None
        for part in _cut(piece[a:b].without(FLAG).strip(), links):
            found.append((part, flag))
            flag = None
    return found


def _cut(piece: MappedText, links: FieldLinks) -> list[MappedText]:
    cuts = {0, len(piece)}
    spans = links.spans(piece.text)
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        between = piece.text[end:start]
        if _bare(between) in _JOINTS:
            cuts.add(start - len(between) + _split_point(between))
    cuts |= {start for start, _ in spans if _PLURAL_BEFORE.search(piece.text[:start])}
    for mark in MARK.finditer(piece.text):
        if NAMELIKE.search(piece.text, mark.end()) and piece.text[mark.end() : mark.end() + 1].isspace():
            cuts.add(mark.end())
    ordered = sorted(cuts)
    parts = [piece[a:b].strip() for a, b in zip(ordered, ordered[1:], strict=False)]
    return [part for whole in parts for part in _cut_at_commas(whole)]


def _bare(between: str) -> str:
    return MARK.sub("", NOTE.sub("", between)).strip()


def _split_point(between: str) -> int:
    """Notes and marks stay with the name before them."""
    last = max((m.end() for pattern in (NOTE, MARK) for m in pattern.finditer(between)), default=0)
    joint = _JOINT.match(between, last)
    return joint.end() if joint else last


def _cut_at_commas(part: MappedText) -> list[MappedText]:
    pair = _PAIR.match(part.text)
    if pair and pair["role"] and not part.text[pair.end() :].strip(" †#"):  # 'chieftains Lél and Súr †'
        return [part[: pair.end("a")], part[pair.start("b") :]]
    if "(" in part.text:
        return [part]
    pieces = [*re.finditer(r"[^,]+", part.text)]
    if len(pieces) < 3 or any(len(p[0].split()) > 3 or not p[0].strip()[:1].isupper() or _is_title(p[0]) for p in pieces):
        return [part]
    return [part[p.start() : p.end()].strip() for p in pieces]


@cache
def _titles() -> frozenset[str]:
    titles = load_lexicon("person_titles")
    return frozenset(t.casefold().strip(".") for name in ("nobility", "suffixes", "ranks", "offices") for t in titles[name])


def _is_title(text: str) -> bool:
    return bool({w.casefold().strip(".") for w in text.split()} & _titles())
