"""Looking up: what the graph has of a system, asked for while its rows are read and judged.

Not here: what is asked (`records`), and what follows from the answers (`staging`).
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Self

from graph.database import Database
from loaders.patience import patiently
from loaders.records import Found, count_live, has_spoken, looked_up, newest_version


class Lookup:
    """The records of one system in the graph; used as a context, which ends its threads.

    Args:
        database: where they are.
        system: the key of the system.
        patience: the seconds for which a database that is away is waited for.

    Attributes:
        needed: whether there are any.
    """

    def __init__(self, database: Database, system: str, patience: float = 0) -> None:
        self._database, self._system, self._patience = database, system, patience
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="lookup")
        self.needed = has_spoken(database, system)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End its threads; what was asked for and not begun is not looked up."""
        self._threads.shutdown(cancel_futures=True)

    def newest(self) -> str | None:
        """Return the newest version of any of them; None: there is none."""
        return newest_version(self._database, self._system)

    def live(self) -> Future[int]:
        """Ask how many live records there are."""
        ask = partial(count_live, self._database, self._system, None)
        return self._threads.submit(lambda: patiently(ask, self._patience)[0])

    def of(self, ids: Sequence[str], cells: Sequence[str]) -> Future[list[Found]]:
        """Ask for what the graph has of some records, of each in turn.

        Args:
            ids: of the source records.
            cells: of each, as that of `Accepted`.
        """
        ask = partial(looked_up, self._database, ids, cells)
        return self._threads.submit(patiently, ask, self._patience)
