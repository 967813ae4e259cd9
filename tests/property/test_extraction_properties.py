"""Whatever the text: no exception, spans that slice back, the same drafts again, and no plan taken for a fact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.extraction import extract
from geodata.extraction.phrases import rows
from geodata.extraction.sentences import sentences
from geodata.geoparsing.toponym import Candidate, Toponym
from geodata.model import Document
from geodata.space import Point

BAKAI = Candidate("bakai", "Bakai", Point(76.85, 43.3), 5000, 1.0, ("ours",), "curated", "KZ")
PIECES = {
    "en": [
        "Police", "residents", "bulldozers", "demolished", "12 homes", "on 12 May", "in Bakai", "were", "not", "to", "plan", ",",
        ".", "\n", "“", "”", "(", "At 14.30", "if", "killed", "two people", "court", "ordered", "said", "and", "?", "stormed",
    ],
    "ru": [
        "Полиция", "жители", "снесли", "12 домов", "12 мая", "в Бакае", "не", "чтобы", "если", ",", ".", "\n", "«", "»", "суд",
        "обязал", "снести", "погибли", "двое", "в пятницу", "голодовку", "объявили", "?", "задержаны", "баррикады", "будут",
    ],
    "kk": ["Полиция", "тұрғындар", "үйді", "бұзды", "12 мамырда", "Бақайда", ".", ",", "\n", "аштық", "жариялады", "жоқ", "сот"],
}  # fmt: skip


def toponyms_in(text: str) -> list[Toponym]:
    """Every "Bakai" of a text, known."""
    found = []
    at = text.find("Bakai")
    while at >= 0:
        found.append(Toponym(at, at + 5, "Bakai", "event", "bakai", 1.0, (BAKAI,)))
        at = text.find("Bakai", at + 5)
    return found


def texts(language: str) -> st.SearchStrategy[str]:
    """Reports made of pieces that the rules look for, and of anything else."""
    pieces = st.one_of(st.sampled_from(PIECES[language]), st.text(max_size=8))
    return st.lists(pieces, max_size=40).map(" ".join)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_any_text_gives_drafts_whose_spans_slice_back(data: st.DataObject, language: str) -> None:
    text = data.draw(texts(language))
    document = Document("f" * 64, "paper", text)
    once = extract(document, toponyms_in(text), published="2006-05-28", language=language)
    again = extract(document, toponyms_in(text), published="2006-05-28", language=language)
    assert once == again
    for draft in once.drafts:
        assert draft.event_type
        for claim in draft.claims:
            assert claim.start is not None
            assert claim.end is not None
            assert claim.text == " ".join(text[claim.start : claim.end].split())
            assert len(claim.text) <= 160


@given(
    text=st.text(alphabet=st.sampled_from(list("AbвЖ .!?\n\t“»—1"))),
    language=st.sampled_from(["en", "ru", "kk"]),
)
def test_sentences_lie_in_order_inside_the_text(text: str, language: str) -> None:
    last = 0
    for sentence in sentences(text, language):
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end


PLANNED = {
    "en": [
        "Officials plan to {act} on Monday.",
        "Nobody will {act}, the mayor said.",
        "If nothing changes, they may {act}.",
        "The company threatened to {act}.",
        "Police did not {act}.",
        "Will they {act}?",
        "They would {act} if they could.",
        "The authorities denied reports that they wanted to {act}.",
        "Residents fear that somebody could {act}.",
    ],
    "ru": [
        "Власти намерены {act} в понедельник.",
        "Власти грозят {act}.",
        "Они обещали {act} до конца года.",
        "Акимат планирует {act}.",
        "Никто не собирался {act}.",
        "Если не договоримся, они могут {act}.",
        "Жители боятся, что власти решат {act}.",
        "Акимат опроверг, что хотел {act}.",
    ],
}
ACTS = {
    "en": [
        "demolish 12 homes", "evict the families", "storm the settlement", "block the road", "build barricades",
        "throw stones at the police", "arrest the residents", "kill a resident", "surround the village", "hold a rally",
        "go on hunger strike", "burn tyres", "file a lawsuit", "fire tear gas",
    ],
    "ru": [
        "снести 12 домов", "выселить семьи", "взять посёлок штурмом", "перекрыть дорогу", "построить баррикады",
        "забросать полицию камнями", "задержать жителей", "убить жителя", "оцепить посёлок", "провести митинг",
        "объявить голодовку", "жечь покрышки", "подать иск", "применить слезоточивый газ",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "frame"), [(code, frame) for code, some in PLANNED.items() for frame in some]
)
@pytest.mark.parametrize("act", range(14))
def test_what_is_planned_feared_or_denied_is_never_an_event(
    language: str, frame: str, act: int
) -> None:
    text = frame.format(act=ACTS[language][act])
    # Beside a demolition that did happen, so that no gate of relevance hides the mistake.
    before = {
        "en": "Bulldozers razed five homes in the settlement on 3 May.\n",
        "ru": "3 мая бульдозеры снесли пять домов в посёлке.\n",
    }
    document = Document("f" * 64, "paper", before[language] + text)
    drafts = extract(document, (), published="2006-05-28", language=language).drafts
    told = [(d.event_type, c.text) for d in drafts for c in d.claims if c.field == "event"]
    outside = [one for one in told if one[1] in text and one[0] != "statement"]
    assert outside == []


def test_tables_name_only_types_and_words_that_exist() -> None:
    from geodata import vocabulary

    for row in rows("acts"):
        assert not row["event_type"] or row["event_type"] in vocabulary.event_types(), row
    for row in rows("outcomes"):
        assert row["outcome"] in vocabulary.terms("outcomes"), row
    for row in rows("ties"):
        assert row["link_type"] in vocabulary.terms("link_types"), row
        assert {row["event_type"], *row["targets"].split("|")} <= set(vocabulary.event_types()), row
