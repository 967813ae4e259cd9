"""Whole texts to places: the traps, the founding report, honest doubt."""

import json

import pytest
from worlds import geoparser

from geodata.errors import QueryError
from geodata.geoparsing.jsonl import geoparse_jsonl


def places(text: str, language: str | None = None) -> dict[str, str | None]:
    return {t.text: t.place_id for t in geoparser().geoparse(text, language)}


BAKAI = """Kazakhstan: Bakai shanty residents clash with police

On 12 May a clash took place in the Alma-Ata suburb of Bakai between residents and riot police.
It was just like the Gaza Strip!
A meeting agreed to send representatives to the residents of Shanyrak, another Alma-Ata shanty town.
Socialist Resistance members (CWI in Kazakhstan) welcomed the victory.

Liked this article? Please become a Patron! and support our work
Become a patron at Patreon!
"""


def test_founding_report_is_placed_at_our_places():
    found = geoparser().geoparse(BAKAI)
    assert {t.text: t.place_id for t in found if t.text != "Gaza Strip"} == {
        "Kazakhstan": "kazakhstan",
        "Bakai": "bakai",
        "Alma-Ata": "almaty",
        "Shanyrak": "shanyrak",
    }
    assert [t.role for t in found if t.text == "Gaza Strip"] == ["comparison"]
    assert {t.role for t in found if t.text == "Bakai"} == {"event"}
    assert not {"CWI", "Patreon", "Patron"} & {t.text for t in found}


@pytest.mark.parametrize("name", ["Бакай", "Калкаман", "Шанырак", "Bakai", "Kalkaman", "Shanyrak"])
def test_a_name_alone_is_never_a_far_off_namesake(name):
    assert set(places(name).values()) <= {None}


@pytest.mark.parametrize(
    ("name", "place_id"), [("Kalkaman", "kalkaman"), ("Shanyrak", "shanyrak"), ("Bakai", "bakai")]
)
def test_with_almaty_in_the_document_the_names_are_ours(name, place_id):
    text = f"Police came to {name} at dawn.\n\nThe Almaty authorities said nothing."
    assert places(text)[name] == place_id


def test_almaty_alone_is_almaty():
    assert places("Almaty") == {"Almaty": "almaty"}


def test_state_behind_the_comma_chooses_the_town():
    found = geoparser().geoparse("The shop is in Paris, Texas, not far from Dallas, Texas.")
    assert {t.text: t.place_id for t in found}["Paris"] == "gn:4717560"


def test_two_towns_of_one_name_are_told_apart_by_their_states():
    found = geoparser().geoparse(
        "Police in Springfield, Illinois and in Springfield, Massachusetts said so."
    )
    towns = [t.place_id for t in found if t.text == "Springfield"]
    assert towns == ["gn:4250542", "gn:4951788"]


def test_unknown_village_falls_back_on_what_contains_it():
    found = geoparser().geoparse(
        "Residents of the village of Otodo Gbame in Lagos, Nigeria, were evicted."
    )
    village = next(t for t in found if t.text == "Otodo Gbame")
    assert village.place_id is None
    assert village.score == 0
    assert village.within is not None
    assert village.within.name == "Lagos"
    assert village.within.radius_m > 5_000
    assert {t.text for t in found} >= {"Lagos", "Nigeria"}


def test_unresolved_name_does_not_remove_resolved_ones():
    found = places("Police went from Almaty to the village of Qwertyabad and back to Almaty.")
    assert found == {"Almaty": "almaty", "Qwertyabad": None}


def test_people_are_not_places():
    found = places("Aigerim met Paris Hilton and Jordan Peele. They said nothing of it.")
    assert found == {}


def test_every_candidate_has_score_and_reasons():
    found = geoparser().geoparse("Police came to Bakai, near Alma-Ata.")
    bakai = next(t for t in found if t.text == "Bakai")
    assert bakai.candidates[0].place_id == "bakai"
    assert "anchored" in bakai.candidates[0].reasons
    assert sum(c.score for c in bakai.candidates) <= 1.001


def test_unknown_language_is_refused_in_one_sentence():
    with pytest.raises(QueryError, match="not one of en, ru, kk"):
        geoparser().geoparse("Berlin", "de")


def test_batch_agrees_with_single_texts():
    texts = ["Police came to Almaty.", "", "Paris is in France."]
    assert geoparser().geoparse_many(texts, "en") == [geoparser().geoparse(t, "en") for t in texts]


def write(path, documents):
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), "utf-8")


def test_jsonl_gives_one_line_a_mention_and_goes_on_where_it_stopped(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    documents = [{"doc_id": str(i), "text": f"On day {i} police came to Almaty."} for i in range(5)]
    write(source, documents[:3])
    assert geoparse_jsonl(source, out, geoparser()).documents == 3
    whole = out.read_bytes()
    with out.open("ab") as stream:
        stream.write(b'{"doc_id": "3", "sta')
    write(source, documents)
    again = geoparse_jsonl(source, out, geoparser())
    assert (again.documents, again.skipped) == (2, 3)
    assert out.read_bytes().startswith(whole)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["doc_id"] for line in lines] == ["0", "1", "2", "3", "4"]
    assert {line["place_id"] for line in lines} == {"almaty"}


def test_jsonl_names_bad_lines_and_does_the_others(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"doc_id": 1, "text": "Almaty"}\nnot json\n[1]\n{"doc_id": 2}\n\xff\xfe\n')
    done = geoparse_jsonl(source, out, geoparser())
    assert done.documents == 1
    assert [p.split()[0] for p in done.problems] == [
        "in.jsonl:2",
        "in.jsonl:3",
        "in.jsonl:4",
        "in.jsonl:5",
    ]
