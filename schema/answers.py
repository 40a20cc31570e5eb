"""How an address answers: its methods, an answer in JSON, and work in a thread within its time.

Not here: what is answered (`schema.http`, `schema.streams`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from schema import errors
from schema.media import JSON
from schema.refused import Refused
from schema.workers import Busy, Workers

T = TypeVar("T")
Answer = Callable[[Request], Awaitable[Response]]


class Endpoint:
    """One address and the methods that it answers; HEAD goes with GET."""

    def __init__(self, methods: Sequence[str], answer: Answer) -> None:
        self._methods = (*methods, "HEAD") if "GET" in methods else tuple(methods)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say which methods are answered here."""
        request = Request(scope, receive)
        if request.method not in self._methods:
            allowed = ", ".join(self._methods)
            raise HTTPException(405, f"This address answers {allowed}.", {"Allow": allowed})
        try:
            response = await self._answer(request)
            await response(scope, receive, send)
        except ClientDisconnect:
            return


async def within(workers: Workers, call: Callable[[], T], seconds: float) -> T:
    """Return what a call returns, made in a thread.

    Raises:
        Refused: no place is free, or it took too long.
    """
    try:
        return await workers.run(call, seconds)
    except Busy:
        text = "Too many requests run at once; send this one again in a moment."
        raise Refused(503, errors.LIMIT_EXCEEDED, text, {"Retry-After": "1"}) from None
    except TimeoutError:
        text = f"The request took longer than {seconds:g} s; ask for less at once."
        raise Refused(504, errors.TIMEOUT, text) from None


def sent(body: Any, status: int, media: str = JSON, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer in JSON, which nobody keeps unless the headers say so."""
    kept = {"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})}
    return Response(orjson.dumps(body), status, kept, f"{media}; charset=utf-8")
