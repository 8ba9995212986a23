"""All claims of numbers in the prose. A count is used once: as a loss of aircraft or people, as equipment, or as a strength."""

from __future__ import annotations

from etl.extract.spans import SpanSet
from etl.normalize.claims.aircraft import read_aircraft_losses
from etl.normalize.claims.allegiances import Allegiances
from etl.normalize.claims.casualties import read_casualty_claims
from etl.normalize.claims.equipment import read_equipment_claims
from etl.normalize.claims.strengths import read_strength_claims
from etl.normalize.passages.scenes import Scene
from etl.normalize.record.facts import Fact
from etl.normalize.times.timeline import Timeline


def read_claims(scenes: list[Scene], timeline: Timeline, allegiances: Allegiances) -> list[Fact]:
    """The claims of all scenes, kind by kind, each in the order of the text."""
    prose = [scene for scene in scenes if not scene.is_note]  # what tables tell of losses, the rules for tables read
    aircraft, taken = read_aircraft_losses(prose, timeline, allegiances)
    casualties = read_casualty_claims(prose, timeline, allegiances)
    taken += [claim.evidence for claim in casualties if not claim.counts_living]
    equipment = read_equipment_claims(scenes, timeline, allegiances, SpanSet(taken))
    taken += [claim.evidence for claim in equipment]
    strengths = read_strength_claims(scenes, timeline, allegiances, SpanSet(taken))
    return [*casualties, *strengths, *equipment, *aircraft]
