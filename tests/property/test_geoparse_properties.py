"""What holds of the geoparser for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import geoparser

from geodata.gazetteer.folding import fold, skeleton, tokens
from geodata.geoparsing.toponym import ROLES

WORDS = st.sampled_from(
    [
        "Almaty",
        "Paris",
        "Texas",
        "Turkish",
        "the",
        "of",
        "in",
        "Lake",
        "St.",
        "U.S.",
        "Bakai,",
        "Ky.",
        "D.C.",
        "village",
        "«",
        "»",
        "(",
        ")",
        "-",
        "'s",
        "Алматы",
        "Бакай",
        "в",
        "посёлке",
        "\n\n",
        "��",
        "É",
        "東京",
        "2006",
        "UNIVERSITY",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
@settings(max_examples=60)
def test_any_text_is_read_and_offsets_slice_back(text):
    found = geoparser().geoparse(text, "en")
    last = 0
    for toponym in found:
        assert text[toponym.start : toponym.end] == toponym.text
        assert toponym.start >= last
        last = toponym.end
        assert toponym.role in ROLES
        assert 0 <= toponym.score <= 1
        assert (toponym.place_id is None) == (toponym.score == 0)


@given(st.text(max_size=60))
def test_folding_is_stable(name):
    assert fold(fold(name)) == fold(name)
    assert " " not in skeleton(name)


@given(st.text(max_size=200))
def test_tokens_slice_back_in_order(text):
    found = tokens(text)
    assert all(text[t.start : t.end] for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)
