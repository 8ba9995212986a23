"""In which country a place lies that no gazetteer knows: by its own name, or by the country where the whole article plays.

    Lachin corridor, Stepanakert Airport       where the settlement of its name lies
    the village of X                           where nearly all settlements lie that are known; in a war across a border, nowhere

States and regions of the world stay without one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from etl.normalize.lexicon.lexicons import kinds_by_word
from etl.normalize.record.extraction import Entity

_SMALL = (None, "town", "village", "district", "corridor", "airport", "sea_port", "military_base", "building", "junction",
          "mountain_pass")  # fmt: skip
_NEARLY_ALL = 0.9
_ENOUGH = 8  # settlements that are known


def with_countries(places: list[Entity]) -> list[Entity]:
    """The places with the countries that their names or the other places tell."""
    named = {n: p.country for p in places if p.country and p.kind != "country" for n in (p.name, *(a.name for a in p.aliases))}
    by_name = ((p, None if p.country else _of_its_name(p, named)) for p in places)
    own = [replace(place, country=country) if country else place for place, country in by_name]
    scene = _of_article(own)
    known = kinds_by_word("known_places", "names")
    if scene is None:
        return own
    return [p if p.country or p.kind not in _SMALL or p.name in known else replace(p, country=scene) for p in own]


def _of_its_name(place: Entity, named: dict[str, str]) -> str | None:
    """'Lachin corridor' -> the country of Lachin; 'Ganja-Kalbajar intersection' -> that of both."""
    words = place.name.split(" ")
    if len(words) < 2 or place.kind == "country":
        return None
    parts = [" ".join(words[:-1]), words[0], *words[0].split("-")]
    found = {named[part] for part in parts if part in named}
    return found.pop() if len(found) == 1 else None


def _of_article(places: list[Entity]) -> str | None:
    """The country of nearly all settlements with coordinates, where there are enough of them."""
    found = Counter(p.country for p in places if p.latitude is not None)
    country, most = found.most_common(1)[0] if found else (None, 0)
    return country if most >= max(_ENOUGH, _NEARLY_ALL * sum(found.values())) else None
