"""The deadline for the head of a request, on real connections. Not here: that of a body."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from cli.punctual import Punctual
from tests.schema.serving import served
from tests.schema.test_http import app

HEAD = b"GET /healthz HTTP/1.1\r\nHost: s\r\n"


class Hasty(Punctual):
    seconds = 0.3


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    with served(app(), "/", Hasty) as address:
        port = urlsplit(address).port
        with socket.create_connection(("127.0.0.1", port or 0), 60) as made:
            yield made


def rest(connection: socket.socket) -> bytes:
    """Everything that comes until the other side closes."""
    return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("begun", [b"", b"GET", HEAD])
def test_a_head_that_does_not_arrive_is_given_up(connection: socket.socket, begun: bytes) -> None:
    connection.sendall(begun)

    assert rest(connection).startswith(b"HTTP/1.1 408 ")


def test_a_second_request_on_a_connection_has_its_own_time(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")

    connection.sendall(HEAD)

    assert b"HTTP/1.1 408 " in rest(connection)


def test_a_head_that_is_there_leaves_the_answer_its_time(connection: socket.socket) -> None:
    connection.sendall(b"POST /graphql HTTP/1.1\r\nHost: s\r\nContent-Type: application/json\r\n")
    connection.sendall(b"Connection: close\r\nContent-Length: 21\r\n\r\n")
    connection.settimeout(2 * Hasty.seconds)
    with pytest.raises(TimeoutError):
        connection.recv(65_536)
    connection.settimeout(60)

    connection.sendall(b'{"query": "{ echo }"}')

    assert b'{"data":{"echo":"hello"}}' in rest(connection)
