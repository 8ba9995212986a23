"""The word lists of data/reference: each word once with what it means, and none that an edit has broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
import yaml

import etl.normalize.pipeline  # noqa: F401 - every reader declares its lists
from etl.normalize.lexicon.lexicons import REFERENCE, SHARED, load_lexicon
from etl.normalize.lexicon.phrase_hits import PhraseHits, declared_lists
from tests.conftest import ROOT

MEANINGS = yaml.safe_load((ROOT / "tests/cases/lexicon_meanings.yml").read_text(encoding="utf-8"))
LEXICONS = [path.stem for path in sorted(REFERENCE.rglob("*.yml")) if path.stem != "judgements"]
WRITTEN = {
    f"{path.stem}.{name}": entries
    for path in sorted(REFERENCE.rglob("*.yml"))
    if path.stem != "judgements"
    for name, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
FEWEST, SHARE = 6, 0.6  # of the words of the shorter list: two lists that share so much are one, or ask two questions


def words_of(name: str) -> set[str]:
    """The words that a list writes itself, without their kinds and without those that it takes from others."""
    return {entry.partition("=")[0].strip() for entry in WRITTEN[name] if not entry.startswith(SHARED)}


def pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Each two lists of different files."""
    return ((a, b) for a, b in combinations(names, 2) if a.partition(".")[0] != b.partition(".")[0])


@pytest.mark.parametrize("meaning", MEANINGS["one_meaning"])
def test_a_word_of_one_meaning_stands_in_one_file(meaning: str) -> None:
    """With its kind, where it has one: Cossacks by themselves are an armed group, at the end of a name a unit."""
    names = MEANINGS["one_meaning"][meaning]
    written = {name: {entry for entry in WRITTEN[name] if not entry.startswith(SHARED)} for name in names}
    assert {(a, b): both for a, b in pairs(names) if (both := written[a] & written[b])} == {}


def test_two_lists_of_nearly_the_same_words_ask_two_questions() -> None:
    alike = [
        (a, b)
        for a, b in pairs([name for name in WRITTEN if name not in MEANINGS["other_questions"]])
        if len(both := words_of(a) & words_of(b)) >= FEWEST and len(both) >= SHARE * min(len(words_of(a)), len(words_of(b)))
    ]
    assert alike == [], "take the words of one with '+lexicon.list', or say in lexicon_meanings.yml what the other asks"


def test_what_is_said_of_lists_is_said_of_lists_that_are_there() -> None:
    said = {*MEANINGS["other_questions"], *(name for names in MEANINGS["one_meaning"].values() for name in names)}
    taken = {entry.removeprefix(SHARED) for entries in WRITTEN.values() for entry in entries if entry.startswith(SHARED)}
    assert (said | taken) - set(WRITTEN) == set()


@pytest.mark.parametrize("name", MEANINGS["word_by_word"])
def test_a_list_that_is_read_word_by_word_holds_single_words(name: str) -> None:
    lexicon, _, entries = name.partition(".")
    assert [entry for entry in load_lexicon(lexicon)[entries] if " " in entry] == []


def test_every_phrase_can_be_found() -> None:
    lost = [
        phrase
        for phrases in declared_lists()
        for phrase in phrases.phrases()
        if [found for _, _, found in PhraseHits(f"it {phrase}.").find(phrases)] != [phrase.casefold()]
    ]
    assert lost == []


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_no_entry_is_two_that_an_edit_has_joined(lexicon: str) -> None:
    """'hacked to assassinated' was 'hacked to death' and 'assassinated'."""
    for name, entries in load_lexicon(lexicon).items():
        words = [entry.partition("=")[0].casefold().split() for entry in entries]
        participles = {word[0] for word in words if len(word) == 1 and word[0].endswith("ed")}
        for word in words:
            joined = participles.intersection(word) if not {"and", "or"}.intersection(word) else set()
            assert len(joined) < 2, f"{lexicon}.{name}: {' '.join(word)}"
            assert not any(one == "to" and other.endswith("ed") for one, other in zip(word, word[1:], strict=False)), word
