"""All phrases of all lists in one pass: for each list the same as a regular expression of it would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.lexicon.phrase_hits import PhraseHits, PhraseList, phrases_of

WORDS = ["killed", "killed in action", "cease-fire", "cease", "put to death", "o'clock", "in"]
OTHERS = ["in action", "action", "death", "dead or alive"]
FATES, PLACES = PhraseList(lambda: WORDS), PhraseList(lambda: OTHERS)
SHOT = PhraseList(lambda: ["shot"], not_before=re.compile(r"\sdown\b"))


def regex(phrases: list[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])", re.IGNORECASE)


TEXTS = st.text(alphabet="kiled nactopuhsr- Ifc.", max_size=80) | st.lists(st.sampled_from([*WORDS, *OTHERS, "-", "x", " "])).map(
    " ".join
)


@given(TEXTS, st.sampled_from([(FATES, WORDS), (PLACES, OTHERS)]))
def test_it_finds_what_a_regular_expression_finds(text: str, case: tuple[PhraseList, list[str]]) -> None:
    phrases, words = case
    assert list(PhraseHits(text).find(phrases)) == [(m.start(), m.end(), m[0].lower()) for m in regex(words).finditer(text)]


def test_letters_that_change_their_length_do_not_move_the_offsets() -> None:
    text = "Die Straße, İzmir: killed"
    assert [text[start:end] for start, end, _ in PhraseHits(text).find(FATES)] == ["killed"]


def test_what_must_not_follow() -> None:
    assert list(PhraseHits("shot down, shot dead").find(SHOT)) == [(11, 15, "shot")]


def test_in_a_stretch_a_phrase_is_found_that_a_longer_one_hides_in_the_whole() -> None:
    hits = PhraseHits("killed in action")
    assert list(hits.find(FATES, 7)) == [(7, 9, "in")]
    assert list(hits.find(FATES, 0, 9)) == [(0, 6, "killed"), (7, 9, "in")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'killed'", []),  # a word with an apostrophe behind it is another word
        ("'killed in action'", ["killed in action"]),
        ("it'killed in action", ["in"]),
        ("killed's", []),
        ("at one o'clock", ["o'clock"]),
    ],
)
def test_an_apostrophe_is_a_part_of_its_word(text: str, found: list[str]) -> None:
    assert [phrase for _, _, phrase in PhraseHits(text).find(FATES)] == found


def test_a_list_that_is_declared_late_is_found_too() -> None:
    assert not phrases_of("a siege").has(FATES)
    late = PhraseList(lambda: ["siege"])
    assert phrases_of("a siege").has(late)
