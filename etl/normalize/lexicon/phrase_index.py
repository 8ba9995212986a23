"""Find many fixed phrases in a text at once: by their first word, so that the time does not grow with their number.

A regular expression of hundreds of alternatives tries each of them at each place of the text; here a word of the text is
looked up, and only the phrases that begin with it are compared. The longest phrase at a place is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_FIRST = re.compile(r"(?<![\w-])\w[\w'’]*")
_GOES_ON = re.compile(r"[\w-]")


class PhraseIndex:
    """The phrases of a lexicon; case does not matter. `not_before`: what must not follow a phrase, beside a letter or hyphen."""

    def __init__(self, phrases: Iterable[str], not_before: str = "") -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted({p.casefold() for p in phrases}, key=len, reverse=True):
            first = _FIRST.match(phrase)
            self._by_first[first[0] if first else phrase].append(phrase)
        self._not_before = re.compile(not_before) if not_before else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, phrase in lower case) of each, left to right, without overlap."""
        stop = len(text) if end is None else end
        folded = text.casefold()
        if len(folded) != len(text):  # 'ß' and the like change the length
            folded = text.lower() if len(text.lower()) == len(text) else text
        at = start
        for match in _FIRST.finditer(folded, start, stop):
            phrases = self._by_first.get(match[0]) if match.start() >= at else None
            for phrase in phrases or ():
                after = match.start() + len(phrase)
                if after > stop or not folded.startswith(phrase, match.start()) or _GOES_ON.match(folded, after):
                    continue
                if self._not_before is not None and self._not_before.match(folded, after):
                    continue
                yield match.start(), after, phrase
                at = after
                break

    def has(self, text: str) -> bool:
        return next(self.find(text), None) is not None
