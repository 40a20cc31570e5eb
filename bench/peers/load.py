"""Load: many clients in one thread, each on a connection that it keeps, and how long each answer took.

Sockets and `selectors` alone, since a client's own cost would count for every way. Not here: what is asked.
"""

import gc
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle

HEAD_END = b"\r\n\r\n"
SECONDS = 120  # after which an answer is given up


class Unanswered(Exception):
    """A request was refused or answered with errors; the text shows what came."""


@dataclass
class Load:
    """What a load came to: the seconds of each answer and of all of it, and how many got none."""

    clients: int
    taken: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    refused: int = 0

    @property
    def p50(self) -> float:
        """The median in ms."""
        return self._at(0.5)

    @property
    def p95(self) -> float:
        """What nineteen of twenty stay below, in ms."""
        return self._at(0.95)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return max(len(self.taken), 1) / self.elapsed

    def _at(self, share: float) -> float:
        taken = sorted(self.taken) or [self.elapsed]  # nothing was answered in all that time
        return taken[min(int(len(taken) * share), len(taken) - 1)] * 1000


def request_of(port: int, body: bytes) -> bytes:
    """Return the bytes of a request."""
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def ask(port: int, body: bytes) -> bytes:
    """Return the body of one answer.

    Raises:
        Unanswered: it is none.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        connection.sendall(request_of(port, body))
        received = b""
        while (answer := body_in(received)) is None:
            part = connection.recv(1 << 18)
            if not part:
                raise Unanswered(f"the connection was closed after {received[:300]!r}")
            received += part
    return answer


def run(port: int, bodies: list[bytes], clients: int, seconds: float, least: int = 3) -> Load:
    """Ask for some seconds, and at least so often, and return how long it took.

    Args:
        port: of 127.0.0.1.
        bodies: what is asked, in turn.
        clients: how many ask at once, each again as soon as it is answered.
        seconds: how long new requests are sent.
        least: how many are answered, however long it takes.
    """
    load, requests = Load(clients), cycle([request_of(port, body) for body in bodies])
    with selectors.DefaultSelector() as waiting, _undisturbed():
        for _ in range(clients):
            waiting.register(_Client(port), selectors.EVENT_READ)
        everyone = [key.fileobj for key in waiting.get_map().values()]
        began = time.perf_counter()
        for each in everyone:
            each.send(next(requests))  # type: ignore[union-attr]
        while waiting.get_map():
            for key, _ in waiting.select(SECONDS):
                client = key.fileobj
                assert isinstance(client, _Client)
                try:
                    if not client.answered():
                        continue
                    load.taken.append(time.perf_counter() - client.sent)
                except Unanswered:
                    load.refused += 1
                if time.perf_counter() - began < seconds or len(load.taken) + load.refused < least:
                    client.send(next(requests))
                else:
                    waiting.unregister(client)
                    client.close()
        load.elapsed = time.perf_counter() - began
    return load


class _Client:
    """One connection and what it has received of its answer."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = bytearray()
        self.sent = 0.0

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def send(self, request: bytes) -> None:
        self._received.clear()
        self.sent = time.perf_counter()
        self._socket.sendall(request)

    def answered(self) -> bool:
        """Receive what is there, and say whether the answer is whole."""
        part = self._socket.recv(1 << 18)
        if not part:
            raise ConnectionError(f"the connection was closed after {bytes(self._received[:300])!r}")
        self._received += part
        return body_in(self._received) is not None


def body_in(received: bytes | bytearray) -> bytes | None:
    """Return the body of an answer once it is whole.

    Raises:
        Unanswered: it is not what was asked for.
    """
    head_ends = received.find(HEAD_END)
    if head_ends < 0:
        return None
    head, begins = bytes(received[:head_ends]).lower(), head_ends + len(HEAD_END)
    length = head.find(b"content-length:")
    if length >= 0:
        whole = begins + int(head[length + 15 :].split(b"\r\n", 1)[0])
        if len(received) < whole:
            return None
        body = bytes(received[begins:whole])
    else:
        if not received.endswith(b"0\r\n\r\n"):
            return None
        body = b"".join(_chunks(bytes(received[begins:])))
    if not head.startswith(b"http/1.1 200") or not body.startswith(b'{"data":'):
        raise Unanswered(body[:1000].decode(errors="replace"))
    return body


def _chunks(received: bytes) -> Iterator[bytes]:
    while received:
        size, _, rest = received.partition(b"\r\n")
        if not (length := int(size, 16)):
            return
        yield rest[:length]
        received = rest[length + 2 :]


@contextmanager
def _undisturbed() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
