"""Counted losses of people in a sentence: what `links` finds, with the losses that no number counts.

heavy losses, a terrible toll                   an adjective that counts
… and their population evicted                  a word for all of them
an Azerbaijani having been killed               one

Each loss comes with the rule that read it: the manner in which its count is linked, or the word that counts instead of one.
"""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.claims.losses import CountedFate, Manner, is_elliptic, link_counts, merge_fates, with_parts
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.lexicon.fates import Fate, find_fates
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.lexicon.people_words import is_people_word
from etl.normalize.lexicon.phrases import casualty_category, find_counted, population_of
from etl.normalize.passages.count_phrases import CountPhrase

LEXICON = "casualty_verbs"
_RULES: dict[Manner, str] = {
    "noun": "casualty_by_noun",
    "noun_before": "casualty_by_noun_before",
    "stated_number": "casualty_by_stated_number",
    "passive": "casualty_by_passive",
    "verb_behind": "casualty_by_verb_behind",
    "active_verb": "casualty_by_active_verb",
    "row": "casualty_in_row",
    "of_them": "casualty_as_part",
    "ellipsis": "casualty_by_ellipsis",
}
_THAN = re.compile(r"\s(?:more|fewer|less)\s[^,.;]{1,40}\sthan\b")
_AIR_LOSS = re.compile(
    r"\b(?:aircraft|fighters? losses|bombers?|planes?|ships?|tanks?|vessels|Luftwaffe|RAF|squadrons?|machines)\b"
)
_SINGLE = re.compile(
    r"\b(?P<article>an?|one)\s(?P<who>(?:[\w-]+\s){0,2}[\w-]+?)(?=\s(?:was|were|had been|having been|killed|died|who was)\b)"
)
_ALL = re.compile(r"(?:nearly |almost |virtually |practically )?all(?: of)?", re.IGNORECASE)
_IS_HIGH = re.compile(
    r"\s(?:on both sides\s)?(?:had been|have been|has been|were|was|are|is)\s(?:\w+ly\s|very\s|extremely\s)?(?P<word>[a-z]+)\b"
)


def find_losses(text: str, counts: list[CountPhrase]) -> list[tuple[CountedFate, str]]:
    """All counted losses of people of a sentence, in its order, each with its rule."""
    fates = merge_fates(text, find_fates(LEXICON, text), _joint)
    if not fates:
        return []
    described = _described(text, fates, counts)
    counts = [*counts, *described]
    everybody, singles = _populations(text, counts), _singles(text, counts)
    counts = sorted([*counts, *everybody, *singles], key=lambda c: c.start)
    found = link_counts(text, counts, fates, _is_people)
    links = with_parts(text, [found[i] for i in sorted(found) if _is_of_people(text, found[i])])
    uncounted = {
        **dict.fromkeys(described, "casualty_by_adjective"),
        **dict.fromkeys(everybody, "casualty_of_population"),
        **dict.fromkeys(singles, "casualty_of_one"),
    }
    return [(link, uncounted.get(link.count) or _rule_of(link)) for link in links]


def _rule_of(link: CountedFate) -> str:
    if link.parent is not None or link.manner is None:
        return "casualty_as_part"
    return _RULES[link.manner]


def _joint(one: str, other: str) -> str | None:
    """'killed and wounded' are casualties; the displaced are counted apart."""
    return None if "displaced" in (one, other) else "casualties"


def _is_of_people(text: str, loss: CountedFate) -> bool:
    """Whether people are counted, and in a way that makes a claim: not 'captured seven districts', 'the population died'."""
    count = loss.count
    if count.vague and _of_things().match(text, count.end):
        return False  # 'a crippling loss of horses'
    if count.vague and count.what.startswith("the ") and not _ALL.fullmatch(count.vague):
        return False  # 'most of the losses'
    if loss.category == "casualties" and _AIR_LOSS.search(text, max(0, loss.start - 60), loss.end + 60):
        return False
    if _THAN.match(text, count.count_end):
        return False  # 'several hundred more prisoners than they received'
    if loss.category == "displaced" and text[loss.end - 4 : loss.end] == "left" and not _may_leave(count):
        return False
    if count.vague and _population().match(text, count.start):
        if loss.category == "displaced" and count.vague.casefold().endswith(tuple(load_lexicon(LEXICON)["bodies"])):
            return False  # 'the army fled'
        is_all = re.search(r"\b(?:entire|whole)\b", count.vague) is not None
        return loss.category == "displaced" or is_all
    return is_elliptic(count) or _is_people(count)


