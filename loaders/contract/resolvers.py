"""Resolvers: how a thing is found from less than its key, by the name that a declaration uses.

Whatever a mapping cannot do by taking a value is added here, for all sources.
Not here: links by key (`claims`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from loaders.sources.regions.delivery import codes_since, region_on


@dataclass(frozen=True)
class Resolver:
    """One way to find a thing.

    Args:
        label: the kind of the thing.
        find: returns its id, from a code and a day; None: there was none.
        since: returns since when it has found the same from every code as on a day.
    """

    label: str
    find: Callable[[str, date], str | None]
    since: Callable[[date], date]


TAKES: Mapping[str, bool] = {"code": True, "on": False}  # what a resolver takes, and whether it must be said
RESOLVERS: Mapping[str, Resolver] = {"region": Resolver("Region", region_on, codes_since)}
