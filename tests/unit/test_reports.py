"""Bytes of a report: text comes out, or one clear refusal."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from geodata.errors import ReadingError
from geodata.reading import reports
from geodata.reading.reports import read_report

WORDS = "Бакай: снос домов. Бақай — “homes”"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the report lies."""
    return tmp_path / "report.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_whatever_its_form(file: Path, encoding: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    file.write_bytes(marks.get(encoding, b"") + WORDS.encode(encoding))

    assert read_report(file).text == WORDS


def test_old_russian_page_is_read_as_windows_1251(file: Path) -> None:
    file.write_bytes("Снос в Бакае".encode("cp1251"))

    assert read_report(file).text == "Снос в Бакае"


def test_document_is_named_by_its_bytes(file: Path) -> None:
    file.write_bytes(WORDS.encode())
    document = read_report(file, "paper", "2026-01-02T03:04:05+00:00")

    assert document.document_id == hashlib.sha256(WORDS.encode()).hexdigest()
    assert (document.source_id, document.retrieved) == ("paper", "2026-01-02T03:04:05+00:00")


def test_text_is_kept_as_it_is(file: Path) -> None:
    file.write_bytes(b"One\r\nTwo \t\x07 {{ x }} <b>")

    assert read_report(file).text == "One\r\nTwo \t\x07 {{ x }} <b>"


@pytest.mark.parametrize("data", [b"", b" \n\t\r ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_report_without_a_word_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)

    with pytest.raises(ReadingError, match="holds no text"):
        read_report(file)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\0\0",
        b"text\0text",
        b"\xff\xfe\0\0A\0\0\0",
        b"\xff\xfeA",
    ],
)
def test_what_is_not_text_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)

    with pytest.raises(ReadingError, match="not text that can be read"):
        read_report(file)


def test_report_that_is_too_long_is_refused_with_the_limit(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MAX_BYTES", 1000)
    file.write_bytes(b"a" * 1001)

    with pytest.raises(ReadingError, match="1,000 bytes"):
        read_report(file)


def test_report_of_the_longest_length_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MAX_BYTES", 1000)
    file.write_bytes(b"a" * 1000)

    assert len(read_report(file).text) == 1000


def test_missing_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"none\.txt cannot be read"):
        read_report(tmp_path / "none.txt")


def test_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read_report(tmp_path)


def test_article_of_a_web_page_is_kept_without_its_menus(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    article = "".join(
        f"<p>On 12 May police came to Bakai for the {i}th time, residents said.</p>"
        for i in range(6)
    )
    page.write_text(
        f"<!doctype html><html><body><nav><a href=/>Home</a> <a href=/x>Donate</a></nav><article><h1>Clash</h1>{article}"
        "</article><script>alert(1)</script></body></html>",
        encoding="utf-8",
    )
    text = read_report(page).text

    assert "police came to Bakai" in text
    assert "Donate" not in text
    assert "alert" not in text


def test_broken_page_still_gives_its_words(tmp_path: Path) -> None:
    page = tmp_path / "report.htm"
    page.write_text("<p>Снос в Бакае<table><tr><td>восемь домов", encoding="utf-8")

    assert "Снос в Бакае" in read_report(page).text


def test_pdf_that_is_none_is_refused(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7 and nothing more")

    with pytest.raises(ReadingError, match="cannot be read as a PDF"):
        read_report(file)


@needs_shared
@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_hostile_file_is_text_or_one_refusal(kind: str) -> None:
    for path in sorted((SHARED / "nasty" / kind).iterdir()):
        with contextlib.suppress(ReadingError):
            assert read_report(path).text.strip()
