"""What stands around the name of a place: place nouns that say its kind, prepositions, and the lists that it goes on."""

from __future__ import annotations

from functools import cache, lru_cache

from etl.normalize.lexicon.lexicons import find_polity, kinds_by_word
from etl.normalize.names import cues
from etl.normalize.names.places.colon_lists import ColonLists
from etl.normalize.names.runs import NameRun, directions

_MOST_WORDS = 20_000  # remembered
_LISTED = frozenset((",", "and", "or", "&"))


def with_noun(run: NameRun, lists: ColonLists) -> tuple[str, str | None]:
    """The name with a place noun that belongs to it, and the kind that nouns around it say, or the noun before its list."""
    name = run.text
    nouns, heads = kinds_by_word("name_cues", "place_nouns"), kinds_by_word("name_cues", "place_heads")
    if len(run.words) == 1 and is_demonym(name):
        return name, None  # 'a Roman province'
    if len(run.words) > 1 and run.words[-1].text in heads:
        return name, heads[run.words[-1].text]
    for count in (3, 2, 1) if run.after[:1] and run.after[0] in _first_of_built() and run.follows == run.after[0] else ():
        built = kinds_by_word("place_contexts", "built").get(" ".join(run.after[:count]))
        if built and not run.is_possessive:
            return f"{name} {' '.join(run.after[:count])}", built
    if run.follows in nouns and not run.is_possessive:
        if run.follows in cues.listed("place_contexts", "taken"):
            return f"{name} {run.follows}", nouns[run.follows]
        if run.follows in cues.listed("place_contexts", "added"):
            return name, nouns[run.follows]
    before = run.before
    for listed in (_before_list(before), lists.noun_before(run)):
        if listed.endswith("s") and (kind := nouns.get(listed.removesuffix("s")) or nouns.get(listed)):
            return name, kind
    is_dedicated = before[-2:-1] != () and before[-2] in cues.listed("place_contexts", "dedicated")
    if before[-1:] == ("of",) and len(before) > 1 and _singular(before[-2]) in nouns and not is_dedicated:
        return name, nouns[_singular(before[-2])]
    if before[-1:] and _singular(before[-1]) in nouns:
        return name, nouns[_singular(before[-1])]
    return name, None


@cache
def _first_of_built() -> frozenset[str]:
    """The first words of what is built at a place and called by it: 'airport', 'railway station'."""
    return frozenset(name.split(" ")[0] for name in kinds_by_word("place_contexts", "built"))


def is_behind_plural(run: NameRun) -> bool:
    """'the villages of Malibeyli', 'villages Malibeyli': a list may follow."""
    before = run.before[:-1] if run.before[-1:] == ("of",) else run.before
    nouns = kinds_by_word("name_cues", "place_nouns")
    last = (before[-1] if before else "", _before_list(run.before))
    return any(word.endswith("s") and word.removesuffix("s") in nouns for word in last)


def known_place(run: NameRun) -> str | None:
    """The kind of a region, river or mountain range of the whole world; doubtful ones only where the context says place."""
    entry = kinds_by_word("known_places", "names").get(run.text)
    if entry is None or run.is_chained:
        return None
    is_located = run.before[-1:] == ("the",) or has_preposition(run)
    if run.text in cues.listed("known_places", "doubtful") and not is_located:
        return None
    return entry.split(" ")[0]


def _before_list(before: tuple[str, ...]) -> str:
    """The word that opens a list of examples: 'villages' before '(e.g., Imereti' or ', such as Imereti'."""
    words = list(before)
    while words and words[-1] in cues.listed("place_contexts", "opening"):
        words.pop()
    return words[-1] if words and len(words) < len(before) else ""


def _singular(word: str) -> str:
    return word if word in kinds_by_word("name_cues", "place_nouns") else word.removesuffix("s")


def has_preposition(run: NameRun) -> bool:
    """'in Baku'; 'in the South Caucasus' only with a word of direction, as 'in the Politburo' is none."""
    before, into = run.before, cues.listed("place_contexts", "into")
    if run.is_possessive or not before:
        return False
    is_direct = before[-1] in into
    return is_direct or (before[-1] == "the" and before[-2:-1] != () and before[-2] in into and run.words[0].text in directions())


def has_direction(run: NameRun) -> bool:
    """'the road to Smolensk', 'arrived from Moscow': a weak sign, as persons stand there too."""
    before = run.before
    is_motion = (
        before[-1:] in (("to",), ("from",)) and len(before) > 1 and before[-2] not in cues.listed("place_contexts", "not_motion")
    )
    return is_motion and len(run.words) == 1 and not run.is_possessive and not run.words[0].text.isupper()


def is_of_place(run: NameRun) -> bool:
    """'the siege of Mutina': what places have."""
    return (
        run.before[-1:] == ("of",)
        and run.before[-2:-1] != ()
        and run.before[-2] in cues.listed("person_contexts", "had_by_places")
    )


def is_led_to(run: NameRun) -> bool:
    """'raided Columbus', 'the road to Larissa', 'Plymouth or Poole': where a name is a place if there is a place of that name."""
    before = run.before[:-1] if run.before[-1:] == ("the",) else run.before
    if not before or len(run.words) > 3:
        return False
    return before[-1] in cues.listed("place_contexts", "done_to_places", "leading_to_places") or before[-1] in _LISTED


def continues(run: NameRun, last: NameRun) -> bool:
    """Whether the run goes on a list of places: 'in Baku, Ganja and Sumgait'."""
    gap = run.sentence is last.sentence and 0 < run.words[0].start - last.words[-1].end <= 6
    return gap and run.before[-1:] != () and run.before[-1] in _LISTED


@lru_cache(maxsize=_MOST_WORDS)
def is_demonym(word: str) -> bool:
    """'Armenian', 'Azeris'; not 'Smolensk', which is also a name of a principality."""
    polity = find_polity(word)
    if polity is None or word.casefold() in {alias.casefold() for alias in polity.aliases}:
        return False
    return word.casefold() in {w.casefold() for w in (*polity.adjectives, *polity.people)}
