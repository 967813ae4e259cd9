"""The safe settings of Streamlit, read back at start: an option that did not take is a refusal to start.

``streamlit run`` reads them from ``.streamlit/config.toml``, ``holdground serve`` passes them itself, so that an installed
package is as safe as a checkout. Environment variables named STREAMLIT_* are not relied on: some ways to start an app
ignore them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from streamlit import config

from geodata.errors import SetupError
from geodata.settings import Settings

__all__ = ["HARDENED", "options", "read_back", "theme"]

HARDENED: Mapping[str, Any] = MappingProxyType(
    {
        "browser.gatherUsageStats": False,
        "client.allowedOrigins": [],
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "runner.postScriptGC": False,
        "server.enableAgentApi": False,
        "server.enableCORS": True,
        "server.enableStaticServing": False,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 20,
        "server.maxMessageSize": 50,
    }
)


_UNSET: Mapping[str, Any] = MappingProxyType({"server.trustedUserHeaders": {}})
"""Options that nothing may set: with this one a header, which anybody can send, would say who is an editor."""

_THEME = {
    "light": ("#34414d", "#ffffff", "#f4f5f6", "#1b1f23", "#1f5f8b", "#dadee2"),
    "dark": ("#c6d0da", "#15181c", "#1e2328", "#e8ebee", "#8cc1ea", "#333a41"),
}
_THEME_KEYS = (
    "primaryColor",
    "backgroundColor",
    "secondaryBackgroundColor",
    "textColor",
    "linkColor",
    "borderColor",
)


def theme() -> dict[str, str]:
    """Return the colours of Streamlit's own parts, those of the front end's style sheet, light and dark."""
    whole: dict[str, str] = {}
    for mode, colours in _THEME.items():
        whole |= {
            f"theme.{mode}.{key}": colour for key, colour in zip(_THEME_KEYS, colours, strict=True)
        }
        whole |= {
            f"theme.{mode}.sidebar.{key}": whole[f"theme.{mode}.{key}"] for key in _THEME_KEYS[1:3]
        }
    return whole


def options(settings: Settings) -> dict[str, Any]:
    """Return every option that ``holdground serve`` starts Streamlit with."""
    here = ["localhost", "127.0.0.1"]
    local = settings.address in here
    return {
        **HARDENED,
        **theme(),
        "browser.serverAddress": "localhost",
        "logger.hideWelcomeMessage": True,
        "server.address": settings.address,
        # A page elsewhere must not reach a server on this machine under a name of its own (DNS rebinding).
        "server.allowedHosts": [*here, *settings.hosts] if settings.hosts or local else [],
        "server.baseUrlPath": settings.base_path.strip("/"),
        "server.headless": True,
        "server.port": settings.port,
    }


def read_back() -> None:
    """Check that every option of `HARDENED` is in force, and that no option is set that must not be.

    Raises
    ------
    SetupError
        Names each option that differs, what it is and what it must be.
    """
    wrong = [
        f"{name} is {found!r}, must be {wanted!r}"
        for name, wanted in {**HARDENED, **_UNSET}.items()
        if (found := config.get_option(name)) != wanted
    ]
    if wrong:
        raise SetupError(
            f"Streamlit is not set up safely: {'; '.join(wrong)}. Start with `holdground serve`, or keep "
            ".streamlit/config.toml of this project in the folder you start from"
        )
