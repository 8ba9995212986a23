"""What stands on the pages, asked without a network: each number leads to its sentence, and nothing leads nowhere."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from etl.browse.metadata import metadata
from etl.browse.questions import QUESTIONS
from etl.browse.site import linked_cell, safe_url
from etl.publish.query import ask
from schema.publish import dictionary_rows
from schema.relations import FACT_RELATIONS, RELATIONS
from tests.readme import BLOCK, README

Get = Callable[[str], Any]


@pytest.fixture(scope="module")
def rows(snapshot: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    copied = sqlite3.connect(snapshot)
    return lambda sql: copied.execute(sql).fetchall()


Rows = Callable[[str], list[tuple[Any, ...]]]


def marked(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)]


@pytest.mark.parametrize("relation", FACT_RELATIONS.values())
def test_the_page_of_a_fact_marks_its_evidence_in_its_passage(get: Get, rows: Rows, relation: str) -> None:
    for fact_id, evidence in rows(f"SELECT fact_id, evidence FROM {relation} ORDER BY fact_id LIMIT 5"):
        answer = get(f"/fact/{fact_id}")
        assert answer.status_code == 200
        assert marked(answer.text) == [evidence]


def test_a_casualty_claim_says_who_when_how_and_against_whom(get: Get, rows: Rows) -> None:
    ((fact_id,),) = rows("SELECT fact_id FROM fct_casualty_claims WHERE low = 485")
    page = html.unescape(get(f"/fact/{fact_id}").text)
    assert "Says: <strong>conservative estimates</strong>" in page
    assert "485 according to conservative estimates, but 613 according to Azerbaijani authorities" in page
    assert "casualty_by_stated_number" in page
    assert re.search(r"This rule was right in \d+ of \d+ rows checked by hand", page)
    assert re.search(r"run 1, \d{4}-\d\d-\d\d", page)
    ((other,),) = rows("SELECT fact_id FROM fct_casualty_claims WHERE low = 613")
    assert f'href="/fact/{other}"' in page
    assert f"/text?fact={fact_id}#c" in page


NUMBERS = ("low", "high", "killed_low", "total_low", "itemised_low", "raw")


@pytest.mark.parametrize("relation", [r.name for r in RELATIONS if set(NUMBERS) & set(r.columns)])
def test_every_number_of_a_table_leads_to_its_sentence_in_two_clicks(get: Get, relation: str) -> None:
    """Of the first rows of each relation: the cell of a number is a link, and behind it is a mark, or a link to one."""
    table = get(f"/ledger/{relation}?_size=10").text
    cells = re.findall(r'<td class="col-(?:' + "|".join(NUMBERS) + r')[^"]*">\s*(.*?)\s*</td>', table, re.DOTALL)
    filled = [cell for cell in cells if cell and cell != "\xa0" and "&nbsp;" not in cell]
    assert filled
    for cell in filled:
        link = re.fullmatch(r'<a href="([^"]+)">[^<]*</a>', cell)
        assert link, cell
        path, _, anchor = html.unescape(link[1]).partition("#")
        page = get(path).text
        if path.startswith("/fact/"):
            assert marked(page)
        else:
            assert f'id="{anchor}"' in page
            assert "/fact/" in page


def test_no_link_of_our_pages_is_broken(get: Get, rows: Rows) -> None:
    ((document,),) = rows("SELECT document_id FROM dim_documents")
    ((person,),) = rows("SELECT person_id FROM dim_people ORDER BY mentions DESC LIMIT 1")
    seen: set[str] = set()
    for start in ("/", "/questions", "/relations", f"/article/{document}", f"/article/{document}/text", f"/entity/{person}"):
        page = get(start)
        assert page.status_code == 200
        links = {html.unescape(link).partition("#")[0] for link in re.findall(r'(?:href|src)="(/[^"]*)"', page.text)}
        seen |= links
        anchors = set(re.findall(r'href="#([^"]+)"', page.text))
        assert anchors <= set(re.findall(r'id="([^"]+)"', page.text))
    kinds: dict[str, list[str]] = {}
    for link in sorted(seen):
        kinds.setdefault(link.split("/")[1], []).append(link)
    for found in kinds.values():
        for link in found[:: max(1, len(found) // 25)]:
            assert get(link).status_code == 200, link


def test_what_is_not_there_is_said_so(get: Get) -> None:
    for path in ("/fact/zzzz", "/entity/zzzz", "/article/zzzz", "/article/zzzz/text"):
        answer = get(path)
        assert answer.status_code == 404
        assert "Not here" in answer.text
    wrong = [("/nothing", 404, "Not here"), ("/ledger/nothing", 404, "Not here"), ("/ledger?sql=selec", 400, "SELECT")]
    for path, status, words in wrong:
        answer = get(path)
        assert answer.status_code == status
        assert words in answer.text and 'href="/relations"' in answer.text and "<script" not in answer.text


def test_search_finds_sentences_and_names(get: Get) -> None:
    page = get('/search?q="body count"').text
    assert marked(page) == ["body", "count"] or marked(page) == ["body count"]
    assert re.search(r'href="/article/\w+/text#c\d+"', page)
    assert "Heydar Aliyev</a>" in get("/search?q=aliyev").text
    infobox = get("/search?q=11,557").text
    assert "In infoboxes and tables" in infobox and re.search(r'href="/fact/\w+">11,557', infobox)
    assert "0 sentences" in get('/search?q=") ^*').text


def test_datasette_describes_what_the_dictionary_describes(get: Get) -> None:
    tables = metadata()["databases"]["ledger"]["tables"]
    for row in dictionary_rows():
        known = tables[row["relation"]]
        assert (known["columns"][row["column"]] if row["column"] else known["description"]) == row["description"]
    page = html.unescape(get("/ledger/fct_events").text)
    assert "One row a happening that the text tells as a fact." in page
    assert "First day that the text allows; NULL where unknown" in page


def test_foreign_keys_are_labelled_and_facets_offered(get: Get) -> None:
    page = get("/ledger/fct_casualty_claims").text
    assert re.search(r'<a href="/ledger/dim_documents/\w+">First Nagorno-Karabakh War</a>', page)
    assert re.search(r"_facet=category|facet-category|data-column=\"category\"", page)
    assert "displaced" in page


def test_helpers_of_the_copy_are_hidden(get: Get) -> None:
    listed = get("/ledger").text.partition("hidden table")[0]
    assert "sentences_fts" not in listed


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_has_an_answer_and_a_place(get: Get, question: Any) -> None:
    answer = get(f"/ledger/{question.name}.json?_shape=array")
    assert answer.status_code == 200
    assert len(answer.json()) >= 1


def test_the_questions_are_those_of_the_readme(get: Get, seed_engine: Engine) -> None:
    """In the same order and words, but for two that README asks of one place; filled in, the first gives the rows shown there."""
    asked = README.read_text(encoding="utf-8")
    shown = re.findall(r"\*\*([^*]+\?)\*\*", asked)
    ours = [question.question for question in QUESTIONS]
    assert len(shown) == len(ours)
    assert [pair for pair in zip(shown, ours, strict=True) if pair[0] != pair[1]] == [
        ("How many were killed at Khojaly, and who says so?", "How many were killed, and who says so?"),
        ("Which of them cannot both be true?", "Which claims cannot both be true?"),
    ]
    first = next(match["sql"] for match in BLOCK.finditer(asked) if "Khojaly" in match["sql"])
    expected = [tuple(row[:4]) for row in ask(seed_engine, first).rows]
    got = get("/ledger/deaths_and_claimants.json?_shape=array&words=Khojaly").json()
    assert [(row["low"], row["high"], row["vague_term"], row["population"]) for row in got] == expected


def test_nothing_can_be_changed(get: Get, snapshot: Path) -> None:
    before = snapshot.read_bytes()
    answer = get("/ledger.json?sql=delete+from+dim_people")
    assert answer.status_code == 400
    assert snapshot.read_bytes() == before


def test_pages_may_load_and_run_what_is_ours_only(get: Get) -> None:
    policy = get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe-inline" not in policy
    assert "form-action 'self'" in get("/ledger/fct_events").headers["content-security-policy"]


def test_cells_and_addresses_from_articles_are_escaped() -> None:
    assert linked_cell({"fact_id": 'x"><b>', "low": 1}, 1, "low") == '<a href="/fact/x%22%3E%3Cb%3E">1</a>'
    assert linked_cell({"fact_id": "f", "evidence": "<b>"}, "<b>", "evidence") == '<a href="/fact/f">&lt;b&gt;</a>'
    assert linked_cell({"low": 1}, 1, "low") is None
    assert linked_cell({"event_id": None, "event": "War"}, "War", "event") is None
    assert safe_url("javascript:alert(1)") is None
    assert safe_url("https://example.org/") == "https://example.org/"
