"""The locked list and its cache, tampered with for real."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph import database
from graph.database.jars import is_intact

NOBODY = "http://127.0.0.1:9"


def test_a_tampered_package_is_found_and_replaced(class_path: list[Path], tmp_path: Path) -> None:
    jar = min(database.locked_jars(), key=lambda jar: jar.size)
    original = next(path for path in class_path if path.name == jar.filename)
    shutil.copy(original, tmp_path)
    damaged = bytearray((tmp_path / jar.filename).read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / jar.filename).write_bytes(damaged)
    assert not is_intact(jar, tmp_path)

    arrived = []
    database.fetch([jar], tmp_path, arrived.append)

    assert arrived == [jar]
    assert is_intact(jar, tmp_path)


def test_a_whole_cache_asks_for_nothing_and_needs_no_network(class_path: list[Path]) -> None:
    arrived: list[object] = []

    found = database.fetch(database.locked_jars(), class_path[0].parent, arrived.append, mirror=NOBODY)

    assert found == class_path
    assert arrived == []


def test_a_mirror_that_sends_other_bytes_is_not_trusted_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    jar = database.locked_jars()[0]

    with _mirror(b"something else") as address, pytest.raises(database.DatabaseProblem) as refused:
        database.fetch([jar], tmp_path, mirror=address)

    assert f"{address} is not to be trusted" in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == [".lock"]


def test_a_mirror_is_asked_instead_of_the_registry(class_path: list[Path], tmp_path: Path) -> None:
    jar = min(database.locked_jars(), key=lambda jar: jar.size)
    original = next(path for path in class_path if path.name == jar.filename)

    with _mirror(original.read_bytes()) as address:
        database.fetch([jar], tmp_path, mirror=address)

    assert is_intact(jar, tmp_path)


@pytest.mark.parametrize("release", database.RELEASES.values(), ids=database.RELEASES)
def test_a_list_names_no_address_and_every_file_once(release: database.Release) -> None:
    names = [jar.filename for jar in database.locked_jars(release.list)]

    assert len(set(names)) == len(names) > 200
    assert "://" not in release.list.read_text(encoding="utf-8")


@contextmanager
def _mirror(content: bytes) -> Iterator[str]:
    """A place that sends the same bytes for whatever is asked."""

    class Same(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Same) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
