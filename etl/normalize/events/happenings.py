"""Happenings: what each clause of a sentence tells as a fact, with its kind, date and place.

On 18 May Armenian forces launched an offensive to take the town of Lachin    battle, 18 May
A curfew was established and violent clashes … ensued                         two, in the month of the story
Following Gorbachev's resignation … on 25 December 1991, the republics …      a noun with a date of its own is one
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.extract.blocks import PATH_SEPARATOR
from etl.normalize.doc import Doc
from etl.normalize.events.telling import told_by
from etl.normalize.grammar.dates import find_dates
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of
from etl.normalize.passages.claimants import claimant_of
from etl.normalize.passages.clauses import Clause, read_clauses
from etl.normalize.passages.scenes import Scene
from etl.normalize.passages.triggers import LEXICON, Trigger, find_triggers
from etl.normalize.record.facts import Dates
from etl.normalize.times.clock import Clock, Dated

_HABITUAL = PhraseList.of(LEXICON, "habitual")
_QUOTED = re.compile(r'"[^"]{2,600}"|“[^”]{2,600}”')
# sentences without a date after which the last one no longer dates what is told: a day holds longer than a month or year
_STALE = (12, 5, 3)
_NEVER = 1_000
# "as they withdrew", "after its capture": what is known already
_BACKGROUND = re.compile(r"[,;]?\s*(?:as|after|while|when|because|since|although|though|before|until|if)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|until|till|due|before|postponed to|postponed until|delayed until|scheduled for|planned for)\s(?:the\s|in\s)?\Z",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"\s(?:plot|movement|putsch|coup|uprising|affair|agreement|treaty|constitution)\b", re.IGNORECASE
)  # 'the 20 July plot'
_PREVIOUS = re.compile(r"(?:the\s)?(?:previous|preceding|last)\b", re.IGNORECASE)
_SCENERY = re.compile(r"\b(?:is|are|has been|have been|born|article|since|until|population|estimates?|reached \d|would)\b")
_LATER = re.compile(
    r"\b(?:eventually|ultimately|shortly afterwards?|soon afterwards?|in the end|finally|years later|for years|in later years)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:had|has|have|having)\s(?:\w+\s){0,2}\Z")
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|where)\s(?:[\w-]+\s){0,2}\Z")
_LONGEST_STORY = 190  # days: a story that stands no closer dates nothing that has no date of its own
_LONGEST = 370  # days of a stretch in which a happening can be said to lie


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening of a scene: the stretch that tells it (offsets in the sentence), its trigger, and when it was."""

    scene: Scene
    start: int
    end: int
    trigger: Trigger
    dates: Dates
    is_dated: bool  # in the sentence


def read_happenings(doc: Doc, *, short: bool) -> list[Happening]:
    """The happenings of an article, in the order of the text; those that nothing dates to within a year are left out.

    `short`: the article is about some days or weeks, so that every sentence lies in them.
    """
    clock = doc.clock
    found: list[Happening] = []
    section: str | None = None
    since_date = _NEVER
    for scene in (scene for scene in doc.scenes if not scene.is_note):
        if scene.section != section:
            section = scene.section
            since_date = 0 if find_dates(section.rpartition(PATH_SEPARATOR)[2]) or short else _NEVER
        since_date = 0 if scene.dated else since_date + 1
        story = clock.before(scene.passage)
        limit = _STALE[0 if story and _days(story) < 4 else 1 if story and _days(story) < 32 else 2]
        found += _of_scene(scene, clock, 0 if short else since_date, limit, short=short)
    return found


