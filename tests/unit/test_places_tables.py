"""Our places as tables that experts edit."""

import pytest

from geodata.errors import FactsError, ReadingError
from geodata.reading.facts import read_facts, shipped
from geodata.reading.places import read_places, write_places


def test_places_survive_the_tables(tmp_path):
    places = read_facts(shipped()).places
    write_places(places, tmp_path)
    assert read_places(tmp_path) == places


def test_every_fault_is_told_with_its_line(tmp_path):
    write_places(read_facts(shipped()).places[:2], tmp_path)
    with (tmp_path / "places.csv").open("a") as stream:
        stream.write("bad id,city,,,,,,,,,\nhalf,city,,1,,,,,,,\n")
    with pytest.raises(FactsError) as told:
        read_places(tmp_path)
    assert "places.csv:4" in str(told.value)
    assert "places.csv:5" in str(told.value)


def test_other_columns_are_refused(tmp_path):
    (tmp_path / "places.csv").write_text("a,b\n1,2\n")
    (tmp_path / "place_names.csv").write_text("place_id,name\n")
    with pytest.raises(ReadingError, match="other columns"):
        read_places(tmp_path)
