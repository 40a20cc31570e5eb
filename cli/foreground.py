"""A service in the foreground: the port first, then the house, then answers; and an end without remains.

The port answers from the start: `/healthz` that the process lives, `/readyz` and `/graphql` that it is still
being made ready. The house is furnished in a thread beside it.

Not here: what is furnished (`house`) and what is answered (`schema`).
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import psutil
import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from cli.problems import Problem
from cli.punctual import Punctual
from schema.http import create_app
from schema.outcome import Outcome
from schema.protection import OnlyNamed, names_for
from schema.readiness import Readiness
from schema.service import VERSION

Furnish = Callable[[], Starlette]


def listening(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        Problem: it is taken, or may not be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Its protocol said: asyncio lets only such a socket send at once (TCP_NODELAY). Else an answer, which is
    # written in two parts, waits up to 40 ms for the client to confirm the first.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as refused:
        taken.close()
        raise Problem(
            f"Port {port} of {host} cannot be used ({refused.strerror}): stop what uses it, or choose another"
            " with --port."
        ) from refused
    return taken


class Waiting:
    """Answers every request with what is being waited for."""

    def run(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        tell: frozenset[str] = frozenset(),
    ) -> Outcome:
        """Say that the service is still being made ready."""
        said = "The service is being made ready; /readyz says when it is."
        return Outcome(
            errors=[{"message": said, "extensions": {"code": "DATABASE_UNAVAILABLE"}}], executed=False
        )


class Current:
    """The application that answers now; another takes its place when the house is furnished."""

    def __init__(self) -> None:
        self.answers = create_app(
            Waiting(),
            lambda: Readiness(None),
            version=VERSION,
            without_page="It is being made ready: reload.",
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        await self.answers(scope, receive, send)


class Server(uvicorn.Server):
    """A server that ends at SIGINT and SIGTERM and leaves the rest of the ending to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End at a signal; uvicorn's own would raise it again, and the house would not be closed."""
        before = {number: signal.signal(number, self._end) for number in (signal.SIGINT, signal.SIGTERM)}
        yield
        for number, handler in before.items():
            signal.signal(number, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.should_exit = True


def serve(taken: socket.socket, furnish: Furnish, close: Callable[[], None]) -> NoReturn:
    """Answer on a port until a signal comes, and end the process with status 0.

    Args:
        taken: the socket of `listening`.
        furnish: makes the application, in a thread; its problem ends the service.
        close: closes what `furnish` opened, if it did.
    """
    current, failed = Current(), list[Exception]()
    names = names_for(taken.getsockname()[0])
    config = uvicorn.Config(
        OnlyNamed(current, names) if names else current,
        log_level="warning", access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=5, ws="none", http=Punctual,
    )  # fmt: skip
    server = Server(config)

    def work() -> None:
        try:
            current.answers = furnish()
        except Exception as problem:
            failed.append(problem)
            server.should_exit = True

    furnishing = threading.Thread(target=work, daemon=True)
    furnishing.start()
    server.run(sockets=[taken])
    furnishing.join(0 if not failed else None)
    if furnishing.is_alive():  # a signal came while the house was being furnished: its children end first
        _end_children()
        os._exit(130)
    close()
    if failed:
        raise failed[0]
    sys.stdout.flush()
    os._exit(0)  # a statement that outlived its request keeps its thread, and Python would wait for it


def _end_children() -> None:
    children = psutil.Process().children(recursive=True)
    for child in children:
        child.terminate()
    for left in psutil.wait_procs(children, timeout=20)[1]:
        left.kill()
