"""The fence: for each area of the model, which commits are becoming visible at this moment.

Neo4j makes a commit visible piece by piece, so a counter raised within it may be seen before the data or
after. What a commit will touch is therefore marked just before it, in a commit of its own, and unmarked just
after; a reader that meets a mark, or finds one added since it began, may have seen half of it.

Not here: what is written (`batch`), and reading between marks (`queries.compiler`).
"""

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from graph.database import Database, Transaction
from graph.model.statements import PLAN_KEPT

T = TypeVar("T")

# A mark is a moment in microseconds. One that nobody took away is dropped by the next, and readers stop
# heeding it (`queries.compiler.statement`): whoever set it was killed.
BEGIN = f"""\
{PLAN_KEPT}
UNWIND $areas AS area
MERGE (f:GraphFence {{area: area}})
SET f.begun = coalesce(f.begun, 0) + 1,
  f.open = [each IN coalesce(f.open, []) WHERE each > $mark - 600000000] + $mark
"""
END = f"""\
{PLAN_KEPT}
UNWIND $areas AS area
MATCH (f:GraphFence {{area: area}})
SET f.open = [each IN f.open WHERE each <> $mark]
"""


def write_fenced(database: Database, work: Callable[[Transaction], tuple[T, set[str]]]) -> T:
    """Do work in one transaction whose commit is marked while it becomes visible.

    Args:
        database: where.
        work: is given the transaction; returns its result and the areas of the model that it touched.

    Raises:
        DatabaseProblem: as `Database.write`; the marks are taken away then too.
    """
    mark, marked = time.time_ns() // 1000, set[str]()

    def marking(transaction: Transaction) -> T:
        result, areas = work(transaction)
        # In a session of its own, and last: the mark must stand before the commit, and not for long.
        database.write(partial(_run, BEGIN, areas, mark))
        marked.update(areas)
        return result

    try:
        return database.write(marking)
    finally:
        if marked:
            database.write(partial(_run, END, marked, mark))


def _run(statement: str, areas: set[str], mark: int, transaction: Transaction) -> None:
    transaction.run(statement, areas=sorted(areas), mark=mark).consume()
