"""Who the people of a loss were: the words for them, their nation, and whether they bore arms.

up to 70 Azeri soldiers died                  military, Azerbaijani
twelve Azerbaijanis from the village          civilian: a people without arms
12 of its soldiers were killed                of the nation named before
inflicted heavy losses on the French corps    of the nation behind 'on'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.normalize.claims.losses import CountedFate
from etl.normalize.lexicon.people_words import is_people_word
from etl.normalize.lexicon.phrases import find_counted, has_term, population_of
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.passages.claimants import Claimant
from etl.normalize.passages.scenes import Scene

_NOBODY_IN_PARTICULAR = re.compile(r"(?:of )?(?:them|those|these|others?|lives|more|people|civilians)", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bnumber of (?P<whom>[^,;.:()\d]{2,60}?)\s*\Z")
_UPON = re.compile(r"\s(?:on|upon|to|among|amongst|for|of|by|from)\s(?P<whom>[^,;.:()]{2,70})")
_OWNER = re.compile(r"\b(?:its|their|his|her)\b")
_UNARMED = re.compile(
    r"\b(?:massacre[ds]?|pogroms?|earthquake|genocide|ethnic|famine|civilians?|villagers?|houses|homes|deport\w+|refugees?|"
    r"population|interethnic|rumou?rs)\b",
    re.IGNORECASE,
)
_NEAR, _FAR = 60, 200
_ARMED = re.compile(
    r"\b(?:army|armies|legions?|cavalry|infantry|fleet|regiments?|garrison|battlefield|in battle|in the battle|casualties)\b"
)
_BOTH = re.compile(r"\bboth sides\b|\beach side\b|\ball sides\b", re.IGNORECASE)
_AGENT = re.compile(r"\bby\s(?:the\s|an?\s)?(?:[a-z-]+\s)?\Z")


@dataclass(frozen=True, slots=True)
class Victims:
    words: str | None
    group: str | None
    population: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the passage told before: the people of the last loss, the nation of victims told last, whether in this sentence."""

    last: Victims | None = None
    group: str | None = None
    in_sentence: bool = False

    def after(self, victims: Victims) -> Told:
        return Told(victims, victims.group or self.group, True)

    @property
    def next_sentence(self) -> Told:
        return Told(self.last, self.group)


def victims_of(
    scene: Scene, loss: CountedFate, claimant: Claimant, allegiances: Allegiances, whole: Victims | None, before: Told
) -> Victims:
    """The people of one loss. `whole`: those that it is a part of."""
    last = before.last
    what = _what(scene, loss)
    what = "" if what in ("more", "lives", "others", "other") else what
    told = whole or (last if not what or _NOBODY_IN_PARTICULAR.fullmatch(what) else None)
    words = what or (told.words if told else None)
    group = allegiances.of_words(what) if what else None
    group = group or next(
        (
            g
            for n in scene.named_within(loss.count.count_end, loss.end)
            if n.kind != "place" and (g := allegiances.of_entity(n.entity))
        ),
        None,
    )
    population = _population(scene, loss, what, whole)
    if group is None and whole is not None:
        group = whole.group
    elif group is None and last is not None and (what == "them" or (before.in_sentence and not what)):
        group = last.group
    elif group is None and not _BOTH.search(scene.text, max(0, loss.start - 40), loss.end + 40):
        group = _elsewhere(scene, loss, claimant, allegiances)
        if group is None and (not what or (population == "civilian" and has_term("civilian", what))):
            group = before.group
    if not what and told is not None and loss.category not in ("casualties",):
        population = told.population
    return Victims(words, group, population)


