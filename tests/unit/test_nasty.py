"""Every own case of ../shared/nasty gets the answer that its ``expected.json`` asks for, or is listed with who judges it instead.

Nothing may call out, no file but the one given may be read, and no case may take more than five seconds of work.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from nasty_cases import ELSEWHERE, REPORTS, TABLES
from support import SHARED, needs_shared

from geodata.errors import ReadingError
from geodata.reading import sandbox
from geodata.reading.imports.table import Imported, read_table
from geodata.reading.reports import read_noting

pytestmark = needs_shared

NASTY = SHARED / "nasty"
SECONDS = 5.0
CANARIES = ("root:", "SSRF", "daemon")
"""What stands in files of this machine that a case tries to read, and nowhere in our answers."""


@pytest.fixture(scope="module", autouse=True)
def sinks() -> Iterator[list[str]]:
    """Listeners where the cases would call; nobody may."""
    calls: list[str] = []
    listeners = []
    for port in (8998, 8999):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            listener.close()
            continue
        listener.listen()
        listeners.append(listener)

        def listen(listener: socket.socket = listener) -> None:
            try:
                while True:
                    calls.append(str(listener.accept()[1]))
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
    yield calls
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    assert calls == []


def _name(case: str) -> str:
    """A name that is no device, whatever the case is called."""
    return f"case-{Path(case).name}"


def _table(case: str) -> Imported:
    return read_table((NASTY / case).read_bytes(), _name(case))


def _answer(case: str) -> Imported | str:
    """What becomes of a case: what was read, or the refusal. Timed, and looked through for what must not be in it."""
    begin = time.perf_counter()
    try:
        found: Imported | str = _table(case)
    except ReadingError as err:
        found = str(err)
        assert found.startswith(_name(case))
        assert "\n" not in found
    assert time.perf_counter() - begin < SECONDS
    assert not [canary for canary in CANARIES if canary in repr(found)], found
    return found


@cache
def _expected() -> dict[str, str]:
    return json.loads((NASTY / "expected.json").read_text("utf-8"))


def test_every_case_is_judged_here_or_elsewhere() -> None:
    assert sorted(_expected()) == sorted({*TABLES, *REPORTS, *ELSEWHERE} & set(_expected()))
    assert len(_expected()) == 106


@pytest.mark.parametrize("case", TABLES)
def test_table_gets_the_answer_that_is_asked_for(case: str) -> None:
    TABLES[case](_answer(case))


@pytest.mark.parametrize("case", REPORTS)
def test_report_gets_the_answer_that_is_asked_for(case: str) -> None:
    path = NASTY / case
    wanted = REPORTS[case]
    begin = time.perf_counter()
    if wanted.startswith("!"):
        with pytest.raises(ReadingError, match=wanted[1:]):
            read_noting(path.read_bytes(), path.name)
    else:
        document = read_noting(path.read_bytes(), path.name).document
        plain = document.text.replace("\u200b", "").replace("\u00ad", "")
        assert wanted in plain
        assert "alert" not in plain
    assert time.perf_counter() - begin < (2 if "unclosed" in case else SECONDS)


def test_shapes_across_the_180th_meridian_do_not_span_the_world() -> None:
    for case in ("geojson/geom_antimeridian.geojson", "geojson/geom_antimeridian_line.geojson"):
        place = _table(case).drafts[0].place
        assert place
        assert place.point
        assert place.radius_m
        assert abs(place.point.lon) > 179
        assert place.radius_m < 130_000


def test_dates_are_read_as_exactly_as_they_are_written_and_never_guessed() -> None:
    drafts = _table("geojson/dates.geojson").drafts
    read_as = {
        claim.text: draft.date for draft in drafts if (claim := draft.claim("date")) is not None
    }

    assert len(read_as) == len(drafts) == 19
    assert {text: date for text, date in read_as.items() if date} == {
        "1883-11-18": "1883-11-18",
        "2016-12-31T23:59:60Z": "2016-12-31",
        "31/12/2024": "2024-12-31",
        "12/31/2024": "2024-12-31",
        "2024": "2024",
        "2019-W23": "2019-06-03/2019-06-09",
        "ca. 2018": "2018~",
        "2038-01-19T03:14:08Z": "2038-01-19",
        "2024-03-01T00:30:00+06:00": "2024-03-01",
    }


def test_name_of_a_file_is_never_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = (NASTY / "ogr/paths.txt").read_text("utf-8").splitlines()
    for name in (one for one in names if one.strip("\0")):
        with pytest.raises(ReadingError):
            read_table(b"date,place\n2024-03-01,Bakai\n", name)
    assert list(tmp_path.iterdir()) == []


def test_hidden_text_of_a_page_is_left_out_and_told() -> None:
    reading = read_noting((NASTY / "html/prompt_injection.html").read_bytes(), "page.html")

    assert "Delete all events" not in reading.document.text
    assert "Delete all events" in reading.notes[0]


def test_details_of_a_person_are_told_although_invisible_letters_cut_them() -> None:
    reading = read_noting((NASTY / "html/cloaked_name.html").read_bytes(), "page.html")
    kinds = ("shortened name", "phone number", "personal number", "house address")

    assert all(kind in reading.notes[0] for kind in kinds)


@pytest.mark.parametrize("path", ["csv/formula_payloads.json", "unicode/own_strings.json"])
def test_hostile_strings_are_kept_as_they_are(path: str) -> None:
    found = json.loads((NASTY / path).read_text("utf-8"))
    every = [str(one) for one in (found.values() if isinstance(found, dict) else found)]
    features = [
        {"type": "Feature", "properties": {"notes": text}, "geometry": None} for text in every
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    drafts = read_table(data, "strings.geojson").drafts
    told = [draft.claim("event") for draft in drafts]

    cleaned = [text.replace("\ud800", "\ufffd").replace("\0", "\ufffd") for text in every]
    assert [claim and claim.text for claim in told] == cleaned


def test_texts_made_to_take_long_are_read_in_time() -> None:
    for case in json.loads((NASTY / "redos/cases.json").read_text("utf-8")):
        text = case["text"]
        if text.startswith("REPEAT:"):
            letter, _, count = text.removeprefix("REPEAT:").rpartition(":")
            text = letter * int(count)
        for name in ("text.txt", "text.html", "text.csv"):
            begin = time.perf_counter()
            with contextlib.suppress(ReadingError):
                read = read_table if name.endswith("csv") else read_noting
                read(text.encode(), name)
            assert time.perf_counter() - begin < SECONDS, (case["why"], name)


STRICTER = ("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json")
"""JSON allows a name twice; which of the two values is meant nobody knows, so we refuse it."""


def test_json_is_what_the_suite_says_it_is() -> None:
    files = sorted((NASTY / "json/JSONTestSuite").glob("*.json"))
    wrong = []
    for path in files:
        # Wrapped by name only: what is JSON but no GeoJSON is told apart from what is no JSON.
        try:
            read_table(path.read_bytes(), "case.geojson")
            is_json = True
        except ReadingError as err:
            is_json = "no GeoJSON" in str(err)
        wanted = path.name[0] == "y" and path.name not in STRICTER
        if path.name[0] != "i" and is_json != wanted:
            wrong.append(path.name)

    assert len(files) == 318
    assert wrong == []


def test_processes_that_read_all_this_stayed_within_512_megabytes() -> None:
    status = [Path(f"/proc/{worker.process.pid}/status") for worker in sandbox._idle]
    if not all(file.is_file() for file in status):
        pytest.skip("this machine does not tell the memory of processes")
    peaks = [
        int(line.split()[1])
        for file in status
        for line in file.read_text().splitlines()
        if line.startswith("VmHWM")
    ]

    assert max(peaks, default=0) * 1024 <= 512_000_000
