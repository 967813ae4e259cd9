"""A CSV table by anybody: columns by their names, what is guessed to be confirmed, nothing of a row lost."""

from __future__ import annotations

import hashlib

import pytest

from geodata.errors import InvalidRecordError, ReadingError
from geodata.quantity import Quantity
from geodata.reading import reports
from geodata.reading.imports import table
from geodata.reading.imports.columns import layout_of
from geodata.reading.imports.table import Imported, read_table
from geodata.space import Point


def read(text: str, name: str = "events.csv", encoding: str = "utf-8") -> Imported:
    """Read a table that is written out in a test."""
    return read_table(text.encode(encoding), name)


ROW = "date,place,lat,lon,type,deaths,notes\n2006-05-12,Bakai,43.301,76.851,clash,0,Stones and shields.\n"


def test_row_becomes_a_draft_with_a_claim_behind_each_field() -> None:
    draft = read(ROW).drafts[0]

    assert (draft.event_type, draft.date, draft.title) == ("clash", "2006-05-12", "Clash: Bakai")
    assert draft.place
    assert (draft.place.name, draft.place.point, draft.place.how) == (
        "Bakai",
        Point(76.851, 43.301),
        "imported",
    )
    assert draft.quantities == {"killed": Quantity(0, 0, 0)}
    assert [(claim.field, claim.text) for claim in draft.claims] == [
        ("event", "Stones and shields."),
        ("date", "2006-05-12"),
        ("place_id", "Bakai"),
        ("event_type", "clash"),
        ("killed", "deaths: 0"),
    ]
    assert {claim.status for claim in draft.claims} == {"proposed"}
    assert (draft.state, draft.doubts) == ("proposed", ("imported",))


def test_every_draft_hangs_on_the_file_as_its_document_and_source() -> None:
    done = read(ROW)
    sha = hashlib.sha256(ROW.encode()).hexdigest()

    assert (done.document.document_id, done.document.text) == (sha, "")
    assert done.document.media_type == "text/csv"
    assert done.source.source_id == done.document.source_id == f"import-{sha[:12]}"
    assert {(d.document_id, d.source_id) for d in done.drafts} == {(sha, done.source.source_id)}
    assert {c.document_id for d in done.drafts for c in d.claims} == {sha}


def test_same_file_gives_the_same_drafts() -> None:
    assert read(ROW) == read(ROW)


def test_russian_columns_and_types_are_understood() -> None:
    done = read(
        "Дата,Место,Широта,Долгота,Тип,Погибшие,Описание\n12.05.2006,Бакай,43.3,76.85,Столкновение,,Камни.\n"
    )
    draft = done.drafts[0]

    assert (draft.date, draft.event_type) == ("2006-05-12", "clash")
    assert draft.quantities == {}
    assert all(column.field for column in done.columns)


def test_column_that_is_not_understood_is_told_and_kept_in_the_note() -> None:
    done = read("date,place,colour\n2006-05-12,Bakai,00123\n2006-05-13,Bakai,\n")
    column = done.columns[2]
    event = done.drafts[0].claim("event")

    assert (column.field, column.told) == ("", "not understood, kept in the note")
    assert (column.filled, column.refused) == (1, 0)
    assert event
    assert event.note == "colour: 00123"


def test_value_that_cannot_be_read_is_told_with_its_row_and_kept() -> None:
    done = read("date,place,deaths\n2006-02-30,Bakai,some\n")
    event = done.drafts[0].claim("event")

    assert [(f.row, f.column, f.value) for f in done.faults] == [
        (2, "date", "2006-02-30"),
        (2, "deaths", "some"),
    ]
    assert "expected a whole number" in str(done.faults[1])
    assert done.problems[1].subject == f"{done.document.document_id[:12]}-2"
    assert event
    assert event.note == "date: 2006-02-30 | deaths: some"
    assert (done.drafts[0].date, done.drafts[0].quantities) == ("", {})
    assert done.drafts[0].doubts == ("imported", "no_day", "place_unsure")
    assert done.refused == 0


def test_rows_are_numbered_by_their_line_even_after_quoted_newlines() -> None:
    done = read('date,notes\n2006-05-12,"one\ntwo"\n\n2006-05-13,three,four\n2006-05-14,five\n')

    assert [draft.draft_id[13:] for draft in done.drafts] == ["2", "6"]
    assert [(fault.row, fault.refused) for fault in done.faults] == [(5, True)]


def test_empty_cells_at_the_end_of_a_row_do_no_harm() -> None:
    assert len(read("date,place\n2006-05-12,Bakai,,\n").drafts) == 1


def test_semicolons_old_encoding_and_decimal_commas_must_be_confirmed() -> None:
    done = read("дата;место;широта;долгота\n12.05.2006;Бакай;43,301;76,851\n", encoding="cp1251")
    place = done.drafts[0].place

    assert place
    assert place.point == Point(76.851, 43.301)
    assert place.name == "Бакай"
    assert len(done.to_confirm) == 3
    assert "read as cp1251" in done.to_confirm[0]
    assert "semicolons" in done.to_confirm[1]
    assert "decimal comma" in done.to_confirm[2]


def test_plain_table_needs_no_confirmation() -> None:
    assert read(ROW).to_confirm == ()


def test_single_lines_in_another_encoding_do_not_spoil_the_others() -> None:
    good = "date,place\n" + "".join(f"2006-05-{day:02},José Rizal\n" for day in range(1, 20))
    done = read_table(good.encode() + b"2006-05-30,S\xa0Stacy\n", "events.csv")
    names = {draft.where_as_written for draft in done.drafts}

    assert names == {"José Rizal", "S\xa0Stacy"}
    assert "1 of 21 lines" in done.to_confirm[0]


