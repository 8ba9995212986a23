"""Which infobox field is read by what: every field ends as used, ignored by name, damaged or unknown.

Ignored fields are listed with the reason, so that nothing is passed over by accident.
"""

from __future__ import annotations

import re

from etl.extract.article import InfoboxField
from etl.normalize.infobox.residue import is_residue
from etl.normalize.lexicon.phrases import is_only
from etl.normalize.record.extraction import FieldUse

_IGNORED: tuple[tuple[str, str], ...] = (
    (
        r"image.*|img.*|alt|caption|width|map_.*|mapsize|colou?r_scheme|pushpin.*",
        "layout and pictures, no statement on the war",
    ),
    (r"campaignbox|footnotes?|ref(?:erence)?s?", "navigation and references"),
    (r"combatants_header|colspan|native_name.*", "layout"),
)
# fields whose statement the schema has no table for yet: named, so that it can be asked for
_NOT_MODELLED: tuple[tuple[str, str], ...] = (
    (r"casus|causes?|status|methods?|goals?", "causes and aims are not modelled"),
    (r"notes?|polstrength\d*|arrests?|charged|fines|damage", "not modelled"),
)


def use_of(field: InfoboxField, used: set[str]) -> FieldUse:
    """What became of a field; `used` holds the names of those that a rule read."""
    text = field.value.text
    if not text.strip():
        return FieldUse(field.infobox_no, field.name, "ignored", "empty")
    for pattern, why in (*_IGNORED, *_NOT_MODELLED):
        if field.name not in used and re.fullmatch(pattern, field.name, re.IGNORECASE):
            return FieldUse(field.infobox_no, field.name, "ignored", why)
    if is_residue(text):
        return FieldUse(field.infobox_no, field.name, "damaged", "the value is template residue; nothing of it is loaded")
    if field.name in used:
        says_unknown = is_only("unknown", text)
        return FieldUse(
            field.infobox_no, field.name, "used", "says that it is unknown: no claim" if says_unknown else "read into facts"
        )
    return FieldUse(field.infobox_no, field.name, "unknown", "no rule reads this field")
