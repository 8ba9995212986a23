"""Quotations: whose words stand between double quotation marks, and which words.

    Katusev reported that "two inhabitants of the district fell victim to murder"     Katusev's words
    renamed it "Xankandi", the so-called "Short Hills"                                names and terms: nobody's words

Kept are two words or more that are not all capitalised (a title or name) and that no naming word introduces; two words
alone need a verb of saying before them. A quotation does not go past its paragraph. Who speaks, `speakers` tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from etl.extract.article import Article
from etl.extract.spans import Span
from etl.normalize.doc import Doc
from etl.normalize.names.cues import listed
from etl.normalize.record.facts import Quotation
from etl.normalize.statements.speakers import QuoteContext, Speakers, has_saying
from etl.normalize.text.passages import Passages, is_bibliography

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENOUGH_ALONE = 3  # words; fewer need a verb of saying before them
_SMALL = frozenset(("of", "the", "and", "a", "an", "in", "on", "at", "to", "for", "by", "or", "de", "la"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: where they stand (`span` with the marks), and the sentence up to them."""

    text: str
    span: Span
    context: QuoteContext


def read_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of the prose, in the order of the text."""
    speakers = Speakers(doc.article, doc.entities)
    facts = []
    for quoted in find_quoted(doc.article, doc.passages):
        if not _is_speech(quoted):
            continue
        speaker = speakers.of(quoted.context)
        start = quoted.span.start
        if speaker and quoted.context.start <= speaker.span.start < start:
            start = speaker.span.start
        facts.append(
            Quotation(
                evidence=Span(start, quoted.span.end),
                section=quoted.context.section,
                rule=speaker.rule if speaker else "quotation",
                speaker=speaker.name if speaker else None,
                speaker_id=speaker.entity_id if speaker else None,
                text=quoted.text,
            )
        )
    return tuple(facts)


def find_quoted(article: Article, passages: Passages) -> Iterator[Quoted]:
    """Everything between double quotation marks outside of bibliographies, with the words before it."""
    starts = [sentence.span.start for sentence in article.sentences]
    text = article.text
    blocks = [block for block in article.blocks if not is_bibliography(block.section)]
    opens = [block.span.start for block in blocks]
    for quotation in passages.of("quotation"):
        span = quotation.span
        number = bisect_right(opens, span.start) - 1
        block, before = blocks[number], blocks[number - 1] if number else None
        led = before if before and span.start == block.span.start and before.span.cut(text).rstrip().endswith(":") else None
        home = led or block  # a paragraph of its own is led in by the one before: '… in a resolution reading:'
        stop = led.span.end if led else span.start
        at = bisect_right(starts, stop - 1 if led else stop) - 1
        start = max(starts[at], home.span.start) if at >= 0 else home.span.start
        context = QuoteContext(text, block.section, home.span.start, start, stop, span.end, block.span.end)
        yield Quoted(quotation.text, span, context)


def _is_speech(quoted: Quoted) -> bool:
    words = _WORD.findall(quoted.text)
    content = [word for word in words if word not in _SMALL]
    if len(words) < 2 or not content or all(word[0].isupper() for word in content):
        return False
    if quoted.context.lead.endswith("(") and len(words) <= _ENOUGH_ALONE:
        return False  # a gloss: '*magister equitum* ("master of cavalry")'
    lead = quoted.context.lead_words[-3:]
    between, naming = listed("quotation_words", "between"), listed("quotation_words", "naming")
    while lead and lead[-1] in between:
        lead = lead[:-1]
    if lead and lead[-1] in naming and not quoted.context.lead.rstrip().endswith((":", ",")) and len(words) <= 2 * _ENOUGH_ALONE:
        return False
    return len(words) >= _ENOUGH_ALONE or has_saying(quoted.context)
