"""Blocks to sentences, with nupunkt's Punkt model and two repairs for military prose.

The model knows most abbreviations, but parts 'According to Lt. | Gen. Smith' and 'Gen. | Custer'; a piece that ends in
a rank or title is joined to the next. A piece without a letter or digit (a stray bracket) is joined to the one before it.

What goes on for longer than any sentence does is read in pieces, so that the time of reading grows with the length of the
text and not with its square: readers of sentences look from each name or number to the others of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nupunkt import sent_spans

from etl.extract.article import Block, Sentence
from etl.extract.spans import Span

_OPEN_END = re.compile(
    r"(?:^|[(\"“])(?:Lt|Gen|Maj|Brig|Col|Capt|Cmdr|Cdr|Adm|Sgt|Cpl|Pvt|Gov|Sen|Rep|Pres|Prof|Dr|Mr|Mrs|Ms|St|Ste|Mt|Ft|"
    r"Rev|Hon|Messrs|No|Nos|Vol|pp?|ca?|cf|vs|e\.g|i\.e|approx|est|fl|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$"
)
_LONGEST_END = 40  # characters of it and of blanks behind, with room to spare
_SOMETHING = re.compile(r"\w")
_LONGEST_SENTENCE = 2_000  # the longest of 9,500 sentences of 41 articles has 867 characters
# the model reads a run of thousands of dots or letters in more than linear time: it gets what is longer than any block in
# parts; the longest block of 50 articles has 12,736 characters
_LONGEST_BLOCK = 50_000


def read_sentences(text: str, blocks: list[Block]) -> list[Sentence]:
    """Sentences in document order, numbered from 1; each is a verbatim stretch without outer whitespace."""
    found: list[Sentence] = []
    for block in blocks:
        for span in _spans(text, block.span):
            found.append(Sentence(len(found) + 1, block.section, span.cut(text), span))
    return found


def _spans(text: str, block: Span) -> list[Span]:
    content = block.cut(text)
    parts = pieces(content, 0, len(content), _LONGEST_BLOCK)
    cuts = [(at + start, at + end) for at, stop in parts for start, end in sent_spans(content[at:stop])]
    joined: list[tuple[int, int]] = []
    for start, end in cuts:
        if joined and (_is_open(content, *joined[-1]) or not _SOMETHING.search(content, start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [
        Span(block.start + start + left, block.start + start + left + len(kept))
        for long in joined
        for start, end in pieces(content, *long)
        if (kept := content[start:end].strip()) and (left := content[start:end].index(kept)) >= 0
    ]


def _is_open(content: str, start: int, end: int) -> bool:
    """Whether a stretch ends with an abbreviation: what follows belongs to it."""
    words = content[max(start, end - _LONGEST_END) : end].rsplit(None, 1)
    return bool(words) and words[-1].endswith(".") and _OPEN_END.search(words[-1]) is not None


def pieces(content: str, start: int, end: int, longest: int = _LONGEST_SENTENCE) -> Iterator[tuple[int, int]]:
    """The stretch, cut between words where it is longer than any sentence, or than `longest`: whole for all that is prose."""
    while end - start > longest:
        blank = content.rfind(" ", start + 1, start + longest)
        cut = blank if blank > 0 else start + longest
        yield start, cut
        start = cut
    yield start, end
