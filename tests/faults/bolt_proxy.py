"""A TCP proxy between a loader and Neo4j that knows where a Bolt message begins and ends, and does it harm.

A trap waits for the n-th message of one kind (a COMMIT, a RUN …) over all connections, and is given the
passage of that message: it may forward it or not, hold the server's answer back, and cut. So a test says in
its own words what goes wrong, and when. Not here: what a loader must do about it (the tests).
"""

import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

HANDSHAKE = 20  # four signs by which Bolt is known, and four versions of four bytes
MANIFEST = b"\0\0\1\xff"  # the server lists its versions, and the client answers once more
CHUNK = 65_536
ANSWER_SECONDS = 60


class Message(Enum):
    """Messages of a client, by their signature."""

    RUN = 0x10
    BEGIN = 0x11
    COMMIT = 0x12
    ROLLBACK = 0x13
    PULL = 0x3F


class Passage:
    """One message on its way from the client to the server, which stands still until its trap has ended."""

    def __init__(self, way: "_Way", raw: bytes) -> None:
        self._way, self.raw = way, raw

    def forward(self, size: int | None = None) -> None:
        """Send the message on, or its first bytes only."""
        self._way.send(self._way.server, self.raw[:size])

    def forward_and_hold_the_answer(self) -> None:
        """Send the message on, and wait until the server has answered; the client does not get the answer."""
        self._way.held.set()
        self.forward()
        assert self._way.answered.wait(ANSWER_SECONDS), "the server did not answer"

    def let_the_answer_through(self) -> None:
        """Give the client the answer that was held back."""
        self._way.release()

    def stand_still(self) -> None:
        """Let nothing through in either direction any more, until the client gives the connection up."""
        self._way.held.set()
        self._way.swallow()

    def cut(self) -> None:
        """Close the connection on both sides."""
        self._way.close()

    def reset(self) -> None:
        """Break the connection, as a machine does that has lost it."""
        self._way.close(reset=True)


Fault = Callable[[Passage], None]


@dataclass
class Trap:
    """What is done to one message; it springs once.

    Args:
        message: its kind.
        left: how many of the kind are still to come, itself included.
        fault: what is done.
        smallest: messages of fewer bytes do not count.
        sprung: set when it has been done.
    """

    message: Message
    left: int
    fault: Fault
    smallest: int
    sprung: threading.Event


class BoltProxy:
    """A proxy in front of one server, until it is closed.

    Args:
        uri: where the server is.

    Attributes:
        uri: where the proxy is.
        passed: how many messages of each kind came by.
        pause: seconds between one byte and the next, in both directions; None: bytes are not told apart.
    """

    def __init__(self, uri: str) -> None:
        parts = urlsplit(uri)
        assert parts.hostname is not None
        self._server = parts.hostname, parts.port or 7687
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.passed: Counter[Message] = Counter()
        self.pause: float | None = None
        self._lock = threading.Lock()
        self._traps: list[Trap] = []
        self._ways: set[_Way] = set()
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def trap(self, message: Message, n: int, fault: Fault, *, smallest: int = 0) -> Trap:
        """Let something be done at the n-th message of a kind from now on."""
        set_ = Trap(message, n, fault, smallest, threading.Event())
        with self._lock:
            self._traps.append(set_)
        return set_

    def forget_traps(self) -> None:
        """Take away what has not sprung."""
        with self._lock:
            self._traps.clear()

    def cut_all(self) -> int:
        """Close every connection, and return how many there were."""
        return self._cut(lambda way: True)

    def cut_idle(self) -> int:
        """Close the connections on which no transaction is open, as a balancer does after a time."""
        return self._cut(lambda way: not way.busy)

    def _cut(self, chosen: "Callable[[_Way], bool]") -> int:
        with self._lock:
            ways = [way for way in self._ways if chosen(way)]
        for way in ways:
            way.close()
        return len(ways)

    def close(self) -> None:
        """Close all of it; whoever calls is refused from now on."""
        self._closed = True
        # Closing alone would leave the port open as long as another thread waits for callers.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def due(self, kind: Message, size: int) -> Trap | None:
        """Count a message, and return the trap that it springs."""
        with self._lock:
            self.passed[kind] += 1
            waiting = [each for each in self._traps if each.message is kind and size >= each.smallest]
            for each in waiting:
                each.left -= 1
            sprung = next((each for each in waiting if each.left == 0), None)
            if sprung:
                self._traps.remove(sprung)
            return sprung

    def forget(self, way: "_Way") -> None:
        """Drop a connection that has ended."""
        with self._lock:
            self._ways.discard(way)

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._server, timeout=10)
            except OSError:  # the server is away: so are we
                client.close()
                continue
            server.settimeout(None)
            way = _Way(self, client, server)
            with self._lock:
                self._ways.add(way)
            way.start()


@contextmanager
def proxied(uri: str) -> Iterator[BoltProxy]:
    """Give a proxy in front of a server."""
    proxy = BoltProxy(uri)
    try:
        yield proxy
    finally:
        proxy.close()


