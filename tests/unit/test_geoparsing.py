"""Place names in running text: whole words, any spelling, any script, with offsets that slice back."""

from __future__ import annotations

import unicodedata

import pytest
from support import REPORT, a_place, needs_shared

from geodata.gazetteer.names import Gazetteer, fold, tokens
from geodata.geoparsing.curated import find_places
from geodata.model import Facts, Mention, PlaceName


@pytest.fixture(scope="module")
def gazetteer(facts: Facts) -> Gazetteer:
    """The shipped places."""
    return Gazetteer(facts.places)


def _names(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [(mention.text, mention.place_id) for mention in find_places(text, gazetteer)]


def _place(place_id: str, *names: str, parent_id: str = "", searchable: bool = True) -> object:
    spelled = tuple(PlaceName(name, "en", searchable=searchable) for name in names)
    return a_place(place_id, names=spelled, parent_id=parent_id)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("They came to Bakai at eleven.", "bakai"),
        ("Снос в посёлке БАКАЙ продолжается", "bakai"),
        ("в Бакае снесли дома", "bakai"),
        ("Бақай тұрғындары", "bakai"),
        ("Шанырак", "shanyrak"),
        ("«Шаңырақ» ықшамауданы", "shanyrak"),
        ("in Alma-Ata today", "almaty"),
        ("in Alma Ata today", "almaty"),
        ("Алматы қаласы", "almaty"),
        ("Астана", "astana"),
    ],
)
def test_name_is_found_in_any_script(text: str, place_id: str, gazetteer: Gazetteer) -> None:
    assert [found for _, found in _names(text, gazetteer)] == [place_id]


def test_offsets_slice_back_to_the_name(gazetteer: Gazetteer) -> None:
    text = "😀 В Бакае и в Шаныраке, near Alma-Ata; Бақай. 𝔅akai"
    found = find_places(text, gazetteer)

    assert len(found) >= 3
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_only_whole_words_are_names(gazetteer: Gazetteer) -> None:
    assert _names("Bakaiev, Subbakai, Bakai2, шаныраковский", gazetteer) == []


def test_longest_name_wins(gazetteer: Gazetteer) -> None:
    assert _names("the Gaza Strip", gazetteer) == [("Gaza Strip", "gaza")]


def test_words_of_a_name_may_be_parted_by_a_line_break() -> None:
    gazetteer = Gazetteer([_place("aa", "Alma Ata")])  # type: ignore[list-item]

    assert _names("Alma\nAta, Alma-Ata, Alma  Ata", gazetteer) == [
        ("Alma\nAta", "aa"),
        ("Alma-Ata", "aa"),
        ("Alma  Ata", "aa"),
    ]


def test_words_parted_by_a_comma_are_no_name() -> None:
    gazetteer = Gazetteer([_place("aa", "Alma Ata")])  # type: ignore[list-item]

    assert _names("He met Alma, Ata and Aigul", gazetteer) == []


def test_ordinary_word_is_not_taken_for_a_place() -> None:
    gazetteer = Gazetteer([_place("ravine", "the ravine", searchable=False)])  # type: ignore[list-item]

    assert _names("They fled into the ravine.", gazetteer) == []


def test_ordinary_words_of_the_shipped_places_are_left_alone(
    gazetteer: Gazetteer, facts: Facts
) -> None:
    every = [name for place in facts.places for name in place.names]
    spoken = {fold(name.name) for name in every if name.searchable}
    plain = [n.name for n in every if not n.searchable and fold(n.name) not in spoken]
    taken = [name for name in plain if name in {text for text, _ in _names(name, gazetteer)}]

    assert plain
    assert taken == []


def test_spelling_of_two_strangers_is_left_out() -> None:
    gazetteer = Gazetteer([_place("a", "Kok-Tobe"), _place("b", "Kok-Tobe")])  # type: ignore[list-item]

    assert _names("at Kok-Tobe", gazetteer) == []


def test_spelling_of_a_place_and_its_part_goes_to_the_whole() -> None:
    whole, part = _place("a", "Shanyrak"), _place("b", "Shanyrak", parent_id="a")

    assert _names("in Shanyrak", Gazetteer([whole, part])) == [("Shanyrak", "a")]  # type: ignore[list-item]


@pytest.mark.parametrize(
    "before",
    ["It was just like the ", "It looks like ", "reminiscent of the ", "похоже на ", "словно в "],
)
def test_place_that_is_only_likened_is_marked(before: str, gazetteer: Gazetteer) -> None:
    name = "Gaza Strip" if before.isascii() else "Бакае"
    found = find_places(f"{before}{name}!", gazetteer)

    assert [m.role for m in found] == ["comparison"]


def test_place_where_it_happened_is_marked_as_such(gazetteer: Gazetteer) -> None:
    assert [m.role for m in find_places("Clashes in Bakai", gazetteer)] == ["event"]


def test_text_without_names_has_no_mentions(gazetteer: Gazetteer) -> None:
    assert find_places("", gazetteer) == []
    assert find_places("Nothing happened here. 12 — 345!", gazetteer) == []


def test_mention_carries_its_document(gazetteer: Gazetteer) -> None:
    assert find_places("Bakai", gazetteer, "ab12") == [Mention("ab12", 0, 5, "Bakai", "bakai")]


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


def test_text_with_parted_accents_is_read_like_any_other(gazetteer: Gazetteer) -> None:
    text = unicodedata.normalize("NFD", "Снос в посёлке Бакай, Айгерим")
    found = find_places(text, gazetteer)

    assert [unicodedata.normalize("NFC", m.text) for m in found] == ["Бакай", "Айгерим"]


def test_words_are_told_with_their_offsets() -> None:
    assert [(t.start, t.end) for t in tokens("Alma-Ata, O'Brien_2")] == [
        (0, 4),
        (5, 8),
        (10, 17),
        (18, 19),
    ]


@needs_shared
def test_founding_report_names_bakai_shanyrak_and_almaty(gazetteer: Gazetteer) -> None:
    found = find_places(REPORT.read_text(encoding="utf-8"), gazetteer)
    happened = {m.place_id for m in found if m.role == "event"}

    assert {"bakai", "shanyrak", "almaty"} <= happened
    assert [m.text for m in found if m.place_id == "gaza"] == ["Gaza Strip"]
    assert "gaza" not in happened
    assert [m.text for m in found].count("Alma-Ata") == 3
