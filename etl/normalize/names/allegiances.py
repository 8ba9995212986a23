"""To which nation or side the people of a phrase belong, as the adjective that the text would use.

Azeri soldiers                       Azerbaijani: the adjective of the state
the French corps of Prince Eugène    French
Davout's rearguard                   French: the side that the infobox gives its commander
MVD troops                           Soviet: the side of the body
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from etl.normalize.infobox.sides import Side, find_side
from etl.normalize.lexicon.lexicons import alternatives, find_polity, is_faction, kinds_by_word, load_lexicon
from etl.normalize.passages.count_phrases import CountPhrase
from etl.normalize.passages.scenes import Named, Scene
from etl.normalize.record.extraction import Entity
from etl.normalize.record.facts import Commander, Fact

_CLAIMED = re.compile(r"\baccording to [^,;.:]+", re.IGNORECASE)
_ADJECTIVE = re.compile(r"([A-Z][^\W\d_]+) (?!and |or |in |by |to |of |from |with |against |had |was |were )(?:[a-z]+ )?\Z")
_WORD = re.compile(r"U\.S\.(?:A\.)?|U\.K\.|[A-Z][^\W\d_]+(?:[-–][A-Z][^\W\d_]+)*")


_GOES_ON = re.compile(
    r"\b(?:[Hh]e|[Hh]is|[Tt]hey|[Tt]heir|[Ii]ts|[Tt]his|[Tt]hese|[Tt]he (?:attack(?:ing)?|assault|main) (?:force|army))\b"
)
_SUBJECT = 60  # characters from the beginning of a sentence in which its subject stands


class Allegiances:
    """The nations of an article's people. `sides` are those of the infobox."""

    def __init__(self, sides: Iterable[Side], facts: Iterable[Fact], scenes: Iterable[Scene]) -> None:
        self._sides = list(sides)
        by_name = {side.name: side.adjective for side in self._sides if side.name}
        self._commanders = {f.person: by_name.get(f.side or "") for f in facts if isinstance(f, Commander)}
        self._adjectives = list(dict.fromkeys(side.adjective for side in self._sides if side.adjective))
        self._learned: dict[str, str] = {}
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for scene in scenes:
            for number, named in enumerate(scene.named):
                if named.kind != "place" and (adjective := self._told_before(scene, number)):
                    told[named.entity.entity_id][adjective] += 1
        self._learned = {entity_id: found.most_common(1)[0][0] for entity_id, found in told.items()}

    def _told_before(self, scene: Scene, number: int) -> str | None:
        """The nation right before a name: 'the French Imperial Guard', "Davout's I Corps", 'the Russian general X'."""
        named = scene.named[number]
        before = scene.text[max(0, named.start - 40) : named.start]
        nearest = scene.named[max(0, number - 3) : number]
        owner = next((n for n in nearest if n.kind == "person" and 0 <= named.start - n.end <= 4), None)
        if owner and named.kind == "organization" and re.fullmatch(r"['’]s? ", scene.text[owner.end : named.start]):
            return self._commanders.get(owner.entity.name)
        match = _ADJECTIVE.search(before)
        polity = find_polity(match[1]) if match else None
        return polity.adjective if polity and match and match[1] in polity.adjectives else None

    def of_words(self, words: str) -> str | None:
        """The first nation that the capitalised words of a phrase name: 'Azeri soldiers' is 'Azerbaijani'."""
        for match in _WORD.finditer(_of_title().sub(lambda m: " " * len(m[0]), words)):
            adjective = self.of_word(match[0])
            if adjective:
                return adjective
        return None

    def of_word(self, word: str) -> str | None:
        """The nation of a name, adjective or demonym, as an adjective; None for any other word."""
        polity = find_polity(word)
        if polity is not None:
            return polity.adjective
        if form := kinds_by_word("faction_words", "forms_of_state").get(word):  # 'Imperial troops': of the one Empire of the war
            sides = [side.adjective for side in self._sides if side.name and form in side.name]
            return sides[0] if len(sides) == 1 else None
        if is_faction(word):
            side = find_side(self._sides, word)
            return side.adjective if side else None
        return next((a for a in self._adjectives if a.casefold() == word.casefold()), None)

    def of_entity(self, entity: Entity) -> str | None:
        """The nation of a person, body or state: by its name, by the infobox, by what the text says it belongs to."""
        if entity.entity_kind == "place" and entity.kind not in ("country", None):
            return None
        listed = self._commanders.get(entity.name)
        if listed:
            return listed
        own = self.of_words(entity.name) if entity.entity_kind != "person" else None
        belongs = entity.affiliation
        if own or not belongs or belongs == "other":
            return own or self._learned.get(entity.entity_id)
        return self.of_words(belongs) or self._learned.get(entity.entity_id)

    def before(self, scene: Scene, end: int, start: int = 0) -> tuple[int, str] | None:
        """The nation named last before a place of the sentence, and where."""
        found = [(m.start(), a) for m in _WORD.finditer(scene.text, start, end) if (a := self.of_word(m[0]))]
        found += [(n.start, a) for n in scene.named if start <= n.start and n.end <= end and (a := self._of_named(n))]
        told = [m.span() for m in _CLAIMED.finditer(scene.text, start, end)]
        return max((f for f in found if not any(a <= f[0] < b for a, b in told)), default=None)

    def after(self, scene: Scene, start: int, end: int) -> str | None:
        """The nation named first behind a place of the sentence."""
        found = [(m.start(), a) for m in _WORD.finditer(scene.text, start, end) if (a := self.of_word(m[0]))]
        found += [(n.start, a) for n in scene.named if start <= n.start and n.end <= end and (a := self._of_named(n))]
        return min(found)[1] if found else None

    def other(self, adjective: str) -> str | None:
        """The enemy of a side, where there are two."""
        others = [a for a in self._adjectives if a != adjective]
        return others[0] if len(self._adjectives) == 2 and len(others) == 1 else None

    def is_actor(self, word: str) -> bool:
        """Whether a word means people of a nation who act, not its land: 'Armenians', 'Armenian', not 'Armenia'."""
        polity = find_polity(word)
        return polity is None or word in (*polity.adjectives, *polity.people)

    def side_named(self, force: str, scene: Scene, count: CountPhrase) -> str | None:
        """The name of the side that a force belongs to: by its own name, its nation, or the nation named before it."""
        own = find_side(self._sides, force) if force else None
        if own is None:
            entities = [n.entity for n in scene.named if n.entity.name == force or force.startswith(scene.text[n.start : n.end])]
            nation = next((a for e in entities if (a := self.of_entity(e))), None) or self.of_words(count.what)
            if nation is None and (last := self.before(scene, count.start)):
                nation = last[1]
            if nation is None:
                nation = self._told_of_him(scene, count.start)
            own = find_side(self._sides, nation) if nation else None
            if own is None:
                return nation
        return own.name

    def _told_of_him(self, scene: Scene, end: int) -> str | None:
        """The nation of the subject of the sentence before, where this one goes on about it: 'He scrambled six squadrons'."""
        if scene.before is None or not _GOES_ON.search(scene.text, 0, end):
            return None
        told = scene.before
        who = [(n.start, a) for n in told.named if n.kind != "place" and (a := self._of_named(n))]
        words = _WORD.finditer(told.text, 0, _SUBJECT)
        who += [(m.start(), a) for m in words if self.is_actor(m[0]) and (a := self.of_word(m[0]))]
        return min(who)[1] if who else None

    def state_of(self, adjective: str) -> str:
        """The name of the side or state of an adjective: 'Azerbaijan' for 'Azerbaijani'."""
        side = find_side(self._sides, adjective)
        polity = find_polity(adjective)
        return (side.name if side and side.name else None) or (polity.name if polity else adjective)

    def is_party(self, words: str) -> bool:
        """Whether the words name a side of the war."""
        return bool(words) and find_side(self._sides, words) is not None

    def _of_named(self, named: Named) -> str | None:
        return self.of_entity(named.entity) if named.kind != "place" else None


@cache
def _of_title() -> re.Pattern[str]:
    """'The Earl of Essex' is no East Saxon."""
    return re.compile(rf"\b(?:{alternatives(load_lexicon('person_contexts')['called_by_place'])}) of (?:the )?[A-Z]\w+")
