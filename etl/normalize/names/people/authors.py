"""Authors of the bibliography as persons: joined with those of the prose, or persons of their own.

'Goltz, Thomas' is Thomas Goltz; 'as Segur describes' is the author Philippe-Paul de Segur, where no other Segur is named
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from etl.extract.spans import distinct_spans
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names.cues import is_body_head
from etl.normalize.names.entities import named_spans
from etl.normalize.names.people.name_index import NameIndex
from etl.normalize.names.people.people import same_person
from etl.normalize.names.similarity import folded
from etl.normalize.record.extraction import Alias, Entity, Reference

_SURNAME_FIRST = re.compile(r"^(?P<surname>[^,]+),\s+(?P<given>[^,]+?)(?P<suffix>,\s+(?:[JS]r\.?|I{1,3}V?))?$")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*")


def with_authors(people: list[Entity], references: Iterable[Reference], text: str) -> list[Entity]:
    """The people with the authors of the references among them."""
    written = [(name, as_written, r) for r in references for as_written in r.authors if (name := in_reading_order(as_written))]
    surnames = Counter(folded(name.split()[-1]) for name in {name for name, _, _ in written})
    found = list(people)
    index, by_surname = NameIndex(), _BySurname()
    for number, person in enumerate(found):
        index.add(tuple(person.name.split()), number)
        by_surname.add(person.name, number)
    for name, as_written, reference in written:
        words = tuple(name.split())
        bearers = ((i, found[i].name) for i in index.bearers(words))
        at = next((i for i, other in bearers if " " in other and same_person(words, tuple(other.split()))), None)
        lone = by_surname.lone(found, words[-1]) if at is None and surnames[folded(words[-1])] == 1 else None
        spans = named_spans(text, (as_written,)) or (reference.span,)
        author = Entity("person", name, reference.span, spans, (), None, ("author",))
        if as_written != name:
            author = replace(author, aliases=(Alias(as_written, "surname_first"),))
        if at is not None:
            found[at] = _joined(found[at], author, found[at].name)
        elif lone is not None:
            found[lone] = _joined(
                found[lone], replace(author, aliases=(*author.aliases, Alias(found[lone].name, "part_of_name"))), name
            )
            index.add(words, lone)
        else:
            index.add(words, len(found))
            by_surname.add(name, len(found))
            found.append(author)
    return found


class _BySurname:
    """Numbers of persons by the last words of their names."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = {}

    def add(self, name: str, number: int) -> None:
        self._numbers.setdefault(folded(name.split()[-1]), []).append(number)

    def lone(self, people: list[Entity], surname: str) -> int | None:
        """The one person of the prose that is named by this surname alone, where nobody else bears it and no rank is told."""
        bearers = self._numbers.get(folded(surname), [])
        if len(bearers) != 1 or " " in people[bearers[0]].name or people[bearers[0]].roles:
            return None
        return bearers[0]


def _joined(person: Entity, author: Entity, name: str) -> Entity:
    aliases = {alias.name: alias for alias in (*author.aliases, *person.aliases) if alias.name != name}
    return replace(
        person,
        name=name,
        spans=distinct_spans(person.spans, author.spans),
        aliases=tuple(aliases[key] for key in sorted(aliases)),
        roles=tuple(dict.fromkeys((*person.roles, *author.roles))),
    )


def in_reading_order(written: str) -> str | None:
    """'Goltz, Thomas' -> 'Thomas Goltz'; None for what is no person: an institution, a lone common word."""
    match = _SURNAME_FIRST.match(written)
    name = f"{match['given']} {match['surname']}{match['suffix'] or ''}" if match else written
    words = name.split()
    if not 1 < len(words) <= 5 or not _NAME.match(words[0]) or not _NAME.match(words[-1]):
        return None
    if any(is_body_head(word) for word in words) or any(find_polity(word) for word in words[:1]):
        return None
    return name