def _what(scene: Scene, loss: CountedFate) -> str:
    """The noun phrase, without the word for what became of them."""
    count = loss.count
    if loss.start < count.start and (of := _NUMBER_OF.search(scene.text, 0, loss.start)):
        return of["whom"].strip()
    stop = min(loss.end, count.end + 40) if loss.end > count.end else count.end
    words = scene.text[count.count_end : max(count.end, count.count_end)]
    named = re.split(
        r"\b(?:were|was|killed|wounded|injured|captured|missing|dead|died|deaths?|casualties|losses|lost|fled|left|who|had|"
        r"living|slain|taken|held)\b",
        words or scene.text[count.count_end : stop],
    )[0]
    said = " ".join(named.split()).removeprefix("of ").strip(" ,.-")
    is_people = find_counted(said) or population_of(said) or any(is_people_word(w) for w in re.findall(r"[^\W\d_][\w'’-]*", said))
    return said if is_people or _NOBODY_IN_PARTICULAR.fullmatch(said) or scene.named_within(count.count_end, count.end) else ""


def _elsewhere(scene: Scene, loss: CountedFate, claimant: Claimant, allegiances: Allegiances) -> str | None:
    """The nation where the noun phrase names none: of what the loss was inflicted on, of the owner, of the enemy of the agent."""
    text = scene.text
    upon = _UPON.match(text, loss.end)
    if (
        upon
        and loss.category in ("casualties", "killed")
        and loss.count.vague
        and (said := allegiances.after(scene, upon.start("whom"), upon.end()))
    ):
        return said
    last = allegiances.before(scene, loss.start)
    if last is None:
        return None
    at, adjective = last
    is_owner = _OWNER.search(text[loss.count.count_end : loss.count.end + 20]) is not None
    if (claimant.start <= at < claimant.end and not is_owner) or any(
        c.start <= at < c.end for c in scene.counts if c != loss.count
    ):
        return None
    between = text[at : loss.start]
    word = re.match(r"[\w-]+", text[at:])
    is_actor = word is not None and allegiances.is_actor(word[0])
    if loss.end <= loss.count.end and re.search(
        r"\b(?:killing|killed|inflict\w*|captur\w+|wounding|massacr\w+|expel\w*|took|taking|holding|held|slaughter\w+)\b",
        text[at : loss.count.start],
    ):
        return allegiances.other(adjective) if is_actor or loss.category == "captured" else None
    if _AGENT.search(text[max(0, at - 20) : at]):
        return allegiances.other(adjective)
    is_homeland = re.match(
        r"[\w-]+\s(?:[a-z]+\s)?(?:villages?|towns?|cit(?:y|ies)|civilians?|population|people|settlements?)\b", text[at:]
    )
    is_near = len(between) < (_FAR if is_homeland else _NEAR) and not re.search(r"[;]|\baccording\b", between)
    return adjective if is_near or is_owner else None


def _population(scene: Scene, loss: CountedFate, what: str, parent: Victims | None) -> str | None:
    said = population_of(what) if what else None
    if said:
        return said
    heads = find_counted(what) if what else []
    if heads:
        word = what[heads[0].start : heads[0].end].casefold()
        if word in ("people", "person", "persons", "peasants", "settlers", "colonists", "miners"):
            return "civilian" if _UNARMED.search(scene.text) else "mixed"
        return "military"
    if re.search(r"\b(?:militants|fighters|police|officers?|forces|men|warriors|combatants|guards?\w*)\b", what):
        return "military"
    if loss.category == "displaced":
        return "civilian"
    if re.search(r"\bhostages?\b", scene.text[loss.start : loss.end]):
        return "mixed"
    if what == "lives":
        return "civilian" if _UNARMED.search(scene.text) else "military"
    if loss.category == "casualties" or (loss.category == "captured" and not what):
        return "civilian" if has_term("civilian", scene.text[max(0, loss.start - 20) : loss.end]) else "military"
    words = re.findall(r"[A-Z][^\W\d_]+", what)
    if words and any(is_people_word(word) for word in words):
        is_armed = loss.category == "captured" or (_ARMED.search(scene.text) and not _UNARMED.search(scene.text))
        return "military" if is_armed else "civilian"
    if parent is not None:
        return parent.population
    nouns = re.findall(r"[^\W\d_]+", what)
    if nouns and is_people_word(nouns[-1]):
        return "civilian" if _UNARMED.search(scene.text) else "mixed"
    return "civilian" if _UNARMED.search(scene.text) and not what else "military" if not what else "mixed"
