"""Answers that can be kept: ETag, 304, and bytes that were compressed once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

__all__ = ["IMMUTABLE", "REVALIDATE", "etag_of", "kept", "refusal"]

IMMUTABLE = "public, max-age=31536000, immutable"
"""For addresses that name a version or a hash: the bytes behind them never change."""

REVALIDATE = "public, no-cache"
"""May be kept, but ask first: the answer is mostly 304."""


def etag_of(body: bytes) -> str:
    """Return an entity tag of some bytes, with its quotes."""
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def kept(  # noqa: PLR0913 - the rest are told by keyword
    request: Request,
    body: bytes,
    media_type: str,
    *,
    etag: str,
    cache: str = IMMUTABLE,
    gzipped: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with bytes that the browser may keep.

    Parameters
    ----------
    body
        The bytes; gzip data when `gzipped`, unpacked again for the rare client that cannot read it.
    etag
        Entity tag with quotes. A request that names it gets 304 and no body.
    """
    head = {"ETag": etag, "Cache-Control": cache, "Vary": "Accept-Encoding", **(headers or {})}
    named = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("if-none-match", "").split(",")
    ]
    if etag in named or "*" in named:
        return Response(status_code=304, headers=head)
    if gzipped:
        if "gzip" in request.headers.get("accept-encoding", ""):
            head["Content-Encoding"] = "gzip"
        else:
            body = gzip.decompress(body)
    return Response(body, media_type=media_type, headers=head)


def refusal(status: int, sentence: str) -> JSONResponse:
    """Answer an error as one sentence in JSON (the exception schema of OGC API)."""
    code = {400: "InvalidParameterValue", 404: "NotFound", 410: "Gone"}.get(status, "ServerError")
    return JSONResponse(
        {"code": code, "description": sentence},
        status_code=status,
        headers={"Cache-Control": "no-store"},
    )
