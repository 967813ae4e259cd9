"""gettext catalogues in English, Russian and Kazakh; the msgid is the English sentence.

The ``.po`` files are read as they are, so there is nothing to compile. An entry marked fuzzy is not used. What Kazakh lacks is
shown in Russian, what Russian lacks in English.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geodata import vocabulary
from geodata.vocabulary import LANGUAGES

__all__ = [
    "LANGUAGES",
    "browser_catalogue",
    "fingerprint",
    "language_name",
    "negotiate",
    "translator",
]

_FALLBACK = {"kk": "ru"}


@cache
def translator(language: str) -> gettext.NullTranslations:
    """Return the translations of a language; ``translator(lang).gettext`` is what modules call ``_``.

    Examples
    --------
    >>> translator("en").gettext("Sources")
    'Sources'
    """
    catalogue = _catalogue(language)
    if catalogue is None:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    if language in _FALLBACK:
        translations.add_fallback(translator(_FALLBACK[language]))
    return translations


@cache
def browser_catalogue(language: str) -> bytes:
    """Return what the front end needs of a language: messages and the labels of the vocabulary, as JSON."""
    messages = _messages(_FALLBACK.get(language, "")) | _messages(language)
    words: dict[str, dict[str, object]] = {}
    for name in vocabulary.LISTS:
        words[name] = {
            code: {"label": term.label(language), "inverse": term.inverse_label(language)}
            if term.inverse
            else term.label(language)
            for code, term in vocabulary.terms(name).items()
        }
    whole = {"lang": language, "messages": messages, "vocabulary": words}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def fingerprint(language: str) -> str:
    """Return a short hash of the browser's catalogue, for its address."""
    return hashlib.sha256(browser_catalogue(language)).hexdigest()[:12]


def negotiate(wanted: str | None, accepted: str = "") -> str:
    """Return the language to answer in.

    Parameters
    ----------
    wanted
        What the reader chose, for example by ``?lang=ru``; ignored when it is none of ours.
    accepted
        The ``Accept-Language`` header, or a locale such as ``ru-RU``.
    """
    if wanted in LANGUAGES:
        return str(wanted)
    ranked = sorted(_weighted(accepted), key=lambda item: -item[1])
    return negotiate_locale([tag for tag, _ in ranked], LANGUAGES, sep="-") or "en"


def language_name(language: str) -> str:
    """Return a language's own name for itself, with a capital.

    Examples
    --------
    >>> language_name("kk")
    'Қазақ тілі'
    """
    try:
        own = Locale.parse(language).get_display_name(language) or language
    except (UnknownLocaleError, ValueError):
        return language
    return own[0].upper() + own[1:]


def _weighted(header: str) -> Iterable[tuple[str, float]]:
    for part in header[:200].split(","):
        tag, _, weight = part.strip().lower().partition(";q=")
        try:
            yield tag, float(weight or 1)
        except ValueError:
            continue


@cache
def _catalogue(language: str) -> Catalog | None:
    if language not in LANGUAGES:
        return None
    file = resources.files(__name__).joinpath("locales", language, "LC_MESSAGES", "holdground.po")
    if not file.is_file():
        return None
    with file.open("rb") as opened:
        return read_po(opened, locale=language, domain="holdground")


def _messages(language: str) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for message in _catalogue(language) or ():
        if not message.id or message.fuzzy or not message.string:
            continue
        if isinstance(message.id, str):
            found[message.id] = str(message.string)
        elif all(message.string):
            found[message.id[0]] = [str(form) for form in message.string]
    return found
