"""Places in reports of evictions: our quarters in every case, names in no gazetteer, what is likened, whose court it is."""

import pytest
from worlds import geoparser

from geodata.gazetteer.declension import declined
from geodata.geoparsing.subject import subject_of
from geodata.reading.facts import read_facts, shipped

_QUARTERS = {
    "bakai": "Бақай",
    "shanyrak": "Шаңырақ",
    "aigerim": "Әйгерім",
    "ulzhan": "Ұлжан",
    "duman": "Думан",
    "kalkaman": "Қалқаман",
    "akbulak": "Ақбұлақ",
    "tomiris": "Томирис",
}
_SENTENCES = (
    "Вчера в {} полиция снесла дома, жители протестуют.",
    "Полиция выставила вокруг {} оцепление, дома снесли.",
    "Бульдозеры и полиция подошли к {}, жители ждали.",
    "Над {} дым: полиция сносит дома, жители строят баррикады.",
)


def found(text: str, language: str | None = None) -> list[tuple[str, str | None, str]]:
    return [(t.text, t.place_id, t.role) for t in geoparser().geoparse(text, language)]


def role(text: str, name: str, language: str | None = None) -> str:
    return next(t.role for t in geoparser().geoparse(text, language) if t.text == name)


def _russian_names() -> list[tuple[str, str]]:
    places = read_facts(shipped()).places
    return [
        (place.place_id, name.name)
        for place in places
        if place.kind in ("shanty_town", "microdistrict", "district")
        for name in place.names
        if name.language == "ru" and name.searchable and name.kind == "official"
    ]


@pytest.mark.parametrize(("place_id", "name"), _russian_names())
def test_our_places_are_found_in_every_russian_case(place_id, name):
    for form in declined(name) or (name,):
        for sentence in _SENTENCES:
            text = sentence.format(form)
            assert place_id in {p for _, p, _ in found(text, "ru")}, text


@pytest.mark.parametrize(("place_id", "name"), _QUARTERS.items())
def test_our_quarters_are_found_in_kazakh_cases(place_id, name):
    last, back = name[-1], any(c in "аоұы" for c in name.casefold())
    voiceless = last in "қкпт"
    there = ("та" if voiceless else "да") if back else ("те" if voiceless else "де")
    thither = ("қа" if voiceless else "ға") if back else ("ке" if voiceless else "ге")
    attribute = there + ("ғы" if back else "гі")
    if name == "Томирис":
        there, thither, attribute = "те", "ке", "тегі"
    for ending, sentence in (
        (there, "Кеше {} полиция үйлерді бұзды, тұрғындар наразылық білдірді."),
        (thither, "Полиция мен сот орындаушылары кеше {} келді."),
        (attribute, "Сот {} алты үйді бұзу туралы шешім шығарды."),
    ):
        text = sentence.format(name + ending)
        assert place_id in {p for _, p, _ in found(text, "kk")}, text


@pytest.mark.parametrize("text", ["Police came to Bakai.", "Полиция пришла в Калкаман."])
def test_one_word_of_the_subject_does_not_make_a_name_ours(text):
    assert {p for _, p, _ in found(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "В Павлодарской области полиция снесла дома в Калкамане, жители протестуют.",
        "Полиция Бишкека снесла дома в Бакае, жители протестуют.",
        "Bailiffs and police demolished homes in Bakai, Mongolia; residents protested.",
    ],
)
def test_a_report_about_elsewhere_does_not_make_a_name_ours(text):
    assert not {"bakai", "kalkaman"} & {p for _, p, _ in found(text)}


def test_subject_is_told_by_several_words():
    assert subject_of("") == subject_of("The police.") == 0
    assert subject_of("Police and bailiffs demolished homes; residents protested.") == 1


def test_common_word_after_a_name_is_no_part_of_it():
    assert ("Бакая", "bakai", "event") in found(
        "Полицейские выставляют вокруг Бакая оцепление. Сносят дома, жители жгут шины."
    )


