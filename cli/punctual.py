"""HTTP with bounds for the head of a request: a client that sends it slowly or without end is not waited for.

uvicorn bounds the time between two requests; its faster parser bounds neither a head's time nor its size.

Not here: the bounds of a body (`schema.request`).
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from schema.request import BODY_BYTES, RECEIVE_SECONDS

HEAD_BYTES = 16_384
LATE, LARGE = (
    f"HTTP/1.1 {said}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode()
    for said in ("408 Request Timeout", "431 Request Header Fields Too Large")
)


class Punctual(HttpToolsProtocol):
    """Closes a connection on which the head of a request does not arrive in time, or is too large."""

    seconds = RECEIVE_SECONDS

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._deadline: asyncio.TimerHandle | None = None  # while a head is waited for
        self._around = 0  # bytes that are no body: of the head that arrives, or around a body in chunks

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._around += len(data)
        super().data_received(data)
        if self._around > (HEAD_BYTES if self._deadline else BODY_BYTES):
            self._close(LARGE if self._deadline else b"")

    def on_message_begin(self) -> None:
        """Begin to wait for a head, if this is not the first."""
        super().on_message_begin()
        if self._deadline is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """Wait no longer: the head is whole."""
        self._end()
        self._around = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body, whose size is bounded elsewhere."""
        self._around -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count anew from the next message on."""
        self._around = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the waiting."""
        self._end()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(self.seconds, self._late)

    def _end(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait()  # the answer to the request before this one comes first
        else:
            self._close(LATE)

    def _close(self, said: bytes) -> None:
        self._end()
        if not self.transport.is_closing():
            self.transport.write(said)
            self.transport.close()
