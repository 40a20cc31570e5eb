"""The ways to an answer: our service, its peers, and the driver; started, asked and ended alike.

Not here: what they are asked (`shapes`), and how long that takes (`measure`).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import orjson
import psutil

from bench.peers import load
from bench.peers.driver import Driver
from bench.peers.load import Load
from bench.peers.shapes import SHAPES, Shape, Variables
from bench.peers.tuned import TUNED
from graph.database import Address

ROOT = Path(__file__).resolve().parents[2]
APOLLO = Path(__file__).resolve().parent / "apollo"
START_SECONDS = 120


class Absent(Exception):
    """A way cannot be started; the text says what is missing and what to do."""


class Way(ABC):
    """One way to an answer."""

    name: str

    @abstractmethod
    def answer(self, shape: Shape, variables: Variables) -> Any:
        """Return an answer in the way's own form."""

    @abstractmethod
    def run(self, shape: Shape, variables: list[Variables], clients: int, seconds: float) -> Load:
        """Ask for some seconds."""

    def memory(self) -> float | None:
        """Return the resident memory of its process in MiB; None where it has none of its own."""
        return None

    def worked(self) -> float:
        """Return the seconds for which its process has kept a processor busy."""
        return time.process_time()


class DriverWay(Way):
    """The driver alone, in this process."""

    name = "driver"

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def answer(self, shape: Shape, variables: Variables) -> Any:
        """Return an answer, shaped: only the comparison needs that."""
        found = self._driver.answer(shape.name, variables)
        return None if found is None else orjson.loads(orjson.dumps(TUNED[shape.name].shaped(found)))

    def run(self, shape: Shape, variables: list[Variables], clients: int, seconds: float) -> Load:
        """Ask for some seconds."""
        return self._driver.run(shape.name, variables, clients, seconds)


class Served(Way):
    """A way behind HTTP: a process of its own."""

    def __init__(self, name: str, port: int, process: subprocess.Popen[bytes]) -> None:
        self.name, self._port, self._process = name, port, process

    def answer(self, shape: Shape, variables: Variables) -> Any:
        """Return an answer in the way's own form."""
        return orjson.loads(load.ask(self._port, self._body(shape, variables)))["data"]

    def run(self, shape: Shape, variables: list[Variables], clients: int, seconds: float) -> Load:
        """Ask for some seconds."""
        return load.run(self._port, [self._body(shape, each) for each in variables], clients, seconds)

    def memory(self) -> float | None:
        """Return the resident memory of its process in MiB."""
        return psutil.Process(self._process.pid).memory_info().rss / 2**20

    def worked(self) -> float:
        """Return the seconds for which its process has kept a processor busy."""
        spent = psutil.Process(self._process.pid).cpu_times()
        return float(spent.user + spent.system)

    def _body(self, shape: Shape, variables: Variables) -> bytes:
        if self.name == "bare":
            return orjson.dumps({"shape": shape.name, "variables": variables})
        return orjson.dumps({"query": shape.document(self.name), "variables": variables})


COMMANDS = {
    "ours": [sys.executable, "-m", "bench.peers.ours"],
    "strawberry": [sys.executable, "-m", "bench.peers.strawberry_peer"],
    "bare": [sys.executable, "-m", "bench.peers.bare"],
    "apollo": ["node", "server.mjs"],
}
NAMES = ("ours", "apollo", "strawberry", "bare", "driver")


@contextmanager
def opened(names: tuple[str, ...], address: Address, cache: Path) -> Iterator[list[Way]]:
    """Start some ways on a database, and end them afterwards.

    Args:
        names: which.
        address: where the database answers.
        cache: where the packages of Apollo's are kept.

    Raises:
        Absent: one of them cannot be started.
    """
    with ExitStack() as ending:
        ways: list[Way] = []
        for name in names:
            if name == "driver":
                driver = Driver(address)
                ending.callback(driver.close)
                ways.append(DriverWay(driver))
                continue
            folder = _packages(cache) if name == "apollo" else ROOT
            port = _free_port()
            process = _started(name, folder, port, address)
            ending.callback(_end, process)
            ways.append(Served(name, port, process))
            _await(name, port, process)
        yield ways


def _packages(cache: Path) -> Path:
    """Install exactly what the peer's lock names, once, and return the folder."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Absent(
            "The peer apollo needs Node 20 or newer with npm: install it, or name the other ways in --only."
        )
    folder = cache / "bench" / "apollo"
    lock = (APOLLO / "package-lock.json").read_bytes()
    if not (folder / "installed").is_file() or (folder / "installed").read_bytes() != lock:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(APOLLO / file, folder)
        wanted = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.run(wanted, cwd=folder, check=False).returncode:
            raise Absent(
                "The packages of the peer apollo cannot be fetched: check the network, or name the other ways"
                " in --only."
            )
        (folder / "installed").write_bytes(lock)
    for file in ("server.mjs", "schema.graphql"):
        shutil.copy(APOLLO / file, folder)
    return folder


def _started(name: str, folder: Path, port: int, address: Address) -> subprocess.Popen[bytes]:
    login = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
    environment = {**os.environ, **login, "PORT": str(port), "NODE_ENV": "production"}
    command = [*COMMANDS[name], str(port)]
    return subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _await(name: str, port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    asked = SHAPES[0]
    way = Served(name, port, process)
    while True:
        try:
            way.answer(asked, {"id": "enterprise:none"})
        except (OSError, load.Unanswered) as why:
            if process.poll() is not None or time.monotonic() > until:
                raise Absent(f"The way {name} does not answer: {why}") from why
            time.sleep(0.2)
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def versions(names: tuple[str, ...]) -> Mapping[str, str]:
    """Return the versions of what the ways are made of."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for package in (
        "neo4j", "neo4j-rust-ext", "strawberry-graphql", "graphql-core", "starlette", "uvicorn", "uvloop",
        "httptools", "orjson",
    ):  # fmt: skip
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "none"
    if "apollo" in names:
        packages = orjson.loads((APOLLO / "package-lock.json").read_bytes())["packages"]
        for package in ("@neo4j/graphql", "@apollo/server", "graphql", "neo4j-driver"):
            found[package] = packages[f"node_modules/{package}"]["version"]
        found["node"] = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    return found
