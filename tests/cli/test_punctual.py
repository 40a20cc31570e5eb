"""The bounds of a request's head, on real connections. Not here: those of a body."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from cli.punctual import HEAD_BYTES, Punctual
from schema.request import BODY_BYTES
from tests.schema.serving import served
from tests.schema.test_http import app

POST = b"POST /graphql HTTP/1.1\r\nHost: s\r\nContent-Type: application/json\r\n"
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
    connection.sendall(POST + b"Connection: close\r\nContent-Length: 21\r\n\r\n")
    connection.settimeout(2 * Hasty.seconds)
    with pytest.raises(TimeoutError):
        connection.recv(65_536)
    connection.settimeout(60)

    connection.sendall(b'{"query": "{ echo }"}')

    assert b'{"data":{"echo":"hello"}}' in rest(connection)


def test_a_head_without_end_is_refused(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"X: " + b"x" * HEAD_BYTES)

    assert rest(connection).startswith(b"HTTP/1.1 431 ")


def test_a_body_is_no_part_of_the_head(connection: socket.socket) -> None:
    body = b'{"query": "{ echo }"' + b" " * 90_000 + b"}"
    connection.sendall(POST + b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    assert b'{"data":{"echo":"hello"}}' in rest(connection)


def test_headers_after_a_body_in_chunks_are_bounded_too(connection: socket.socket) -> None:
    connection.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n")
    with suppress(ConnectionError):
        connection.sendall(b"X: " + b"x" * 5 * BODY_BYTES)

        assert rest(connection) == b""


def test_an_answer_is_not_cut_off_by_the_head_of_the_next_request(connection: socket.socket) -> None:
    connection.sendall(POST + b"Content-Length: 21\r\n\r\n")
    time.sleep(1.5 * Hasty.seconds)
    connection.sendall(b'{"query": "{ echo }"}' + HEAD)

    found = rest(connection)

    assert b'{"data":{"echo":"hello"}}' in found
    assert b"HTTP/1.1 408 " in found
