"""Bytes to structure: repaired encodings, exact offsets, and an account of every character."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.encoding import repair
from etl.extract.reader import read_article
from etl.extract.spans import MappedText
from etl.extract.yaml_nodes import ScalarNode, map_scalar, read_yaml
from tests.conftest import GOLD, SEED

HEAD = "---\ntitle: Example War\n---\n"
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=80)


@pytest.mark.parametrize("encodings", [["mac_roman"], ["cp1252"], ["latin-1"], ["cp437"], ["cp1251"], ["latin-1", "latin-1"]])
def test_whole_file_damage_is_undone_exactly(encodings: list[str]) -> None:
    clean = "20 February 1988 – 12 May 1994: 🇦🇲 Ļevon naïve Übergang – «Ереван» “quoted” …"
    damaged = clean
    for encoding in encodings:
        try:
            damaged = damaged.encode().decode(encoding)
        except UnicodeDecodeError:
            pytest.skip("this encoding cannot damage this text")
    assert repair(damaged) == (clean, "+".join(encodings))


@pytest.mark.parametrize("clean", ["plain ascii", "Ereván – 5,000 naïve façades", "Übergang «Ереван»", "Ã is a letter"])
def test_clean_text_is_left_alone(clean: str) -> None:
    assert repair(clean) == (clean, None)


def test_the_seed_is_restored_to_the_character() -> None:
    article = read_article(SEED.read_bytes())
    assert article.text == (GOLD / "document.md").read_text(encoding="utf-8")
    assert article.repaired_from == "mac_roman"
    assert article.accounted_characters == len(article.text)


@given(TEXTS, st.sampled_from(["|-", ">-", '"', "'", None]), st.integers(20, 200))
def test_scalars_map_to_their_characters(value: str, style: str | None, width: int) -> None:
    """Each visible character of a YAML value stands at its offset, whatever the style in which it was written."""
    dumped = yaml.dump({"key": {"text": value}}, default_style=style, allow_unicode=True, width=width)  # type: ignore[call-overload]
    dumped = dumped.replace("!!null ", "").replace("!!bool ", "")
    if "!!" in dumped or "? " in dumped:
        return
    source = "# front\n" + dumped
    root = read_yaml(source, 8, len(source))
    node = root.get("key").get("text")  # type: ignore[union-attr]
    assert isinstance(node, ScalarNode)
    mapped = map_scalar(source, node)
    assert mapped.text == node.value == value
    for i, char in enumerate(value):
        if not char.isspace() and style != '"' and not (style == "'" and char == "'"):
            assert source[mapped.starts[i] : mapped.ends[i]] in (char, "''") or source[mapped.starts[i]] == "\\"
    assert list(mapped.starts) == sorted(mapped.starts)


def test_infobox_value_in_a_folded_block_keeps_its_place() -> None:
    value = "Dead: 5,856\n        –6,000\n\n        Wounded: 9\n"
    text = f"---\ninfoboxes:\n  - losses:\n      text: >-\n        {value}title: T\n---\n"
    (field,) = read_article(text.encode()).fields
    assert field.value.text == "Dead: 5,856 –6,000\nWounded: 9"
    at = field.value.text.index("6,000")
    assert field.value[at : at + 5].span.cut(text) == "6,000"
    at = field.value.text.index("5,856 –6,000")
    assert field.value[at : at + 12].span.cut(text) == "5,856\n        –6,000"


def test_mapped_text_cuts_and_collapses() -> None:
    source = "x |  **Military   personnel** | y"
    cell = MappedText.verbatim(source, 3, 29)
    value = cell.without(re.compile(r"\*\*")).collapsed()
    assert value.text == "Military personnel"
    assert value[9:].span.cut(source) == "personnel"
    assert value.span.cut(source) == "Military   personnel"


BODY = """
Lead of the **war**. It began – so they say. See ![a (map)](http://x/a_(map).png?) here.

## One
![alt text](http://x/y.png)
 * First item. Two sentences.
 * Second | item

#### Deep
| A | **B** |
| --- | --- |
| 1 | x  y |
| 1 | z |
| ragged |

### Up
According to Lt. Gen. Smith, c. 5,000 men of the U.S. Army came. They left.
"""


def test_body_to_pieces() -> None:
    article = read_article((HEAD + BODY).encode())
    assert [(s.ordinal, s.level, s.heading, s.parent, s.path) for s in article.sections] == [
        (1, 2, "One", "", "One"),
        (2, 4, "Deep", "One", "One > Deep"),
        (3, 3, "Up", "One", "One > Up"),
    ]
    assert [s.text for s in article.sentences] == [
        "Lead of the **war**.",
        "It began – so they say.",
        "See",
        "here.",
        "First item.",
        "Two sentences.",
        "Second | item",
        "According to Lt. Gen. Smith, c. 5,000 men of the U.S. Army came.",
        "They left.",
    ]
    assert [(i.alt, i.url, i.section) for i in article.images] == [
        ("a (map)", "http://x/a_(map).png?", ""),
        ("alt text", "http://x/y.png", "One"),
    ]
    (table,) = article.tables
    assert [[cell.text for cell in row] for row in table.rows] == [["A", "B"], ["1", "x y"], ["1", "z"], ["ragged"]]
    assert [cell.repeats_above for cell in table.rows[2]] == [True, False]
    assert [issue.code for issue in article.issues] == ["table_ragged"]
    assert article.accounted_characters == len(article.text)


@given(st.lists(st.sampled_from([*BODY.splitlines(), "", "|", "| --- |", "#", "* ", "![", "a. b. C"]), max_size=12))
def test_every_character_is_accounted_for_and_every_piece_verbatim(lines: list[str]) -> None:
    article = read_article((HEAD + "\n".join(lines)).encode())
    assert article.accounted_characters == len(article.text)
    for sentence in article.sentences:
        assert sentence.span.cut(article.text) == sentence.text
    for table in article.tables:
        for row in table.rows:
            for cell in row:
                assert " ".join(cell.span.cut(article.text).replace("**", "").split()) == cell.text


def test_what_is_longer_than_any_sentence_is_read_in_pieces_between_words() -> None:
    """Time grows with the length of a text, whatever stands in it; nothing of it is lost."""
    row = "12 tanks, " * 5_000
    article = read_article(f"{HEAD}\nThe army had {row}and guns. It won.\n".encode())
    assert max(len(sentence.text) for sentence in article.sentences) <= 2_000
    assert " ".join(sentence.text for sentence in article.sentences) == f"The army had {row}and guns. It won."
    assert all(sentence.span.cut(article.text) == sentence.text for sentence in article.sentences)
    assert not article.issues


def test_a_paragraph_without_end_is_read_sentence_by_sentence() -> None:
    sentences = read_article(f"{HEAD}\n{'The army took the town of Askeran. ' * 6_000}\n".encode()).sentences
    assert sum(sentence.text == "The army took the town of Askeran." for sentence in sentences) > 5_980
    assert len(sentences) < 6_010


def test_a_word_without_end_is_cut_as_well() -> None:
    article = read_article(f"{HEAD}\n{'10–20–' * 1_000}\n".encode())
    assert "".join(sentence.text for sentence in article.sentences) == "10–20–" * 1_000
    assert max(len(sentence.text) for sentence in article.sentences) <= 2_000