def _of_scene(scene: Scene, clock: Clock, freshness: int, limit: int, *, short: bool) -> list[Happening]:
    """The happenings of one sentence. `freshness`: how many sentences ago a date stood, `limit`: how many still count."""
    if not scene.dated and (freshness >= limit or not scene.section):
        return []  # nothing dates what it tells
    dated = [(d.start - scene.offset, d.end - scene.offset, d) for d in scene.dated]
    quoted = [m.span() for m in _QUOTED.finditer(scene.text)] if '"' in scene.text or "“" in scene.text else []
    triggers = [
        t
        for t in find_triggers(scene.text, scene.passage.clues)
        if not any(a <= t.start < b for a, b, _ in dated)
        and not any(a < t.start < b for a, b in quoted)
        and (t.word not in load_lexicon(LEXICON)["with_place"] or _has_place(scene, t))
    ]
    found: list[Happening] = []
    said = None
    for clause in read_clauses(scene.text, triggers) or [Clause(0, len(scene.text), ())]:
        if said is not None and _is_content(scene.text, said, clause):
            continue
        if phrases_of(scene.text).has(_HABITUAL, clause.start, clause.end) and not _dates_in(scene, clause):
            continue
        for trigger in _told_by(scene, clause, dated, found):
            if trigger.word in load_lexicon(LEXICON)["plain_saying"] and not any(n.end <= trigger.start for n in scene.named):
                continue
            if found and not _stands_alone(scene, clause, trigger):
                continue
            for when, is_dated in _when(scene, clause, trigger, clock):
                if is_dated or _may_be_undated(scene, clause, trigger, freshness, limit, short):
                    found.append(Happening(scene, clause.start, clause.end, trigger, when, is_dated))
            if trigger.kind == "publication" and trigger.is_verb:
                said = trigger
    return found


def _told_by(scene: Scene, clause: Clause, dated: list[tuple[int, int, Dated]], found: list[Happening]) -> list[Trigger]:
    """The triggers of a clause that tell. 'The May murder of X, who was hacked to death': the noun tells, the verb says how."""
    told = told_by(scene.text, clause, dated)
    telling = [t for t in told if not (t.is_verb and _is_relative(scene, clause, t))]
    if telling:
        return telling
    kinds = {t.kind for t in told}
    return [t for t in _unnamed(scene, clause, found) if not told or (not t.is_verb and t.kind in kinds)]


