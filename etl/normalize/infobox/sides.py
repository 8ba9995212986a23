"""The sides of a conflict: who fought, by the infobox's combatant fields, or by flags where the field was lost.

combatant1: 🇫🇷 First French Empire …      side 1 is 'First French Empire'
combatant1: style=margin-bottom:0.5em       lost; commander1 begins with 🇦🇲, so side 1 is that flag's state, inferred
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.article import Article, InfoboxField, Issue, Table
from etl.extract.spans import Span
from etl.normalize.infobox.figures import FLAG
from etl.normalize.infobox.name_lists import NameItem, read_names
from etl.normalize.infobox.residue import begins_with_residue, has_residue, is_residue
from etl.normalize.lexicon.lexicons import Polity, find_polity, polity_of_flag
from etl.normalize.record.facts import Belligerent, Dates
from etl.normalize.times.conflict_years import dates_within

_COMBATANT = re.compile(r"combatants?\s?_?([1-9])([a-z]?)$")
_NUMBERED = re.compile(r"(?:commander|units?|strength|casualties|leader)s?([1-9])[a-z]?$")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one infobox. `name` is that of its first belligerent, None where the input lost it."""

    infobox_no: int
    number: int
    name: str | None
    belligerents: tuple[Belligerent, ...]

    @property
    def polity(self) -> Polity | None:
        return find_polity(self.name) if self.name else None

    @property
    def adjective(self) -> str | None:
        """'Armenian' for Armenia, 'French' for First French Empire; the name itself where no adjective is known."""
        return self.polity.adjective if self.polity else self.name


def read_sides(article: Article) -> tuple[list[Side], list[Issue]]:
    """The sides of every infobox of the article, in order, and what of them was lost."""
    sides: list[Side] = []
    issues: list[Issue] = []
    for box in sorted({field.infobox_no for field in article.fields}):
        fields = [field for field in article.fields if field.infobox_no == box]
        numbers = sorted({int(m[1]) for f in fields for p in (_COMBATANT, _NUMBERED) if (m := p.match(f.name))})
        for number in numbers:
            side, problem = _read_side(article, fields, box, number)
            sides.append(side)
            issues += problem
    return sides, issues


def side_of(sides: list[Side], infobox_no: int, number: int) -> Side | None:
    return next((s for s in sides if s.infobox_no == infobox_no and s.number == number), None)


def find_side(sides: list[Side], words: str) -> Side | None:
    """The side that a name, demonym or phrase means: 'Azerbaijani', 'Armenian losses', 'Armenia and Nagorno-Karabakh'."""
    words = FLAG.sub(" ", words).strip()
    folded = words.casefold()
    for side in sides:
        names = {b.name.casefold() for b in side.belligerents} | {(side.name or "").casefold()}
        if folded in names:
            return side
    for side in sides:
        if any(_derived(word, part) for b in side.belligerents for part in b.name.split() for word in words.split()):
            return side
    polity = find_polity(words) or next((p for w in re.findall(r"[^\W\d_][\w'’-]+", words) if (p := find_polity(w))), None)
    if polity is None:
        return None
    return next((s for s in sides if any(same_polity(find_polity(b.name), polity) for b in s.belligerents)), None)


_ENDINGS = frozenset(("", "n", "an", "ian", "ese", "ish", "i", "ic", "ns", "ans", "ians", "er", "ers"))


def _derived(word: str, name: str) -> bool:
    """Whether a capitalised word is the name or an adjective made from it: 'Valdorian' of Valdoria, in no gazetteer."""
    if len(name) < 4 or not word[:1].isupper() or not name[:1].isupper() or find_polity(name):
        return False
    shared = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    return shared >= max(4, len(name) - 2) and word[shared:] in _ENDINGS


def same_polity(one: Polity | None, other: Polity | None) -> bool:
    """Equal, or the same adjective: 'British' means the United Kingdom and the British Empire alike."""
    return one is not None and other is not None and (one == other or bool(set(one.adjectives) & set(other.adjectives)))


