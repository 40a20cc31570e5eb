"""How much one root field may ask for: bounds for memory, and for Neo4j's planner, which cannot be stopped.

Not here: the bounds of a document (`schema.limits`), and of a request's time (`schema.times`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds of one root field.

    Args:
        page: how many things a page may hold.
        groups: how many groups a list may be asked for.
        nodes: how many things the answer may hold, by the sizes of its pages multiplied.
        cells: how many single values the answer may hold, by the sizes of its pages multiplied.
        hops: how many relations may follow each other in one statement; planning takes longer with each.
        relations: how many relations one statement may follow in all, about; what goes beyond is told by
            a further one.
        further: how many further statements an answer may need.
        conditions: how many conditions the filters may hold: Neo4j plans each.
        values: how many values one `in` may hold.
        ids: how many ids `nodes` may be asked for.
    """

    page: int = 100
    groups: int = 1_000
    nodes: int = 10_000
    cells: int = 200_000
    hops: int = 8
    relations: int = 24
    further: int = 2
    conditions: int = 100
    values: int = 250
    ids: int = 100


LIMITS = Limits()
