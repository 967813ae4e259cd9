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

__all__ = ["HARDENED", "options", "read_back"]

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


def options(settings: Settings) -> dict[str, Any]:
    """Return every option that ``holdground serve`` starts Streamlit with."""
    here = ["localhost", "127.0.0.1"]
    return {
        **HARDENED,
        "browser.serverAddress": "localhost",
        "server.address": settings.address,
        "server.allowedHosts": [*here, *settings.hosts],
        "server.baseUrlPath": settings.base_path.strip("/"),
        "server.headless": True,
        "server.port": settings.port,
    }


def read_back() -> None:
    """Check that every option of `HARDENED` is in force.

    Raises
    ------
    SetupError
        Names each option that differs, what it is and what it must be.
    """
    wrong = [
        f"{name} is {found!r}, must be {wanted!r}"
        for name, wanted in HARDENED.items()
        if (found := config.get_option(name)) != wanted
    ]
    if wrong:
        raise SetupError(
            f"Streamlit is not set up safely: {'; '.join(wrong)}. Start with `holdground serve`, or keep "
            ".streamlit/config.toml of this project in the folder you start from"
        )
