"""One mention of a person: the name, and the titles and roles beside it.

Soviet Deputy Procurator Alexander Katusev        the name behind 'Deputy Procurator'
Secretary of | State Dean Acheson                 a title that 'of' cuts in two
Napoleon I of France                              bare: Napoleon
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from etl.extract.spans import Span
from etl.normalize.lexicon.lexicons import find_polity
from etl.normalize.names import cues
from etl.normalize.names.runs import NUMERALS, NameRun


@dataclass(slots=True)
class Sighting:
    """One mention: the words of the name, where they stand, the roles beside it, and the rule that took it for a person.

    No rule had to tell where the infobox or a table lists the person (`is_listed`), nor for a spelling of another's name.
    """

    words: tuple[str, ...]
    span: Span
    roles: tuple[str, ...] = ()
    rule: str = ""
    affiliation: str | None = None  # the demonym before the name
    shown: str | None = None  # the name that stands there, where it is none of the words: 'Northumberland'
    is_listed: bool = False

    @property
    def name(self) -> str:
        return self.shown or " ".join(self.words)


def sighting_of(name: NameRun, roles: tuple[str, ...], rule: str) -> Sighting:
    span = Span(name.words[0].start, name.words[-1].end)
    return Sighting(tuple(w.text for w in name.words), span, roles, rule, cues.affiliation_before(name))


class TitledRun(NamedTuple):
    """A run with the titles at its start taken off: its name, and the titles as one phrase."""

    run: NameRun
    name: NameRun
    titles: tuple[str, ...]

    @classmethod
    def of(cls, run: NameRun) -> TitledRun:
        start, titles = _split_run(run) if len(run.words) > 1 else (0, ())
        return cls(run, run.part(start) if start else run, titles)


def _split_run(run: NameRun) -> tuple[int, tuple[str, ...]]:
    """`split_title` of a run; one that goes on a title begins with its field: 'Secretary of | State Dean Acheson'."""
    words = [w.text for w in run.words]
    is_field = run.is_chained and len(words) > 1 and words[0].casefold() in cues.listed("office_words", "fields")
    if not is_field or not cues.is_title(run.before[-2].capitalize()):
        return split_title(words)
    office = run.before[-2].capitalize()
    start, _ = split_title([office, *words[1:]])
    return start, (f"{office} of {words[0]}",)


def split_title(words: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many words at the start are titles, offices, acronyms and demonyms, and the title as one phrase.

    'Soviet Deputy Procurator Alexander Katusev' -> 3, 'Deputy Procurator': a given name ends what a title began.
    """
    roles = 0  # at the start of a sentence: 'Journalist Thomas de Waal'
    while roles < len(words) - 1 and cues.is_role(words[roles].casefold()) and not cues.is_given_name(words[roles]):
        roles += 1
        if cues.is_ambiguous_given_name(words[roles]):
            return roles, tuple(words[:roles])  # 'Secretary Dean Acheson'
    start, title = _split_titles(words[roles:])
    return roles + start, (*words[:roles], *title)


def _split_titles(words: list[str]) -> tuple[int, tuple[str, ...]]:
    titled = [i for i, word in enumerate(words[:-1][:6]) if cues.is_title(word)]
    if titled and titled[-1] > 0 and cues.is_ambiguous_given_name(words[titled[-1]]):
        titled.pop()  # 'US Attorney Dean Acheson'
    last = max(titled, default=-1)
    if last >= 0 and cues.is_given_name(words[0]) and not cues.is_title(words[0]):
        last = -1
    given = next((i for i, word in enumerate(words) if i > last >= 0 and cues.is_given_name(word)), len(words))
    if given < len(words) - 1:
        last = given - 1
    if last >= 0:
        phrase = " ".join(w for w in words[: last + 1] if find_polity(w) is None)
        return last + 1, (phrase,) if phrase else ()
    start = 0
    while start < len(words) - 1 and not cues.is_given_name(words[start]) and _is_forename_of_a_body(words[start]):
        start += 1
    return start, ()


def _is_forename_of_a_body(word: str) -> bool:
    """'NKVD Lavrentiy Beria', 'Azerbaijani Ayaz Mutalibov': acronyms and demonyms before a name."""
    return find_polity(word) is not None or (word.isupper() and len(word) > 2)


@lru_cache(maxsize=50_000)
def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without numerals, titles, suffixes and 'of …': 'Napoleon I of France' -> Napoleon, 'King Richard III' -> Richard."""
    kept = words[: words.index("of")] if "of" in words[1:] else words
    kept = tuple(w for w in kept if w not in NUMERALS and w.rstrip(".,") not in ("Jr", "Sr"))
    while len(kept) > 1 and cues.is_title(kept[0]):
        kept = kept[1:]
    return kept or words
