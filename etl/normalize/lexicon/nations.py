"""Which state a name or adjective means in one article: of several that bear it, the one that the article names most.

'Soviet' is the Soviet Union or Soviet Russia, 'Karabakh' a khanate or a republic of 1991: the article decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from etl.normalize.lexicon.lexicons import Polity, begins_polity, find_polity, polities_named, state_names


class Nations:
    """The states of an article. `named`: how often the article names each."""

    def __init__(self, named: Mapping[Polity, int]) -> None:
        self._named = named
        self._meant: dict[str, Polity | None] = {}  # of the words that were asked about

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Nations:
        """From the names in the article, once a naming; names that are no state's are passed over."""
        found: Counter[Polity] = Counter()
        for name, count in Counter(names).items():
            polity = find_polity(name)
            if polity and polity.kind != "people" and name.casefold() in state_names(polity):
                found[polity] += count
        return cls(found)

    def of(self, word: str) -> Polity | None:
        """The state that the word names or is the adjective or people of; one that the article names before others."""
        if word not in self._meant:
            self._meant[word] = self._read(word)
        return self._meant[word]

    def _read(self, word: str) -> Polity | None:
        bearers = [polity for polity in polities_named(word) if polity in self._named]
        if bearers:
            return max(bearers, key=lambda polity: (_is_chief(word, polity), self._named[polity]))
        polity = find_polity(word)
        return polity if polity and polity.kind != "people" else None

    def said(self, word: str) -> str | None:
        """The state of an adjective that the article names or that is one of today, else the adjective; None for other words."""
        polity = self.of(word)
        if polity is None:
            return None
        return polity.name if polity in self._named or polity.kind == "state" else word

    def prefix(self, words: list[str], longest: int = 4) -> tuple[int, Polity | None]:
        """How many of the first words name a state or are its adjective, and which state."""
        if not words or not words[0][:1].isupper() or words[0] == "The" or not begins_polity(words[0]):
            return 0, None
        for count in range(min(longest, len(words)), 0, -1):
            if polity := self.of(" ".join(words[:count])):
                return count, polity
        return 0, None


def _is_chief(word: str, polity: Polity) -> bool:
    """Whether the word is a name or the first adjective of the state: 'Russian' is Russia before the Soviet Union."""
    return word.casefold() in (w.casefold() for w in (polity.name, *polity.aliases, polity.adjective, *polity.people[:1]))
