"""Strengths told in the prose: how many men, units, guns or aircraft a force had.

    Azerbaijan had a total of five divisions and five military air bases
    the 17,000 troops of Miloradovich took position       the force behind 'of'
    his 16,000-strong Imperial Guard                      the force behind '-strong'
    compared to Azerbaijan's 10,000                       of the kind told before

Men that are killed, captured or fled, and arms that are gained or lost, are other claims.
"""

from __future__ import annotations

import re
from functools import cache

from etl.normalize.claims.equipment import LEXICON as EQUIPMENT_VERBS
from etl.normalize.claims.things import PEOPLE, kinds_counted, thing_of
from etl.normalize.doc import Doc
from etl.normalize.infobox.infobox_strengths import published_category
from etl.normalize.lexicon.fates import find_fates
from etl.normalize.lexicon.lexicons import alternatives, load_lexicon
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.passages.circumstances import when_of
from etl.normalize.passages.claimants import claimant_of
from etl.normalize.passages.count_phrases import CountPhrase
from etl.normalize.passages.scenes import Named, Scene
from etl.normalize.record.claimed import Claimed, used_by
from etl.normalize.record.facts import StrengthClaim
from etl.normalize.times.clock import Clock

_ELLIPTIC = re.compile(r"(?:['’]s|\bit was|\bthat of|\b(?:as well as|and|plus|to|with)(?:\s(?:nearly|some|about|another))?)\s\Z")
_OF = re.compile(
    r"\s?(?:of|from|under|belonging to|led by|commanded by)\s(?P<who>(?:the\s)?[^,;.:()]{2,60}?)(?=[,;.:()]|\s(?:in|at|who|"
    r"which|that|had|was|were|took|would|could|to|on|and|alongside)\b|$)"
)
_STRONG = re.compile(r"-?\s?strong\b\s?(?P<who>[^,;.:()]{0,50})")
_TOTALLED = re.compile(r"\b(?:totall?ed|numbered|was|were|amounted to)\s\Z")
_NUMBER_OF_MEN = re.compile(r"\bnumber of men\b")
_ELIGIBLE = re.compile(r"\beligible\b|\bof military age\b|\bmilitary service\b")
_JOINT = re.compile(r"\s(?:and|or)\s(?P<what>(?![0-9])(?:[\w-]+\s){0,2}[\w-]+)")
_ELIDED = re.compile(
    r"\s(?:infantry|cavalry|armou?red|panzer|motori[sz]ed|tank|rifle)\sand\s\S+\s(?P<what>(?:[\w-]+\s){0,3}?(?:divisions|brigades|regiments|battalions|corps))\b"
)
_NO_FORCE = re.compile(  # happenings, and by how much a force was larger than another
    r"\b(?:battles|engagements|actions|operations|attacks|raids|sorties|campaigns|offensives|assaults)\Z|"
    r"\b(?:smaller|larger|bigger|stronger|weaker|fewer)\b"
)
_SOMEBODY = re.compile(r"[A-Z]|^(?:the|his|her|their|its)\s")  # 'under arms', 'of each of its regiments' name nobody
_RIGHT_BEHIND = 2  # characters
_HANDFUL = 3  # so few men are individuals, no force


def read_strength_claims(doc: Doc) -> Claimed[StrengthClaim]:
    """All claims of the prose, but for numbers that are losses or gains already."""
    taken = used_by((doc.aircraft_losses, doc.casualty_claims, doc.equipment_claims))
    claims: list[StrengthClaim] = []
    for scene in doc.scenes:
        last: StrengthClaim | None = None
        last_end = 0
        losing = [f.end for f in find_fates(EQUIPMENT_VERBS, scene.text)] if scene.counts else []
        for count in scene.counts:
            at = scene.offset + count.start
            if taken.overlaps(at, at + 1) or any(0 <= count.start - end <= _RIGHT_BEHIND for end in losing):
                continue  # lost already, or only wished to be: 'would rather destroy 50 bombers'
            for kind in kinds_counted(scene.text, count):
                claim = _claim(scene, kind, last, last_end, doc.clock, doc.allegiances)
                if claim is not None:
                    claims.append(claim)
                    last, last_end = claim, kind.end
    return Claimed(tuple(claims), tuple(claim.evidence for claim in claims))


