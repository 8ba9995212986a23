"""Events: the happenings of the prose, the losses of aircraft and the conflict itself, each as one row.

Told twice (in the lead and in its section, or a second time as "the battle"), a happening is one event, dated as closely
as any telling does; the telling in the body is its evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.extract.article import Article
from etl.extract.spans import SpanSet
from etl.normalize.doc import Doc
from etl.normalize.events.codes import sub_event_type, type_of_violence
from etl.normalize.events.event_names import first_of, name_of, names_beside
from etl.normalize.events.happenings import Happening, read_happenings
from etl.normalize.grammar.date_span import Day
from etl.normalize.names.places.heading_places import HeadingPlaces
from etl.normalize.passages.circumstances import places_of
from etl.normalize.passages.scenes import Named
from etl.normalize.record.facts import AircraftLoss, Conflict, ConflictResult, Dates, Event, Fact
from etl.normalize.times.engagement import engagement_dates

_ENDLESS = 100_000
_MOST_TOLD = 400  # events that a new one is compared with; no article of 50 has more than 317 in all, a list without end has
_OF_LEAD = ""  # in place of a place, beside None: an event without one that the lead tells
FIGHTING = ("battle", "massacre", "bombardment")
_OUTCOME = re.compile(
    r",\s(?:resulting in|leading to|forcing|killing|leaving|destroying|leveling|capturing|causing|effectively)\s[^;.]{3,90}"
)
_TAKING = re.compile(r"\b(?:captur\w+|seiz\w+|conquer\w*|took control|taken|fell|fall of|overran|occupied|conquest)\b")


@dataclass(slots=True)
class _Told:
    """An event with the happening that tells it."""

    event: Event
    happening: Happening


def read_events(doc: Doc) -> tuple[Event, ...]:
    """All events, in the order of the text."""
    article, headings = doc.article, doc.heading_places
    known = [*doc.structured_facts, *doc.aircraft_losses.claims]
    told = _merged([_Told(_event(h), h) for h in read_happenings(doc, short=is_short(known))])
    whole = next((f for f in known if isinstance(f, Conflict) and engagement_dates(f.dates)), None)
    events = [_placed(t.event, headings, whole) for t in told]
    lost = [_of_loss(f) for f in known if isinstance(f, AircraftLoss) and _is_told_as_fact(f, article.text)]
    of_losses = SpanSet(loss.evidence for loss in lost)
    events = [
        e for e in events if e.event_kind not in ("battle", "other") or not of_losses.overlaps(e.evidence.start, e.evidence.end)
    ]
    conflicts = [_of_conflict(article, f, known) for f in known if isinstance(f, Conflict) and f.dates is not None]
    events = [e for e in events if not any(_sums_up(e, conflict) for conflict in conflicts)]
    return tuple(_nested(sorted([*conflicts, *events, *lost], key=lambda e: e.evidence.start), conflicts))


def is_short(facts: Iterable[Fact]) -> bool:
    """Whether the article is about days or weeks by its infobox: a battle, so that every sentence of it lies in them."""
    whole = [f.dates for f in facts if isinstance(f, Conflict) and f.dates is not None]
    return len(whole) == 1 and engagement_dates(whole[0]) is not None


def _event(happening: Happening) -> Event:
    scene, trigger = happening.scene, happening.trigger
    span = scene.span(happening.start, happening.end)
    inside = scene.named_within(happening.start, happening.end)
    actors = [n.entity for n in inside if n.kind != "place"]
    words = scene.text[happening.start : happening.end].casefold()
    outcome = _OUTCOME.search(scene.text, trigger.end)
    return Event(
        evidence=span,
        section=scene.section,
        rule="event_dated" if happening.is_dated else "event_by_story",
        places=_places(happening, inside),
        name=name_of(happening, inside),
        event_kind=trigger.kind,
        dates=happening.dates if happening.is_dated else Dates(happening.dates.span, is_inferred=True),
        actors=tuple(dict.fromkeys(a.name for a in actors)),
        outcome=outcome[0].strip(" ,") if outcome else None,
        ucdp_type_of_violence=type_of_violence(trigger.kind, actors),
        acled_sub_event_type=sub_event_type(trigger.kind, words, actors),
    )


def _placed(event: Event, headings: HeadingPlaces, battle: Conflict | None) -> Event:
    """A fight of which the sentence does not say where it was is where the heading says, else on the field of the battle.

    Words have no place: what a report names is where others were.
    """
    if event.event_kind == "publication":
        return replace(event, places=())
    if event.places or event.event_kind not in (*FIGHTING, "operation", "displacement"):
        return event
    on_the_field = battle is not None and _in_its_years(event, battle)
    return replace(event, places=headings.of(event.section) or (battle.places[:1] if battle and on_the_field else ()))


def _in_its_years(event: Event, battle: Conflict) -> bool:
    """Whether an event of an article on a battle was in the battle's days; before the year 1, in its year."""
    if event.dates is None or battle.dates is None:
        return False
    own, whole = event.dates.span, battle.dates.span
    if own.start and own.end and whole.start and whole.end:
        return own.start <= whole.end and whole.start <= own.end
    return own.year_start is not None and own.year_start == whole.year_start


