"""A Neo4j of a test's own, with small limits, that may be killed and comes back at the same address.

Not here: the one that tests share (`tests.conftest`).
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from graph import database
from graph.database import Address, Database, launch, prepare
from graph.model import quality_model
from tests.faults.loader import Loader
from tests.faults.night import Night, empty

# One transaction may take little, and a connection on which nothing comes is given up after some seconds.
SMALL = "db.memory.transaction.max=24m\nserver.bolt.connection_keep_alive=3s\n"


class Server:
    """A server on a data directory of its own.

    Args:
        data: the directory.
        jars: Neo4j's class path.
    """

    def __init__(self, data: Path, jars: list[Path]) -> None:
        self._data, self._jars = data, jars
        self._open: Database | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        running, _ = database.start(self._data, self._jars, owned=True, short_lived=True)
        self.address: Address = database.address_of(running)

    def kill(self) -> None:
        """End it at once; when this returns, it is gone."""
        running = database.find(self._data)
        assert running is not None
        both = [psutil.Process(each) for each in (running.java, running.supervisor)]
        os.kill(running.java, signal.SIGKILL)
        psutil.wait_procs(both, timeout=30)

    def stop(self) -> None:
        """Stop it."""
        if self._open:
            self._open.close()
        database.stop(self._data)

    @property
    def database(self) -> Database:
        """The way to it."""
        self._open = self._open or Database(self.address)
        return self._open

    def night(self, folder: Path) -> Night:
        """Return a night on it, with nothing in the graph."""
        prepare(self.database, quality_model())
        empty(self.database)
        return Night(self.database, Loader(self.address, folder), folder)


@contextmanager
def small_server(data: Path, jars: list[Path]) -> Iterator[Server]:
    """Give a server with small limits, until the end."""
    with pytest.MonkeyPatch.context() as patch:
        usual = [
            line for line in launch.SETTINGS.splitlines() if not line.startswith("db.memory.transaction.max")
        ]
        patch.setattr(launch, "SETTINGS", "\n".join([*usual, SMALL]))
        server = Server(data, jars)
        server.start()
        try:
            yield server
        finally:
            server.stop()
