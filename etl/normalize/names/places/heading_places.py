"""Where the happenings of a section were, by its heading.

Combat near Uvarovo        Uvarovo
Stepanakert under siege    Stepanakert
War in France              nowhere: a country is no place of a fight
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.extract.blocks import PATH_SEPARATOR
from etl.normalize.record.extraction import Entity

_WIDE = frozenset(("country", "autonomous_region", "region", "exclave"))


class HeadingPlaces:
    """The places that the headings of an article name."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names: dict[str, str] = {}
        for entity in entities:
            if entity.entity_kind == "place" and entity.kind not in _WIDE:
                for name in (entity.name, *(alias.name for alias in entity.aliases)):
                    self._names.setdefault(name, entity.name)
        alternatives = "|".join(re.escape(name) for name in sorted(self._names, key=lambda n: (-len(n), n)))
        self._pattern = re.compile(rf"\b(?:{alternatives})\b") if alternatives else None

    def of(self, section: str) -> tuple[str, ...]:
        """The places in the last heading of a section's path, in their order."""
        if self._pattern is None or not section:
            return ()
        heading = section.rpartition(PATH_SEPARATOR)[2]
        return tuple(dict.fromkeys(self._names[m[0]] for m in self._pattern.finditer(heading)))
