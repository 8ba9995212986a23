"""Lists of names in an infobox field: belligerents, commanders, units, with flags, notes and marks beside them.

    🇫🇷 First French Empire Flag of Poland (1807–1815).svg Duchy of Warsaw     two names, one with a flag
    Conrad the Red (Franks) † Burchard (Swabians)                              two names, a fate mark, two notes
    1st Belorussian Front: Georgy Zhukov                                       a label and a name

Line breaks between items are often lost; flags, file names, fate marks and the field's own links show where items part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.extract.article import InfoboxField
from etl.extract.spans import MappedText, Span
from etl.normalize.figures import FLAG
from etl.normalize.lexicons import load_lexicon
from etl.normalize.residue import without_file_names, without_residue

FATES = {
    "†": "killed", "KIA": "killed", "‡‡": "killed", "#": "died", "DOW": "died", "POW": "captured", "surrendered": "captured",
    "executed": "executed", "skull": "executed", "WIA": "wounded", "MIA": "missing",
}  # fmt: skip
_MARK = re.compile(r"\(?(?P<mark>†|(?<=\s)\+(?=\s|$)|‡‡|‡|#|(?<!\w)(?:KIA|WIA|POW|MIA|DOW|[Ss]urrendered|[Ee]xecuted)(?!\w))\)?")
_DAMAGED_MARK = re.compile("\\s*\ufffd+\\s*$")
_BULLET = re.compile(r"^(?:[*•·;:–-]+\s*)+")
_NOTE = re.compile(r"\(([^()]*)\)")
_FILLER = re.compile(r"\.\.\.|…|\bfull list\b|^(?:and )?(?:see|others?|more|etc)\b", re.IGNORECASE)
_WING = re.compile(r"\s*[-–]\s*(?:(?:right|left) (?:wing|flank)|cent(?:er|re)|vanguard|rearguard|reserve)$", re.IGNORECASE)
_SUPPORT = re.compile(r"\s+((?:Supported by|Co-belligerents?|With support from|Allies|Support)):?$")
_UNIT = re.compile(
    r"\b(?:Army|Armies|Corps|Divisions?|Group|Fleet|Flotilla|Brigade|Regiment|Battalion|Front|Command|Force|Squadron|Wing|"
    r"Luftflotte|Heeresgruppe|Legion|OB|Staff)\b|^\d"
)
_LOOSE_END = re.compile(r"(?:[\s,;+)–-]|\s(?:and|&))+$")
_NAMELIKE = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class NameItem:
    """One name of a list. `label`: the heading or prefix over it; `notes`: its parentheses; `rest`: words behind it."""

    name: str
    span: Span
    flag: str | None = None
    label: str | None = None
    label_is_inline: bool = False
    notes: tuple[str, ...] = ()
    rest: str = ""
    fate: str | None = None


def read_names(field: InfoboxField) -> list[NameItem]:
    """The names of a field in the order of the text; residue and 'full list...' are left out."""
    links = _Links.of(field)
    items: list[NameItem] = []
    heading: str | None = None
    for line in without_residue(field.value).lines():
        line = _without_bullet(line)
        if line.text.endswith(":") and not FLAG.search(line.text) and not _SUPPORT.search(line.text):
            heading = line.text.rstrip(": ")
            continue
        for piece in without_file_names(line, links.run_from_start):
            label, inline = heading, False
            support = _SUPPORT.search(piece.text)
            if support:
                piece = piece[: support.start()]
            prefix = re.match(r"([^:(]{3,60}):\s+(?=\S)", piece.text)
            if prefix:
                label, inline, piece = prefix[1].strip(), True, piece[prefix.end() :]
            for part, flag in _parts(piece, links):
                item = _read_item(part, flag, label, inline, links)
                if item and _is_role(item) and items and items[-1].span.end <= item.span.start and part is not piece:
                    items[-1] = replace(items[-1], rest=f"{items[-1].rest} {item.name} {item.rest}".strip())
                elif item:
                    items.append(item)
            heading = support[1] if support else heading
    return items


@dataclass(frozen=True, slots=True)
class _Links:
    """The shown texts of a field's links that are names."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, field: InfoboxField) -> _Links:
        texts = {link.text for link in field.links if _NAMELIKE.search(link.text) and link.text[:1].isupper()}
        return cls(tuple(sorted(texts, key=lambda text: (-len(text), text))))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where links stand outside of parentheses, longest first where two overlap; left to right."""
        taken = [m.span() for m in _NOTE.finditer(text)]
        found: list[tuple[int, int]] = []
        for name in self.names:
            for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                if all(m.end() <= a or b <= m.start() for a, b in (*taken, *found)):
                    found.append(m.span())
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


_JOINTS = ("", ",", "and", "&", ", and", ";")


def _bare(between: str) -> str:
    return _MARK.sub("", _NOTE.sub("", between)).strip()


def _parts(piece: MappedText, links: _Links) -> list[tuple[MappedText, str | None]]:
    """A piece of a line cut at flags, then at marks and links; a flag belongs to the first name after it."""
    flags = [*FLAG.finditer(piece.text)]
    cuts = [0, *(m.end() for m in flags), len(piece)]
    found: list[tuple[MappedText, str | None]] = []
    for number, (a, b) in enumerate(zip(cuts, cuts[1:], strict=False)):
        flag = flags[number - 1][0] if number else None
        for part in _cut(piece[a:b].without(FLAG).strip(), links):
            found.append((part, flag))
            flag = None
    return found


def _cut(piece: MappedText, links: _Links) -> list[MappedText]:
    """'Creek Seminole' with both linked is two names; so is 'Saxons and Thuringians', and 'A (note) † B (note)'."""
    cuts = {0, len(piece)}
    spans = links.spans(piece.text)
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        between = piece.text[end:start]
        if _bare(between) in _JOINTS:
            cuts.add(start - len(between) + _split_point(between))
    for mark in _MARK.finditer(piece.text):
        if _NAMELIKE.search(piece.text, mark.end()) and piece.text[mark.end() : mark.end() + 1].isspace():
            cuts.add(mark.end())
    ordered = sorted(cuts)
    parts = [piece[a:b].strip() for a, b in zip(ordered, ordered[1:], strict=False)]
    return [part for whole in parts for part in _cut_at_commas(whole)]


def _split_point(between: str) -> int:
    """Notes and marks stay with the name before them."""
    last = max((m.end() for pattern in (_NOTE, _MARK) for m in pattern.finditer(between)), default=0)
    joint = re.compile(r"\s*(?:,|;|\band\b|&)*\s*(?:\band\b)?\s*").match(between, last)
    return joint.end() if joint else last


def _is_role(item: NameItem) -> bool:
    """'Army Group B', 'Führer und Reichskanzler' behind a commander's name: a command or office, no further person."""
    return item.flag is None and (bool(_UNIT.search(item.name)) or item.name in load_lexicon("person_titles")["offices"])


