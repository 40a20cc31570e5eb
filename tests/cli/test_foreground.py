"""A service in the foreground: it answers from the start, and a signal ends it without remains.

Not here: what `./qg up` furnishes.
"""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from cli import foreground
from cli.problems import Problem
from graph.database.port import free_port
from schema.protection import names_for

SCRIPT = """
import sys, time
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from cli import foreground
def furnish():
    time.sleep(float(sys.argv[2]))
    return Starlette(routes=[Route("/", lambda request: PlainTextResponse("furnished"))])
taken = foreground.listening("127.0.0.1", int(sys.argv[1]))
foreground.serve(taken, furnish, lambda: print("closed", flush=True))
"""


@contextmanager
def service(seconds: float) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    command = [sys.executable, "-c", SCRIPT, str(port), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child, f"http://127.0.0.1:{port}"
        finally:
            child.kill()


def answered(address: str, text: str) -> httpx.Response:
    for _ in range(300):
        try:
            answer = httpx.get(address)
        except httpx.TransportError:
            answer = None
        if answer is not None and text in answer.text:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{address} never said {text}")


def test_it_lives_before_it_is_ready() -> None:
    with service(60) as (child, address):
        assert answered(f"{address}/healthz", "alive").status_code == 200
        assert httpx.get(f"{address}/readyz").status_code == 503
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 130


def test_on_loopback_it_answers_only_to_its_own_names() -> None:
    with service(0) as (_, address):
        answered(address, "furnished")
        port = address.rpartition(":")[2]
        for name in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
            assert httpx.get(address, headers={"Host": f"{name}:{port}"}).text == "furnished"
        for name in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "xlocalhost"):
            assert httpx.get(address, headers={"Host": name}).status_code == 421, name
        told = httpx.get(address, headers={"Host": "evil.example"}).json()["errors"][0]["message"]
        assert "localhost" in told


def test_beyond_loopback_it_answers_to_any_name() -> None:
    assert names_for("0.0.0.0") is None
    assert names_for("::") is None
    assert names_for("127.0.0.1") == names_for("127.0.0.1") | {"localhost", "::1"}  # type: ignore[operator]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_house_and_ends_it(number: signal.Signals) -> None:
    with service(0) as (child, address):
        answered(address, "furnished")
        child.send_signal(number)
        said, _ = child.communicate(timeout=30)
    assert (child.returncode, said) == (0, "closed\n")


def test_a_taken_port_is_told_with_the_remedy() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        with pytest.raises(Problem, match="--port"):
            foreground.listening("127.0.0.1", held.getsockname()[1])


def test_an_answer_written_in_two_parts_is_sent_at_once() -> None:
    async def at_once(taken: socket.socket) -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            socket_ = writer.get_extra_info("socket")
            found.set_result(socket_.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(connected, sock=taken):
            _, writer = await asyncio.open_connection(*taken.getsockname())
            writer.close()
            return await found

    with foreground.listening("127.0.0.1", free_port()) as taken:
        assert asyncio.run(at_once(taken)) == 1
