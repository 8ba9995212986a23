"""How fast articles are read: run by hand, prints ratios.

    python -m tests.benchmarks.extraction [FOLDER]          articles per second over a folder, and how time grows with length
    python -m tests.benchmarks.extraction FOLDER WIKITEXT   beside mwparserfromhell only parsing the wikitext of the same articles

The second needs `pip install mwparserfromhell`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from etl.pipeline import extract_bytes

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else ROOT / "data" / "articles"
    articles = [path.read_bytes() for path in sorted(folder.glob("*.md"))]
    seed = (ROOT / "data" / "articles" / "first_nagorno_karabakh_war.md").read_bytes()
    extract_bytes(seed)  # lexicons are read once
    took = seconds(lambda: [extract_bytes(data) for data in articles])
    size = sum(map(len, articles)) / 1e6
    print(f"{len(articles)} articles, {size:.1f} MB: {took:.1f} s, {len(articles) / took:.1f} articles/s, {size / took:.2f} MB/s")
    once = min(seconds(lambda: extract_bytes(seed)) for _ in range(3))
    head, mark, body = seed.partition(b"\n---\n\n")
    tenfold = seconds(lambda: extract_bytes(head + mark + (body + b"\n\n") * 10))
    print(f"the article of {len(seed) / 1000:.0f} KB: {once:.2f} s; ten copies of its body: {tenfold / once:.1f} times as long")
    if len(arguments) > 1:
        compare(Path(arguments[1]), len(articles) / took)


def compare(folder: Path, ours: float) -> None:
    """Beside a parser that only builds the tree of the wikitext."""
    import mwparserfromhell

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*")) if path.is_file()]
    took = seconds(lambda: [mwparserfromhell.parse(text) for text in texts])
    theirs = len(texts) / took
    print(f"mwparserfromhell parses {len(texts)} of them at {theirs:.1f} articles/s")
    print(f"the whole pipeline runs at {ours / theirs:.2f} of that")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
