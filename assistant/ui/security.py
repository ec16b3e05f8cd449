"""What every request and response passes through: host names, origins, closed routes, headers.

A plain ASGI middleware, so that streamed answers of Gradio are passed on as they come. It knows
nothing of documents.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio needs inline scripts and `new Function` for its own parts, so this policy cannot forbid scripts;
# what it does forbid is every address but our own: nothing on a page can fetch from or send to elsewhere.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; media-src 'none'; object-src 'none'; "
    "worker-src 'self' blob:; base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# Parts of Gradio that this application does not use: its proxy fetches addresses, the others describe the server.
CLOSED = re.compile(
    r"^/+(?:gradio_api/+)?(?:proxy=|runs\b|run-history\b|deep_link\b|info\b|openapi|stream/|dev/|custom_component/|"
    r"startup-events\b|api/|call/|run/(?!predict)|process_recording|component_server)|^/+(?:monitoring|pwa_icon|robots\.txt)\b"
)
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 # compared with, not listened on
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses requests for other hosts, from other origins and to closed routes; adds headers to the rest.

    The host check is the defence against DNS rebinding: a page of another site that makes its own name
    point at this machine still sends its own name.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._names = allowed_names(host)
        self._any_address = host in EVERY_ADDRESS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, _with_headers(send))
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self._known(headers.get("host", "")):
            return PlainTextResponse("This host name is not served here.", status_code=421)
        origin = headers.get("origin")
        if origin is not None and scope["method"] not in SAFE_METHODS and urlsplit(origin).netloc != headers["host"]:
            return PlainTextResponse("Requests from other sites are refused.", status_code=403)
        if CLOSED.match(scope["path"]):
            return PlainTextResponse("Not found.", status_code=404)
        return None

    def _known(self, host: str) -> bool:
        name = host_name(host)
        return name is not None and (name in self._names or (self._any_address and _is_address(name)))


def allowed_names(host: str) -> frozenset[str]:
    """Return the host names under which the application answers when it listens on `host`."""
    own: Iterable[str] = (socket.gethostname(), socket.getfqdn()) if host in EVERY_ADDRESS else (host,)
    return LOOPBACK_NAMES | {name.lower() for name in own if name}


def host_name(host: str) -> str | None:
    """Return the name in a Host header without its port, or None if it is not one."""
    match = re.fullmatch(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?", host)
    return (match["six"] or match["name"]).lower() if match else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", PAGE_POLICY)
            if "server" in headers:
                del headers["server"]
        await send(message)

    return sending


__all__ = ["Guard", "allowed_names", "host_name"]
