"""What holds for counts and actors in any text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.extraction.actors import SIDES, find_actors
from geodata.extraction.count_amounts import read_quantity
from geodata.extraction.counts import NOUNS, find_counts
from geodata.quantity import Quantity

PHRASES = """
over | up to | about | nearly | two | 200 | 1,500 | 100-150 | dozens | hundreds of | police | riot police | residents | homes
were | killed | arrested | no one | hurt | a | the | and | , | . | ? | 12 May | 2006 | 14.30 | % | свыше | до | около | двое
сотни | 2 тыс. | человек | полицейских | домов | погибли | задержаны | никто не | нет | погибших | пострадали | екі жүз | адам
үй | астам | ұсталды | қаза тапты | жоқ | — | - | ( | ) | « | » | 5-ти | one-two | İ | ﬁ | 𝟙 | ١٢
"""
WORDS = [word.strip() for word in PHRASES.replace("\n", "|\n|").split("|") if word != ""]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80)
LANGUAGES = st.sampled_from(["en", "ru", "kk"])


@given(TEXTS, LANGUAGES)
def test_every_span_slices_back_to_its_words(text: str, language: str) -> None:
    for one in (*find_counts(text, language), *find_actors(text, language)):
        assert text[one.start : one.end] == one.text
        assert one.text.strip() == one.text != ""


@given(TEXTS, LANGUAGES)
def test_counts_come_in_order_with_known_nouns_and_sane_confidence(
    text: str, language: str
) -> None:
    counts = find_counts(text, language)

    assert [c.start for c in counts] == sorted(c.start for c in counts)
    for count in counts:
        assert count.noun in NOUNS
        assert 0 < count.confidence <= 1
        assert count.start <= count.head[0] < count.head[1] <= count.end


@given(TEXTS, LANGUAGES)
def test_actors_do_not_overlap(text: str, language: str) -> None:
    actors = find_actors(text, language)

    assert all(a.end <= b.start for a, b in pairwise(actors))
    assert all(a.side in SIDES for a in actors)


@given(TEXTS, LANGUAGES)
def test_a_text_without_a_word_of_death_counts_no_dead(text: str, language: str) -> None:
    for word in ("killed", "погибли", "погибших", "қаза"):
        text = text.replace(word, "")

    assert all(count.noun != "killed" for count in find_counts(text, language))


@given(st.integers(1, 999_999))
def test_a_figure_reads_the_same_with_and_without_commas(number: int) -> None:
    exact = Quantity(number, number, number)

    assert read_quantity(f"{number:,} people", "en") == exact
    assert read_quantity(f"{number} people", "en") == exact


@given(st.integers(2, 998), st.sampled_from(["over", "more than", "at least"]))
def test_at_least_gives_only_a_lower_bound(number: int, words: str) -> None:
    (count,) = find_counts(f"Police said {words} {number} residents came.", "en")

    assert count.quantity == Quantity(low=number)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@given(number=st.integers(1, 9999))
def test_a_stated_number_of_homes_is_found_in_each_language(language: str, number: int) -> None:
    noun = {"en": "homes", "ru": "домов", "kk": "үй"}[language]
    if number < 5 and language != "kk":
        number += 5
    (count,) = find_counts(f"— {number} {noun}.", language)

    assert (count.noun, count.quantity.best) == ("homes", number)


@pytest.mark.parametrize(
    "words", ["two ", "500 ", "999 million ", "killed two people and ", "a ", "не "]
)
def test_no_endless_sentence_takes_long_or_breaks(words: str) -> None:
    started = time.process_time()
    for language in ("en", "ru"):
        find_counts(words * 3000, language)

    assert time.process_time() - started < 20
