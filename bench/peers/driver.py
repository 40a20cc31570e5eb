"""The driver alone: the tuned statements in this process, without HTTP, one session a request.

Not here: the statements (`tuned`).
"""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from typing import Any

import neo4j

from bench.peers.load import Load
from bench.peers.tuned import TUNED
from graph.database import Address


class Driver:
    """An open driver, asked by as many threads as there are clients."""

    def __init__(self, address: Address) -> None:
        login = (address.user, address.password)
        self._driver = neo4j.GraphDatabase.driver(
            address.uri, auth=login, notifications_min_severity="OFF", telemetry_disabled=True
        )
        self._texts = {name: tuned.text for name, tuned in TUNED.items()}

    def close(self) -> None:
        """End every connection."""
        self._driver.close()

    def answer(self, shape: str, variables: dict[str, Any]) -> Any:
        """Return the first value of a statement's record, its lists as they come."""
        parameters = TUNED[shape].parameters(variables)
        with self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            record = session.run(self._texts[shape], parameters).single()
        return record[0] if record is not None else None

    def run(
        self, shape: str, variables: list[dict[str, Any]], clients: int, seconds: float, least: int = 3
    ) -> Load:
        """Ask for some seconds, as `load.run` does."""
        load, turns = Load(clients), cycle(variables)
        began = time.perf_counter()

        def client() -> None:
            while time.perf_counter() - began < seconds or len(load.taken) < least:
                sent = time.perf_counter()
                self.answer(shape, next(turns))
                load.taken.append(time.perf_counter() - sent)

        with ThreadPoolExecutor(clients) as pool:
            for each in [pool.submit(client) for _ in range(clients)]:
                each.result()
        load.elapsed = time.perf_counter() - began
        return load
