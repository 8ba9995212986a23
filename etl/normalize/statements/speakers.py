"""Who speaks a quotation: the subject of the verb of saying, the source of 'according to', or the one named behind it.

    Marshal Yevgeny Shaposhnikov issued a warning, stating it would "…"       participle: the subject of the sentence
    a reporter from *Time* magazine confirmed that "…"                        verb: the name before it
    According to Russian general Lev Rokhlin, … "…"                           source
    "…", the journal wrote                                                    behind it: the publication named last

Speakers are persons, organizations and publications in italics; a people ('Armenian leaders') is no speaker's name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.extract.article import Article
from etl.extract.spans import Span
from etl.normalize.names.cues import listed
from etl.normalize.record.extraction import Entity

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ITALIC = re.compile(r"(?<!\*)\*([A-Z][^*\n]{2,60})\*(?!\*)")
_SOURCE = re.compile(r"(?i:\baccording to|\b(?:described|quoted|reported|written|stated|noted|put) by|\bin the words of|\bin)\W")
_OWNED = re.compile(r"['’]s? (?:own )?(\w+)")
_PRONOUNS = frozenset(("he", "she"))
_ADJACENT = 12  # characters between a state and its verb: 'France had also declared'
_TAIL = 90  # characters behind the marks in which the speaker is named


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """Where a quotation stands: `start` of its sentence, `stop` of the words before the marks, `end` of the marks."""

    text: str
    section: str
    block_start: int
    start: int
    stop: int
    end: int
    block_end: int

    @property
    def lead(self) -> str:
        return self.text[self.start : self.stop]

    @property
    def lead_words(self) -> list[str]:
        return _WORD.findall(self.lead.casefold())


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    entity_id: str | None
    span: Span
    rule: str = ""
    kind: str | None = None  # person, or the kind of an organization

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


def has_saying(context: QuoteContext) -> bool:
    """Whether a verb of saying stands in the sentence before the marks."""
    return any(_is_saying(word) for word in context.lead_words)


def _is_saying(word: str) -> bool:
    return word in listed("name_cues", "speech_verbs") or word in listed("quotation_words", "saying")


class Speakers:
    """Everyone and everything of the article that can speak, by where it is named."""

    def __init__(self, article: Article, entities: Iterable[Entity]) -> None:
        named = {}
        for entity in entities:
            if entity.entity_kind in ("person", "organization"):
                kind = "person" if entity.entity_kind == "person" else entity.kind
                for span in entity.spans:
                    named[span.start] = Speaker(entity.name, entity.entity_id, span, "", kind)
        for match in _ITALIC.finditer(article.text):
            if match.start(1) not in named:
                named[match.start(1)] = Speaker(match[1].strip(), None, Span(*match.span(1)), "", "media")
        self.text = article.text
        self.starts = sorted(named)
        self.named = [named[start] for start in self.starts]

    def of(self, context: QuoteContext) -> Speaker | None:
        """The speaker of the quotation, with the rule that found him; None where the text names nobody."""
        return self._behind(context) or self._source(context) or self._subject(context)

    def _between(self, start: int, end: int) -> list[Speaker]:
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _behind(self, context: QuoteContext) -> Speaker | None:
        """'", said X', '", X wrote', '", the journal wrote', '", according to X'."""
        stop = min(context.end + _TAIL, context.block_end)
        tail = re.split(r'[.;"“]', self.text[context.end : stop].lstrip(" ,"))[0]
        if self.text[context.end - 2 : context.end - 1] in (".", "!", "?") and tail[:1].isupper():
            return None  # the quotation ends its sentence; what follows is another one
        words = _WORD.findall(tail)[:6]
        said = next((i for i, word in enumerate(words) if _is_saying(word.casefold())), None)
        if said is None or said > 4:
            return None
        offset = self.text.find(tail, context.end) if tail else context.end
        verb_at = offset + tail.find(words[said])
        named = self._between(offset, offset + len(tail))
        if words[0].casefold() in _PRONOUNS and said == 1:
            return self._last_person(context.block_start, context.start, "quotation_behind_pronoun")
        noun = words[said - 1].casefold() if said else ""
        if noun in listed("quotation_words", "publications") and words[0].casefold() in ("the", "this"):
            earlier = [s for s in self._between(context.block_start, context.stop) if s.kind == "media"]
            return replace(earlier[-1], rule="quotation_behind") if earlier else None
        before = [s for s in named if s.span.end <= verb_at]
        after = [s for s in named if said == 0 and 0 <= s.span.start - verb_at - len(words[said]) <= 45]
        found = before[-1:] or after[:1]
        return replace(found[0], rule="quotation_behind") if found else None

    def _source(self, context: QuoteContext) -> Speaker | None:
        """'According to X', 'as described by X', 'In X's words', 'in the words of X': the last of the sentence."""
        for match in reversed(list(_SOURCE.finditer(context.lead))):
            at = context.start + match.end()
            is_in = match[0][:-1].casefold() == "in"
            named = self._between(at, min(at + (3 if is_in else 60), context.stop))
            if not named or re.search(r"[,;:]", self.text[at : named[0].span.start]):
                continue
            owned = _OWNED.match(self.text, named[0].span.end)
            if is_in and not (owned and owned[1] in listed("quotation_words", "words_of")):
                continue
            chosen = named[0]
            if not chosen.is_person:  # 'according to *Time* correspondent X'
                near = [s for s in named[1:] if s.is_person and s.span.start - chosen.span.end < 30]
                chosen = near[0] if near else chosen
            return replace(chosen, rule="quotation_source")
        return None

    def _subject(self, context: QuoteContext) -> Speaker | None:
        """The name before the last verb of saying; before a participle or 'which …', the first name of the sentence."""
        verbs = [m for m in _WORD.finditer(context.lead) if _is_saying(m[0].casefold())]
        named = [s for s in self._between(context.start, context.stop) if self._may_speak(s)]
        for verb in reversed(verbs):
            at = context.start + verb.start()
            before = _WORD.findall(self.text[context.start : at].casefold())
            if before[-1:] and before[-1] in _PRONOUNS:
                return self._last_person(context.block_start, at, "quotation_pronoun")
            subjects = [s for s in named if s.span.end <= at and (s.kind != "state" or at - s.span.end <= _ADJACENT)]
            if subjects:
                is_of_sentence = verb[0].endswith("ing") or before[-1:] in (["which"], ["who"], ["and"], ["that"])
                return replace(subjects[0 if is_of_sentence else -1], rule="quotation_subject")
            if any(word in _PRONOUNS for word in before):
                return self._last_person(context.block_start, context.start, "quotation_pronoun")
        return None

    def _may_speak(self, speaker: Speaker) -> bool:
        """Not behind a preposition ('a warning to X'), no owner ("X's army"), no state inside a sentence."""
        before = self.text[max(0, speaker.span.start - 30) : speaker.span.start].replace("*", " ").split()
        word = before[-1].casefold() if before else ""
        word = before[-2].casefold() if word == "the" and len(before) > 1 else word
        is_source = (
            len(before) > 1
            and before[-2].casefold() in listed("quotation_words", "reporters")
            and word in ("from", "of", "by", "for")
        )
        is_owner = _OWNED.match(self.text, speaker.span.end) is not None
        return is_source or (word not in listed("quotation_words", "before_objects") and not is_owner)

    def _last_person(self, start: int, end: int, rule: str) -> Speaker | None:
        persons = [s for s in self._between(start, end) if s.is_person]
        return replace(persons[-1], rule=rule) if persons else None