def _is_relative(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb only describes: 'attacks that overran villages'; with a date of its own it tells all the same."""
    if not _RELATIVE.search(scene.text, clause.start, trigger.start) or _RELATIVE.match(scene.text, clause.start):
        return False
    return not any(0 <= d.start - scene.offset - trigger.end < 60 for d in _dates_in(scene, clause))


def _dates_in(scene: Scene, clause: Clause) -> list[Dated]:
    return [d for d in _telling(scene) if scene.offset + clause.start <= d.start < scene.offset + clause.end]


def _telling(scene: Scene) -> list[Dated]:
    """The dates that tell when something happens, not since or until when: 'since the June offensive', 'the previous day'."""
    return [
        d
        for d in scene.dated
        if not (
            d.start - scene.offset > 8 and _SINCE.search(scene.text, max(0, d.start - scene.offset - 24), d.start - scene.offset)
        )
        and not _PREVIOUS.match(d.dates.span.raw)
        and not _IN_NAME.match(scene.text, d.end - scene.offset)
    ]


def _unnamed(scene: Scene, clause: Clause, found: list[Happening]) -> list[Trigger]:
    """A clause with a date to the month that no word of the lexicon explains tells something all the same."""
    fine = [d for d in _dates_in(scene, clause) if _days(d.dates) <= 31 and not d.is_relative]
    if not fine or found or _SCENERY.search(scene.text, clause.start, clause.end):
        return []
    noun = next((t for t in clause.triggers), None)
    at = fine[0].start - scene.offset
    return [noun or Trigger(at, at, "other", False, "")]


def _has_place(scene: Scene, trigger: Trigger) -> bool:
    """Whether a place stands right behind the verb, or before it in the passive."""
    return any(n.kind == "place" and (0 <= n.start - trigger.end <= 40 or 0 <= trigger.start - n.end <= 25) for n in scene.named)


def _is_content(text: str, said: Trigger, clause: Clause) -> bool:
    """Whether a clause is what somebody said: behind a verb of saying and 'that'."""
    return re.search(r"\bthat\b", text[said.end : clause.start + 8]) is not None


def _stands_alone(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """Whether a further clause of the sentence tells something of its own: it has a date or a subject."""
    if any(scene.offset + clause.start <= d.start < scene.offset + clause.end for d in scene.dated):
        return True
    lead = scene.text[clause.start : trigger.start]
    if re.match(r",?\s*(?:which|who|that)\b", lead) or _BACKGROUND.match(lead):
        return False
    if re.match(r"[,;]?\s*(?:unless|whether|in case)\b", lead):
        return False
    if not trigger.is_verb and re.fullmatch(r"[,;]?\s*(?:and|but|while)?\s*(?:[a-z-]+\s){0,3}", lead):
        return True  # '… and violent clashes ensued': the noun is the subject
    return any(clause.start <= n.start and n.end <= trigger.start for n in scene.named) or bool(
        re.match(
            r"[,;]?\s*(?:and|but|while|when|as|whereas|before|after)?\s*(?:the|an?|its|their|many|some|several|"
            r"[a-z]+)\s[\w ]{3,40}\s\Z",
            lead,
        )
    )


def _may_be_undated(scene: Scene, clause: Clause, trigger: Trigger, freshness: int, limit: int, short: bool) -> bool:
    """Whether a happening without a date in its sentence can be dated by the story: told right behind a dated one."""
    told = scene.text[clause.start : clause.end]
    lead = scene.text[clause.start : trigger.start]
    if (
        freshness >= limit
        or not scene.section
        or re.search(r"\bsince\b", told)
        or _BACKGROUND.match(lead)
        or _refers_back().match(told)
    ):
        return False
    is_peopled = short or any(clause.start <= n.start < clause.end for n in scene.named)
    claimant = claimant_of(scene, trigger.start, trigger.end)
    if not is_peopled or claimant.name:
        return False
    if (
        _PERFECT.search(lead)
        or _LATER.search(told)
        or (clause.start == 0 and _refers_back().match(scene.text) and _RELATIVE.search(lead))
    ):
        return False
    if trigger.kind != "publication":
        return True
    if trigger.word in load_lexicon(LEXICON)["plain_saying"]:
        return False
    return any(n.kind == "person" and 0 <= trigger.start - n.end <= 30 for n in scene.named)


@cache
def _refers_back() -> re.Pattern[str]:
    """'The operation failed', 'Both battles': of a happening told before."""
    nouns = alternatives(load_lexicon("event_contexts")["told_before"])
    return re.compile(rf"\W*(?:the|this|that|these|those|such|both|its|their)\s(?:\w+\s){{0,3}}?(?:{nouns})\b", re.IGNORECASE)


def _when(scene: Scene, clause: Clause, trigger: Trigger, clock: Clock) -> list[tuple[Dates, bool]]:
    """The dates of a happening: in its clause, before it in the sentence, anywhere in it, else where the story stands.

    Two dates joined by 'and' are two happenings: 'In 1965 and 1977, there were demonstrations'.
    """
    at = scene.offset + trigger.start
    nearest = min(_dates_in(scene, clause), key=lambda d: max(d.start - at, at - d.end), default=None)
    if nearest is None:
        telling = _telling(scene)
        before = [d for d in telling if d.end <= at]
        nearest = before[-1] if before else (telling[0] if telling else None)
    if nearest is not None:
        nearest = next((d for d in _dates_in(scene, clause) if _is_finer(d, nearest)), nearest)
        joined = [nearest, *(d for d in _telling(scene) if d is not nearest and _are_joined(scene, nearest, d))]
        return [(d.dates, True) for d in sorted(joined, key=lambda d: d.start) if _days(d.dates) <= _LONGEST]
    story = clock.before(scene.passage)
    return [(story, False)] if story is not None and _days(story) <= _LONGEST_STORY else []


def _is_finer(one: Dated, other: Dated) -> bool:
    """Whether one date lies within the other: 'in April 2016 with the 2016 clashes' is April."""
    a, b = one.dates.span, other.dates.span
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return b.start <= a.start and a.end <= b.end and (a.start, a.end) != (b.start, b.end)


def _are_joined(scene: Scene, one: Dated, other: Dated) -> bool:
    first, second = sorted((one, other), key=lambda d: d.start)
    return (
        re.fullmatch(r"\s?(?:,|and|, and)\s(?:in\s|on\s)?", scene.text[first.end - scene.offset : second.start - scene.offset])
        is not None
    )


def _days(dates: Dates) -> int:
    span = dates.span
    if span.start is None or span.end is None:
        return 10_000
    return (span.end[0] - span.start[0]) * 365 + (span.end[1] - span.start[1]) * 30 + span.end[2] - span.start[2]
