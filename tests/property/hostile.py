"""Strings that have broken other programs. All are plain text to us and must come out as they went in.

The short list below is our own. Where the folder of real inputs lies beside the checkout, its collections of naughty and
script-bearing strings are tried too.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

WANTED = 300

OWN = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "<style>*{display:none}</style>",
    "<!-- <b> -->",
    "<b>bold</b> & <i>italic</i>",
    "</title></head><body>",
    "</textarea><script>alert(1)</script>",
    "]]><x>",
    "<?xml version='1.0'?><!DOCTYPE x>",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "\"quoted\" and 'single'",
    'O\'Brien "x" <b> & \\ ` ${x}',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "`backticks` and ``more``",
    "${x} ${alert(1)}",
    "{{ x }}",
    "{{ x",
    "x }} {{ y }}",
    "{x} {0} {}",
    "%s %d %(x)s %%",
    "$x $$ #{x}",
    "\\u003cscript\\u003e \\x3c \\n \\",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//a.test/x.js",
    "![x](http://a.test/x.png) [y](javascript:alert(1))",
    "# heading\n\n* list\n\n```code```",
    ":red[x] :material/home: $x^2$",
    "=1+1",
    '=HYPERLINK("http://a.test","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "|x|y|",
    'a,b;c\td"e\nf',
    "'; DROP TABLE event; --",
    "1 OR 1=1",
    "../../../etc/passwd",
    "file:///etc/passwd",
    "C:\\x\\y",
    "__proto__",
    "constructor",
    "null",
    "NaN",
    "true",
    "0",
    "1e400",
    "user\u202egnp.txt",
    "\u2066x\u2069 \u200fy\u200e",
    "A\u200bl\u200cm\u200da\ufeffty",
    "مرحبا بالعالم",
    "שלום <b> עולם",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇰🇿 𝔅𝔞𝔨𝔞𝔦",
    "İstanbul ıI ẞß ﬁ Ǆ",
    "nul\x00byte",
    "\x01\x02\x1b[31mred\x1b[0m\x7f",
    "line\u2028separator\u2029and\x85next\x0bvertical\x0cform",
    "\r\nSet-Cookie: x=1\r\n",
    "\ufffe\uffff\U0010ffff",
    "e\u0301 and é",
    "long " + "x" * 20_000,
    "<" * 2000,
    "Шаңырақ, Бақай",
)


def strings(shared: Path) -> list[str]:
    """Return our own strings, filled up from the collections in `shared` when they are there."""
    own = list(dict.fromkeys(OWN))
    found = sorted(
        {text for text in _collected(shared / "nasty") if _can_be_stored(text)} - set(own)
    )
    room = max(0, WANTED + 40 - len(own))
    return own + random.Random(2006).sample(found, min(room, len(found)))


def _can_be_stored(text: str) -> bool:
    """Blank text is no title, half a character no text: both are refused elsewhere, and tested there."""
    return bool(text.strip()) and not any("\ud800" <= c <= "\udfff" for c in text)


def _collected(nasty: Path) -> Iterator[str]:
    for path in (nasty / "text" / "blns.json", nasty / "unicode" / "own_strings.json"):
        if path.is_file():
            yield from _leaves(json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((nasty / "xss").glob("*")) if (nasty / "xss").is_dir() else ():
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from _leaves(json.loads(text)) if path.suffix == ".json" else text.splitlines()


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
