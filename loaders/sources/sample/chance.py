"""Chance that repeats: what is drawn depends only on the seed and on what it is drawn for.

Each topic of each enterprise has draws of its own, so that neither the number of enterprises nor a change in
another topic moves them. Not here: how likely things are (`proportions`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A row of draws of one seed, for one topic of one enterprise.

    Args:
        seed: the seed of the whole sample.
        place: what the draws are for, such as `"posts", 17`.
    """

    def __init__(self, seed: int, *place: str | int) -> None:
        # `random()` is the one method whose row for a seed Python promises to keep.
        self._draw = Random("~".join(str(part) for part in (seed, *place))).random

    def happens(self, share: float) -> bool:
        """Whether something of this share of the cases happens in this one."""
        return self._draw() < share

    def below(self, end: int) -> int:
        """Return a whole number from 0 to `end` - 1."""
        return int(self._draw() * end)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, small ones far more often than large ones."""
        return low + int(self._draw() ** 3 * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """Return one of the items, each as likely as the others."""
        return items[self.below(len(items))]

    def weighted(self, shares: dict[T, float]) -> T:
        """Return one of the keys, by their shares, which need not add up to one."""
        left = self._draw() * sum(shares.values())
        for item, share in shares.items():
            left -= share
            if left < 0:
                return item
        return next(reversed(shares))

    def early(self, items: Sequence[T]) -> T:
        """Return one of the items, the first far more often than the last: one in five of twenty-two."""
        return items[int(self._draw() ** 2 * len(items))]

    def day(self, first: date, end: date) -> date:
        """Return a day from `first` until the day before `end`; `first` itself when there is none."""
        return first + timedelta(days=self.below(max((end - first).days, 1)))