def _claim(
    scene: Scene, count: CountPhrase, last: StrengthClaim | None, last_end: int, clock: Clock, allegiances: Allegiances
) -> StrengthClaim | None:
    text = scene.text
    category, words = _kind(scene, count, last, last_end)
    if category is None or (count.vague and not _may_count(count)) or _NO_FORCE.search(count.what):
        return None
    end = count.end
    strong = _STRONG.match(text, count.count_end)
    if strong:
        end = strong.end()
    force = _force(scene, count, strong)
    side = allegiances.side_named(force or "", scene, count)
    claimant = claimant_of(scene, count.start, end)
    return StrengthClaim(
        evidence=scene.span(count.start, end),
        section=scene.section,
        rule="prose_strength",
        side=side,
        force=force or side,
        category=published_category(category),
        what=words or None,
        count=count.quantity,
        dates=when_of(scene, count.start, end, clock, claimant),
        attributed_to=claimant.name,
    )


def _kind(scene: Scene, count: CountPhrase, last: StrengthClaim | None, last_end: int) -> tuple[str | None, str]:
    """The category that is counted; that of the last claim of the sentence where the count stands alone in a row with it."""
    text = scene.text
    if _STRONG.match(text, count.count_end):
        return "personnel", "strong"
    if count.is_bare:
        gap = text[last_end : count.start]
        elliptic = (
            last is not None and _ELLIPTIC.search(gap) and len(gap) < 60 and not re.search(r"\b(?:age|population|percent)\b", gap)
        )
        if elliptic and last is not None:
            return last.category, ""
        is_total = _TOTALLED.search(text[max(0, count.start - 16) : count.start])
        if is_total and _ELIGIBLE.search(text, 0, count.start) and _NUMBER_OF_MEN.search(text, 0, count.start):
            return "eligible_men", ""
        return None, ""
    thing = thing_of(count.what)
    joint = _JOINT.match(text, count.end)
    if thing and joint and not count.vague and (other := thing_of(joint["what"])) and other.category != thing.category:
        return "other", f"{thing.words} and {other.words}"  # '20,000 tanks and artillery pieces' are of both kinds
    elided = _ELIDED.match(text, count.count_end)
    if elided and (shared := thing_of(elided["what"])) and shared.category in ("formation", "military_division"):
        return shared.category, elided["what"]  # '18 infantry and 12 armored divisions'
    if count.quantity.high == 1 and re.match(r"\s?of\b", text[count.count_end :]):
        return None, ""  # 'one of the officers'
    if count.quantity.bound == "none" and (thing is None or thing.category in ("personnel", "supplies")):
        return None, ""
    if thing is None or thing.category == "supplies":
        return None, ""
    if thing.category == "personnel":
        head = thing.words.split()[-1].casefold() if thing.words.split() else ""
        is_handful = count.quantity.high is not None and count.quantity.high <= _HANDFUL
        if head in load_lexicon("strength_words")["no_force"] or is_handful:
            return None, ""
    elif thing.category not in PEOPLE and thing.category in ("vehicle", "weapon", "animal"):
        return (thing.category, thing.words) if _having().search(text, max(0, count.start - 60), count.start) else (None, "")
    return thing.category, thing.words


def _may_count(count: CountPhrase) -> bool:
    return (count.vague or "").casefold() in load_lexicon("strength_words")["vague"]


def _force(scene: Scene, count: CountPhrase, strong: re.Match[str] | None) -> str | None:
    """The body that had them: behind 'of', in the noun phrase, behind '-strong', else the one named before."""
    text = scene.text
    if strong:
        named = [n for n in scene.named_within(count.start, strong.end() + 40) if n.kind != "place"]
        return _body(scene, named[0], count) if named else None
    tail = text[count.count_end : count.end + 70]
    of = _OF.search(tail)
    if of and of.start() <= count.end - count.count_end + 1:
        start = count.count_end + of.start("who")
        named = [n for n in scene.named if start <= n.start < count.count_end + of.end("who") and n.kind != "place"]
        return _body(scene, named[-1], count) if named else (of["who"].strip() if _SOMEBODY.search(of["who"]) else None)
    inside = [n for n in scene.named_within(count.count_end, count.end) if n.kind != "place"]
    if inside:
        return _body(scene, inside[0], count)
    owner = [n for n in scene.named if re.fullmatch(r"['’]s?\s", text[n.end : count.start])]
    if owner:
        return _body(scene, owner[-1], count)
    before = [n for n in scene.named if n.end <= count.start and n.kind != "place" and ";" not in text[n.end : count.start]]
    if not before or not _having().search(text, before[-1].end, count.start):
        return None
    return _body(scene, before[-1], count)


def _body(scene: Scene, named: Named, count: CountPhrase) -> str:
    """The body itself; of a person, his men: "Miloradovich's troops"."""
    if named.kind != "person":
        return named.entity.name
    thing = thing_of(count.what)
    men = thing.words if thing and thing.category in PEOPLE else "troops"
    return f"{scene.text[named.start : named.end]}'s {men}"


@cache
def _having() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(load_lexicon('strength_words')['having'])})\b")
