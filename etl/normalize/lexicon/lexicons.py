"""Reviewed reference data: word lists and the gazetteer of states, read once from data/reference.

What stands there is true for any article; what is true for one article is read from its text each time.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

_PACKAGE = Path(__file__).resolve().parents[2]
_HOMES = (_PACKAGE.parent / "data" / "reference", _PACKAGE / "_data" / "reference")  # a checkout, an installed wheel
REFERENCE = next((home for home in _HOMES if home.is_dir()), _HOMES[0])
_MOST_WORDS = 20_000  # remembered: readers ask about the same words of an article in turn
LANGUAGE = "en"  # of the articles: the folder of data/reference that their words are looked up in
SHARED = "+"  # before the name of a list whose entries are entries of this one
_LONGEST_NAME = 200  # characters of a name of a state, with room to spare: longer texts are not remembered
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_lexicon(name: str, language: str = LANGUAGE) -> dict[str, tuple[str, ...]]:
    """The lists of a lexicon: list name -> entries, in their order.

    Words of a language are in its folder, `data/reference/en/event_triggers.yml`; names and judgements that belong to no
    language are in `data/reference` itself. A word stands once for what it means: the entry `+claim_words.said` is all entries
    of that list, which another reader needs too. Raises FileNotFoundError where neither folder has the file.
    """
    return {key: tuple(_with_shared(entries, language)) for key, entries in _written(name, language).items()}


@cache
def _written(name: str, language: str) -> dict[str, list[str]]:
    of_language = REFERENCE / language / f"{name}.yml"
    with (of_language if of_language.is_file() else REFERENCE / f"{name}.yml").open(encoding="utf-8") as stream:
        lists: dict[str, list[str]] = yaml.load(stream, Loader=_LOADER)  # noqa: S506 - a safe loader, the faster one
    return lists


def _with_shared(entries: list[str], language: str) -> Iterator[str]:
    for entry in entries:
        if entry.startswith(SHARED):
            lexicon, _, name = entry.removeprefix(SHARED).partition(".")
            yield from _with_shared(_written(lexicon, language)[name], language)
        else:
            yield entry


@cache
def kinds_by_word(lexicon: str, name: str) -> dict[str, str]:
    """A list of 'word = kind' entries as a mapping: 'Committee = government_body' is {'Committee': 'government_body'}."""
    pairs = (entry.partition("=") for entry in load_lexicon(lexicon)[name])
    return {word.strip(): kind.strip() for word, _, kind in pairs}


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of a regular expression, the longest first: 'battle of|battle', to be put into a group."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True, eq=False)
class Polity:
    """A state, historic state or people: one row of `data/reference/countries.csv`, and so the same as nothing but itself."""

    name: str
    iso2: str
    kind: str  # state | territory | historic | people
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    aliases: tuple[str, ...]
    successor: str

    @property
    def adjective(self) -> str:
        """The commonest adjective, or the name where there is none."""
        return self.adjectives[0] if self.adjectives else self.name


@cache
def polities() -> tuple[Polity, ...]:
    """All rows, in the order of the file: today's states before historic ones of the same alias."""
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        Polity(
            row["name"],
            row["iso2"],
            row["kind"],
            _items(row["adjective"]),
            _items(row["people"]),
            _items(row["aliases"]),
            row["successor"],
        )
        for row in rows
    )


@cache
def _index() -> dict[str, Polity]:
    """Every name, alias, adjective and people's name, case folded, to its polity; names win over adjectives."""
    index: dict[str, Polity] = {}
    for words in (lambda p: (p.name,), lambda p: p.aliases, lambda p: p.people, lambda p: p.adjectives):
        for polity in polities():
            for word in words(polity):
                if not is_faction(word):
                    index.setdefault(word.casefold(), polity)
    return index


@cache
def _bearers() -> dict[str, tuple[Polity, ...]]:
    """Every name, alias, adjective and people's name, case folded, to all polities that bear it, in the order of the file."""
    index: dict[str, list[Polity]] = {}
    for polity in polities():
        words = (polity.name, *polity.aliases, *polity.people, *polity.adjectives)
        for word in dict.fromkeys(word.casefold() for word in words if not is_faction(word)):
            index.setdefault(word, []).append(polity)
    return {word: tuple(bearers) for word, bearers in index.items()}


def polities_named(word: str) -> tuple[Polity, ...]:
    """All states that a name, adjective or demonym can mean."""
    key = word.strip().casefold()
    return _bearers().get(key) or _bearers().get(key.removeprefix("the ")) or ()


def is_faction(word: str) -> bool:
    """'Loyalists', 'Republican': a faction of many wars, which stands for no country."""
    folded = word.casefold()
    return folded in _factions() or folded.removesuffix("s") in _factions()


@cache
def _factions() -> frozenset[str]:
    return frozenset(load_lexicon("faction_words")["factions"])


def find_polity(word: str) -> Polity | None:
    """The state or people that a name, adjective or demonym means: 'Azerbaijani', 'Azeris', 'USSR', 'the Netherlands'."""
    return _polity(word) if len(word) <= _LONGEST_NAME else None


@lru_cache(maxsize=_MOST_WORDS)
def _polity(word: str) -> Polity | None:
    key = word.strip().casefold()
    return _index().get(key) or _index().get(key.removeprefix("the "))


def begins_polity(word: str) -> bool:
    """Whether a name or adjective of a state begins with the word: most words of a text begin none."""
    return word.casefold() in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(("the", *(word.split(" ")[0] for word in (*_index(), *_bearers()))))


@cache
def _state_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(load_lexicon('faction_words')['states'])})\b|^[A-Z]{{3,}}$")


@cache  # of some hundred states
def state_names(polity: Polity) -> frozenset[str]:
    """Names that mean the state itself, case folded; an alias of a historic state is often that of its region or city as well."""
    names = (polity.name, *polity.aliases)
    is_of_today = polity.kind in ("state", "territory")
    is_own = {polity.name} if " " in polity.name else set()
    return frozenset(name.casefold() for name in names if is_of_today or name in is_own or _state_word().search(name))


def polity_of_flag(flag: str) -> Polity | None:
    """The state of a flag emoji: two regional indicator symbols that spell its ISO 3166-1 code."""
    code = "".join(chr(ord(symbol) - 0x1F1E6 + ord("A")) for symbol in flag)
    return next((polity for polity in polities() if polity.iso2 == code and polity.kind in ("state", "territory")), None)


def _items(joined: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in joined.split(";") if item.strip())
