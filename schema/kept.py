"""What is kept of documents, the last asked for, within a bound of their length: hostile ones are long.

Not here: what is kept (`plans`).
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
CHARACTERS = 200_000  # of all documents together; what is kept of one takes up to 400 bytes a character
LEAST = 500  # that a document counts for, however short it is


class Kept(Generic[T]):
    """The last documents, each with what was made of it."""

    def __init__(self, make: Callable[[str, str | None], T], characters: int = CHARACTERS) -> None:
        """Keep nothing yet.

        Args:
            make: of a document and the name of an operation.
            characters: how long all documents may be together.
        """
        self._make, self._characters = make, characters
        self._kept: OrderedDict[tuple[str, str | None], T] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def of(self, document: str, name: str | None) -> T:
        """Return what was made of a document's operation, or make it."""
        key = (document, name)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = self._make(document, name)
        with self._lock:
            if key not in self._kept:
                self._held += _weight(key)
            self._kept[key] = made
            while self._held > self._characters and len(self._kept) > 1:
                dropped, _ = self._kept.popitem(last=False)
                self._held -= _weight(dropped)
        return made


def _weight(key: tuple[str, str | None]) -> int:
    document, name = key
    return max(LEAST, len(document) + len(name or ""))
