"""A folder of curated tables that is wrong: one message lists every fault, so that one round of mending is enough."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import FactsError, ReadingError
from geodata.reading.facts import FILES, fingerprint, read_facts, shipped

Row = dict[str, str]
Tables = dict[str, list[Row]]
Folder = Callable[[Tables], Path]


def _header(name: str) -> list[str]:
    first = shipped().joinpath(f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    return first.split(",")


def _good() -> Tables:
    return {
        "sources": [
            {
                "source_id": "paper",
                "publisher": "A paper",
                "publisher_kind": "press",
                "reliability": "99",
            }
        ],
        "places": [
            {
                "place_id": "bakai",
                "kind": "shanty_town",
                "lon": "76.85",
                "lat": "43.3",
                "radius_m": "5000",
            }
        ],
        "place_names": [
            {
                "place_id": "bakai",
                "name": "Bakai",
                "language": "en",
                "kind": "official",
                "main": "1",
                "searchable": "1",
            }
        ],
        "events": [_event("T-1")],
        "claims": [_claim("c1", "T-1")],
        "links": [],
        "episodes": [],
    }


def _event(event_id: str, **cells: str) -> Row:
    plain = {
        "event_type": "clash",
        "title": "They came",
        "date": "2006-05-12",
        "date_basis": "explicit",
        "place_id": "bakai",
        "status": "published",
        "sensitivity": "open",
        "disclosure": "place",
    }
    return {"event_id": event_id, **plain, **cells}


def _claim(claim_id: str, event_id: str, **cells: str) -> Row:
    plain = {"source_id": "paper", "field": "event", "text": "They came.", "stated_by": "reporter"}
    return {"claim_id": claim_id, "event_id": event_id, "status": "accepted", **plain, **cells}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write tables into a folder of facts."""

    def write(tables: Tables) -> Path:
        for name in FILES:
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, _header(name), restval="")
                writer.writeheader()
                writer.writerows(tables[name])
        return tmp_path

    return write


def test_good_folder_is_read(folder: Folder) -> None:
    facts = read_facts(folder(_good()))

    assert [event.event_id for event in facts.events] == ["T-1"]


def test_broken_folder_is_told_in_one_message_with_every_fault(folder: Folder) -> None:
    tables = _good()
    tables["places"] += [
        {"place_id": "a", "kind": "city", "parent_id": "b"},
        {"place_id": "b", "kind": "city", "parent_id": "a"},
        {"place_id": "half", "kind": "city", "lon": "76"},
        {"place_id": "far", "kind": "city", "lon": "43", "lat": "176", "radius_m": "9"},
    ]
    tables["place_names"] += [
        {**tables["place_names"][0], "place_id": one}
        for one in ("a", "b", "half", "far", "nowhere")
    ]
    tables["place_names"].append({**tables["place_names"][0], "main": "yes"})
    tables["events"] += [
        _event("T-1"),
        _event("T-2", place_id="atlantis"),
        _event("T-3", event_type="riot"),
        _event("T-4", date="12 May"),
        _event("T-5", episode_id="no_such_day"),
        _event("T-6", sequence="first"),
        _event("T-7"),
    ]
    tables["claims"] += [
        _claim("c1", "T-2"),
        _claim("c2", "T-2", source_id="hearsay"),
        _claim("c3", "T-1", field="police", low="2000", high="1500"),
        _claim("c4", "T-99"),
        _claim("c5", "T-5", field="police", best="many"),
    ]
    tables["sources"].append({**tables["sources"][0], "source_id": "copy", "derived_from": "lost"})
    tables["sources"].append({**tables["sources"][0], "source_id": "odd", "url": "javascript:x"})
    tables["links"].append({"event_id": "T-1", "link_type": "responds_to", "target_id": "T-98"})
    tables["links"].append({"event_id": "T-1", "link_type": "causes", "target_id": "T-2"})
    tables["episodes"].append({"episode_id": "day", "title": "Day", "place_id": "lemuria"})

    with pytest.raises(FactsError) as caught:
        read_facts(folder(tables))

    message = str(caught.value)
    expected = [
        "there is no place 'atlantis'",
        "'riot' is not one of",
        "'12 May' is not a date",
        "there is no episode 'no_such_day'",
        "'first' is not a whole number",
        "low <= best <= high does not hold: [2000, 1500]",
        "there is no source 'hearsay'",
        "there is no event 'T-99'",
        "'many' is not a whole number",
        "there is no source 'lost'",
        "not an http or https address",
        "there is no event 'T-98'",
        "'causes' is not one of",
        "there is no place 'lemuria'",
        "there is no place 'nowhere'",
        "the id 'T-1' is given twice",
        "the id 'c1' is given twice",
        "only one of lon and lat",
        "latitude 176.0 is outside",
        "'yes' is not a flag",
        "places.csv, a: it contains itself",
        "places.csv, b: it contains itself",
        "T-7: no source says it happened",
    ]
    assert [fault for fault in expected if fault not in message] == []
    assert f"{len(caught.value.faults)} fault(s)" in message


def test_fault_names_its_file_and_line(folder: Folder) -> None:
    tables = _good()
    tables["events"].append(_event("T-2", date="2006-13"))

    with pytest.raises(FactsError, match=r"events\.csv:3"):
        read_facts(folder(tables))


def test_missing_table_is_told_with_those_that_belong_there(folder: Folder) -> None:
    made = folder(_good())
    (made / "links.csv").unlink()

    with pytest.raises(ReadingError, match="episodes"):
        read_facts(made)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "события".encode("cp1251"), b'a,b\n"open'])
def test_table_that_is_no_utf8_csv_is_refused(folder: Folder, data: bytes) -> None:
    made = folder(_good())
    (made / "links.csv").write_bytes(data)

    with pytest.raises(ReadingError, match="UTF-8 CSV"):
        read_facts(made)


def test_row_with_too_many_cells_is_refused_with_its_line(folder: Folder) -> None:
    made = folder(_good())
    with (made / "links.csv").open("a", encoding="utf-8") as file:
        file.write("a,follows,b,note,one more\n")

    with pytest.raises(ReadingError, match=r"links\.csv:2"):
        read_facts(made)


@pytest.mark.parametrize("name", FILES)
def test_table_with_a_column_missing_is_a_fault_and_no_crash(folder: Folder, name: str) -> None:
    made = folder(_good())
    (made / f"{name}.csv").write_text("strange,columns\n1,2\n", encoding="utf-8")

    with pytest.raises(FactsError, match="columns are not those"):
        read_facts(made)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_odd_line_mark_inside_a_cell_does_not_break_its_row(folder: Folder, mark: str) -> None:
    tables = _good()
    tables["events"][0]["title"] = f"They{mark}came"

    assert read_facts(folder(tables)).events[0].title == f"They{mark}came"


def test_line_break_inside_a_quoted_cell_is_kept(folder: Folder) -> None:
    tables = _good()
    tables["events"][0]["summary"] = 'One\nTwo, "three"'

    assert read_facts(folder(tables)).events[0].summary == 'One\nTwo, "three"'


def test_byte_order_mark_of_a_spreadsheet_is_no_part_of_the_header(folder: Folder) -> None:
    made = folder(_good())
    table = made / "sources.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())

    assert read_facts(made).sources[0].source_id == "paper"


def test_fingerprint_changes_with_one_letter(folder: Folder) -> None:
    before = fingerprint(folder(_good()))
    tables = _good()
    tables["events"][0]["title"] = "They came!"

    assert fingerprint(folder(tables)) != before