@pytest.mark.parametrize(
    ("order", "date"), [("31/12/2005", "2005-02-01"), ("12/31/2005", "2005-01-02")]
)
def test_order_of_day_and_month_comes_from_the_column_and_must_be_confirmed(
    order: str, date: str
) -> None:
    done = read(f"date,place\n{order},Bakai\n01/02/2005,Bakai\n")

    assert [draft.date for draft in done.drafts] == ["2005-12-31", date]
    assert "dates with slashes" in done.to_confirm[0]


def test_date_that_may_be_two_days_is_not_read() -> None:
    done = read("date,place\n01/02/2005,Bakai\n")

    assert done.drafts[0].date == ""
    assert "one day only" in str(done.faults[0])


def test_year_month_and_day_may_stand_in_columns_of_their_own() -> None:
    done = read(
        "year,month,day,place\n2006,5,12,Bakai\n2006,5,,Bakai\n2006,,12,Bakai\n2006,13,1,Bakai\n"
    )

    assert [draft.date for draft in done.drafts] == ["2006-05-12", "2006-05", "2006", ""]


def test_radius_follows_the_decimals_of_a_point() -> None:
    done = read("lat,lon\n43,77\n43.3,76.9\n43.3012345,76.8\n43°18'04\"N,76°51'04\"E\n")
    radii = [draft.place.radius_m for draft in done.drafts if draft.place]

    assert radii == [78716, 7872, 100, 100]


def test_radius_of_a_column_of_its_own_comes_first() -> None:
    done = read("lat,lon,radius_m\n43.3,76.9,5000\n43.3,76.9,-1\n")

    assert [d.place and d.place.radius_m for d in done.drafts] == [5000, 7872]
    assert "metres above 0" in str(done.faults[0])


def test_swapped_degrees_are_suggested_and_not_swapped() -> None:
    done = read("lat,lon,place\n176.9,43.2,Bakai\n")
    place = done.drafts[0].place

    assert place
    assert place.point is None
    assert any("are they swapped? As 176.9, 43.2" in str(fault) for fault in done.faults)


def test_degrees_without_hemisphere_are_not_guessed() -> None:
    done = read("lat,lon,place\n47°36'06.4,122°19'59.7,Library\n")

    assert done.drafts[0].place
    assert done.drafts[0].place.point is None
    assert "hemisphere" in str(done.faults[0])


def test_null_island_is_flagged() -> None:
    done = read("lat,lon,date\n0,0,2006-05-12\n")

    assert "place_unsure" in done.drafts[0].doubts
    assert "null island" in done.notes[0]


def test_range_of_three_columns_is_one_quantity() -> None:
    done = read("date,killed_low,killed_best,killed_high\n2006-05-12,1,2,3\n2006-05-13,3,2,3\n")

    assert done.drafts[0].quantities == {"killed": Quantity(1, 2, 3)}
    assert done.drafts[1].quantities == {"killed": Quantity(2, 2, 3)}
    assert "low <= best <= high" in str(done.faults[0])


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("SweepDate", "date"),
        ("Sweep Location", "place"),
        ("sweep_structures_removed", "homes_demolished"),
        ("SweepID", "id"),
        ("Sweep", ""),
    ],
)
def test_word_that_all_columns_begin_with_says_nothing(header: str, field: str) -> None:
    others = ["SweepOne", "SweepTwo", "SweepThree"]

    assert layout_of([header, *others]).fields[0] == field


def test_second_column_of_a_field_is_only_kept() -> None:
    assert layout_of(["date", "Event date", "city", "country"]).fields == (
        "date",
        "note",
        "area",
        "area",
    )


def test_table_without_any_known_column_makes_no_drafts() -> None:
    done = read("a,b\n1,2\n")

    assert done.drafts == ()
    assert "no column is understood" in done.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("events.csv", b"", "is empty"),
        ("events.csv", b"PK\x03\x04", "is a ZIP archive"),
        ("events.csv", b"\0a\0b\0c", "is not text"),
        ("events.xlsx", b"date\n", "of a kind that is not read"),
        ("events", b"date\n", "of a kind that is not read"),
        ("../events.csv", b"date\n", "looks like a path"),
        ("events.csv", ",".join(map(str, range(600))).encode(), "600 columns"),
    ],
)
def test_what_is_no_table_is_one_clear_refusal(name: str, data: bytes, why: str) -> None:
    with pytest.raises(ReadingError, match=why):
        read_table(data, name)


def test_table_that_is_too_long_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 10)

    with pytest.raises(ReadingError, match="10 bytes"):
        read(ROW)


def test_publisher_may_be_named() -> None:
    done = read_table(ROW.encode(), "events.csv", publisher="A paper", kind="press", language="en")

    assert (done.source.publisher, done.source.publisher_kind) == ("A paper", "press")
    with pytest.raises(InvalidRecordError, match="publisher_kind"):
        read_table(ROW.encode(), "events.csv", kind="newspaper")


def test_longest_table_is_read_or_refused_with_the_reason() -> None:
    row = "2006-05-12,Bakai,43.301,76.851,clash,3,Stones and shields at the gate.\n"
    text = ROW.splitlines(keepends=True)[0] + row * 120_000

    assert len(text) < reports.MAX_BYTES
    with pytest.raises(ReadingError, match="more than 100,000 rows"):
        read(text)