def _places(happening: Happening, inside: list[Named]) -> tuple[str, ...]:
    """Where: the place right behind the verb, else the places behind prepositions in the clause, else in the sentence."""
    trigger = happening.trigger
    behind = first_of(names_beside(happening, inside)[0])
    if behind is not None and behind.kind == "place":
        joined = [behind]
        for named in inside:
            if (
                named.kind == "place"
                and named.start > joined[-1].end
                and re.fullmatch(r",?\s(?:and|or)\s(?:the\s)?|,\s", happening.scene.text[joined[-1].end : named.start])
            ):
                joined.append(named)
        return tuple(dict.fromkeys(n.entity.name for n in joined))
    return places_of(happening.scene, trigger.start, trigger.end)


def _merged(told: list[_Told]) -> list[_Told]:
    """Each happening once; of two tellings the one in the body stands, with the closer date of the two."""
    kept: list[_Told] = []
    by_key: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for one in told:
        keys = [(one.event.event_kind, place) for place in one.event.places or (None,)]
        placeless = by_key[one.event.event_kind, None if not one.event.section else _OF_LEAD]
        listed = [*(by_key[key] for key in keys if key[1]), placeless]
        candidates = sorted({at for each in listed for at in each[-_MOST_TOLD:]})
        same = next((at for at in candidates if _is_same(kept[at], one)), None)
        if same is None:
            kept.append(one)
            same = len(kept) - 1
        elif _closeness(one.event) < _closeness(kept[same].event) or (not kept[same].event.section and one.event.section):
            kept[same] = one
        if not one.event.places and not one.event.section:
            keys.append((one.event.event_kind, _OF_LEAD))
        for key in keys:
            by_key[key].append(same)
    return kept


def _is_same(one: _Told, other: _Told) -> bool:
    """Whether two tellings are of one happening: one kind, a date within the other's, a common place or name."""
    a, b = one.event, other.event
    if a.event_kind != b.event_kind or one.happening.scene is other.happening.scene or not _one_within_other(a, b):
        return False
    words = {one.happening.trigger.word, other.happening.trigger.word}
    alike = len({w[:5] for w in words}) == 1 or (_tells_taking(one) and _tells_taking(other))
    if not a.section or not b.section:  # the lead sums up what the body tells
        return alike and (bool(set(a.places) & set(b.places)) or _closeness(a) == _closeness(b))
    return alike and bool(set(a.places) & set(b.places))


