"""The closed vocabularies: what a kind, category, cause or status column may hold. CHECKs are made from these.

Categories of strength and casualties are those of the published contract; actions, kinds of places and organizations too.
"""

from __future__ import annotations

SEVERITIES = ("info", "warning", "error")
RUN_STATUSES = ("running", "done", "partial", "stopped", "refused", "failed", "killed")
DOCUMENT_OUTCOMES = ("new", "changed", "unchanged", "failed", "retired")
FIELD_STATUSES = ("used", "ignored", "damaged", "unknown")
REFERENCE_KINDS = ("cited", "further", "external")
CHANGES = ("added", "retired")

ENTITY_KINDS = ("person", "place", "organization")
ORGANIZATION_KINDS = (
    "state", "government_body", "party", "armed_group", "military_unit", "international", "ngo", "media", "company", "other",
)  # fmt: skip
PLACE_KINDS = (
    "country", "autonomous_region", "region", "district", "city", "town", "village", "mountain_pass", "corridor", "airport",
    "sea_port", "military_base", "building", "exclave", "junction", "other",
)  # fmt: skip
EQUIPMENT_KINDS = ("aircraft", "other")

OFFICE_CHANGES = ("took", "left", "held")
BOUNDS = ("exact", "range", "alternatives", "at_least", "at_most", "unknown", "none", "vague")
STRENGTH_CATEGORIES = (
    "personnel", "tank", "artillery", "armored_personnel_carrier", "armored_fighting_vehicle", "fighter_aircraft",
    "helicopter", "combat_aircraft", "military_division", "air_base", "rail_car_of_ammunition", "eligible_men", "other",
)  # fmt: skip
CASUALTY_CATEGORIES = ("killed", "wounded", "missing", "captured", "displaced", "casualties")
POPULATIONS = ("military", "civilian", "mixed")
MODALITIES = ("asserted", "reported", "denied")
EQUIPMENT_ACTIONS = ("acquired", "captured", "destroyed", "captured_or_destroyed", "lost", "supplied")
LOSS_CAUSES = ("shot_down", "friendly_fire", "destroyed", "other")
TIME_KINDS = ("date", "period", "season", "part_of_day")
EVENT_KINDS = (
    "battle", "massacre", "bombardment", "aircraft_loss", "operation", "displacement", "ceasefire", "negotiation", "agreement",
    "resolution", "declaration", "referendum", "election", "appointment", "departure", "founding", "protest", "disaster",
    "publication", "other",
)  # fmt: skip
CONTRADICTIONS = (
    "infobox_against_prose", "claimant_against_claimant", "parts_against_whole", "losses_against_inventory",
    "killed_against_strength",
)  # fmt: skip
NUMBER_KINDS = ("share", "measure", "duration", "money", "age", "things", "other")
CASUALTY_CHOICES = ("independent", "lowest", "highest")
