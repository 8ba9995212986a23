"""Many phrases found at once: the same as a regular expression of all of them would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.lexicon.phrase_index import PhraseIndex

PHRASES = ["killed", "killed in action", "cease-fire", "cease", "put to death", "o'clock", "in"]
REGEX = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.escape(p) for p in sorted(PHRASES, key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)


WORDS = st.lists(st.sampled_from([*PHRASES, "-", "x", " "])).map(" ".join)


@given(st.text(alphabet="kiled nactopuhsr-' Ifc.", max_size=80) | WORDS)
def test_it_finds_what_a_regular_expression_finds(text: str) -> None:
    assert list(PhraseIndex(PHRASES).find(text)) == [(m.start(), m.end(), m[0].lower()) for m in REGEX.finditer(text)]


def test_letters_that_change_their_length_do_not_move_the_offsets() -> None:
    text = "Die Straße, İzmir: killed"
    assert [text[start:end] for start, end, _ in PhraseIndex(PHRASES).find(text)] == ["killed"]


def test_what_must_not_follow() -> None:
    assert list(PhraseIndex(["shot"], not_before=r"\sdown\b").find("shot down, shot dead")) == [(11, 15, "shot")]
