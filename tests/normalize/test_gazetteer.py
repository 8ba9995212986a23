"""The gazetteer: the settlement that is meant, or none where that is not clear."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalize.lexicon.gazetteer import ARCHIVE, Area, Gazetteer, Settlement, folded_name


@pytest.mark.parametrize(
    ("countries", "name", "country", "north", "east"),
    [
        ({"AZ": 100, "AM": 90}, "Kirovabad", "AZ", 40.68, 46.36),  # a second name
        ({"GB": 30, "US": 300}, "London", "GB", 51.51, -0.13),  # not the one in Kentucky
        ({"FR": 10}, "Helsinki", "FI", 60.17, 24.94),  # a city that all know, in a country that is not named
        ({"PL": 50, "DE": 20}, "Łódź", "PL", 51.77, 19.47),
        ({}, "Moscow", "RU", 55.75, 37.62),
    ],
)
def test_the_settlement_that_is_meant(countries: dict[str, int], name: str, country: str, north: float, east: float) -> None:
    found = Gazetteer(countries).find(name)
    assert found is not None
    assert (found.country, round(found.latitude, 2), round(found.longitude, 2)) == (country, north, east)


@pytest.mark.parametrize(
    ("countries", "name"),
    [
        ({"US": 5}, "Springfield"),  # several
        ({"FR": 50}, "Askeran"),  # in a country that is not named
        ({"AZ": 200, "TR": 3}, "Karakend"),  # a namesake in one that is hardly named
        ({"FR": 50}, "Zzyzxqq"),
        ({"FR": 50}, ""),
        ({"XX": 50}, "Pariis-none"),
    ],
)
def test_what_is_not_clear_stays_open(countries: dict[str, int], name: str) -> None:
    assert Gazetteer(countries).find(name) is None


def test_a_small_namesake_outside_of_the_scene_is_none() -> None:
    russia = Gazetteer({"RU": 60})
    assert russia.find("Dobroye") is not None  # a town of Lipetsk
    near_smolensk = Area(54.8, 32.0, 300.0)
    assert russia.find("Dobroye", near_smolensk) is None


def test_the_scene_is_where_most_is_told() -> None:
    baku = Settlement("Baku", "AZ", 40.0, 50.0, 2_000_000)
    paris = Settlement("Paris", "FR", 48.0, 2.0, 2_000_000)
    area = Area.of([(baku, 9), (paris, 1)])
    assert area == Area(40.0, 50.0, 300.0)
    assert Area.of([]) is None


@given(st.text(max_size=40))
def test_any_name_can_be_asked_for(name: str) -> None:
    found = Gazetteer({"FR": 3, "US": 2}).find(name)
    assert found is None or -90 <= found.latitude <= 90
    assert folded_name(folded_name(name)) == folded_name(name)


def test_the_archive_is_sorted_and_whole() -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        assert len(archive.namelist()) > 200
        records, _, keys = archive.read("AM.tsv").decode().partition("\n\n")
        names = [line.split("\t")[0] for line in keys.splitlines()]
        assert names == sorted(names, key=str.encode)
        numbers = {int(n) for line in keys.splitlines() for n in line.split("\t")[1].split()}
        assert numbers <= set(range(len(records.splitlines())))
