"""A marked text is the text, cut where evidence begins and ends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.browse.pages.layout import field_above, header_above, pieces_of
from etl.browse.pages.marks import LAYER_OF, EvidenceIndex, Stretch, stretches
from etl.browse.pages.search import marked_parts, match_expression
from etl.browse.pages.wording import NOUNS, count, dates
from etl.extract.surroundings import surroundings
from schema.relations import FACT_RELATIONS
from tests.conftest import SEED

TEXT = "Of 613 civilians, 106 women and 83 children were killed."


def fact(fact_id: str, evidence: str, relation: str = "fct_casualty_claims") -> dict[str, Any]:
    start = TEXT.index(evidence)
    return {"fact_id": fact_id, "relation": relation, "evidence_start": start, "evidence_end": start + len(evidence)}


def test_evidence_inside_of_evidence() -> None:
    facts = [fact("all", "613 civilians, 106 women and 83 children were killed"), fact("women", "106 women"),
             fact("name", "civilians", "fct_mentions")]  # fmt: skip
    assert stretches(TEXT, 0, len(TEXT), facts) == [
        Stretch(0, "Of ", (), ()),
        Stretch(3, "613 ", ("all",), ("claim",)),
        Stretch(7, "civilians", ("all", "name"), ("claim", "name")),
        Stretch(16, ", ", ("all",), ("claim",)),
        Stretch(18, "106 women", ("women", "all"), ("claim",)),
        Stretch(27, " and 83 children were killed", ("all",), ("claim",)),
        Stretch(55, ".", (), ()),
    ]


spans = st.tuples(st.integers(0, 56), st.integers(1, 56)).map(lambda p: (min(p[0], p[1] - 1), max(p[0] + 1, p[1])))


@given(st.lists(spans, max_size=12), spans)
def test_the_stretches_are_the_text_and_each_has_its_facts(evidence: list[tuple[int, int]], piece: tuple[int, int]) -> None:
    facts = [
        {"fact_id": str(i), "relation": "fct_events", "evidence_start": a, "evidence_end": b} for i, (a, b) in enumerate(evidence)
    ]
    start, end = piece[0], min(piece[1], len(TEXT))
    found = stretches(TEXT, start, end, EvidenceIndex(facts).touching(start, end))
    assert "".join(stretch.text for stretch in found) == TEXT[start:end]
    for stretch in found:
        for at in range(stretch.start, stretch.start + len(stretch.text)):
            assert set(stretch.facts) == {str(i) for i, (a, b) in enumerate(evidence) if a <= at < b}


def test_every_relation_of_facts_has_its_line_and_its_word() -> None:
    assert set(LAYER_OF) == set(NOUNS) == set(FACT_RELATIONS.values())


def test_the_pieces_of_the_seed_hold_all_that_is_read_of_it() -> None:
    text = SEED.read_bytes().decode("utf-8").encode("mac_roman").decode("utf-8")
    pieces = pieces_of(text)
    kinds = {kind: sum(piece.kind == kind for piece in pieces) for kind in ("front_matter", "heading", "table", "image")}
    assert kinds == {"front_matter": 1, "heading": 45, "table": 2, "image": 18}
    left = list(text)
    for piece in pieces:
        left[piece.span.start : piece.span.end] = " " * (piece.span.end - piece.span.start)
    assert set("".join(left)) <= set(" \n*-#")  # the bullets of lists


def test_the_passage_of_a_table_row_has_its_header() -> None:
    text = "Losses:\n\n| side | dead |\n| --- | --- |\n| A | 12 |\n| B | 7 |\n\nEnd."
    at = text.index("7")
    assert surroundings(text, at, at + 1, 900) == ("| B | ", " |")
    assert header_above(text, at) == "| side | dead |"
    assert header_above(text, text.index("End")) == ""


def test_a_long_paragraph_is_cut_at_blanks() -> None:
    text = "word " * 1000 + "HERE" + " word" * 1000
    at = text.index("HERE")
    before, after = surroundings(text, at, at + 4, 900)
    assert before.startswith("…word ") and after.endswith(" word…")
    assert 890 < len(before) < 910 and 890 < len(after) < 910


def test_the_field_of_an_infobox_value_is_named() -> None:
    text = "---\ninfoboxes:\n  - conflict:\n      text: War\n    casualties2:\n      text: 5,000 dead\ntitle: War\n---\n"
    assert field_above(text, text.index("5,000")) == "casualties2"
    assert field_above(text, text.index("War")) == "conflict"
    assert field_above(text, 0) == ""


def test_counts_in_words() -> None:
    rows = [(161, None, False), (None, 16000, False), (25000, 30000, False), (30, 30, True), (None, None, False)]
    assert [count({"low": low, "high": high, "is_approximate": about, "vague_term": "scores"}) for low, high, about in rows] == [
        "161 or more", "up to 16,000", "25,000–30,000", "about 30", "scores",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("-0030-09-02", "2 September 31 BC"),
        ("-1273-05", "May 1274 BC"),
        ("-0217/-0200", "218 BC to 201 BC"),
        ("0000", "0000"),
        ("1992-05", "1992-05"),
        (None, ""),
    ],
)
def test_years_before_christ_are_those_that_people_count(edtf: str | None, words: str) -> None:
    assert dates({"date_edtf": edtf}) == words


def test_words_of_a_search_are_no_language_of_the_index() -> None:
    assert match_expression('Khojaly "body count" NOT * "') == '"Khojaly" "body count" "NOT"'
    assert match_expression("(*) - \"'") == ""
    assert marked_parts("the \x02body\x03 \x02count\x03") == [(False, "the "), (True, "body"), (False, " "), (True, "count")]