def test_streets_of_a_city_name_the_city_and_a_street_is_a_street():
    assert found("Какие улицы Казани расселят до 2020 года")[0][1] == "gn:551487"
    assert found("Дома на улице Гагарина снесла полиция.")[0][1] is None


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("The Medeu district court heard tenants from Almaty.", "Medeu district", "medeu"),
        ("The Almaty City Court heard the case.", "Almaty City Court", "almaty_city_court"),
        ("Дело слушается в Алматинском городском суде.", "Алматинском городском суде", "almaty_city_court"),
        ("They came for Aigerim-2, Almaty.", "Aigerim-2", "aigerim2"),
    ],
)  # fmt: skip
def test_longer_name_of_ours_stands_in_front_of_its_part(text, name, place_id):
    assert (name, place_id) in {(t, p) for t, p, _ in found(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIVE: Clearance along the river in Mathare. Police parked near Mathare at dawn.", "Mathare"),
        ("Evictions in Tondo left 300 families homeless.", "Tondo"),
        ("Kibera residents fought the bulldozers.", "Kibera"),
        ("Families were removed in Sulukule, Istanbul.", "Sulukule"),
        ("Tema residents fought bulldozers on Monday.", "Tema"),
    ],
)  # fmt: skip
def test_quarters_in_no_gazetteer_are_found_by_what_is_said_of_them(text, name):
    assert (name, "event") in {(t, r) for t, _, r in found(text, "en")}


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kwabenah said so. Police looked for Kwabenah in vain.",
        "They met once in Xylophonia.",
        "Some 40 Roma families were told to vacate their homes.",
        "In the autumn a Roma quarter was flattened.",
        "Riverbank kampung next on the list of the city",
    ],
)
def test_peoples_persons_and_plain_words_are_no_places(text):
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Almaty authorities sent bailiffs to Shanyrak.", "Almaty"),
        ("Homes in Tondo were demolished; the Manila prosecutor's office is silent on Tondo.", "Manila"),
        ("Police held a meeting in Shanyrak. The deputy akim of Alatau district was silent.", "Alatau district"),
        ("Алматинские власти послали полицию в Шанырак.", "Алматинские"),
        ("Суд Бостандыкского района решил снести дома в Бакае.", "Бостандыкского района"),
        ("Бостандыкский районный суд решил снести дома в Бакае.", "Бостандыкский"),
        ("В Департаменте внутренних дел Алматы опровергли сообщения о сносе в Шаныраке.", "Алматы"),
        ("Алматы қаласы әкімдігі Бақайда үйлерді бұзды.", "Алматы"),
        ("People from Shanyrak came to Bakai with bread.", "Shanyrak"),
        ("В Думан молодёжь из Калкамана привезла доски.", "Калкамана"),
    ],
)  # fmt: skip
def test_authorities_and_comers_do_not_say_where_it_happened(text, name):
    assert role(text, name) == "origin"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Almaty authorities demolished ten homes.", "Almaty"),
        ("Bakai residents marched to the Almaty city hall.", "Almaty"),
        ("Bakai residents marched to the Almaty city hall.", "Bakai"),
        ("Жители Бакая пикетировали акимат Алматы.", "Алматы"),
        ("Тұрғындар Алматы қаласы әкімдігінің алдында тұрды. Бақайда үйлер бұзылды.", "Алматы"),
        ("Kazakhstan: the Almaty authorities demolished ten homes.", "Almaty"),
        ("Women from Battambang, jailed in May, were freed in Phnom Penh.", "Battambang"),
    ],
)
def test_what_may_be_where_it_happened_stays_so(text, name):
    assert role(text, name) == "event"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Comparisons with the West Bank strike us as overdone.", "West Bank"),
        ("Shanyrak is calm. This could end as it did in Andijan.", "Andijan"),
        ('I have read that Shanyrak was "our Gaza". It was not.', "Gaza"),
        ("It is not Gaza; nor was it Soweto.", "Soweto"),
        ("They do it better elsewhere: think of the schemes of Dakar.", "Dakar"),
        ("Nobody forgot what happened in Andijan two decades ago.", "Andijan"),
        ("It was worse than in Lagos, said a woman in Shanyrak.", "Lagos"),
        ("The column reminded them of Grozny.", "Grozny"),
        ("Это не Андижан, сказал аким.", "Андижан"),
        ("Снос пойдёт по образцу Москвы.", "Москвы"),
        ("Так было в Сочи, говорят жители.", "Сочи"),
        ("Включите новости про сектор Газа и скажите, чем мы отличаемся.", "сектор Газа"),
    ],
)
def test_what_is_only_likened_is_a_comparison(text, name):
    assert role(text, name) == "comparison"


def test_what_was_likened_once_stays_so_and_lists_go_on():
    text = 'It was "our Gaza". In Gaza nobody is offered a flat. Unlike Paris, Dakar or Lagos, we are calm.'
    assert {r for _, _, r in found(text)} == {"comparison"}


def test_sentence_that_runs_through_three_lands_likens_them():
    text = "They say huts burn at night in Nairobi, soldiers come in Rio de Janeiro, and houses fall in Lagos."
    assert {r for _, _, r in found(text)} == {"comparison"}
    dated = "On 3 May homes fell in Nairobi, Rio de Janeiro and Lagos."
    assert {r for _, _, r in found(dated)} == {"event"}


def test_both_and_is_no_comparison():
    text = "Полиция снесла дома как в Бакае, так и в Шаныраке."
    assert {r for _, _, r in found(text)} == {"event"}
