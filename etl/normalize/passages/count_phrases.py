"""Counts in a sentence with what they count: a number or a vague word, and the noun phrase behind it.

up to 70 Azeri soldiers died              70, 'Azeri soldiers'
several hundred civilians evacuating      'several hundred', 'civilians'
25 to 30 were killed                      25..30, ''
the 1992 war; Resolution 822; the 366th   no counts: dates, labels and ordinals
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.normalize.grammar.clues import Clues
from etl.normalize.grammar.number_words import CLUES as NUMBER_CLUES
from etl.normalize.grammar.quantities import Quantity, find_quantities
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseList, phrases_of
from etl.normalize.times.clock import Dated

_VAGUE = PhraseList.of("vague_counts", "phrases")
_MOST_WORDS = 9  # of a noun phrase
_WORD = re.compile(r"[^\W\d_][\w.'’-]*|\d[\w-]*")
_MEASURED = frozenset(("ammunition", "supplies", "gunpowder", "artillery", "cannon", "horse", "foot"))  # 'railroad cars of'
_OWNERS = frozenset(("the", "its", "their", "his", "her", "these", "those", "all"))
_OWNER = re.compile(
    r"\s(?:(?:the|its|their|his|her|a|about|some|more than|[A-Z][\w-]*(?:['’]s)?|original|total|estimated)\s?){0,5}"
)
_STRONG = re.compile(r"(\d)-(strong)\b")
_HOW = re.compile(r"\b(?:how|so|too)\s\Z", re.IGNORECASE)  # 'how many died' counts nobody
_NONE = re.compile(r"\b(?:had|has|have|having|with|possessed|fielded)\s(?P<none>no)(?=\s\w)")
_UNIT_NAME = re.compile(
    r"\s(?:\([^)]{1,20}\)\s)?(?:Squadrons?|Wings?|Groups?|Regiments?|Battalions?|Brigades?|Divisions?|Corps|Batter(?:y|ies)|"
    r"Compan(?:y|ies)|Commandos?|Army|Fleet|Flight|Staffel|Gruppe|Geschwader)\b"
)
_UNIT = re.compile(r"[\s-]*(?:(?P<sign>[%°])|(?P<word>[^\W\d_][\w'’]*(?:-old)?))")


@dataclass(frozen=True, slots=True)
class CountPhrase:
    """One count of a sentence: offsets in the sentence; the noun phrase ends at `end`, the count at `count_end`."""

    start: int
    count_end: int
    end: int
    quantity: Quantity
    what: str
    vague: str | None = None

    @property
    def is_bare(self) -> bool:
        return not self.what


def find_counts(text: str, dated: Iterable[Dated], offset: int, clues: Clues) -> list[CountPhrase]:
    """All counts of a sentence, left to right. `dated`: its dates, by offsets in the document."""
    has_numbers = not NUMBER_CLUES.isdisjoint(clues)
    masked = text
    for d in dated:
        masked = masked[: d.start - offset] + "\x00" * (d.end - d.start) + masked[d.end - offset :]
    masked = _STRONG.sub(lambda m: f"{m[1]} {m[2]}", masked) if has_numbers else masked  # '16,000-strong'
    vague = [
        (start, end)
        for start, end, _ in phrases_of(masked).find(_VAGUE)
        if not _is_measure(text, end) and not _HOW.search(text, max(0, start - 5), start)
    ]
    found: list[CountPhrase] = []
    for match in find_quantities(masked) if has_numbers else ():
        if _label().search(text, max(0, match.start - 14), match.start) or match.quantity.bound == "unknown":
            continue
        if any(start <= match.start < end < match.end + 30 and end > match.end for start, end in vague):
            continue  # 'one third of'
        if not _is_measure(text, match.end) and not _is_designation(text, match.start, match.end):
            found.append(_phrase(masked, match.start, match.end, match.quantity, None))
    found += [
        _phrase(masked, m.start("none"), m.end(), Quantity(0, 0, "none", m["none"]), None)
        for m in (_NONE.finditer(masked) if "no" in clues else ())
    ]
    for start, stop in vague:
        if any(start < c.count_end and c.start < stop for c in found):
            continue
        words = " ".join(text[start:stop].split())
        counted = next((c for c in found if stop < c.start and _OWNER.fullmatch(text, stop, c.start)), None)
        if counted and words.endswith(" of"):  # 'most of the 200,000 inhabitants': the number is that of the whole
            found.remove(counted)
        end = counted.count_end if counted and words.endswith(" of") else stop
        found.append(_phrase(masked, start, end, Quantity(None, None, "vague", words), words.removesuffix(" of")))
    return sorted(found, key=lambda c: c.start)


def _phrase(text: str, start: int, count_end: int, quantity: Quantity, vague: str | None) -> CountPhrase:
    """The count with the words that it counts: up to a preposition, verb, mark or date."""
    at = end = count_end
    words: list[str] = []
    while len(words) < _MOST_WORDS:
        gap = re.compile(r"\s+(?:of\s+)?(?:more\s+)?|\s*-").match(text, at)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or gap is None or (word[0].casefold() in _listed("stops") and not word[0][0].isdigit()):
            break
        is_number = word[0][0].isdigit()
        if gap[0].strip() == "of" and words and word[0].casefold() in _MEASURED:
            words.append(word[0])
            at = end = word.end()
            continue
        if is_number or (gap[0].strip() == "of" and words and word[0].casefold() not in _OWNERS and not word[0][0].isupper()):
            break
        words.append(word[0])
        at = end = word.end()
        if word[0].endswith(","):
            break
    what = " ".join(text[count_end:end].split()).removeprefix("of ").strip(" -")
    return CountPhrase(start, count_end, end, quantity, what, vague)


def _is_designation(text: str, start: int, end: int) -> bool:
    """Whether a number in digits and a capitalised word for a unit are its name: '504 Squadron', not '5,000 Royalists'."""
    return text[start:end].isdigit() and _UNIT_NAME.match(text, end) is not None


def _is_measure(text: str, at: int) -> bool:
    """Whether a unit, or a noun of what is neither people nor arms, stands right behind the number: '7 km', '20 villages'."""
    match = _UNIT.match(text, at)
    if match is None or match["sign"]:
        return match is not None
    word = match["word"].casefold()
    return word in _listed("units") or word.removesuffix("s") in _listed("units") or word.removesuffix("es") in _listed("units")


@cache
def _label() -> re.Pattern[str]:
    """What makes the number behind it a name: 'Resolution 822', 'Su-25'; not 'In 1992'."""
    return re.compile(
        rf"(?:\b(?:{alternatives(load_lexicon('vague_counts')['labels_of_no_count'])})\s|"
        r"(?<![.!?] )\b(?!(?:In|On|At|By|The|All|Of|And|But|For|To|Up|Or|No|Its|Her|His|Was|Had|Out|Two|Six|Ten|"
        r"One)\b)[A-Z][a-z]{1,2}\s)\Z"
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("vague_counts")[name])