def _read_side(article: Article, fields: list[InfoboxField], box: int, number: int) -> tuple[Side, list[Issue]]:
    own = [f for f in fields if (m := _COMBATANT.match(f.name)) and int(m[1]) == number]
    items = [item for f in own for item in read_names(f) if not is_residue(f.value.text)]
    issues = [
        Issue("warning", "template_residue", f"{f.name}: the converter left template residue for a belligerent", f.value.span)
        for f in own
        if f.value and has_residue(f.value.text)
    ]
    name = items[0].name if items and not (own and begins_with_residue(own[0].value.text)) else None
    recovered: list[Belligerent] = []
    if name is None:
        found = _from_flags(article, fields, number) or _from_headings(fields, number)
        name = found[0][0] if found else None
        recovered = [_recovered(number, name, *party) for party in found]
        if own and not found:
            issues.append(
                Issue("warning", "belligerent_lost", f"the first belligerent of side {number} is lost: nothing names it")
            )
    listed = [_belligerent(number, name, item) for item in items]
    return Side(box, number, name, (*recovered, *listed)), issues


def _recovered(number: int, side: str | None, party: str, span: Span, rule: str, section: str) -> Belligerent:
    return Belligerent(
        evidence=span,
        section=section,
        rule=rule,
        side_no=number,
        side=side,
        name=party,
        part=None,
        is_side_inferred=True,
        dates=None,
        stands_in_header=section != "infobox",
    )


def _belligerent(number: int, side: str | None, item: NameItem) -> Belligerent:
    return Belligerent(
        evidence=item.span,
        section="infobox",
        rule="belligerent_listed",
        side_no=number,
        side=side,
        name=item.name,
        part=item.label,
        is_side_inferred=False,
        dates=note_dates(item.notes),
    )


def note_dates(notes: tuple[str, ...], conflict: Dates | None = None) -> Dates | None:
    """The dates in the parentheses behind a name: '(until 1632)'; '(from 1 May)' takes the year of the conflict."""
    return next((dates for note in notes if (dates := dates_within(note, conflict))), None)


def _from_flags(article: Article, fields: list[InfoboxField], number: int) -> list[tuple[str, Span, str, str]]:
    """(name, evidence, rule, section) of the parties that flags in the side's other fields and in table headers show."""
    for field in fields:
        match = _NUMBERED.match(field.name)
        flag = FLAG.search(field.value.text) if match and int(match[1]) == number else None
        polity = polity_of_flag(flag[0]) if flag else None
        if flag and polity:
            span = field.value[flag.start() : flag.end()].span
            found = [(polity.name, span, "belligerent_from_flag", "infobox")]
            return found + _from_headers(article.tables, polity)
    return []


def _from_headings(fields: list[InfoboxField], number: int) -> list[tuple[str, Span, str, str]]:
    """The state that heads the side's strengths or casualties: 'Great Britain:' over the first figures."""
    for field in fields:
        match = re.match(rf"(?:strength|casualties){number}$", field.name)
        line = field.value.lines()[0] if match and field.value.lines() else None
        if line and line.text.endswith(":"):
            name = line[: len(line.text.rstrip(": "))]
            polity = find_polity(name.text)
            if polity and polity.kind != "people":
                return [(name.text, name.span, "belligerent_from_heading", "infobox")]
    return []


def _from_headers(tables: tuple[Table, ...], polity: Polity) -> list[tuple[str, Span, str, str]]:
    """Further parties under the same flag in a table header: '🇦🇲 Armenia and Nagorno-Karabakh'."""
    found: list[tuple[str, Span, str, str]] = []
    for table in tables:
        for cell in table.header:
            flag = FLAG.search(cell.text)
            if flag and polity_of_flag(flag[0]) == polity:
                for part in re.finditer(r"(?:(?!\s+(?:and|&)\s+|,)[^\U0001f1e6-\U0001f1ff])+", cell.text):
                    name = re.sub(r"^\s*(?:and|&|,)\s*", "", part[0]).strip()
                    if name and find_polity(name) != polity and name not in [f[0] for f in found]:
                        at = cell.text.index(name)
                        span = cell.value[at : at + len(name)].span
                        found.append((name, span, "belligerent_from_table_header", table.section))
    return found
