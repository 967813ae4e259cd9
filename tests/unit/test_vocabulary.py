"""The closed lists: complete, unambiguous, in three languages."""

from __future__ import annotations

import re

import pytest

from geodata import vocabulary


@pytest.mark.parametrize("name", vocabulary.LISTS)
def test_every_word_has_an_english_and_a_russian_label(name: str) -> None:
    unlabelled = [
        (term.code, language)
        for term in vocabulary.terms(name).values()
        for language in ("en", "ru")
        if not term.labels.get(language, "").strip()
    ]

    assert unlabelled == []


@pytest.mark.parametrize("name", vocabulary.LISTS)
def test_no_two_words_of_a_list_read_alike(name: str) -> None:
    labels = [term.label("en") for term in vocabulary.terms(name).values()]

    assert len(labels) == len(set(labels))


def test_three_layers_differ_in_colour_and_in_shape() -> None:
    layers = vocabulary.layers()

    assert [layer.layer for layer in layers] == ["demolition", "resistance", "aftermath"]
    assert len({layer.colour for layer in layers}) == 3
    assert len({layer.shape for layer in layers}) == 3
    assert all(re.fullmatch(r"#[0-9a-f]{6}", layer.colour) for layer in layers)


def test_event_types_are_those_of_the_plan() -> None:
    by_layer = {
        layer: {c for c, term in vocabulary.event_types().items() if term.layer == layer}
        for layer in vocabulary.terms("layers")
    }

    assert by_layer == {
        "demolition": {
            "order",
            "police_operation",
            "eviction",
            "demolition_attempt",
            "demolition",
        },
        "resistance": {
            "blockade",
            "barricade",
            "clash",
            "protest",
            "hunger_strike",
            "meeting",
            "negotiation",
            "legal_action",
            "solidarity",
        },
        "aftermath": {"withdrawal", "arrest", "trial", "casualty", "statement"},
    }


def test_every_event_type_has_a_definition() -> None:
    assert [c for c, term in vocabulary.event_types().items() if not term.definition] == []


def test_crosswalk_to_acled_names_both_levels_or_none() -> None:
    half = [c for c, t in vocabulary.event_types().items() if bool(t.acled[0]) != bool(t.acled[1])]

    assert half == []
    assert all(vocabulary.event_types()["clash"].acled)


def test_outcomes_are_those_of_the_plan() -> None:
    assert set(vocabulary.terms("outcomes")) == {
        "repelled",
        "partial",
        "completed",
        "postponed",
        "cancelled",
        "unknown",
    }


def test_links_read_both_ways() -> None:
    responds = vocabulary.terms("link_types")["responds_to"]

    assert (responds.label("en"), responds.inverse_label("en")) == ("Responds to", "Answered by")


def test_kazakh_label_that_nobody_checked_is_not_shown() -> None:
    unchecked = vocabulary.terms("link_types")["responds_to"]

    assert "kk" not in unchecked.labels
    assert unchecked.label("kk") == unchecked.label("ru")


def test_kazakh_label_that_was_checked_is_shown() -> None:
    assert vocabulary.label("layers", "resistance", "kk") == "Қарсылық"


def test_unknown_language_is_answered_in_english() -> None:
    assert vocabulary.label("layers", "resistance", "xx") == "Resistance"


def test_unknown_code_is_shown_as_it_is_and_never_dropped() -> None:
    assert vocabulary.label("outcomes", "surprising") == "surprising"


def test_unknown_list_is_told_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="event_types"):
        vocabulary.terms("colours")


def test_lists_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        vocabulary.terms("layers")["new"] = None  # type: ignore[index]