def lose_acknowledgement(passage: Passage) -> None:
    """The server does it, and nobody hears of that."""
    passage.forward_and_hold_the_answer()
    passage.cut()


def lose_request(passage: Passage) -> None:
    """The server is never asked."""
    passage.cut()


def break_within(passage: Passage) -> None:
    """The server gets half of the message."""
    passage.forward(len(passage.raw) // 2)
    passage.reset()


def stall(seconds: float) -> Fault:
    """Return a fault in which nothing moves for a time, and then all goes on."""

    def wait(passage: Passage) -> None:
        time.sleep(seconds)
        passage.forward()

    return wait


def stall_for_ever(passage: Passage) -> None:
    """The other end is gone, and the connection does not know."""
    passage.stand_still()


def before(act: Callable[[], object]) -> Fault:
    """Return a fault that does something before the message goes on, and then cuts."""

    def do(passage: Passage) -> None:
        act()
        passage.cut()

    return do


def after(act: Callable[[], object]) -> Fault:
    """Return a fault that does something when the server has done its part and the client does not know."""

    def do(passage: Passage) -> None:
        passage.forward_and_hold_the_answer()
        act()
        passage.cut()

    return do


def acknowledged(act: Callable[[], object]) -> Fault:
    """Return a fault that does something as soon as the server's answer has gone to the client."""

    def do(passage: Passage) -> None:
        passage.forward_and_hold_the_answer()
        passage.let_the_answer_through()
        act()

    return do


class _Way:
    """One connection through the proxy: two sockets, and a thread for each direction."""

    def __init__(self, proxy: BoltProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self.client, self.server = client, server
        self.held, self.answered = threading.Event(), threading.Event()
        self.busy = False  # with a transaction
        self._kept = b""
        self._version = b""
        self._agreed = threading.Event()
        self._lock = threading.Lock()
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def start(self) -> None:
        for direction in (self._towards_server, self._towards_client):
            threading.Thread(target=self._carry, args=(direction,), daemon=True).start()

    def _carry(self, direction: Callable[[], None]) -> None:
        with suppress(OSError):  # one of the two has gone
            direction()
        self.close()

    def close(self, *, reset: bool = False) -> None:
        with suppress(OSError):
            if reset:  # only the client's end: nobody waits at it, so that it is closed at once
                self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                self.client.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.client.close()
        self.server.close()
        self._proxy.forget(self)

    def send(self, to: socket.socket, data: bytes) -> None:
        if self._proxy.pause is None:
            to.sendall(data)
            return
        for byte in data:
            to.sendall(bytes((byte,)))
            time.sleep(self._proxy.pause)

    def release(self) -> None:
        """Give the client what was held back."""
        with self._lock:
            kept, self._kept = self._kept, b""
            self.held.clear()
            self.send(self.client, kept)

    def swallow(self) -> None:
        """Take what the client sends, and do nothing with it."""
        while self.client.recv(CHUNK):
            pass

    def _towards_server(self) -> None:
        self.server.sendall(self._read(HANDSHAKE))
        self._agreed.wait(ANSWER_SECONDS)
        if self._version == MANIFEST:
            self.server.sendall(self._read(4) + self._whole_number())
        while message := self._message():
            raw, kind = message
            if kind in (Message.BEGIN, Message.COMMIT, Message.ROLLBACK):
                self.busy = kind is Message.BEGIN
            trap = self._proxy.due(kind, len(raw)) if kind else None
            if trap is None:
                self.send(self.server, raw)
                continue
            try:
                trap.fault(Passage(self, raw))
            finally:
                trap.sprung.set()

    def _towards_client(self) -> None:
        while data := self.server.recv(CHUNK):
            if (
                not self._agreed.is_set()
            ):  # passed on at once: the driver takes the version whole or not at all
                self._version = data[:4]
                self.client.sendall(data)
                self._agreed.set()
                continue
            with self._lock:
                if not self.held.is_set():
                    self.send(self.client, data)
                    continue
                self._kept += data
            if data != b"\0\0":  # a sign of life is no answer
                self.answered.set()

    def _message(self) -> tuple[bytes, Message | None] | None:
        """The next message with the sizes of its pieces, and its kind; None at the end."""
        raw, body = b"", b""
        while True:
            size = self.client.recv(2, socket.MSG_WAITALL)
            if len(size) < 2:
                return None
            raw += size
            if size == b"\0\0":
                if not body:  # a sign of life
                    continue
                return raw, _kind(body)
            piece = self._read(int.from_bytes(size))
            raw += piece
            body = body or piece

    def _read(self, size: int) -> bytes:
        data = self.client.recv(size, socket.MSG_WAITALL)
        if len(data) < size:
            raise OSError("the client went away")
        return data

    def _whole_number(self) -> bytes:
        """A number of seven bits a byte, of which the last is below 128."""
        read = self._read(1)
        while read[-1] & 0x80:
            read += self._read(1)
        return read


def _kind(body: bytes) -> Message | None:
    try:
        return Message(body[1])
    except (IndexError, ValueError):
        return None
