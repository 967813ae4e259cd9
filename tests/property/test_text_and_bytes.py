"""Whatever strangers type or send: a record, or one of our errors. Never another exception."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from dashboard import i18n
from dashboard.query import PARAMETERS, parse_query
from geodata.errors import QueryError, ReadingError
from geodata.gazetteer.folding import fold, tokens
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.geoparsing.geoparse import Geoparser
from geodata.index import Index, Query
from geodata.model import Document, Facts
from geodata.reading.reports import read_report


@pytest.fixture(scope="module")
def gazetteer(facts: Facts) -> Gazetteer:
    """The shipped places."""
    return Gazetteer(facts.places)


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    """One file that is written again and again."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "report.txt"


SPELLINGS = st.sampled_from(
    [
        "Bakai",
        "бакай",
        "Бақай",
        "Alma-Ata",
        "Алма ата",
        "Шаңырақ",
        "Gaza Strip",
        " ",
        "-",
        "\n",
        "é",
    ]
)


@given(st.text() | st.lists(SPELLINGS | st.text(max_size=5)).map("".join))
def test_mentions_slice_back_and_never_overlap(gazetteer: Gazetteer, text: str) -> None:
    end = 0
    for mention in Geoparser(gazetteer).geoparse(text):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end <= len(text)
        assert mention.place_id is None or mention.place_id in gazetteer.places
        end = mention.end


@given(st.text())
def test_words_of_any_text_slice_back(text: str) -> None:
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == token.folded


@given(st.text())
@example("℠")
@example("𝐁akai")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda t: t.encode("utf-16")))
def test_any_bytes_are_a_document_or_a_reading_error(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    try:
        document = read_report(file)
    except ReadingError as err:
        assert "report.txt" in str(err)  # noqa: PT017 - a document is right too
    else:
        assert isinstance(document, Document)
        assert document.text.strip()
        assert document.text.encode()


PAIRS = st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=8), st.text(max_size=30)))
LIKELY = st.lists(
    st.tuples(
        st.sampled_from(PARAMETERS),
        st.text("0123456789-/.,TZ:+einfas", max_size=30)
        | st.lists(st.floats(), min_size=4, max_size=4).map(lambda n: ",".join(map(str, n)))
        | st.tuples(st.dates(), st.dates()).map(lambda d: f"{d[0]}/{d[1]}")
        | st.sampled_from(["possible", "certain", "resistance", "bakai", "clash", "7"]),
    ),
    max_size=4,
)


@given(PAIRS | LIKELY)
def test_any_parameters_are_a_query_or_a_query_error(
    index: Index, pairs: list[tuple[str, str]]
) -> None:
    try:
        query = parse_query(QueryParams(pairs), index)
    except QueryError as err:
        assert "\n" not in str(err)  # noqa: PT017 - a query is right too
    else:
        assert isinstance(query, Query)
        rows = index.find(query)
        assert rows == sorted(rows)


@given(st.text())
def test_any_query_string_is_a_query_or_a_query_error(index: Index, text: str) -> None:
    try:
        assert isinstance(parse_query(QueryParams(text), index), Query)
    except QueryError as err:
        assert str(err)  # noqa: PT017 - a query is right too


@example(None, "KK")
@given(st.none() | st.text(), st.text() | st.from_regex(r"[a-zA-Z*-]{1,8}(;q=[0-9.]{1,4})?"))
def test_any_header_ends_in_one_of_our_languages(wanted: str | None, accepted: str) -> None:
    assert i18n.negotiate(wanted, accepted) in i18n.LANGUAGES