def _sums_up(event: Event, conflict: Event) -> bool:
    """Whether the lead tells the conflict itself once more: 'The Battle of X was fought on 4 May' over the infobox's 4 May."""
    if event.section or event.event_kind not in FIGHTING or event.dates is None or conflict.dates is None:
        return False
    own, whole = event.dates.span, conflict.dates.span
    return (own.start, own.end, own.year_start, own.year_end) == (whole.start, whole.end, whole.year_start, whole.year_end)


def _tells_taking(told: _Told) -> bool:
    """Whether the telling is of a place that was taken: 'captured Khojaly', 'an offensive to capture Khojaly'."""
    return _TAKING.search(told.happening.scene.text, told.happening.start, told.happening.end) is not None


def _one_within_other(a: Event, b: Event) -> bool:
    first, second = (e.dates.span if e.dates else None for e in (a, b))
    if first is None or second is None or not (first.start and first.end and second.start and second.end):
        return False
    return (first.start <= second.start and second.end <= first.end) or (second.start <= first.start and first.end <= second.end)


def _closeness(event: Event) -> int:
    """Days of the stretch in which the event lies."""
    return _days(event.dates.span.start, event.dates.span.end) if event.dates else _ENDLESS


def _days(start: Day | None, end: Day | None) -> int:
    if start is None or end is None:
        return _ENDLESS
    return (end[0] - start[0]) * 365 + (end[1] - start[1]) * 30 + end[2] - start[2]


def _is_told_as_fact(loss: AircraftLoss, text: str) -> bool:
    """Dated, and neither doubted by a question mark nor only reported."""
    return loss.dates is not None and not loss.is_uncertain and "reported as" not in loss.evidence.cut(text)


def _of_loss(loss: AircraftLoss) -> Event:
    whose = f"{loss.operator} " if loss.operator else ""
    near = f" near {loss.places[0]}" if loss.places else ""
    return Event(
        evidence=loss.evidence,
        section=loss.section,
        rule="event_of_aircraft_loss",
        places=loss.places,
        name=f"Loss of {whose}{loss.aircraft}{near}",
        event_kind="aircraft_loss",
        dates=loss.dates,
        actors=tuple(a for a in (loss.operator, loss.pilot, loss.credited_to) if a),
        outcome=None,
        ucdp_type_of_violence=None,
        acled_sub_event_type=sub_event_type("aircraft_loss", "", []),
    )


def _of_conflict(article: Article, conflict: Conflict, facts: list[Fact]) -> Event:
    result = next((f.result for f in facts if isinstance(f, ConflictResult) and f.position == 0), None)
    when = next((f.value.span for f in article.fields if f.name == "date" and f.value.text), conflict.evidence)
    return Event(
        evidence=when,
        section="infobox",
        rule="event_of_infobox",
        is_main=True,
        places=conflict.places[:1] if engagement_dates(conflict.dates) else conflict.places,
        name=conflict.name,
        event_kind="battle",
        dates=conflict.dates,
        actors=(),
        outcome=result,
        ucdp_type_of_violence=None,
        acled_sub_event_type=None,
    )


def _nested(events: list[Event], conflicts: list[Event]) -> list[Event]:
    """The events, each with the larger one that it is a part of: a longer fight at its place, else the conflict."""
    whole = conflicts[0] if len(conflicts) == 1 else None
    nested: list[Event] = []
    fights: dict[str, list[Event]] = defaultdict(list)  # of each section
    for event in events:
        if event.event_kind not in FIGHTING or event in conflicts:
            nested.append(event)
            continue
        larger = next(
            (
                n
                for n in reversed(fights[event.section][-_MOST_TOLD:])
                if _closeness(n) > _closeness(event) and _one_within_other(n, event) and set(n.places) & set(event.places)
            ),
            None,
        )
        parent = larger or (
            whole if whole is not None and _one_within_other(whole, event) and _closeness(whole) > _closeness(event) else None
        )
        nested.append(replace(event, parent=parent) if parent is not None else event)
        fights[event.section].append(nested[-1])
    return nested
