"""Fixtures: the server as a process of its own, its pages without a network, and a real Chromium that notes what goes wrong."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from etl.browse.server import application
from etl.browse.snapshot import make_snapshot
from etl.load.database import opened
from etl.pipeline import run
from tests.conftest import SEED

REQUIRED = "WARLEDGER_REQUIRE_CHROMIUM"  # set where a missing browser is a failure
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOSTILE = "<script>window.pwned=1</script><img src=x onerror='window.pwned=2'>"


@pytest.fixture(scope="session")
def snapshot(seed_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of a ledger with the seed article."""
    file = tmp_path_factory.mktemp("snapshot") / "ledger.db"
    make_snapshot(seed_engine, file)
    return file


@pytest.fixture(scope="session")
def get(snapshot: Path) -> Iterator[Callable[[str], Any]]:
    """The answer to a GET, from inside of the process."""
    site = application(snapshot)
    with ThreadPoolExecutor(1) as thread:  # where the browser's driver has no loop running
        yield lambda path: thread.submit(asyncio.run, site.client.get(path, follow_redirects=True)).result()


@pytest.fixture(scope="session")
def hostile_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a ledger with the seed, and an article that tries to put markup and addresses into every place it can."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "seed.md").write_bytes(SEED.read_bytes())
    (folder / "hostile.md").write_text(hostile_article(), encoding="utf-8")
    (folder / "attribution.yml").write_text(
        "hostile.md:\n  source_uri: javascript:window.pwned=3\n"
        f"  license: {json.dumps(HOSTILE)}\n  attribution: {json.dumps(HOSTILE)}\n",
        encoding="utf-8",
    )
    url = f"sqlite:///{folder / 'hostile.db'}"
    with opened(url) as engine:
        assert run(engine, [folder]).status == "done"
    return url


def hostile_article() -> str:
    attack = HOSTILE.replace("'", "''")
    return f"""---
infoboxes:
  - conflict:
      text: 'War {attack}'
    date:
      text: 3 May 1921 – 9 June 1922
    combatant1:
      text: 'Valdoria {attack}'
    combatant2:
      text: "Orsan Republic"
    casualties1:
      text: 'Dead: 5,000–6,500 (according to {attack})'
title: 'War {attack}'
shortDescription: '{attack}'
author: me
---

The **war** began on 3 May 1921. On 8 June 1921 the battle of Lund {HOSTILE} began; 300 soldiers {HOSTILE} were killed.
According to the {HOSTILE} Commission, 40 civilians were killed at Lund on 9 June 1921.
"{HOSTILE} is my answer", said General Karl Berg.

### {HOSTILE}

![{HOSTILE}](https://example.org/picture.png)

* On 10 June 1921, {HOSTILE} 25 soldiers were killed by the army.

| Aircraft | Valdorian | Valdorian losses | Notes |
| --- | --- | --- | --- |
| Breguet 14 {HOSTILE} | 12 | ~4 | 1 Valdorian Breguet 14 shot down near Lund on 8 June 1921 {HOSTILE} |
"""


@contextmanager
def served(database: str) -> Iterator[str]:
    """The address of `warledger serve` over the database, as a user starts it."""
    command = [sys.executable, "-m", "etl", "serve", "--port", "0", "--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address), process.stderr and process.stderr.read()
            yield address
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def hostile_site(hostile_database: str) -> Iterator[str]:
    with served(hostile_database) as address:
        yield address


@dataclass
class Watched:
    """A page of the browser, and what went wrong on it."""

    page: Any
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        return self.page.goto(self.address + path.removeprefix("/"))

    def note_request(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.wrong.append(f"asked {url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium; skipped where there is none, unless one is required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        assert REQUIRED not in os.environ, "Chromium is required and not here: apt-get install chromium"
        pytest.skip("there is no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watched(chromium: Any, hostile_site: str) -> Iterator[Callable[..., Watched]]:
    """Opens pages: `watched(width=360, scheme='dark')`. At the end, none of them may have erred or asked another machine."""
    contexts, pages = [], []

    def opened_page(width: int = 1200, scheme: str = "light", scripts: bool = True) -> Watched:
        size: Any = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme, java_script_enabled=scripts)
        contexts.append(context)
        one = Watched(context.new_page(), hostile_site)
        pages.append(one)
        one.page.on("console", lambda m: one.wrong.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
        one.page.on("pageerror", lambda error: one.wrong.append(f"error: {error}"))
        one.page.on("dialog", lambda dialog: one.wrong.append(f"dialog: {dialog.message}"))
        one.page.on("request", lambda asked: one.note_request(asked.url))
        return one

    yield opened_page
    for context in contexts:
        context.close()
    assert [wrong for one in pages for wrong in one.wrong] == []
