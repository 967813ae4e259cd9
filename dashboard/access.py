"""Who the editor is, of a request or of a Streamlit session; nobody, unless it is proven anew each time.

Nothing is remembered here: the record says whose a cookie is and who may edit, so that whoever is removed is out at once. The
store asks once more before it writes.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st
from sqlalchemy import Engine
from streamlit.auth_util import validate_auth_credentials
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from dashboard.site import current
from dashboard.uploads import UPLOADS
from geodata.errors import AccessError, SetupError
from geodata.settings import Settings
from geodata.store import editors
from geodata.store.editors import SESSION_HOURS, Editor
from geodata.store.engine import open_record

__all__ = [
    "COOKIE",
    "Access",
    "admit_uploads",
    "current_editor",
    "desk_mode",
    "gate",
    "leave",
    "outside_login",
    "prepare",
]

COOKIE = "hg_desk"
"""Holds the token of a session that a passphrase opened."""

_LOG = logging.getLogger(__name__)
_SKEW_SECONDS = 300
"""By how much the clock of a login elsewhere may be ahead of ours."""


class Access:
    """Who may edit one record.

    Parameters
    ----------
    settings
        The operator's choices.
    engine
        The record.
    clock
        Returns the moment, with its time zone.
    """

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.settings = settings
        self.engine = engine
        self._clock = clock

    def of_token(self, token: str) -> Editor | None:
        """Return whose session a token is; None when it is nobody's, or passphrases do not count here."""
        if self.settings.desk != "passphrase" or not token:
            return None
        with self.engine.connect() as connection:
            found = editors.of_session(connection, token, self._clock())
        return found if found and found.kind == "passphrase" else None

    def of_cookies(self, cookies: Mapping[str, str]) -> Editor | None:
        """Return who asks for something outside Streamlit's pages, by the cookies of the request."""
        if self.settings.desk == "oidc":
            return self.of_claims(_signed_claims(cookies))
        return self.of_token(cookies.get(COOKIE, ""))

    def of_claims(self, claims: Mapping[str, Any]) -> Editor | None:
        """Return who logged in elsewhere, by what that place says of them: a verified e-mail address that is on the list.

        Parameters
        ----------
        claims
            What ``st.user`` holds. It was checked and signed when they logged in; how long ago that was is checked here.
        """
        email = str(claims.get("email") or "").lower()
        verified = claims.get("email_verified") in (True, "true")
        if self.settings.desk != "oidc" or claims.get("is_logged_in") is not True:
            return None
        if not (verified and email in self.settings.editors and self._is_fresh(claims.get("iat"))):
            return None
        return self._standing(Editor(email, "oidc"))

    def log_in(self, name: str, passphrase: str) -> str | None:
        """Return a new session's token; None when the passphrase is not that editor's."""
        if self.settings.desk != "passphrase":
            return None
        found = editors.log_in(self.engine, name, passphrase)
        return editors.start_session(self.engine, found, self._clock()) if found else None

    def log_out(self, token: str) -> None:
        """End a session, on the server as well."""
        editors.end_session(self.engine, token)

    def has_editors(self) -> bool:
        """Say whether anybody could log in with a passphrase."""
        with self.engine.connect() as connection:
            return editors.any_with_passphrase(connection)

    def follow_list(self) -> None:
        """Make those on the list of the settings editors, and nobody else who logs in elsewhere."""
        editors.keep_only(self.engine, self.settings.editors, self._clock())
        for name in self.settings.editors:
            editors.admit(self.engine, name, self._clock())

    def _is_fresh(self, issued: object) -> bool:
        """Streamlit's own cookie lives thirty days; an editor logs in again as often as with a passphrase."""
        if not isinstance(issued, int | float):
            return False
        age = self._clock().timestamp() - issued
        return -_SKEW_SECONDS <= age < SESSION_HOURS * 3600

    def _standing(self, editor: Editor) -> Editor | None:
        with self.engine.connect() as connection:
            try:
                editors.demand(connection, editor)
            except AccessError:
                return None
        return editor


def desk_mode(settings: Settings) -> str:
    """Return how editors of this server log in: ``off`` (nobody does), ``passphrase`` or ``oidc``."""
    return settings.desk or "off"


@cache
def gate() -> Access:
    """Return the access to the record of this process."""
    settings = current().settings
    return Access(settings, open_record(settings.db))


def prepare() -> None:
    """Make ready what the settings ask for, when the server starts.

    Raises
    ------
    GeodataError
        The list of editors cannot be taken over.
    """
    if desk_mode(current().settings) != "oidc":
        return
    gate().follow_list()
    try:
        validate_auth_credentials("default")
    except StreamlitAuthError as err:
        _LOG.warning("Nobody can log in at the desk until this is mended: %s", err)


def current_editor() -> Editor | None:
    """Return the editor of the Streamlit session that runs; None for everybody else. Ask in every run."""
    mode = desk_mode(current().settings)
    if mode == "passphrase":
        return gate().of_token(_token())
    return gate().of_claims(_claims()) if mode == "oidc" else None


def admit_uploads() -> None:
    """Let the session that runs upload files, for as long as its editor is one.

    Raises
    ------
    AccessError
        It is no editor's.
    """
    editor, context = current_editor(), get_script_run_ctx()
    if editor is None or context is None:
        raise AccessError("only an editor may upload")
    token, claims, asked = _token(), _claims(), gate()
    by_cookie = editor.kind == "passphrase"
    UPLOADS.admit(
        context.session_id,
        lambda: (asked.of_token(token) if by_cookie else asked.of_claims(claims)) == editor,
    )


def leave() -> None:
    """End the editor's session that runs."""
    if desk_mode(current().settings) == "oidc":
        st.logout()
    else:
        gate().log_out(_token())


def outside_login() -> str:
    """Return the address, on this server, that leads to the login elsewhere and back; ``st.login`` sends people there.

    Raises
    ------
    SetupError
        That login is not set up.
    """
    try:
        validate_auth_credentials("default")
        return generate_login_redirect_url("default")
    except StreamlitAuthError as err:
        raise SetupError(f"the login of the desk is not set up: {err}") from err


def _signed_claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What Streamlit's own cookie says of a login elsewhere, as far as the signature on it is ours."""
    try:
        signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
        claims = json.loads(signed) if signed else {}
    except (ValueError, RuntimeError, StreamlitAuthError) as err:
        _LOG.warning("A cookie of the login elsewhere could not be read: %s", err)
        return {}
    return claims if isinstance(claims, dict) else {}


def _token() -> str:
    return st.context.cookies.get(COOKIE) or ""


def _claims() -> Mapping[str, Any]:
    return st.user.to_dict()
