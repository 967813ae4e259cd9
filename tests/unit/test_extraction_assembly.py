"""From tellings to drafts: what is joined, what is kept apart, which day, place and number an event gets."""

from __future__ import annotations

from extraction_helpers import drafts_of, summed_up

from geodata.quantity import Quantity


def test_headline_lead_and_body_tell_one_demolition() -> None:
    text = (
        "Bulldozers raze homes in Bakai\n\n"
        "Twelve homes were demolished in Bakai on 12 May.\n\n"
        "The houses were knocked down before noon, residents said.\n"
    )
    assert summed_up(drafts_of(text)) == [("demolition", "2006-05-12", "bakai")]


def test_another_attempt_on_the_same_day_is_an_event_of_its_own() -> None:
    text = (
        "Bailiffs came to Bakai on 12 May.\n\nThey tried to demolish a house, but residents forced them back. "
        "Later they tried to demolish another house.\n"
    )
    assert [d.event_type for d in drafts_of(text)] == ["demolition_attempt", "demolition_attempt"]


def test_coming_and_demolishing_is_one_demolition() -> None:
    text = "On 12 May bulldozers arrived in Bakai. By noon they had levelled nine houses.\n"
    (draft,) = drafts_of(text)
    assert draft.event_type == "demolition"
    assert draft.quantities["homes_demolished"] == Quantity(9, 9, 9)


def test_bailiffs_who_only_came_made_an_attempt() -> None:
    text = "On 12 May bailiffs with an excavator came to Bakai. Residents blocked the road and the bailiffs left.\n"
    attempt, *_ = drafts_of(text)
    assert attempt.event_type == "demolition_attempt"
    assert attempt.outcome == "repelled"


def test_more_homes_meant_than_fallen_is_a_partial_demolition() -> None:
    text = (
        "On 12 May bulldozers demolished five houses in Bakai. Eighteen houses were on the list.\n"
    )
    (draft,) = drafts_of(text)
    assert draft.outcome == "partial"
    assert draft.quantities["homes_targeted"] == Quantity(18, 18, 18)


def test_report_without_a_day_says_so() -> None:
    (draft,) = drafts_of("Bulldozers demolished five houses in Bakai.\n")
    assert draft.date == ""
    assert "no_day" in draft.doubts


def test_report_without_a_place_says_so() -> None:
    (draft,) = drafts_of("Bulldozers demolished five houses on 12 May.\n")
    assert draft.place is None
    assert "no_place" in draft.doubts


def test_day_of_the_saying_is_not_the_day_of_the_act() -> None:
    text = "Bulldozers demolished five houses in Bakai on Tuesday, the mayor's office said on Friday.\n"
    assert summed_up(drafts_of(text)) == [("demolition", "2006-05-23", "bakai")]


def test_day_of_a_plan_is_not_the_day_of_the_act() -> None:
    text = "Police left Bakai on 12 May and said they would come back on 15 May to demolish the houses.\n"
    assert {d.date for d in drafts_of(text)} == {"2006-05-12"}


def test_dateline_gives_the_day_only_where_nothing_else_does() -> None:
    text = "Almaty, May 26 - Bulldozers demolished five houses in Bakai on Tuesday.\n"
    assert summed_up(drafts_of(text)) == [("demolition", "2006-05-23", "bakai")]


def test_sentence_without_a_place_is_at_the_place_that_the_report_is_at() -> None:
    text = "On 12 May bulldozers demolished five houses in Bakai.\n\nResidents threw stones at the police.\n"
    _, clash = drafts_of(text)
    assert (clash.event_type, clash.place_id, clash.date) == ("clash", "bakai", "2006-05-12")
    assert {"place_from_context", "date_from_context"} <= set(clash.doubts)


def test_background_paragraph_keeps_its_own_day() -> None:
    text = (
        "On 12 May bulldozers demolished five houses in Bakai.\n\n"
        "On 14 March 2006 bailiffs evicted two families in Shanyrak.\n\n"
        "Residents of Bakai held a meeting in the school.\n"
    )
    assert set(summed_up(drafts_of(text))) == {
        ("demolition", "2006-05-12", "bakai"),
        ("eviction", "2006-03-14", "shanyrak"),
        ("meeting", "2006-05-12", "bakai"),
    }


def test_comparison_is_no_place() -> None:
    text = "Bulldozers demolished five houses on 12 May. It was like Shanyrak.\n"
    (draft,) = drafts_of(text, Shanyrak="comparison")
    assert draft.place_id == ""


