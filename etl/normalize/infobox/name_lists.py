"""Lists of names in an infobox field: belligerents, commanders, units, with flags, notes and marks beside them.

🇫🇷 First French Empire Flag of Poland (1807–1815).svg Duchy of Warsaw     two names, one with a flag
Conrad the Red (Franks) † Burchard (Swabians)                              two names, a fate, two notes
1st Belorussian Front: Georgy Zhukov                                       a label and a name
Walter Model Army Group B                                                  a name and its command
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from etl.extract.article import InfoboxField
from etl.extract.spans import MappedText, Span
from etl.normalize.infobox.figures import FLAG
from etl.normalize.infobox.name_cuts import MARK, NAMELIKE, NOTE, FieldLinks, cut_names
from etl.normalize.infobox.residue import without_file_names, without_residue
from etl.normalize.lexicon.lexicons import load_lexicon

LONGEST_NAME = 200  # characters; beyond it a value is a sentence, no name
_FATE_OF_MARK = {
    "†": "killed", "KIA": "killed", "‡‡": "killed", "DOW": "killed", "#": "died", "POW": "captured", "surrendered": "captured",
    "executed": "executed", "WIA": "wounded", "MIA": "missing",
}  # fmt: skip
# a mark's link says what it means; words of the page's title
_FATE_OF_PAGE = (
    ("natural", "died"), ("killed", "killed"), ("wounded", "wounded"), ("surrender", "captured"), ("prisoner", "captured"),
    ("captur", "captured"), ("execut", "executed"), ("capital punishment", "executed"), ("missing", "missing"),
    ("assassin", "killed"), ("suicide", "died"),
)  # fmt: skip
_BULLET = re.compile(r"^(?:[*•·;:–-]+\s*)+")
_FILLER = re.compile(r"\.\.\.|…|\bfull list\b|^(?:and )?(?:see|others?|more|etc)\b", re.IGNORECASE)
_WING = re.compile(r"\s*[-–]\s*(?:(?:right|left) (?:wing|flank)|cent(?:er|re)|vanguard|rearguard|reserve)$", re.IGNORECASE)
_SUPPORT = re.compile(r"\s+((?:Supported by|Co-belligerents?|With support from|Allies|Support)):?$")
_UNIT = re.compile(
    r"\b(?:Army|Armies|Corps|Divisions?|Group|Fleet|Flotilla|Brigade|Regiment|Battalion|Front|Command|Force|Squadron|Wing|"
    r"Luftflotte|Heeresgruppe|Legion|OB|Staff)\b|^\d"
)
_LEADING_ROLE = re.compile(r"(?:[a-z][^\W\d_]*\s+)+(?=[A-Z])")
_RANK = re.compile(r"(?:[A-Z][^\W\d_]*\.?\s+){1,3}?(?=[A-Z][^\s]*\s+[A-Z])")
_LOOSE_END = re.compile(r"(?:[\s,;+)–-]|\s(?:and|&))+$")


@dataclass(frozen=True, slots=True)
class NameItem:
    """One name of a list. `label`: the heading or prefix over it; `notes`: its parentheses; `rest`: words beside it."""

    name: str
    span: Span
    flag: str | None = None
    label: str | None = None
    label_is_inline: bool = False
    notes: tuple[str, ...] = ()
    rest: str = ""
    fate: str | None = None


def read_names(field: InfoboxField, *, of_people: bool = False) -> list[NameItem]:
    """The names of a field in the order of the text; residue and 'full list...' are left out.

    `of_people`: an army or office behind a name is that person's command, and no name of its own.
    """
    reader = _NameField(field, of_people)
    for line in without_residue(field.value).lines():
        reader.take(_without_bullet(line))
    return reader.items


class _NameField:
    def __init__(self, field: InfoboxField, of_people: bool) -> None:
        self.field = field
        self.links = FieldLinks.of(field)
        self.of_people = of_people
        self.fates = _fates(field)
        self.items: list[NameItem] = []
        self.heading: str | None = None

    def take(self, line: MappedText) -> None:
        """One line: a heading, a note on the name before it, or names."""
        if line.text.endswith(":") and not FLAG.search(line.text) and not _SUPPORT.search(line.text):
            self.heading = line.text.rstrip(": ")
        elif (note := NOTE.fullmatch(line.text)) and self._stands_right_under_a_name(line):
            self.items[-1] = replace(self.items[-1], notes=(*self.items[-1].notes, note[1].strip()))
        else:
            for number, piece in enumerate(without_file_names(line, self.links.run_from_start)):
                self._take_piece(piece, is_first=number == 0)

    def _stands_right_under_a_name(self, line: MappedText) -> bool:
        """Whether one line break and nothing else, no residue of a lost name, parts the line from the last name."""
        if not self.items:
            return False
        value = self.field.value
        a, b = bisect_left(value.starts, self.items[-1].span.end), bisect_left(value.starts, line.starts[0])
        return value.text[a:b].strip(" ") == "\n"

    def _take_piece(self, piece: MappedText, is_first: bool) -> None:
        label, inline = self.heading, False
        support = _SUPPORT.search(piece.text)
        if support:
            piece = piece[: support.start()]
        prefix = re.match(r"([^:(]{3,60}):\s+(?=\S)", piece.text)
        if prefix:
            label, inline, piece = prefix[1].strip(), True, piece[prefix.end() :]
        for number, (part, flag) in enumerate(cut_names(piece, self.links)):
            for item in self._read(part, flag, label, inline):
                follows = bool(self.items) and not (is_first and number == 0)
                if self.of_people and follows and item.flag is None and _is_command(item.name):
                    self.items[-1] = replace(self.items[-1], rest=f"{self.items[-1].rest} {item.name} {item.rest}".strip())
                else:
                    self.items.append(item)
        self.heading = support[1] if support else self.heading

    def _read(self, part: MappedText, flag: str | None, label: str | None, inline: bool) -> list[NameItem]:
        """The name in a part, and further names that its notes or its unlinked rest hold."""
        part = _without_bullet(part.strip())
        fate = next((self.fates[s] for m in MARK.finditer(part.text) if (s := part.starts[m.start()]) in self.fates), None)
        notes = tuple(n.strip() for n in NOTE.findall(part.text) if not MARK.fullmatch(f"({n.strip()})"))
        plain = part.without(MARK).without(_WING)
        bracket = plain.text.find("(")
        name = plain[: bracket if bracket >= 0 else len(plain)].strip()
        rest = " ".join(NOTE.sub(" ", plain.text[bracket:]).split()) if bracket >= 0 else ""
        further: list[NameItem] = []
        spans = self.links.spans(name.text)
        if spans and spans[0][0] == 0 and name.text[spans[0][1] : spans[0][1] + 1] == " ":
            end = spans[0][1]
            behind = name[end:].strip()
            if self._is_name(behind.text):
                further = self._read(behind, None, label, inline)
                name = name[:end]
            elif not (behind.text.islower() and " " not in name.text[:end]):  # 'French volunteers' is one name
                rest, name = f"{behind.text} {rest}".strip(), name[:end]
        title = self._title_before(name.text, spans)
        if title:
            rest, name = f"{name.text[:title].strip()} {rest}".strip(), name[title:].strip()
        lead = _LEADING_ROLE.match(name.text) if self.of_people else None
        if lead and lead[0].split()[0] not in load_lexicon("person_titles")["particles"]:
            rest, name = f"{lead[0].strip()} {rest}".strip(), name[lead.end() :]
        name = name[: len(_LOOSE_END.sub("", name.text))]
        if not NAMELIKE.search(name.text) or _FILLER.search(name.text) or len(name) > LONGEST_NAME:
            return further
        item = NameItem(name.text, name.span, flag, label, inline, notes, rest.rstrip(" ,;"), fate)
        return [item, *further]

    def _title_before(self, name: str, links: list[tuple[int, int]]) -> int:
        """How many characters at the start are a title: words of titles before a link, or a rank before two more words."""
        if not self.of_people:
            return 0
        if links and links[0][0] and all(word.rstrip(".,") in _titles() for word in name[: links[0][0]].split()):
            return links[0][0]
        rank = _RANK.match(name)
        return rank.end() if rank and rank[0].strip().rstrip(".") in _ranks() and not links else 0

    def _is_name(self, words: str) -> bool:
        """Whether unlinked words behind a linked name are a name of their own: 'Dilir Khan | Mirza Jai Singh'."""
        parts = words.split()
        if _is_command(words) or not all(w[:1].isupper() for w in parts) or FLAG.search(words):
            return False
        return len(parts) > 1 if self.of_people else bool(parts)


def _fates(field: InfoboxField) -> dict[int, str]:
    """The fate that each mark of the field means, by the mark's place: its link says so, else its sign."""
    marks = [*MARK.finditer(field.value.text)]
    pages = [link.page for link in field.links if MARK.fullmatch(link.text) or (link.text and not NAMELIKE.search(link.text)
             and not FLAG.search(link.text))]  # fmt: skip
    fates: dict[int, str] = {}
    for number, mark in enumerate(marks):
        sign = mark["mark"] or ""
        page = pages[number].casefold() if len(pages) == len(marks) else ""
        said = next((fate for word, fate in _FATE_OF_PAGE if word in page), None)
        fate = said or _FATE_OF_MARK.get(sign) or _FATE_OF_MARK.get(sign.lower())
        if fate:
            fates[field.value.starts[mark.start()]] = fate
    return fates


@cache
def _ranks() -> frozenset[str]:
    return frozenset(rank.rstrip(".") for rank in load_lexicon("person_titles")["ranks"])


@cache
def _titles() -> frozenset[str]:
    """Single words of ranks, offices, nobility and honorifics."""
    lists = load_lexicon("person_titles")
    phrases = [phrase for name in ("ranks", "nobility", "offices", "honorifics") for phrase in lists[name]]
    return frozenset(word.rstrip(".,") for phrase in phrases for word in phrase.split())


@cache
def _offices() -> frozenset[str]:
    return frozenset(load_lexicon("person_titles")["offices"])


def _is_command(words: str) -> bool:
    """'Army Group B', 'Führer und Reichskanzler': a command or office, no person."""
    return bool(_UNIT.search(words)) or words in _offices() or words.split(" ")[0] in _offices()


def _without_bullet(line: MappedText) -> MappedText:
    bullet = _BULLET.match(line.text)
    return line[bullet.end() :].strip() if bullet else line
