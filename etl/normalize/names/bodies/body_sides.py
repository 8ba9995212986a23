"""On whose side of the war a body stands: that of the state whose name or adjective its name begins or ends with.

    Azerbaijani parliament, Foreign Ministry of Azerbaijan, Azerbaijan SSR      the side of Azerbaijan
    Turkey, United States Congress                                              other: a state that is no party

International bodies, NGOs, media and companies have none, nor has a body that no state's name goes with.
"""

from __future__ import annotations

from collections.abc import Iterable

from etl.normalize.lexicon.lexicons import Polity, find_polity
from etl.normalize.lexicon.nations import Nations
from etl.normalize.record.extraction import Entity

OTHER = "other"
_OF_STATES = frozenset(("state", "government_body", "party", "armed_group", "military_unit"))


class Sides:
    """The sides of the states of an article. `parties`: names of the parties to the war, each with its side."""

    def __init__(self, parties: Iterable[tuple[str, str]], nations: Nations) -> None:
        self._nations = nations
        self._sides: dict[str, str] = {}
        self._by_adjective: dict[str, str] = {}
        for name, side in parties:
            polity = find_polity(name)
            if polity is None:
                continue
            self._sides.setdefault(polity.name, side)
            if name == side:  # the first party of a side, which names it
                for adjective in polity.adjectives:
                    self._by_adjective.setdefault(adjective, side)

    def of(self, entity: Entity) -> str | None:
        """The side of an organization by its name; None where its name says nothing or the infobox names no sides."""
        if entity.kind not in _OF_STATES or not self._sides:
            return None
        polity = find_polity(entity.name) if entity.kind == "state" else self._owner(entity.name)
        if polity is None:
            return None
        kin = (self._by_adjective[word] for word in polity.adjectives if word in self._by_adjective)
        return self._sides.get(polity.name) or next(kin, OTHER)

    def _owner(self, name: str) -> Polity | None:
        words = name.replace("'s ", " ").split(" ")
        size, polity = self._nations.prefix(words)
        if polity is None and "of" in words:
            tail = [word for word in words[len(words) - words[::-1].index("of") :] if word != "the"]
            size, polity = self._nations.prefix(tail, len(tail))
            polity = polity if size == len(tail) else None
        return polity