def test_country_is_no_place_where_a_settlement_is_named() -> None:
    text = "Kazakhstan: homes razed\n\nBulldozers demolished five houses in Bakai on 12 May.\n"
    assert summed_up(drafts_of(text)) == [("demolition", "2006-05-12", "bakai")]


def test_people_of_a_place_do_not_carry_the_event_there() -> None:
    text = "Bulldozers demolished five houses in Bakai on 12 May.\n\nNeighbours from Shanyrak brought bread and blankets.\n"
    _, help_ = drafts_of(text)
    assert (help_.event_type, help_.place_id) == ("solidarity", "bakai")


def test_figures_that_differ_make_a_range_with_a_doubt() -> None:
    text = "On 12 May bulldozers demolished 12 houses in Bakai, officials said. Residents said 20 houses were demolished.\n"
    (draft,) = drafts_of(text)
    assert draft.quantities["homes_demolished"] == Quantity(12, None, 20)
    assert "sources_differ" in draft.doubts


def test_weaker_at_least_is_kept_in_words_beside_a_stronger_one() -> None:
    text = "On 12 May police stormed houses in Bakai. Several residents were hurt. Dozens of residents were injured by truncheons.\n"
    (clash,) = [d for d in drafts_of(text) if d.event_type == "clash"]
    assert clash.quantities["injured"].low == 24


def test_injured_are_told_of_the_clash_and_a_death_stands_by_itself() -> None:
    text = (
        "On 12 May police fired tear gas at residents of Bakai who defended the settlement from bulldozers.\n"
        "Six residents were injured. An old woman died of a heart attack.\n"
    )
    drafts = drafts_of(text)
    assert [d.event_type for d in drafts] == ["clash", "casualty"]
    assert drafts[0].quantities["injured"] == Quantity(6, 6, 6)


def test_rumour_of_a_death_is_no_event() -> None:
    text = "On 12 May bulldozers demolished five houses in Bakai. There are rumours that a man was killed.\n"
    assert [d.event_type for d in drafts_of(text)] == ["demolition"]


def test_what_the_next_sentence_takes_back_is_hearsay() -> None:
    text = "On 12 May bulldozers demolished five houses in Bakai.\n\nTwo men were detained, a paper says. The police deny this.\n"
    arrest = next(d for d in drafts_of(text) if d.event_type == "arrest")
    assert "hearsay" in arrest.doubts


def test_arrest_in_a_story_without_homes_is_not_ours() -> None:
    assert drafts_of("Police arrested two men in Almaty on 12 May over a bank robbery.\n") == ()


def test_hour_that_heads_a_paragraph_holds_for_it() -> None:
    text = (
        "12 May, Bakai\n\n06:10 Police surround the settlement.\n\n07:30 Bulldozers tear down the first house.\n\n"
        "09:05 Women build barricades.\n"
    )
    drafts = drafts_of(text)
    assert [(d.event_type, d.time_start) for d in drafts] == [
        ("police_operation", "06:10"),
        ("demolition", "07:30"),
        ("barricade", "09:05"),
    ]


def test_present_tense_of_an_essay_tells_no_event() -> None:
    assert (
        drafts_of(
            "In Bakai bulldozers demolish homes at dawn. Nobody asks why. Police surround a village every week.\n"
        )
        == ()
    )


def test_russian_report() -> None:
    text = (
        "Утром 12 мая судебные исполнители и около ста полицейских приехали сносить дома в Бакае.\n\n"
        "Жители встали живой цепью перед бульдозерами. К полудню техника уехала.\n"
    )
    drafts = drafts_of(text, "ru")
    assert [d.event_type for d in drafts] == ["demolition_attempt", "blockade", "withdrawal"]
    assert {(d.date, d.place_id) for d in drafts} == {("2006-05-12", "bakai")}
    assert drafts[0].outcome == "repelled"


def test_kazakh_report() -> None:
    text = "2006 жылғы 12 мамырда Алматыда бес әйел аштық жариялады.\n\nОлардың үйлері бұзылған.\n"
    assert "hunger_strike" in [d.event_type for d in drafts_of(text, "kk")]


def test_language_that_is_not_read_is_a_problem() -> None:
    from extraction_helpers import a_document

    from geodata.extraction import extract

    done = extract(a_document("Bonjour"), (), published="", language="fr")
    assert done.drafts == ()
    assert "fr" in done.problems[0].reason


def test_claims_say_who_stands_behind_them() -> None:
    text = "On 12 May bulldozers demolished five houses in Bakai, police said.\n\nPolice beat women, residents said.\n"
    demolition, clash = drafts_of(text)
    assert {c.stated_by for c in demolition.claims} == {"authority"}
    told = clash.claim("event")
    assert told is not None
    assert told.stated_by == "resident"
