"""Codes of the conflict data sets that other researchers use, where our kinds map to them.

UCDP GED codebook 23.1, type of violence: 1 state-based, 2 non-state, 3 one-sided. ACLED codebook 2023, sub-event types.
    battle in which a state fights      1, Armed clash
    massacre of unarmed people          3, Attack
"""

from __future__ import annotations

import re

from etl.normalize.record.extraction import Entity

_STATE_FORCES = ("state", "military_unit", "government_body")
_SUB_EVENTS = {
    "battle": "Armed clash",
    "massacre": "Attack",
    "bombardment": "Shelling/artillery/missile attack",
    "protest": "Peaceful protest",
    "ceasefire": "Agreement",
    "agreement": "Agreement",
    "aircraft_loss": "Disrupted weapons use",
}
_TAKEN = re.compile(r"\b(?:captur|seiz|conquer|retook|recaptur|took|taken|occupi|overr[au]n|liberat)")
_AIR = re.compile(r"\bair(?:craft|\sstrikes?|strikes?|\sraids?)?\b|\bbomb(?:ed|ing|ings|ers?)\b|\bdrones?\b|\bplanes?\b")


def type_of_violence(kind: str, actors: list[Entity]) -> int | None:
    """UCDP's type of violence; None where the kind is no violence, or nobody who fought is known."""
    if kind == "massacre":
        return 3
    if kind not in ("battle", "bombardment"):
        return None
    if any(a.kind in _STATE_FORCES for a in actors):
        return 1
    return 2 if any(a.kind in ("armed_group", "party") for a in actors) else None


def sub_event_type(kind: str, words: str, actors: list[Entity]) -> str | None:
    """ACLED's sub-event type, where one fits."""
    if kind == "battle" and _TAKEN.search(words):
        of_state = any(a.kind in _STATE_FORCES for a in actors)
        of_others = any(a.kind == "armed_group" for a in actors)
        if of_others and not of_state:
            return "Non-state actor overtakes territory"
        return (
            "Government regains territory"
            if of_state and not of_others and re.search(r"\bre(?:took|captur|gain)", words)
            else "Armed clash"
        )
    if kind == "bombardment" and _AIR.search(words):
        return "Air/drone strike"
    if kind == "protest" and re.search(r"\briot|\bmob\b", words):
        return "Mob violence"
    if kind == "operation" and re.search(r"\bmobili[sz]|\bdeploy|\bwithdr|\bblockade", words):
        return "Change to group/activity"
    if kind == "founding" and "headquarters" in words:
        return "Headquarters or base established"
    return _SUB_EVENTS.get(kind)
