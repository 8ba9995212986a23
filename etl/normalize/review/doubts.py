"""What the rules decided on little ground, for a person to review: joins by weak rules, look-alikes kept apart,
names without a type.

A name without a type is a capitalised name of the prose that no rule took for a person, a place or an organization, nor for an
event, a people, a title or a work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from etl.extract.spans import Span
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names import cues
from etl.normalize.names.runs import NameRun
from etl.normalize.names.similarity import folded, surnames
from etl.normalize.record.extraction import Doubt, Entity
from etl.normalize.rules import all_rules

_MOST_PEOPLE = 2_000  # surnames of one article that are compared


def find_doubts(entities: Iterable[Entity], runs: Iterable[NameRun], text: str) -> tuple[Doubt, ...]:
    """All doubts of an article: joins, look-alikes, then names without a type, each in the order of the text."""
    listed = tuple(entities)
    return (*_weak_joins(listed, text), *_look_alikes(listed), *_untyped(listed, runs))


def _weak_joins(entities: tuple[Entity, ...], text: str) -> Iterator[Doubt]:
    for entity in entities:
        for alias in entity.aliases:
            rule = all_rules().get(alias.rule)
            if rule is not None and rule.review:
                span = next((span for span in entity.spans if span.cut(text) == alias.name), entity.spans[0])
                yield Doubt("join", entity.entity_kind, (entity.name, alias.name), rule.review, span)


def _look_alikes(entities: tuple[Entity, ...]) -> Iterator[Doubt]:
    """'Kurbanov' beside 'Imran Gurbanov': persons kept apart though a surname alone may be the other's."""
    people = [e for e in entities if e.entity_kind == "person"][:_MOST_PEOPLE]
    spellings = surnames()
    bearers: dict[str, list[int]] = defaultdict(list)
    begins: dict[str, int] = {}  # the doubts come by the beginnings of surnames, in their order
    for number, person in enumerate(people):
        surname = person.name.split()[-1]
        spellings.add(surname)
        bearers[surname].append(number)
        begins.setdefault(folded(surname)[:2], number)
    pairs = {
        (begins[folded(lone.name)[:2]], *sorted((number, other)))
        for number, lone in enumerate(people)
        if len(lone.name.split()) == 1
        for surname in spellings.of(lone.name.split()[0])
        for other in bearers[surname]
        if other != number
    }
    for _, first, second in sorted(pairs):
        one, other = people[first], people[second]
        yield Doubt("join", "person", (one.name, other.name), "like surnames, kept apart", one.spans[0])


def _untyped(entities: tuple[Entity, ...], runs: Iterable[NameRun]) -> Iterator[Doubt]:
    taken = sorted((span.start, span.end) for e in entities for span in e.spans)
    names = {name for e in entities for name in (e.name, *(a.name for a in e.aliases))}
    found: dict[str, list[Span]] = defaultdict(list)
    at = 0
    for run in sorted(runs, key=lambda run: run.words[0].start):
        start, end = run.words[0].start, run.words[-1].end
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        is_taken = at < len(taken) and taken[at][0] < end
        if not is_taken and run.text not in names and not _is_known(run):
            found[run.text].append(Span(start, end))
    for name, spans in found.items():
        yield Doubt("type", None, (name,), f"no rule says what it is ({len(spans)} times)", spans[0])


def _is_known(run: NameRun) -> bool:
    """A people, a title, an event, a work, a type of weapon, a part of a longer phrase: no name of the three kinds."""
    words = [word.text for word in run.words]
    last = words[-1]
    if len(words) == 1 and (not run.before or "-" in last or cues.is_of_a_people(last, set())):
        return True  # the first word of a sentence, 'Armenian-held', 'Guardsmen'
    if cues.is_ship(run) or sum(word.isupper() and len(word) > 2 for word in words) > 1:
        return True  # 'USS Betelgeuse', 'JAPANESE BATTLESHIP Hiei'
    if run.is_chained or run.is_title_of_work or last in cues.listed("event_words", "heads") or len(last) < 3:
        return True
    if any(char.isdigit() for word in words for char in word) or (run.after[:1] != () and run.after[0][:1].isdigit()):
        return True
    is_titles = all(cues.is_title(word) or find_polity(word) for word in words)
    return is_titles or find_polity(run.text) is not None or find_polity(last.removesuffix("s")) is not None
