"""Collect every message of the Python and the TypeScript code into the catalogues: ``python -m dashboard.i18n.extract``.

The template and the ``.po`` files are written anew; translations stay with their messages, and a message that the code no longer
has is dropped. The files hold neither dates nor line numbers, so they change only when a message or a translation does.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from rich.console import Console

__all__ = [
    "TEMPLATE",
    "Found",
    "Words",
    "catalogue_path",
    "found",
    "main",
    "source_files",
    "template",
]

_DASHBOARD = Path(__file__).parents[1]
_LOCALES = Path(__file__).with_name("locales")
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}

# Babel's lexer for JavaScript reads our TypeScript too; a test compares it with a plain search for calls.
_OPTIONS = {"encoding": "utf-8", "parse_template_string": "true"}

# Kazakh counts as its GNU header says (CLDR: one, other), which Babel's own table does not know.
_HEADERS = {
    "": ("Messages of Holdground, from the code", ""),
    "ru": (
        "Holdground in Russian",
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    ),
    "kk": (
        "Holdground in Kazakh; what is fuzzy or missing is shown in Russian",
        "nplurals=2; plural=(n != 1);",
    ),
}

TEMPLATE = _LOCALES / "holdground.pot"

Words = str | tuple[str, str]
"""A message; singular and plural where it counts."""


class Found(NamedTuple):
    """One call that asks for a message."""

    file: str
    """Relative to the package, with forward slashes."""
    line: int
    msgid: Words


def source_files() -> list[Path]:
    """Return the files whose messages are translated, in a fixed order."""
    python = [
        file for file in _DASHBOARD.rglob("*.py") if not {"frontend", "i18n"} & set(_parts(file))
    ]
    typescript = list(_DASHBOARD.joinpath("frontend", "src").rglob("*.ts"))
    return sorted(python + typescript, key=_parts)


def found() -> Iterator[Found]:
    """Yield every message that the code asks for, file by file."""
    for file in source_files():
        name, code = "/".join(_parts(file)), file.read_bytes()
        for line, words in _in_python(code) if file.suffix == ".py" else _in_typescript(code):
            yield Found(name, line, words)


def template() -> Catalog:
    """Return a catalogue of every message, without translations.

    Babel marks those with ``{name}`` in them ``python-brace-format``; they are filled by name on both sides.
    """
    catalogue = Catalog(domain="holdground", charset="utf-8")
    for file, line, msgid in found():
        catalogue.add(msgid, locations=[(f"dashboard/{file}", line)])
    return catalogue


def catalogue_path(language: str) -> Path:
    """Return the file that holds the translations into a language."""
    return _LOCALES / language / "LC_MESSAGES" / "holdground.po"


def main() -> None:
    """Write the template and bring every catalogue up to date."""
    console = Console()
    messages = template()
    if not any(name.endswith(".ts") for m in messages for name, _line in m.locations):
        raise SystemExit(
            f"No TypeScript was found below {_DASHBOARD}: run this in a checkout, not in an installed package"
        )
    _write(messages, TEMPLATE, "")
    for language in filter(None, _HEADERS):
        catalogue = _translated(messages, language)
        _write(catalogue, catalogue_path(language), language)
        entries = [message for message in catalogue if message.id]
        lacking = sum(not _whole(message.string) for message in entries)
        fuzzy = sum(message.fuzzy for message in entries)
        console.print(
            f"{language}: {len(entries)} messages, {lacking} without translation, {fuzzy} fuzzy"
        )


def _in_python(code: bytes) -> Iterator[tuple[int, Words]]:
    """By syntax tree: Babel's own extractor passes over calls inside f-strings."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in _KEYWORDS:
            counted = 2 if _KEYWORDS[name] else 1
            words = [arg.value for arg in call.args[:counted] if isinstance(arg, ast.Constant)]
            if len(words) == counted:
                yield call.lineno, _words(words)


def _in_typescript(code: bytes) -> Iterator[tuple[int, Words]]:
    for line, words, _comments, _context in extract(
        "javascript", io.BytesIO(code), keywords=_KEYWORDS, options=dict(_OPTIONS)
    ):
        yield line, _words([words] if isinstance(words, str) else words)


def _words(words: Sequence[object]) -> Words:
    one, *many = map(str, words)
    return (one, many[0]) if many else one


def _translated(messages: Catalog, language: str) -> Catalog:
    file = catalogue_path(language)
    old = file.read_bytes() if file.is_file() else _header(language).encode()
    catalogue = read_po(io.BytesIO(old), locale=language, domain="holdground", charset="utf-8")
    catalogue.update(messages, no_fuzzy_matching=True)
    return catalogue


def _write(catalogue: Catalog, file: Path, language: str) -> None:
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        width=100,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"{_header(language)}\n{body.getvalue().decode().strip()}\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _header(language: str) -> str:
    """Written here: Babel's own header holds dates and its version."""
    title, plural = _HEADERS[language]
    fields = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    fields += [f"Language: {language}", f"Plural-Forms: {plural}"] if language else []
    lines = "".join(f'"{field}\\n"\n' for field in fields)
    return f'# {title}.\nmsgid ""\nmsgstr ""\n{lines}'


def _whole(words: str | Sequence[str] | None) -> bool:
    """Whether every form is there: a new message has none, a plural one may lack some."""
    return bool(words) and all(words or ())


def _parts(file: Path) -> tuple[str, ...]:
    return file.relative_to(_DASHBOARD).parts


if __name__ == "__main__":
    main()