def _cut_at_commas(part: MappedText) -> list[MappedText]:
    """'Cnemus, Brasidas, Timocrates' is a list; 'Edward, Earl of March' and 'Willis A. Lee, Jr.' are one name."""
    if "(" in part.text:
        return [part]
    pieces = [*re.finditer(r"[^,]+", part.text)]
    if len(pieces) < 3 or any(len(p[0].split()) > 3 or not p[0].strip()[:1].isupper() or _is_title(p[0]) for p in pieces):
        return [part]
    return [part[p.start() : p.end()].strip() for p in pieces]


def _is_title(text: str) -> bool:
    words = {w.casefold().strip(".") for w in text.split()}
    titles = load_lexicon("person_titles")
    listed = {t.casefold().strip(".") for name in ("nobility", "suffixes", "ranks", "offices") for t in titles[name]}
    return bool(words & listed)


def _read_item(part: MappedText, flag: str | None, label: str | None, inline: bool, links: _Links) -> NameItem | None:
    part = _without_bullet(part.without(_DAMAGED_MARK).strip())
    marks = [m["mark"] for m in _MARK.finditer(part.text)]
    notes = tuple(note.strip() for note in _NOTE.findall(part.text) if not _MARK.fullmatch(f"({note.strip()})"))
    plain = part.without(_MARK).without(_WING)
    bracket = plain.text.find("(")
    name = plain[: bracket if bracket >= 0 else len(plain)].strip()
    rest = _NOTE.sub(" ", plain.text[bracket:]).strip() if bracket >= 0 else ""
    spans = links.spans(name.text)
    if spans and spans[0][0] == 0 and name.text[spans[0][1] : spans[0][1] + 1] == " ":
        end = spans[0][1]
        if not (name.text[end + 1 :].islower() and " " not in name.text[:end]):  # 'French volunteers' is one name
            rest, name = f"{name.text[end:].strip()} {rest}".strip(), name[:end]
    name = name[: len(_LOOSE_END.sub("", name.text))]
    if not _NAMELIKE.search(name.text) or _FILLER.search(name.text):
        return None
    fate = next((FATES[key] for mark in marks for key in (mark, mark.lower()) if key in FATES), None)
    return NameItem(name.text, name.span, flag, label, inline, notes, " ".join(rest.split()).rstrip(" ,;"), fate)


def _without_bullet(line: MappedText) -> MappedText:
    bullet = _BULLET.match(line.text)
    return line[bullet.end() :].strip() if bullet else line
