"""The grammar of offices: which office words stand beside a name, and the state or body that they belong to.

    Azerbaijani Deputy Interior Minister | NAME          Deputy Interior Minister of Azerbaijan
    NAME | , then acting President of Azerbaijan,        acting President of Azerbaijan
    the military commander of the CIS forces, Marshal | NAME

A state is named as the gazetteer names it, whatever the adjective; another body as the text does. 'former' and 'future'
say that the office was not held then. Heads such as 'head' and 'leader' are an office only of a body that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.normalize.lexicon.lexicons import alternatives, find_polity, kinds_by_word, load_lexicon
from etl.normalize.lexicon.nations import Nations
from etl.normalize.record.extraction import Entity

_CAP = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|\d+(?:st|nd|rd|th))"
_WINDOW = 160  # characters beside a name that are read
_POSSESSIVE = re.compile(r"['’]s?$")
_ASIDE = re.compile(r"\((?:and |then |later |also |soon )+(?:the )?([^()]+)\)")
# names of states that stand with 'the'
_TAKES_ARTICLE = re.compile(
    r"^(?:USSR|UK|US)$|\b(?:Union|Empire|States|Kingdom|Republic|Federation|SSR|Netherlands|Philippines)$"
)
_PARTY = re.compile(r"((?:[A-Z]\w+ )+Party) (.+)")
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s+")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as written, the state or body it belongs to, and where the words stand in the text."""

    title: str
    body: str | None
    start: int
    end: int
    is_held: bool = True
    joint: str = "of"
    has_article: bool = False  # 'head of the NKVD'
    next_title: str | None = None  # 'head' of 'deputy head (and soon head) of the NKVD'

    @property
    def name(self) -> str:
        """'President of Azerbaijan'; the title alone where no body is named."""
        the = "the " if self.body and (self.has_article or _TAKES_ARTICLE.search(self.body)) else ""
        return f"{self.title} {self.joint} {the}{self.body}" if self.body else self.title

    @property
    def head(self) -> str:
        return self.title.casefold().split(" ")[-1]


class OfficeReader:
    """Reads offices in the text of one article; adjectives of states mean the states that the article names."""

    def __init__(self, text: str, entities: Iterable[Entity]) -> None:
        self._text = text
        states = [e for e in entities if e.kind in ("state", "country")]
        self._nations = Nations.of_names(name for e in states for name in [e.name] * e.mentions)
        self._names: dict[str, str] = {}
        for state in sorted(states, key=lambda e: -e.mentions):
            if polity := find_polity(state.name):
                self._names.setdefault(polity.name, state.name)

    def before(self, start: int, end: int) -> Office | None:
        """The office whose words end at `end`, right before a name; nothing before `start` is read."""
        begin = max(start, end - _WINDOW)
        words = self._text[begin:end]
        match = _patterns()["before"].search(words) if _patterns()["head"].search(words) else None
        return self._office(match, begin) if match else None

    def behind(self, start: int, end: int) -> Office | None:
        """The office in apposition right behind a name: ', the mayor of Khojaly,'."""
        match = _patterns()["behind"].match(self._text[start : min(end, start + _WINDOW)])
        return self._office(match, start) if match else None

    def at(self, start: int, end: int) -> Office | None:
        """The office that begins at `start`, behind a verb: 'the president of the country', 'as Prime Minister'."""
        match = _patterns()["at"].match(self._text[start : min(end, start + _WINDOW)])
        return self._office(match, start) if match else None

    def _office(self, match: re.Match[str], offset: int) -> Office | None:
        title = " ".join(match["office"].split())
        holder = kinds_by_word("office_words", "holders").get(title.casefold())
        head = title.casefold().split(" ")[-1]
        needs_body = head in load_lexicon("office_words")["need_body"]
        body = self._body(match["body"]) or self._owner(match["affil"], may_be_adjective=not needs_body)
        if body is None and needs_body:
            return None
        if party := _PARTY.match(title):  # "Azerbaijan's Communist Party General Secretary"
            title, body = party[2], f"{party[1]} of {body}" if body else party[1]
        passing = re.split(r"[\s-]+", match["passing"].casefold())
        is_held = not any(word in load_lexicon("office_words")["not_now"] for word in passing)
        start = match.start("affil") if match["affil"] and body else match.start("office")
        aside = _ASIDE.search(match["aside"] or "")
        return Office(
            title=holder or title,
            body=body,
            start=offset + start,
            end=offset + match.end(),
            is_held=is_held,
            joint=match["joint"] or "of",
            has_article=(match["body"] or "").startswith("the "),
            next_title=aside[1] if aside else None,
        )

    def _body(self, words: str | None) -> str | None:
        """'the USSR' -> the state as the article names it; other bodies as written, without the article."""
        if not words:
            return None
        bare = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(words.split()))).rstrip(".")
        return self._state(bare) or bare

    def _state(self, words: str) -> str | None:
        """The state of a name or adjective: one that the article names, or one of today."""
        polity = self._nations.of(words)
        if polity is None:
            return None
        return self._names.get(polity.name) or (polity.name if polity.kind == "state" else None)

    def _owner(self, words: str | None, *, may_be_adjective: bool) -> str | None:
        """The body before an office: a state or its adjective at the end ('On Monday Armenian'), a possessive, an acronym."""
        if not words:
            return None
        parts = words.split()
        is_possessive = _POSSESSIVE.search(parts[-1]) is not None
        for at in range(len(parts)):
            state = self._state(_POSSESSIVE.sub("", " ".join(parts[at:])))
            if state and (may_be_adjective or is_possessive):
                return state
            if state and at == 0:
                return None  # 'the Afghan commander', 'the Turkish nationalist leader': no office of the state
        is_owner = is_possessive or parts[-1].isupper() or parts[-1][0].islower()
        kept = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(parts)))
        return kept if is_owner and len(kept) > 1 else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = {name: alternatives(listed) for name, listed in load_lexicon("office_words").items()}
    ranks = [*load_lexicon("person_titles")["ranks"], "Sir", "Dr", "Lord", "Baroness"]
    bodies = rf"(?i:{words['bodies']})"
    body = rf"(?:the )?{_CAP}(?:(?: of| for| and)?(?: the)? {_CAP}){{0,6}}(?: \(\*?[a-z]+\*?\))?(?: {bodies})?"
    affil = rf"(?:(?P<affil>{_CAP}(?: {_CAP}){{0,4}}?(?: {bodies})?) )??"
    passing = rf"(?P<passing>(?:(?i:{words['passing']})[ -])*)"
    title = rf"(?P<office>(?i:(?:(?:{words['modifiers']})[ -])*(?:{words['heads']})(?: of (?:{words['fields']}))?))"
    aside = r"(?P<aside> \((?:and|then|later|also|soon)\b[^()]{0,40}\))?"
    of_body = rf"(?: (?P<joint>of|for) (?P<body>{body}))?"
    office = rf"{affil}{passing}{title}(?!\w){aside}{of_body}"
    titled = rf",?(?: (?:the )?(?:{alternatives(ranks)})\.?)*"
    return {
        # most names have no office before them
        "head": re.compile(rf"(?<!\w)(?:{words['heads']})(?!\w)", re.IGNORECASE),
        "before": re.compile(rf"(?<![\w’'-]){office}{titled},? \*?$"),
        "behind": re.compile(rf",? \(?(?:who (?:was|is) )?(?:(?:the|an?|its|their) )*{office}(?!\w| {_CAP})"),
        "at": re.compile(rf" ?(?:(?:as|to|the|an?|its|their|country['’]s|position of) )*{office}(?!\w)"),
    }
