"""Numbers of a document that nothing uses: no fact, date, name of a unit, resolution or type of arms.

    About 20 houses were burned          nobody models houses: 'things'
    a 94% Armenian population            'share'
    costing $3.8 million                 'money'

What a number is used by is decided by place: it lies in the evidence of a claim, in an expression of time, in a name.
Numbers in digits count, of sentences outside of bibliographies, of table cells, and of infobox fields that are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from etl.extract.article import Article, InfoboxField
from etl.extract.spans import Span, SpanSet
from etl.normalize.grammar.clues import DIGIT
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.record.extraction import FieldUse, UnusedNumber
from etl.normalize.record.facts import Event, Fact
from etl.normalize.text.passages import Passage, Passages

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.]\d{3})+(?:\.\d+)?(?!\d)|(?<![\w.,])\d+(?:\.\d+)?")
_WHYS = (
    ("share", re.compile(r"\s?(?:%|percent|per cent)")),
    ("measure", re.compile(
        r"[\s-]?(?:km|kilomet|m\b|met(?:re|er)s?|miles?|yards?|feet|ft|inch|acres?|hectares?|tons?|tonnes?|kg|pounds?|lbs?|mm|cm|°|"
        r"degrees?)"
    )),
    ("duration", re.compile(r"[\s-](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)")),
    ("money", re.compile(r"\s(?:(?:million|billion)[- ])?(?:dollars?|rubles?|pounds|francs?|marks|ECUs?|euros?)")),
)  # fmt: skip
_MONEY_LEAD = re.compile(r"(?:US)?[$£€¥₽]\s?\Z")
_AGE_LEAD = re.compile(r"\b(?:aged?|ages|age of|as young as|up to|up to the age of)\s\Z")


def find_unused(passages: Passages, article: Article, facts: Iterable[Fact], uses: Iterable[FieldUse]) -> list[UnusedNumber]:
    """All unused numbers, in the order of the text."""
    listed = list(facts)
    used = SpanSet(f.evidence for f in listed if f.uses_numbers)
    told = SpanSet(span for f in listed if isinstance(f, Event) for span in _told(f, article.text))
    found = []
    for passage in _read(passages, article.fields, uses):
        if DIGIT not in passage.clues:
            continue
        for match in NUMBER.finditer(passage.text):
            span = passage.stretch(match.start(), match.end())
            if (
                not used.overlaps(span.start, span.end)
                and not told.overlaps(span.start, span.end)
                and not _is_label(passage.text, match)
            ):
                around = " ".join(passage.text.split()) if passage.kind == "infobox_field" else passage.text
                found.append(UnusedNumber(span, passage.section, match[0], around, _why(passage.text, match)))
    return found


def count_numbers(article: Article, uses: Iterable[FieldUse]) -> int:
    """How many numbers the document has where unused ones are looked for."""
    return sum(len(NUMBER.findall(passage.text)) for passage in _read(Passages(article), article.fields, uses))


def _read(passages: Passages, fields: Iterable[InfoboxField], uses: Iterable[FieldUse]) -> Iterator[Passage]:
    """Every field that is read, sentence and cell."""
    read = {(use.infobox_no, use.field) for use in uses if use.status == "used"}
    for field, passage in zip(fields, passages.of("infobox_field"), strict=True):
        if (field.infobox_no, field.name) in read and passage.text:
            yield passage
    yield from passages.of("sentence")
    yield from (cell for cell in passages.of("cell") if cell.text and not cell.repeats)


def _told(event: Event, text: str) -> Iterator[Span]:
    """The numbers of an event that stand in its name or outcome."""
    shown = set(NUMBER.findall(f"{event.name} {event.outcome or ''}"))
    for match in NUMBER.finditer(text, event.evidence.start, event.evidence.end):
        if match[0] in shown:
            yield Span(*match.span())


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a part of a name: a resolution, an article of law, a type of arms, a numbered unit."""
    before = text[max(0, match.start() - 16) : match.start()]
    after = text[match.end() : match.end() + 3]
    if re.match(r"(?:st|nd|rd|th)\b", after):
        return True
    return _labelled().search(before) is not None


def _why(text: str, match: re.Match[str]) -> str:
    if _MONEY_LEAD.search(text, max(0, match.start() - 4), match.start()):
        return "money"
    for why, pattern in _WHYS:
        if pattern.match(text, match.end()):
            return why
    if _AGE_LEAD.search(text, max(0, match.start() - 24), match.start()):
        return "age"
    return "things" if re.match(r"\s[a-z]", text[match.end() :]) else "other"


@cache
def _labelled() -> re.Pattern[str]:
    """Names of documents, calibres, types: 'Resolution 822', 'Article 78', '120 mm', 'Katyusha M-13'."""
    labels = alternatives(load_lexicon("vague_counts")["labels_of_no_fact"])
    return re.compile(rf"(?:\b(?:{labels})\s|[A-Za-z]-|[#№/]|\d/|\d[,–-]\s?|\d\sand\s)\Z")
