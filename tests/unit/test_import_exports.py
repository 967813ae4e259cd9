"""Exports of ACLED and UCDP GED: known by their columns, as exact as their precision codes say and no more."""

from __future__ import annotations

import time

import pytest
from support import SHARED, needs_shared

from geodata import vocabulary
from geodata.dates import interval_of
from geodata.quantity import Quantity
from geodata.reading.imports.columns import table
from geodata.reading.imports.table import Imported, read_table

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,admin1,admin2,"
    "location,country,latitude,longitude,geo_precision,source,notes,fatalities,timestamp"
)
UCDP = "id,where_prec,where_coordinates,where_description,adm_1,country,latitude,longitude,date_prec,date_start,date_end,best,high,low"


def acled(**cells: str) -> Imported:
    """Read an export of ACLED with one row."""
    plain = {
        "event_id_cnty": "KAZ1",
        "event_date": "12 May 2006",
        "time_precision": "1",
        "event_type": "Protests",
        "sub_event_type": "Peaceful protest",
        "location": "Almaty",
        "country": "Kazakhstan",
        "latitude": "43.25",
        "longitude": "76.95",
        "geo_precision": "1",
        "notes": "Residents rallied.",
        "fatalities": "0",
        **cells,
    }
    row = ",".join(plain.get(column, "") for column in ACLED.split(","))
    return read_table(f"{ACLED}\n{row}\n".encode(), "export.csv")


def ucdp(**cells: str) -> Imported:
    """Read an export of UCDP GED with one row."""
    plain = {
        "id": "1",
        "where_prec": "1",
        "where_coordinates": "Almaty city",
        "latitude": "43.25",
        "longitude": "76.95",
        "date_prec": "1",
        "date_start": "2006-05-12 00:00:00.000",
        "date_end": "2006-05-12 00:00:00.000",
        "best": "2",
        "high": "3",
        "low": "1",
        **cells,
    }
    row = ",".join(plain.get(column, "") for column in UCDP.split(","))
    return read_table(f"{UCDP}\n{row}\n".encode(), "export.csv")


def test_acled_row_is_a_draft() -> None:
    done = acled()
    draft = done.drafts[0]

    assert done.form == "acled"
    assert (draft.event_type, draft.date) == ("protest", "2006-05-12")
    assert draft.place
    assert (draft.place.name, draft.place.radius_m) == ("Almaty, Kazakhstan", 5000)
    assert draft.quantities == {"killed": Quantity(0, 0, 0)}
    claim = draft.claim("event")
    assert claim
    assert (claim.text, claim.rule) == ("Residents rallied.", "import:acled")
    assert "event_id_cnty: KAZ1" in claim.note
    assert "terms of use" in done.source.note
    assert done.faults == ()


@pytest.mark.parametrize(
    ("code", "date"),
    [("1", "2006-05-12"), ("2", "2006-05-09/2006-05-15"), ("3", "2006-05")],
)
def test_acled_date_is_as_exact_as_its_code(code: str, date: str) -> None:
    assert acled(time_precision=code).drafts[0].date == date


@pytest.mark.parametrize(("code", "radius"), [("1", 5000), ("2", 25000), ("3", 100000)])
def test_acled_place_is_as_exact_as_its_code(code: str, radius: int) -> None:
    place = acled(geo_precision=code).drafts[0].place

    assert place
    assert place.radius_m == radius


def test_acled_type_that_fits_none_or_several_of_ours_is_left_open_and_kept() -> None:
    done = acled(sub_event_type="Violent demonstration")
    event = done.drafts[0].claim("event")

    assert done.drafts[0].event_type == ""
    assert "none of ours" in done.notes[0]
    assert event
    assert "sub_event_type: Violent demonstration" in event.note


def test_acled_words_agree_with_the_vocabulary() -> None:
    theirs = {(term.acled[1], code) for code, term in vocabulary.event_types().items()}
    beyond = {("Protest with intervention", "protest")}
    mapped = {
        (row["sub_event_type"], row["event_type"])
        for row in table("acled_types")
        if row["event_type"]
    }

    assert mapped <= theirs | beyond


def test_ucdp_row_is_a_draft() -> None:
    done = ucdp()
    draft = done.drafts[0]

    assert done.form == "ucdp"
    assert (draft.event_type, draft.date) == ("", "2006-05-12")
    assert draft.quantities == {"killed": Quantity(1, 2, 3)}
    assert done.source.publisher == "Uppsala Conflict Data Program (UCDP)"


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("1147392000.0", "1147392000.0", "2006-05-12"),
        ("2006-05-12", "2006-05-14", "2006-05-12/2006-05-14"),
        ("2006-05-01", "2006-05-31", "2006-05"),
        ("2006-01-01", "2006-12-31", "2006"),
        ("2006-05-14", "2006-05-12", ""),
        ("99999999999", "99999999999", "5138-11-16"),
        ("-99999999999", "", ""),
    ],
)
def test_ucdp_dates_are_days_intervals_months_or_years(start: str, end: str, date: str) -> None:
    done = ucdp(date_start=start, date_end=end)

    assert done.drafts[0].date == date
    assert bool(done.faults) == (not date)


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in table("precision")
        if row["scheme"] == "ucdp" and row["field"] == "place_precision"
    ],
)
def test_ucdp_place_is_as_exact_as_its_code(row: dict[str, str]) -> None:
    place = ucdp(where_prec=f"{row['code']}.0").drafts[0].place

    assert place
    assert place.radius_m == int(row["value"])


def test_code_that_does_not_exist_is_told() -> None:
    done = ucdp(where_prec="9")

    assert "one of the codes" in str(done.faults[0])
    assert done.drafts[0].place
    assert done.drafts[0].place.radius_m == 788


@needs_shared
def test_real_export_of_ucdp_is_read_whole() -> None:
    begin = time.perf_counter()
    data = (SHARED / "corpora/ucdpged_sample_1000.csv").read_bytes()
    done = read_table(data, "ucdpged_sample_1000.csv")
    took = time.perf_counter() - begin

    assert (done.form, len(done.drafts), done.refused, done.to_confirm) == ("ucdp", 1000, 0, ())
    assert all(draft.place and draft.place.point and draft.date for draft in done.drafts)
    assert all("killed" in draft.quantities for draft in done.drafts)
    assert {len(fault.expected.split("not")) for fault in done.faults} == {2}
    assert took < 20


@needs_shared
def test_real_table_of_removals_is_read_whole() -> None:
    begin = time.perf_counter()
    data = (SHARED / "corpora/seattle_removals.csv").read_bytes()
    done = read_table(data, "seattle_removals.csv")
    took = time.perf_counter() - begin

    assert (done.form, len(done.drafts), done.refused) == ("csv", 10_718, 0)
    assert "2 of 10,721 lines are not UTF-8" in done.to_confirm[0]
    assert all(interval_of(draft.date) for draft in done.drafts)
    assert (
        sum(draft.place is not None and draft.place.point is not None for draft in done.drafts)
        == 1_937
    )
    assert {c.name for c in done.columns if not c.field} == {
        "TentsRemoved",
        "VehiclesRemoved",
        "PriorNotice",
        "CurrentMayor",
        "SweepWeek",
    }
    assert took < 30
