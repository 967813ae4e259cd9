"""The server: our routes, the protection around them, and Streamlit's pages.

``holdground serve`` starts it; so do ``streamlit run dashboard/app.py`` and ``uvicorn dashboard.app:app`` from the root of a
checkout.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard import access, hardening
from dashboard.front_page import inline_scripts
from dashboard.protection import Protection
from dashboard.routes import routes
from dashboard.site import current
from geodata.errors import SetupError

__all__ = ["app"]

_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def _life(_app: Any) -> AsyncIterator[dict[str, Any]]:
    try:
        hardening.read_back()
    except SetupError as err:
        # Streamlit Community Cloud forces two of these settings; its operator may say that this is understood.
        if os.environ.get("HOLDGROUND_ACCEPT_UNSAFE") != "1":
            raise
        _LOG.warning("%s", err)
    access.prepare()
    snapshot = current().data.snapshot()
    _ = snapshot.payload, snapshot.texts, snapshot.frame
    # Streamlit collects garbage after each rerun; what is loaded by now never becomes garbage.
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    Path(__file__).with_name("app_pages") / "main.py",
    routes=routes(current()),
    middleware=[
        Middleware(Protection, base=current().base, scripts=inline_scripts(current().base))
    ],
    lifespan=_life,
)
