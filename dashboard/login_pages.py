"""The plain pages of the editors' door."""

from __future__ import annotations

from markupsafe import Markup

from dashboard import i18n
from dashboard.plain_page import NOT_LISTED, Addresses, plain_page

__all__ = ["login_page", "logout_page", "no_login", "read_only"]

# Without it the site's own policy would have the browser hide from us where the form was sent from.
_HEAD = NOT_LISTED + Markup('<meta name="referrer" content="same-origin">')


def login_page(at: Addresses, language: str, *, fault: str, known: bool) -> str:
    """Return the form that asks for name and passphrase.

    Parameters
    ----------
    fault
        What went wrong before: ``wrong``, ``wait``, ``form``, or empty.
    known
        Whether there is anybody who could log in.
    """
    _ = i18n.translator(language).gettext
    said = {
        "wrong": _("This name and passphrase do not belong together."),
        "wait": _("Too many tries. Wait a minute, then try again."),
        "form": _("That did not come from this page. Try again here."),
    }.get(fault, "")
    body = Markup("").join(
        [
            Markup("<h1>{}</h1>").format(_("Editors: log in")),
            Markup('<p class="fault" role="alert">{}</p>').format(said) if said else "",
            "" if known else _nobody(language),
            Markup(
                '<form method="post" action="{base}/desk/login?lang={language}">'
                '<label for="name">{name}</label>'
                '<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" '
                'maxlength="80" required autofocus>'
                '<label for="passphrase">{passphrase}</label>'
                '<input id="passphrase" name="passphrase" type="password" autocomplete="current-password" '
                'maxlength="1000" required><button>{go}</button></form>'
            ).format(
                base=at.base,
                language=language,
                name=_("Name"),
                passphrase=_("Passphrase"),
                go=_("Log in"),
            ),
            Markup("<p>{}</p>").format(_("Reading needs no account.")),
            _to_map(at, language),
        ]
    )
    return plain_page(at, title=_("Editors: log in"), language=language, body=body, head=_HEAD)


def logout_page(at: Addresses, language: str) -> str:
    """Return the form with which an editor logs out."""
    _ = i18n.translator(language).gettext
    body = Markup(
        '<h1>{title}</h1><p>{words}</p><form method="post" action="{base}/desk/logout?lang={language}">'
        '<button>{title}</button></form><p><a href="{base}/desk?lang={language}">{back}</a></p>'
    ).format(
        title=_("Log out"),
        words=_("What you have decided is saved."),
        base=at.base,
        language=language,
        back=_("Back to the desk"),
    )
    return plain_page(at, title=_("Log out"), language=language, body=body, head=_HEAD)


def no_login(at: Addresses, language: str) -> str:
    """Return the page that tells that the login elsewhere is not set up."""
    _ = i18n.translator(language).gettext
    title = _("Nobody can log in yet")
    words = _("The login of this server is not set up. Its operator finds the reason in the log.")
    body = Markup("<h1>{}</h1><p>{}</p>").format(title, words) + _to_map(at, language)
    return plain_page(at, title=title, language=language, body=body)


def read_only(at: Addresses, language: str) -> str:
    """Return the page of a server without a desk."""
    _ = i18n.translator(language).gettext
    title = _("This server is read-only")
    words = _("Nobody edits here.")
    body = Markup("<h1>{}</h1><p>{}</p>").format(title, words) + _to_map(at, language)
    return plain_page(at, title=title, language=language, body=body)


def _nobody(language: str) -> Markup:
    _ = i18n.translator(language).gettext
    return Markup("<p>{} <code>holdground editor add</code></p>").format(
        _("There is no editor yet. On the server:")
    )


def _to_map(at: Addresses, language: str) -> Markup:
    _ = i18n.translator(language).gettext
    return Markup('<p><a href="{}/?lang={}">{}</a></p>').format(
        at.base, language, _("Back to the map")
    )
