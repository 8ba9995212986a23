"""What a gazetteer adds to the places of an article: country, coordinates, what sort of settlement, and which names are one.

    Ganja and Kirovabad, Leninakan and Gyumri      one settlement under two names
    Kalbajar, Kalbajar district                    one place, where both are the district
    Nakhichevan, Nakhichevan ASSR                  a region and its form of rule

The countries are those that the article names; a historic state counts for its successor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from etl.extract.spans import Span, distinct_spans
from etl.normalize.lexicon.gazetteer import Area, Gazetteer, Settlement, folded_name
from etl.normalize.lexicon.lexicons import alternatives, find_polity, kinds_by_word, load_lexicon, polities_named, state_names
from etl.normalize.names.entities import named_spans
from etl.normalize.names.places.place_countries import with_countries
from etl.normalize.record.extraction import Alias, Entity

_SETTLEMENTS = ("city", "town", "village", "sea_port", "junction", None)
_PLACE = r"([A-ZÀ-ÞƏİŞ][\w'’-]+(?: [A-ZÀ-ÞƏİŞ][\w'’-]+)?)"
_RENAMED = re.compile(rf'(?: to| as| into)? ["“]?{_PLACE}')
_REPUBLIC = re.compile(r"\b(?:Republic|SSR|SFSR)\b")
_CITY, _TOWN = 100_000, 3_000  # people
_FORMS = (" ASSR", " SSR", " Autonomous Oblast", " Autonomous Republic", " Autonomous Region", " Khanate", " Republic")
_DISTRICTS = (" district", " District", " province", " Province", " rayon", " county", " region", " Region")


def with_details(places: list[Entity], possible: list[Entity], text: str, at: tuple[float, float] | None = None) -> list[Entity]:
    """The places with what the gazetteer knows, names of one settlement joined; of the possible ones those that it knows.

    `at`: degrees north and east of the conflict, where the infobox gives them.
    """
    places = _renamed(places, text)
    gazetteer = Gazetteer(_countries(places))
    asked = [place for place in places if place.kind in _SETTLEMENTS and not _is_known_region(place.name)]
    first = [(place, gazetteer.find(place.name)) for place in asked]
    clear = [(s, place.mentions) for place, s in first if s and folded_name(s.name) == folded_name(place.name)]
    area = Area.of(clear, at)
    found = {place.entity_id: gazetteer.find(place.name, area) for place in asked}
    for place in possible:
        settlement = None if _is_known_region(place.name) else gazetteer.find(place.name, area)
        if settlement and settlement.people >= _TOWN:
            places.append(place)
            found[place.entity_id] = settlement
    joined = _joined(places, found)
    detailed = [_detailed(place, found.get(place.entity_id)) for place in joined]
    stated = [_as_state(place, gazetteer) for place in detailed]
    by_ending = ((p, None if p.kind else _by_ending(p.name, gazetteer.countries)) for p in stated)
    return with_countries([replace(place, kind=kind) if kind else place for place, kind in by_ending])


def _by_ending(name: str, countries: frozenset[str]) -> str | None:
    """What the ending of a lone name says in a language of the article's countries: 'Yeskovo' is a Russian village."""
    for ending, entry in kinds_by_word("known_places", "endings").items():
        kind, *spoken = entry.split(" ")
        if name.endswith(ending) and " " not in name and len(name) > len(ending) + 2 and countries.intersection(spoken):
            return kind
    return None


def _renamed(places: list[Entity], text: str) -> list[Entity]:
    """'Leninakan (now Gyumri)', 'renamed Stepanakert "Xankandi"': the other name joins the place."""
    kept = {place.name: place for place in places}
    for place in places:
        for span in place.spans:
            is_renamed = text[max(0, span.start - 12) : span.start].endswith(("renamed ", "renaming "))
            match = (_RENAMED if is_renamed else _now()).match(text, span.end, span.end + 60)
            if match is None or place.name not in kept or match[1] == place.name:
                continue
            spans = named_spans(text, (match[1],)) or (Span(*match.span(1)),)
            other = kept.pop(match[1], Entity("place", match[1], spans[0], spans))
            kept[place.name] = _with_names(kept[place.name], other, "renamed")
    return list(kept.values())


@cache
def _now() -> re.Pattern[str]:
    words = alternatives(load_lexicon("place_contexts")["now"])
    return re.compile(rf" \((?:{words})(?: called| known as| named)? {_PLACE}[,)]")


def _as_state(place: Entity, gazetteer: Gazetteer) -> Entity:
    """'Yugoslavia', by its own name a historic state, where no settlement is called so."""
    polity = find_polity(place.name) if place.kind is None else None
    if polity is None or polity.kind == "people" or polity.name != place.name or gazetteer.find(place.name):
        return place
    return replace(place, kind="country")


