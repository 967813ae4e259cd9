"""Whatever the text, recognisers answer with spans of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer.endings import adjective_bases, forms, stems
from geodata.geoparsing import kazakh, russian
from geodata.geoparsing.language import LANGUAGES, UNKNOWN, language_of
from tests.unit.small_gazetteer import SmallGazetteer

PLACES = SmallGazetteer()
_SOME = (
    "Алматы Алматыда Бакай Бақайда посёлке «Шанырак» г. Москва, район области США ( ) и да ауылында "
    "облысы Сериков алматинские «Париж» - \n • мкр. 2006 Калкаман-2 ул İ ﬁ 𐍈 \u0301 \x00"
)
WORDS = st.sampled_from(_SOME.split(" "))
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@given(st.one_of(st.text(max_size=80), WORDS), st.sampled_from(["ru", "kk", "en", "xx"]))
def test_stems_hold_the_word_itself(word, language):
    found = stems(word, language)
    assert word in found
    assert len(set(found)) == len(found)


@given(st.text(max_size=80))
def test_forms_never_raise(word):
    assert isinstance(forms(word), tuple)
    assert isinstance(adjective_bases(word), tuple)


@given(st.text(max_size=200))
def test_a_language_is_one_of_ours_or_unknown(text):
    assert language_of(text) in (*LANGUAGES, UNKNOWN)


def _check(text, spans):
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert 0 <= span.score <= 1
        assert span.name
        at = span.end


@settings(deadline=None)
@given(TEXTS, st.sampled_from(russian.ADJECTIVES))
def test_russian_spans_are_slices_in_order(text, adjectives):
    _check(text, russian.recognise(text, PLACES, adjectives))


@settings(deadline=None)
@given(TEXTS)
def test_kazakh_spans_are_slices_in_order(text):
    _check(text, kazakh.recognise(text, PLACES))
