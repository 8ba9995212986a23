"""States that act in the prose, and so are organizations as well as places.

Turkey closed its border; supplied by Iran; aid from Turkey and Israel      a verb, an agent, a giver
Kazakhstan, Belarus and Russia itself declared …                            all states of a list of which one acts
between the First Republic of Armenia and …                                 a name with a word for a state
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.extract.spans import Span, SpanSet
from etl.normalize.lexicon.lexicons import find_polity, state_names
from etl.normalize.names import cues
from etl.normalize.names.places.places import chained
from etl.normalize.names.runs import NameRun
from etl.normalize.record.extraction import Alias, Entity

_STATE = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth) (?:[A-Z][\w-]+ )?(?:Republic|Empire|Kingdom|Reich)"
    r"(?: of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
    r"|(?:Republic|Kingdom|Empire|Duchy|Grand Duchy|Principality|Emirate|Sultanate|Khanate|Despotate) of (?:the )?"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}"
    r"|[A-Z][\w-]+ (?:[A-Z][\w-]+ ){0,2}(?:Republic|Empire|Kingdom|Khanate|Sultanate|Caliphate|Federation)"
)


@dataclass(slots=True)
class _State:
    names: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    acts: bool = False


def acting_states(runs: list[NameRun], bodies: Iterable[Span]) -> list[Entity]:
    """The states that do something in the prose. All namings of one state make one entity.

    `bodies`: where other bodies are named; a state inside of one, as in 'Ministry of Defence of Georgia', does not act.
    """
    inside = SpanSet(bodies)
    states: dict[str, _State] = {}
    listed: list[_State] = []  # the states of the list that the run before ended, from the last on that acts
    last: NameRun | None = None
    for run in chained(runs):
        key = None if inside.overlaps(run.words[0].start, run.words[0].start + 1) else _state_key(run)
        if key is None:
            continue
        state = states.setdefault(key, _State())
        state.names[run.text] += 1
        state.spans.append(Span(run.words[0].start, run.words[-1].end))
        is_list = last is not None and goes_on(run, last)
        acts = cues.is_acting_state(run) or cues.is_giver(run) or (is_list and listed[-1].acts)
        if not is_list:
            listed = []
        listed.append(state)
        if acts:
            for member in listed:
                member.acts = True
            listed = [state]
        last = run
    return [_entity(state) for state in states.values() if state.acts]


def _state_key(run: NameRun) -> str | None:
    """One key a state under all its names; None for a run that names none."""
    polity = find_polity(run.text)
    if polity is None:
        return run.text.casefold() if _STATE.fullmatch(run.text) else None
    is_people = polity.kind == "people" or polity.name.endswith("Oblast") or run.text in (*polity.people, *polity.adjectives)
    return polity.name if not is_people and run.text.casefold() in state_names(polity) else None


def goes_on(run: NameRun, last: NameRun) -> bool:
    """Whether the run goes on a list: 'by France, Russia and the United States'."""
    is_near = run.sentence is last.sentence and 0 < run.words[0].start - last.words[-1].end <= 10
    before = run.before[:-1] if run.before[-1:] == ("the",) else run.before
    return is_near and before[-1:] in ((",",), ("and",))


def _entity(state: _State) -> Entity:
    name = state.names.most_common(1)[0][0]
    aliases = tuple(Alias(other, "other_name_of_state") for other in sorted(state.names) if other != name)
    return Entity("organization", name, state.spans[0], tuple(state.spans), aliases, None, (), "state")