def _countries(places: Iterable[Entity]) -> Counter[str]:
    """How often the article names each country of today, by code."""
    named: Counter[str] = Counter()
    for place in places:
        polity = find_polity(place.name) if place.kind == "country" else None
        code = (polity.iso2 or polity.successor) if polity else ""
        if code:
            named[code] += place.mentions
    return named


def _joined(places: list[Entity], found: dict[str, Settlement | None]) -> list[Entity]:
    kept: dict[str, Entity] = {place.entity_id: place for place in places}
    by_settlement: dict[Settlement, str] = {}
    by_name = {name.casefold(): p.entity_id for p in places for name in (p.name, *(a.name for a in p.aliases))}
    for place in sorted(places, key=lambda p: (-p.mentions, p.spans[0].start)):
        settlement = found.get(place.entity_id)
        whole = by_settlement.setdefault(settlement, place.entity_id) if settlement else place.entity_id
        rule = "gazetteer"
        if whole == place.entity_id:
            whole, rule = _whole(place, kept, by_name)
        if whole != place.entity_id and whole in kept and place.entity_id in kept:
            kept[whole] = _with_names(kept[whole], kept.pop(place.entity_id), rule)
    return list(kept.values())


def _whole(place: Entity, kept: dict[str, Entity], by_name: dict[str, str]) -> tuple[str, str]:
    """The place that a form of rule or a district's name belongs to; the place itself where there is none."""
    for endings, is_form in ((_FORMS, True), (_DISTRICTS, False)):
        for ending in endings if place.name.endswith(endings) else ():
            other = kept.get(by_name.get(place.name.removesuffix(ending).casefold(), ""))
            if not place.name.endswith(ending) or other is None or other.entity_id == place.entity_id:
                continue
            if is_form and other.kind != "country" and find_polity(place.name) is None:
                return other.entity_id, "form_of_rule"
            if not is_form and other.kind == place.kind:
                return other.entity_id, "district_of_its_name"
    for name in {a.name for a in place.aliases} | {place.name}:
        for polity in polities_named(name) if place.kind != "country" else ():
            last = re.split(r"[\s-]", name)[-1]
            kin = [by_name.get(alias.casefold()) for alias in polity.aliases if re.split(r"[\s-]", alias)[-1] == last]
            known = [i for i in kin if i in kept and i != place.entity_id and kept[i].kind != "country"]
            if known and kept[known[0]].mentions >= place.mentions and name in (*polity.aliases, *polity.adjectives):
                return known[0], "other_name_of_region"
    return place.entity_id, ""


def _with_names(place: Entity, other: Entity, rule: str) -> Entity:
    aliases = {alias.name: alias for alias in (*other.aliases, *place.aliases)}
    aliases.setdefault(other.name, Alias(other.name, rule))
    return replace(
        place,
        spans=distinct_spans(place.spans, other.spans),
        aliases=tuple(aliases[name] for name in sorted(aliases) if name != place.name),
        kind=place.kind or other.kind,
    )


def _detailed(place: Entity, settlement: Settlement | None) -> Entity:
    if settlement is not None:
        return replace(
            place,
            kind=place.kind or _size(settlement),
            country=place.country or settlement.country,
            latitude=settlement.latitude,
            longitude=settlement.longitude,
            geo_precision="settlement",
        )
    country = None if place.country else _country(place)
    return replace(place, country=country) if country else place


def _country(place: Entity) -> str | None:
    """The country of a region of the lexicon, or of a former republic whose adjective is that of its successor.

    An empire or duchy lay elsewhere than the state of today that is called like it.
    """
    entry = kinds_by_word("known_places", "names").get(place.name)
    if entry:
        return entry.partition(" ")[2] or None
    polity = find_polity(place.name)
    if polity is None or polity.kind == "people":
        return None
    if polity.iso2 or place.kind in ("region", "exclave", "autonomous_region"):
        return polity.iso2 or polity.successor or None
    if not _REPUBLIC.search(polity.name):
        return None
    successor = next((p for p in polities_named(polity.adjective) if p.iso2 and p.iso2 == polity.successor), None)
    return successor.iso2 if successor else None


def _is_known_region(name: str) -> bool:
    polity = find_polity(name)
    is_state = polity is not None and (name == polity.name or name.casefold() in state_names(polity))
    return is_state or name in kinds_by_word("known_places", "names")


def _size(settlement: Settlement) -> str:
    return "city" if settlement.people >= _CITY else "town" if settlement.people >= _TOWN else "village"
