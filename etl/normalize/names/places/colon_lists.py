"""Lists of places behind a colon: 'several exclaves within the territory of Armenia: Artsvashen, Karki and Yukhari Askipara'.

A list goes on for as long as there are capitalised words and 'and'. Each sentence is read once, not once a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from etl.normalize.lexicon.lexicons import kinds_by_word
from etl.normalize.names.runs import NameRun
from etl.normalize.text.passages import Passage

_PARTS = re.compile(r"[^\s,]+")
_WORDS = re.compile(r"\S+")


class ColonLists:
    """The lists of the sentence that was asked about last."""

    def __init__(self) -> None:
        self._sentence: Passage | None = None
        self._colons: list[int] = []
        self._lists: list[tuple[int, str]] = []  # behind each colon: where the list ends, and the noun before it

    def noun_before(self, run: NameRun) -> str:
        """The plural noun of places before the colon that opens the list of which the run is; empty where it is of none."""
        if run.sentence is not self._sentence:
            self._sentence = run.sentence
            self._read(run.sentence.text)
        start = run.words[0].start - run.sentence.span.start
        number = bisect_left(self._colons, start) - 1
        if number < 0 or start > self._lists[number][0]:
            return ""
        return self._lists[number][1]

    def _read(self, text: str) -> None:
        self._colons = [match.start() for match in re.finditer(":", text)]
        if not self._colons:
            return
        nouns = _plurals_before(text, self._colons)
        ends = [*self._colons[1:], len(text)]
        self._lists = [
            (_end_of_list(text, colon + 1, end), noun) for colon, end, noun in zip(self._colons, ends, nouns, strict=True)
        ]


def _end_of_list(text: str, start: int, end: int) -> int:
    """Where the first word stands that is none of a list."""
    parts = _PARTS.finditer(text, start, end)
    return next((part.start() for part in parts if not (part[0][:1].isupper() or part[0] == "and")), end)


def _plurals_before(text: str, colons: list[int]) -> list[str]:
    """For each colon the last plural noun of places before it."""
    nouns = kinds_by_word("name_cues", "place_nouns")

    def plural(word: str) -> str:
        folded = word.casefold()
        return folded if folded.endswith("s") and folded.removesuffix("s") in nouns else ""

    found: list[str] = []
    last = ""
    for word in _WORDS.finditer(text):
        for at in range(len(found), len(colons)):
            if colons[at] >= word.end():
                break
            found.append(plural(text[word.start() : colons[at]]) or last)
        last = plural(word[0]) or last
    return found