def _may_leave(count: CountPhrase) -> bool:
    """Whether those who 'left' left their homes: a people or a population, not the men who left a field."""
    words = re.findall(r"[A-Z][^\W\d_]+", count.what)
    return population_of(count.what) == "civilian" or any(is_people_word(word) for word in words)


def _is_people(count: CountPhrase) -> bool:
    """Whether the noun phrase counts people: a noun of people, a demonym, 'them', or a body of men."""
    what = count.what
    heads = find_counted(what)
    if heads:
        return heads[0].category in ("personnel", "formation")
    if re.match(r"(?:them|us|you|whom|those|these|others?|more)\b", what):
        return True
    if casualty_category(what) or population_of(what):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", what)
    if words and next(iter(find_fates(LEXICON, what)), Fate(1, 1, "", frozenset())).start == 0:
        return True  # '20,000 lost as prisoners'
    return any(is_people_word(word) for word in words)


def _described(text: str, fates: list[Fate], counts: list[CountPhrase]) -> list[CountPhrase]:
    """Losses that an adjective counts: 'heavy losses', 'ruinous casualties', 'a terrible toll'."""
    found = []
    for fate in fates:
        if "noun" not in fate.manners or fate.category not in ("casualties", "killed"):
            continue
        match = _adjective().search(text, max(0, fate.start - 30), fate.start)
        high = _IS_HIGH.match(text, fate.end)
        if high and high["word"] in load_lexicon("casualty_verbs")["vague_adjectives"]:
            match = high
        if match and not any(c.start <= match.start("word") < c.end for c in counts):
            word = match["word"]
            quantity = Quantity(None, None, "vague", word)
            start, end = min(fate.start, match.start("word")), max(fate.end, match.end("word"))
            found.append(CountPhrase(start, fate.start, end, quantity, text[fate.start : fate.end], word))
    return found


@cache
def _of_things() -> re.Pattern[str]:
    return re.compile(rf"\sof\s(?:[a-z]+\s){{0,2}}?(?:{alternatives(load_lexicon(LEXICON)['things_lost'])})\b")


@cache
def _adjective() -> re.Pattern[str]:
    words = alternatives(load_lexicon(LEXICON)["vague_adjectives"])
    return re.compile(rf"(?<![\w-])(?P<word>{words})\s(?:[a-z]+\s)?\Z", re.IGNORECASE)


def _populations(text: str, counts: list[CountPhrase]) -> list[CountPhrase]:
    """People that no number counts, but a word for all of them: 'their population', 'the entire garrison'."""
    return [
        CountPhrase(m.start(), m.end("word"), m.end(), Quantity(None, None, "vague", m[0]), "", " ".join(m[0].split()))
        for m in _population().finditer(text)
        if not any(c.start < m.end() and m.start() < c.end for c in counts)
    ]


def _singles(text: str, counts: list[CountPhrase]) -> list[CountPhrase]:
    """One of a people or a profession: 'an Azerbaijani having been killed'."""
    found = []
    for m in _SINGLE.finditer(text):
        phrase = CountPhrase(m.start(), m.end("article"), m.end(), Quantity(1, 1, "exact", m["article"]), m["who"])
        if _is_people(phrase) and not any(c.start < m.end() and m.start() < c.end for c in counts):
            found.append(phrase)
    return found


@cache
def _population() -> re.Pattern[str]:
    lexicon = load_lexicon(LEXICON)
    words = alternatives((*lexicon["populations"], *lexicon["bodies"]))
    return re.compile(
        r"\b(?P<word>(?:their|its|the|an|the entire|an entire|the whole|a|the remaining)"
        rf"(?:\s[\w-]+){{0,2}}?\s(?:{words}))\b",
        re.IGNORECASE,
    )
