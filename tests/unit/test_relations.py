"""What a text states of one place beside another."""

import pytest

from geodata.geoparsing.relations import relations
from geodata.geoparsing.spans import Span


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Paris, Texas", "Paris", "Texas"),
        ("the Alma-Ata suburb of Bakai", "Bakai", "Alma-Ata"),
        ("Shanyrak, another Alma-Ata shanty town", "Shanyrak", "Alma-Ata"),
        ("Otodo Gbame in Lagos", "Otodo Gbame", "Lagos"),
        ("the Turkish city of Ankara", "Ankara", "Turkish"),
        ("Kibera, a slum in Nairobi", "Kibera", "Nairobi"),
        ("Turkey's Ankara", "Ankara", "Turkey"),
        ("Paris (Texas)", "Paris", "Texas"),
        ("в Алматы, в микрорайоне Калкаман", "Калкаман", "Алматы"),
    ],
)
def test_stated_containment_is_found(text, part, whole):
    spans = sorted(
        (Span(text.index(name), text.index(name) + len(name), name) for name in (part, whole)),
        key=lambda span: span.start,
    )
    found = relations(text, spans)
    assert [(spans[r.part].text, spans[r.whole].text) for r in found] == [(part, whole)]


def test_lines_apart_state_nothing():
    text = "Paris\nTexas"
    assert relations(text, [Span(0, 5, "Paris"), Span(6, 11, "Texas")]) == []
