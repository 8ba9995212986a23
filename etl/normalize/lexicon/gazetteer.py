"""Where settlements are: coordinates and country by name, from GeoNames, for the countries of one article.

The archive holds one text a country, sorted by folded names; a lookup is a binary search in it, so that an article pays for the
countries that it names and for nothing else (a country is read in 1 to 30 ms and kept; all of them take 30 MB).
A name that several settlements bear is left open unless one is far likelier by its size and by how often its country is named:
no namesake on another continent.
"""

from __future__ import annotations

import math
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.normalize.lexicon.lexicons import REFERENCE

ARCHIVE = REFERENCE / "gazetteer.zip"
WORLD = "ZZ"  # the entry of the cities that the whole world knows, with their country behind a comma
_LETTERS = str.maketrans({"ı": "i", "ə": "a", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
_SMALLEST_RADIUS = 300.0  # km
_LARGE = 50_000  # people of a settlement that may lie anywhere
_FAMOUS = 500_000  # people of a city that is meant by its second names anywhere: 'Constantinople'
_FARTHEST = 5_000.0  # km from the area, for a city of a country that the article does not name
_MATTERS = 0.1  # share of the namings of countries
_FAR_LIKELIER = 1.0  # in powers of ten
_OTHER_NAME = 1.0  # what a second name of a settlement costs: 'Krasny' is one of Kyzyl's
_NEAR = 300.0  # km from the centre of an article; ten times as far costs a power of ten
_SAME_PLACE = 40.0  # km: a city and its district of the same name
_MOST_COUNTRIES = 12  # of those that an article names most


@dataclass(frozen=True, slots=True)
class Settlement:
    name: str
    country: str  # ISO 3166-1 alpha-2
    latitude: float
    longitude: float
    people: int


@dataclass(frozen=True, slots=True)
class Area:
    """Where an article plays: the middle of its settlements in degrees, and how far from it its small ones may lie (km)."""

    latitude: float
    longitude: float
    radius: float

    @classmethod
    def of(cls, found: list[tuple[Settlement, int]], at: tuple[float, float] | None = None) -> Area | None:
        """From settlements and how often each is named: the middle mention, and twice the middle distance from there.

        `at`: the middle, where the infobox gives it: a battle, small around.
        """
        if at or not found:
            return cls(*at, _SMALLEST_RADIUS) if at else None
        north = _middle([(s.latitude, mentions) for s, mentions in found])
        east = _middle([(s.longitude, mentions) for s, mentions in found])
        distances = [(_kilometres((north, east), (s.latitude, s.longitude)), mentions) for s, mentions in found]
        return cls(north, east, max(_SMALLEST_RADIUS, 2 * _middle(distances)))

    def distance(self, settlement: Settlement) -> float:
        """Kilometres from the middle."""
        return _kilometres((self.latitude, self.longitude), (settlement.latitude, settlement.longitude))


def _middle(values: list[tuple[float, int]]) -> float:
    """The weighted median of (value, weight)."""
    half = sum(weight for _, weight in values) / 2
    passed = 0
    for value, weight in sorted(values):
        passed += weight
        if passed >= half:
            return value
    raise ValueError("no value is in the middle of none")


def folded_name(name: str) -> str:
    """Lower case without accents, hyphens and apostrophes: 'Yuxarı Əskipara' -> 'yuxari askipara'."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS))
    return " ".join("".join(c if c.isalnum() else " " if c in " -" else "" for c in plain).split())


class Gazetteer:
    """Settlements of the countries of an article. `countries`: how often the article names each, by its ISO code."""

    def __init__(self, countries: Mapping[str, int]) -> None:
        most = sorted(countries, key=lambda code: (-countries[code], code))[:_MOST_COUNTRIES]
        self._countries = {code: countries[code] for code in most}

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(self._countries)

    def find(self, name: str, area: Area | None = None) -> Settlement | None:
        """The settlement of that name, or None where there is none or where it is not clear which.

        `area`: where the article plays; of namesakes, far ones are less likely, and small ones outside of it are none.
        """
        key = folded_name(name)
        if len(key) < 3:
            return None
        here = [s for code in self._countries for s in _settlements(code, key)]
        world = [s for s in _known_cities(key) if s.country not in self._countries]
        inside = (s for s in (*here, *world) if self._may_be(s, key, area))
        scored = ((self._likelihood(s, key, area), s) for s in inside)
        ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].country, pair[1].name))
        if not ranked:
            return None
        best, chosen = ranked[0]
        rivals = [s for score, s in ranked[1:] if score > best - _FAR_LIKELIER and _distance(s, chosen) > _SAME_PLACE]
        return None if rivals else chosen

    def _may_be(self, settlement: Settlement, key: str, area: Area | None) -> bool:
        """Small settlements only in countries that matter and where the article plays; there second names as well."""
        is_first = folded_name(settlement.name) == key
        if settlement.people < _LARGE:
            share = self._countries.get(settlement.country, 0) / max(1, sum(self._countries.values()))
            return share >= _MATTERS and (area is None or area.distance(settlement) <= area.radius)
        if area is None or area.distance(settlement) <= area.radius:
            return True
        is_foreign = settlement.country not in self._countries
        if is_foreign and area.distance(settlement) > max(_FARTHEST, 3 * area.radius):
            return False  # Memphis in a war of the Persians is none of Tennessee
        return is_first or settlement.people >= _FAMOUS

    def _likelihood(self, settlement: Settlement, key: str, area: Area | None) -> float:
        """Powers of ten, from its people, the namings of its country, whether the name is its first one, and how far it is."""
        score = math.log10(settlement.people + 100) + 1.5 * math.log10(1 + self._countries.get(settlement.country, 0))
        if folded_name(settlement.name) != key:
            score -= _OTHER_NAME
        if area:
            score -= max(0.0, math.log10(max(1.0, area.distance(settlement)) / _NEAR))
        return score


def _distance(one: Settlement, other: Settlement) -> float:
    return _kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points in degrees north and east (haversine formula, a sphere of 6,371 km)."""
    north, east = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    cosines = math.cos(math.radians(one[0])) * math.cos(math.radians(other[0]))
    return 2 * 6371 * math.asin(math.sqrt(math.sin(north / 2) ** 2 + cosines * math.sin(east / 2) ** 2))


def _known_cities(key: str) -> list[Settlement]:
    """Large cities of any country by a folded name."""
    found = _settlements(WORLD, key)
    parts = [(s, *s.name.rpartition(", ")) for s in found]
    return [Settlement(name, country, s.latitude, s.longitude, s.people) for s, name, _, country in parts]


@lru_cache(maxsize=20_000)
def _settlements(country: str, key: str) -> tuple[Settlement, ...]:
    records, keys = _country(country)
    wanted = f"{key}\t".encode()
    low, high = 0, len(keys)
    while low < high:  # over the bytes of the sorted lines: no list of half a million names is kept
        middle = keys.rfind(b"\n", 0, (low + high) // 2) + 1
        if middle < low:
            middle = low
        end = keys.find(b"\n", middle)
        if keys[middle:end] < wanted:
            low = end + 1
        else:
            high = middle
    line = keys[low : keys.find(b"\n", low)]
    if not line.startswith(wanted):
        return ()
    return tuple(_record(country, records[int(number)]) for number in line[len(wanted) :].split())


def _record(country: str, line: bytes) -> Settlement:
    name, north, east, people = line.decode().split("\t")
    return Settlement(name, country, float(north), float(east), int(people))


@cache
def _country(code: str) -> tuple[list[bytes], bytes]:
    """Records and sorted names of a country; none for one without settlements in the archive."""
    try:
        text = _archive().read(f"{code}.tsv")
    except KeyError:
        return [], b""
    records, _, keys = text.partition(b"\n\n")
    return records.split(b"\n"), keys


@cache
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(ARCHIVE)
