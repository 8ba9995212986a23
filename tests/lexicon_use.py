"""Which words of the lexicons no article at hand has: run by hand, prints a report.

    python -m tests.lexicon_use [FOLDER ...]      the articles of the folders, beside those of data/articles and tests/gold

A word that none of them has may still be right: a lexicon is for any war. A list none of whose words is ever met is for nothing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from etl.normalize.lexicon.lexicons import REFERENCE, load_lexicon
from tests.conftest import ROOT

_FOLDERS = (ROOT / "data" / "articles", ROOT / "tests" / "gold")
_ARTICLES = (".md", ".txt", ".wikitext")
_BEFORE, _AFTER = re.compile(r"[\w-]\Z"), re.compile(r"(?:'?s|es)?(?![\w-])")  # a plural or possessive is the word as well
_SHOWN = 12


def main(folders: list[str]) -> None:
    articles = sorted(
        path for folder in (*_FOLDERS, *map(Path, folders)) for path in folder.rglob("*") if path.suffix in _ARTICLES
    )
    lists = {
        f"{path.stem}.{name}": {entry.partition("=")[0].strip().casefold() for entry in entries}
        for path in sorted(REFERENCE.rglob("*.yml"))
        for name, entries in load_lexicon(path.stem).items()
        if path.stem != "judgements"
    }
    met = words_met(articles, set().union(*lists.values()))
    print(f"{len(articles)} articles; {len(met)} of {len(set().union(*lists.values()))} words are met")
    for name, words in lists.items():
        never = sorted(words - met)
        if never:
            more = f" … {len(never) - _SHOWN} more" if len(never) > _SHOWN else ""
            print(f"{name}: {len(never)} of {len(words)} never: {', '.join(never[:_SHOWN])}{more}")


def words_met(articles: list[Path], words: set[str]) -> set[str]:
    """Those of the words that stand as whole words, or in the plural, in any of the articles."""
    sought = sorted(words - {""})
    finder = AhoCorasick(sought)
    met: set[str] = set()
    for path in articles:
        text = path.read_text(encoding="utf-8", errors="replace").casefold()
        for number, start, end in finder.find_matches_as_indexes(text, overlapping=True):
            if sought[number] not in met and not _BEFORE.search(text, max(0, start - 1), start) and _AFTER.match(text, end):
                met.add(sought[number])
    return met


if __name__ == "__main__":
    main(sys.argv[1:])
