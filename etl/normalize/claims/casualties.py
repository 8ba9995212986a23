"""Casualty claims of the prose: each counted loss with its people, claimant, place and dates."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.normalize.claims.casualty_links import LEXICON, find_losses
from etl.normalize.claims.losses import CountedFate
from etl.normalize.claims.survivors import find_survivors
from etl.normalize.claims.victims import Told, Victims, victims_of
from etl.normalize.doc import Doc
from etl.normalize.grammar.quantities import Quantity
from etl.normalize.lexicon.fates import has_fate
from etl.normalize.names.allegiances import Allegiances
from etl.normalize.passages.circumstances import places_of, when_of
from etl.normalize.passages.claimants import Claimant, claimant_of
from etl.normalize.passages.scenes import Scene
from etl.normalize.record.claimed import Claimed
from etl.normalize.record.facts import CasualtyClaim
from etl.normalize.times.clock import Clock

_KILLED = re.compile(
    r",?\s(?:who\s)?(?:was|had been|is)\s(?:\w+ly\s)?(?:killed|murdered|assassinated|executed|shot dead|beheaded|hanged|"
    r"slain|lynched|"
    r"hacked to death|stabbed to death|poisoned|shot and killed|mortally wounded|(?P<wounded>wounded|injured)|"
    r"(?P<captured>captured|taken prisoner))\b"
)
_MURDER_OF = re.compile(r"\b(?:murder|assassination|killing|execution|death)\sof\s(?:[\w-]+\s){0,4}\Z")


def read_casualty_claims(doc: Doc) -> Claimed[CasualtyClaim]:
    """All claims of the prose, in the order of the text."""
    clock, allegiances = doc.clock, doc.allegiances
    claims: list[CasualtyClaim] = []
    told = Told()
    section: str | None = None
    for scene in (scene for scene in doc.scenes if not scene.is_note):  # those of tables, the rules for tables read
        told = told.next_sentence if scene.section == section else Told()
        section = scene.section
        if has_fate(LEXICON, scene.text):
            found, told = _of_scene(scene, told, clock, allegiances)
            claims += found
        for loss in find_survivors(scene.text, scene.passage.clues):
            claimant = claimant_of(scene, loss.start, loss.end)
            who = victims_of(scene, loss, claimant, allegiances, None, told)
            own = allegiances.of_words(scene.text[loss.count.start : loss.count.end])
            who = replace(who, group=own or who.group)
            told_so = _claim(scene, loss, "prose_survivors", who, claimant, None, clock, allegiances)
            claims.append(replace(told_so, counts_living=True))
    return Claimed(tuple(claims), tuple(claim.evidence for claim in claims if not claim.counts_living))


def _of_scene(scene: Scene, told: Told, clock: Clock, allegiances: Allegiances) -> tuple[list[CasualtyClaim], Told]:
    """The claims of a sentence, and what the passage has told with it."""
    made: list[CasualtyClaim] = []
    victims: list[Victims] = []
    for loss, rule in find_losses(scene.text, scene.counts):
        parent = made[loss.parent] if loss.parent is not None and loss.parent < len(made) else None
        whole = victims[loss.parent] if parent is not None and loss.parent is not None else None
        claimant = claimant_of(scene, loss.count.start, loss.end)
        who = victims_of(scene, loss, claimant, allegiances, whole, told)
        made.append(_claim(scene, loss, rule, who, claimant, parent, clock, allegiances))
        victims.append(who)
        told = told.after(who)
    return made + _of_persons(scene, made, clock, allegiances), told


def _claim(
    scene: Scene,
    loss: CountedFate,
    rule: str,
    who: Victims,
    claimant: Claimant,
    parent: CasualtyClaim | None,
    clock: Clock,
    allegiances: Allegiances,
) -> CasualtyClaim:
    count = loss.count
    return CasualtyClaim(
        evidence=scene.span(loss.start, loss.end),
        section=scene.section,
        rule=rule,
        places=places_of(scene, loss.start, loss.end),
        category=loss.category,
        population=who.population,
        victims=who.words,
        victim_group=who.group,
        count=count.quantity,
        vague_term=count.vague,
        dates=when_of(scene, loss.start, loss.end, clock, claimant),
        attributed_to=claimant.name,
        modality=claimant.modality,
        is_partisan=bool(claimant.name and allegiances.is_party(claimant.name)),
        is_breakdown=parent is not None,
        parent=parent,
    )


def _of_persons(scene: Scene, made: list[CasualtyClaim], clock: Clock, allegiances: Allegiances) -> list[CasualtyClaim]:
    """Named persons who were killed, wounded or captured: one each."""
    claims = []
    for named in scene.named:
        fate = _KILLED.match(scene.text, named.end) if named.kind == "person" else None
        murder = _MURDER_OF.search(scene.text, 0, named.start) if named.kind == "person" else None
        if fate is None and (murder is None or murder[0].startswith("death")):
            continue
        start, end = (named.start, fate.end()) if fate else (murder.start() if murder else named.start, named.end)
        if any(c.evidence.start < scene.offset + end and scene.offset + start < c.evidence.end for c in made):
            continue
        claimant = claimant_of(scene, start, end)
        category = "wounded" if fate and fate["wounded"] else "captured" if fate and fate["captured"] else "killed"
        claims.append(
            CasualtyClaim(
                evidence=scene.span(start, end),
                section=scene.section,
                rule="prose_person_lost",
                places=places_of(scene, start, end),
                category=category,
                population="military" if _is_soldier(named.entity.roles) else "civilian",
                victims=named.entity.name,
                victim_group=allegiances.of_entity(named.entity)
                or allegiances.of_words(scene.text[max(0, named.start - 50) : named.start]),
                count=Quantity(1, 1, "exact", scene.text[named.start : named.end]),
                vague_term=None,
                dates=when_of(scene, start, end, clock, claimant),
                attributed_to=claimant.name,
                modality=claimant.modality,
                is_partisan=bool(claimant.name and allegiances.is_party(claimant.name)),
            )
        )
    return claims


def _is_soldier(roles: tuple[str, ...]) -> bool:
    return any(
        re.search(
            r"\b(?:general|colonel|major|captain|lieutenant|marshal|admiral|commander|officer|sergeant|soldier|brigadier)\b",
            role,
            re.IGNORECASE,
        )
        for role in roles
    )
