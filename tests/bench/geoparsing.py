"""How many documents of 350 words a CPU-second are geoparsed and drafted from, how much memory, how long until the first answer, how long the gazetteer takes.

``make bench``. The documents are made of sentences written for this: real corpora are timed by ``make eval``.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from geodata.extraction import extract
from geodata.gazetteer.build import build
from geodata.geoparsing.geoparse import Geoparser
from geodata.reading.facts import read_facts, shipped
from tests.eval.golden import GOLDEN, read_pairs

WORDS = 350
DOCUMENTS = 60
_SENTENCES = {
    "en": "Police came to Bakai, a suburb of Alma-Ata, on Friday morning, and some forty residents met them at the fence. "
    "Officials in Astana said that courts in Karaganda and Shymkent had decided otherwise, as in Paris, Texas. ",
    "ru": "В пятницу утром полиция приехала в Бакай, пригород Алма-Аты, и около сорока жителей встретили её у забора. "
    "В Астане сообщили, что суды в Караганде и Шымкенте решили иначе, как ранее в Москве. ",
    "kk": "Жұма күні таңертең полиция Алматының жанындағы Бақайға келді, қырыққа жуық тұрғын оларды қоршау түбінде қарсы алды. "
    "Астанада Қарағанды мен Шымкенттегі соттар басқаша шешім шығарғанын айтты. ",
}


def main() -> None:
    """Measure and print."""
    places = read_facts(shipped()).places
    with tempfile.TemporaryDirectory() as folder:
        world = Path(folder, "world.sqlite")
        start = time.process_time()
        build(world)
        built = time.process_time() - start
        start = time.perf_counter()
        geoparser = Geoparser.open(world, places)
        geoparser.geoparse(_SENTENCES["en"])
        first = time.perf_counter() - start
        rows = [
            (language, _speed(geoparser, language), _drafting(geoparser, language))
            for language in _SENTENCES
        ]
    heads = (
        "language",
        "geoparsing: documents of 350 words a CPU-second",
        "drafting, geoparsed before",
    )
    table = Table(*heads, title="Geoparsing and extraction")
    for language, speed, drafting in rows:
        table.add_row(language, f"{speed:.0f}", f"{drafting:.0f}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.caption = f"gazetteer built in {built:.0f} CPU-s; first answer after {first:.1f} s; peak {memory:.0f} MB, building included"
    Console().print(table)


def _speed(geoparser: Geoparser, language: str) -> float:
    sentence = _SENTENCES[language]
    text = sentence * (WORDS // len(sentence.split()) + 1)
    texts = [f"{i}. {text}" for i in range(DOCUMENTS)]
    geoparser.geoparse(sentence, language)  # the models load at the first text of a language
    start = time.process_time()
    geoparser.geoparse_many(texts, language)
    return DOCUMENTS / (time.process_time() - start)


def _drafting(geoparser: Geoparser, language: str) -> float:
    """Speed of extraction over the golden reports of a language, in documents of `WORDS` words."""
    pairs = [pair for pair in read_pairs(GOLDEN) if pair.language == language]
    found = [(pair, geoparser.geoparse(pair.document.text, language)) for pair in pairs]
    words = sum(len(pair.document.text.split()) for pair in pairs)
    first, toponyms = found[0]
    extract(first.document, toponyms, published=first.published, language=language)
    start = time.process_time()
    for pair, toponyms in found:
        extract(pair.document, toponyms, published=pair.published, language=language)
    return words / WORDS / (time.process_time() - start)


if __name__ == "__main__":
    main()
