"""The pages in a real Chromium: clicks, keys, both colour schemes, a narrow screen; hostile articles; nothing from elsewhere.

The fixture `watched` fails each of these tests where a page logged an error, opened a dialog or asked another machine.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browse.conftest import Watched, served

Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def ids(hostile_database: str) -> dict[str, str]:
    """Keys of what the tests look at, by name."""
    database = sqlite3.connect(hostile_database.removeprefix("sqlite:///"))

    def one(sql: str) -> str:
        return str(database.execute(sql).fetchone()[0])

    return {
        "seed": one("SELECT document_id FROM dim_documents WHERE title = 'First Nagorno-Karabakh War'"),
        "hostile": one("SELECT document_id FROM dim_documents WHERE title LIKE 'War <%'"),
        "claim": one("SELECT fact_id FROM fct_casualty_claims WHERE low = 485"),
        "person": one("SELECT person_id FROM dim_people ORDER BY mentions DESC"),
        "hostile_claim": one("SELECT fact_id FROM fct_casualty_claims WHERE document LIKE 'War <%' AND attributed_to LIKE '%<%'"),
    }


def paths(ids: dict[str, str]) -> list[str]:
    return [
        "/", "/questions", "/relations", "/search?q=soldiers", f"/article/{ids['seed']}", f"/article/{ids['seed']}/text",
        f"/fact/{ids['claim']}", f"/entity/{ids['person']}", f"/article/{ids['hostile']}", f"/article/{ids['hostile']}/text",
        f"/fact/{ids['hostile_claim']}", "/ledger", "/ledger/fct_casualty_claims", f"/ledger/fct_casualty_claims/{ids['claim']}",
        "/ledger/deaths_and_claimants?words=soldiers", "/ledger/dim_documents", "/ledger/dim_texts", "/ledger?sql=select+1",
    ]  # fmt: skip


def test_from_the_first_page_to_the_marked_sentence(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open("/")
    one.page.click("text=First Nagorno-Karabakh War")
    one.page.click("#casualties >> text=Western and Russian estimates")
    assert one.page.locator("mark#evidence").inner_text().startswith("25,000")
    one.page.click("text=In the whole text")
    one.page.wait_for_selector(".panel:not([hidden]) .card")
    marked = one.page.locator(".m.chosen").first
    assert marked.is_visible()
    assert "25,000" in one.page.locator(".panel").inner_text()


def test_a_click_on_an_underlined_word_shows_its_fact(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open(f"/article/{ids['seed']}/text")
    one.page.click("text=conservative estimates have placed")
    one.page.wait_for_selector(".panel .card")
    assert "485 Azerbaijani civilian killed" in one.page.locator(".panel").inner_text()
    one.page.keyboard.press("Escape")
    assert one.page.locator(".panel").is_hidden()
    assert one.page.locator(".m.open").count() == 0


def test_layers_are_shown_and_hidden(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open(f"/article/{ids['seed']}/text")
    line = "getComputedStyle(document.querySelector('.prose > p a.m.name:not(.claim):not(.event)')).textDecorationLine"
    assert one.page.evaluate(line) == "underline"
    one.page.uncheck("input[name=name]")
    assert one.page.evaluate(line) == "none"


def test_with_the_keyboard_alone(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open("/")
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    one.open(f"/article/{ids['seed']}/text")
    one.page.keyboard.press("n")
    one.page.wait_for_selector(".panel .card")
    first = one.page.evaluate("document.activeElement.dataset.facts")
    one.page.keyboard.press("n")
    assert one.page.evaluate("document.activeElement.dataset.facts") != first
    one.page.keyboard.press("p")
    assert one.page.evaluate("document.activeElement.dataset.facts") == first
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector(".panel .card")
    one.open(f"/article/{ids['seed']}")
    one.page.focus("#timeline details summary")
    one.page.keyboard.press("Enter")
    one.page.keyboard.press("Tab")
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.closest('.chronicle') !== null")


def test_events_by_kind(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open(f"/article/{ids['seed']}")
    one.page.click("#timeline details summary")
    one.page.select_option("#kind", "talks")
    shown = one.page.locator(".chronicle li:visible")
    assert shown.count() > 5
    assert {shown.nth(i).get_attribute("data-group") for i in range(shown.count())} == {"talks"}


def test_a_bar_and_a_place_lead_to_their_pages(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    one.open(f"/article/{ids['seed']}")
    one.page.locator("svg.timeline a").first.click()
    assert re.search(r"/fact/\w+$", one.page.url)
    one.open(f"/article/{ids['seed']}")
    one.page.locator(".map a.fought").last.click()
    assert re.search(r"/entity/\w+$", one.page.url)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light"), (2200, "dark")])
def test_every_page_fits_the_screen_and_can_be_read(watched: Open, ids: dict[str, str], width: int, scheme: str) -> None:
    one = watched(width=width, scheme=scheme)
    for path in paths(ids):
        assert one.open(path).status == 200
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, path
        paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)")
        assert all(int(part) < 80 for part in paper) == (scheme == "dark"), path
        contrast, node = one.page.evaluate(FAINTEST)
        assert contrast >= 4.5, f"{path}: {node}"
        assert one.page.evaluate("window.pwned") is None, path


# the least contrast between the words of a page and what is behind them, as WCAG 2 counts it
FAINTEST = """() => {
  const linear = (v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
  const light = (c) => .2126 * linear(c[0]) + .7152 * linear(c[1]) + .0722 * linear(c[2]);
  const parsed = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (node) => { for (let at = node; at; at = at.parentElement) {
    const c = parsed(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] > .9) return c; } return [255, 255, 255]; };
  let least = [21, ""];
  for (const node of document.querySelectorAll("main *, header *, footer *")) {
    const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!words || node.closest("svg") || !node.checkVisibility()) continue;
    const [a, b] = [light(parsed(getComputedStyle(node).color).slice(0, 3)), light(behind(node).slice(0, 3))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < least[0]) least = [contrast, node.outerHTML.slice(0, 200)];
  }
  return least; }"""


def test_articles_inject_nothing(watched: Open, ids: dict[str, str]) -> None:
    one = watched()
    for path in [path for path in paths(ids) if ids["seed"] not in path]:
        one.open(path)
        assert one.page.evaluate("window.pwned") is None, path
        assert one.page.locator("img[src=x], main script:not([src]):has-text('pwned'), a[href^='javascript']").count() == 0, path
    one.open(f"/article/{ids['hostile']}/text")
    assert "<script>window.pwned=1</script>" in one.page.locator(".prose").inner_text()
    for mark in one.page.locator("a.m").all()[:12]:
        mark.dispatch_event("click")
        one.page.wait_for_selector(".panel .card")
    assert one.page.evaluate("window.pwned") is None


def test_without_scripts_every_mark_is_a_link(watched: Open, ids: dict[str, str]) -> None:
    one = watched(scripts=False)
    one.open(f"/article/{ids['seed']}/text")
    one.page.click("text=conservative estimates have placed")
    assert one.page.url.endswith(f"/fact/{ids['claim']}")


def test_a_taken_port_is_one_clear_line(hostile_site: str, hostile_database: str) -> None:
    port = hostile_site.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "etl", "serve", "--port", port, "--database", hostile_database]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert re.fullmatch(r"warledger: 127\.0\.0\.1:\d+ cannot be used: .*; --port 0 takes a free port, .*\n", ended.stderr)


def test_it_ends_with_the_signal_and_leaves_no_copy(
    hostile_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with served(hostile_database):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
