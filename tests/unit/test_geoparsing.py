"""Names of our own places in running text, without the world's file: spellings, offsets, and what is no place."""

from __future__ import annotations

import unicodedata

import pytest
from support import REPORT, needs_shared

from geodata.gazetteer.folding import fold, tokens
from geodata.gazetteer.gazetteer import Gazetteer
from geodata.geoparsing.geoparse import Geoparser
from geodata.geoparsing.toponym import Toponym
from geodata.model import Facts


@pytest.fixture(scope="module")
def geoparser(facts: Facts) -> Geoparser:
    """The shipped places alone."""
    return Geoparser(Gazetteer(facts.places))


def _found(text: str, geoparser: Geoparser) -> list[Toponym]:
    return [t for t in geoparser.geoparse(text) if t.place_id]


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Police came to Alma-Ata and to Bakai at eleven.", "bakai"),
        ("Алматы: в Бакае снесли дома", "bakai"),
        ("Алматыда, Бақай тұрғындары үйлерін қорғады", "bakai"),
        ("В Алма-Ате, в Шаныраке, жители построили баррикады", "shanyrak"),
    ],
)
def test_name_is_found_in_any_script(text: str, place_id: str, geoparser: Geoparser) -> None:
    assert place_id in {t.place_id for t in _found(text, geoparser)}


def test_offsets_slice_back_to_the_name(geoparser: Geoparser) -> None:
    text = "😀 Алматы. В Бакае и в Шаныраке; Бақай. 𝔅akai"
    found = _found(text, geoparser)

    assert len(found) >= 3
    assert all(text[t.start : t.end] == t.text for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)


def test_only_whole_words_are_names(geoparser: Geoparser) -> None:
    assert _found("Alma-Ata: Bakaiev, Subbakai, Bakai2", geoparser)[1:] == []


def test_place_that_is_only_likened_is_marked(geoparser: Geoparser) -> None:
    found = geoparser.geoparse("Clashes in Alma-Ata. It was just like Bakai!")

    assert [(t.text, t.role) for t in found] == [("Alma-Ata", "event"), ("Bakai", "comparison")]


def test_text_without_names_has_none(geoparser: Geoparser) -> None:
    assert geoparser.geoparse("") == ()
    assert geoparser.geoparse("Nothing happened here. 12 — 345!") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Шаңырақ", "шанырак"),
        ("Бақай", "БАКАЙ"),
        ("посёлок", "поселок"),
        ("Özgen", "ozgen"),
        ("O’Brien", "obrien"),
        ("ﬁre", "FIRE"),
    ],
)
def test_spellings_that_readers_take_for_one_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_text_with_parted_accents_is_read_like_any_other(geoparser: Geoparser) -> None:
    text = unicodedata.normalize("NFD", "Алматы. Снос в посёлке Бакай, рядом Айгерим")
    found = {unicodedata.normalize("NFC", t.text) for t in _found(text, geoparser)}

    assert "Бакай" in found


def test_words_are_told_with_their_offsets() -> None:
    text = "Alma-Ata, O'Brien"

    assert next(text[t.start : t.end] for t in tokens(text)).startswith("Alma")


@needs_shared
def test_founding_report_names_bakai_shanyrak_and_almaty(geoparser: Geoparser) -> None:
    found = geoparser.geoparse(REPORT.read_text(encoding="utf-8"))
    happened = {t.place_id for t in found if t.role == "event"}

    assert {"bakai", "shanyrak", "almaty"} <= happened
    assert "gaza" not in happened
