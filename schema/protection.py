"""What protects those who browse: the headers of an answer, and the names that the service answers to.

Not here: who may ask what.
"""

from collections.abc import Set
from functools import lru_cache
from ipaddress import ip_address

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema import errors
from schema.media import HEADERS

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

# The editor of the page writes style elements and underlines errors with `data:` images.
PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
EVERYWHERE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class Protection:
    """Adds the headers to every answer of an application, and no permission for other origins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, protected if scope["type"] == "http" else send)


def protect(headers: MutableHeaders) -> None:
    """Add the headers that go with an answer of this content type."""
    headers.raw.extend(EVERYWHERE)
    if headers.get("content-type", "").startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
        headers["X-Frame-Options"] = "DENY"


class OnlyNamed:
    """Answers only requests that call the service by one of its names.

    A page of any site may bring a browser to ask 127.0.0.1 under the site's own name (DNS rebinding), and
    would be of the same origin then.
    """

    def __init__(self, app: ASGIApp, names: Set[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or say that it was sent to somebody else."""
        host = Headers(scope=scope).get("host") if scope["type"] == "http" else None
        if scope["type"] != "http" or _named(host, scope.get("server")) in self._names:
            await self._app(scope, receive, send)
            return
        told = f"This service answers to {', '.join(sorted(self._names))}: ask it by one of these names."
        body = orjson.dumps({"errors": [errors.error(errors.BAD_REQUEST, told)]})
        response = Response(body, 421, {"Cache-Control": "no-store"}, "application/json; charset=utf-8")
        protect(response.headers)
        await response(scope, receive, send)


@lru_cache(HEADERS)
def _named(host: str | None, server: tuple[str, int] | None) -> str:
    # What is no host name at all counts as the address listened on: no browser can be brought to send it.
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    scope = {"type": "http", "path": "/", "headers": headers, "server": server}
    return (HTTPConnection(scope).url.hostname or "").lower()


def names_for(host: str) -> Set[str] | None:
    """Return the names that a service listening on an address answers to; None: any."""
    return LOOPBACK | {host} if ip_address(host).is_loopback else None
