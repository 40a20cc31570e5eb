"""Reading: the statements of the analyses, sent in READ sessions for one day, and which areas they read.

Not here: what is made of the rows.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph.database import Database
from graph.model import Model

FOLDER = Path(__file__).parent / "statements"
MOST = 10_000  # things of one sort that an analysis keeps by id; beyond, it counts them only
SECONDS = 120.0  # for one statement, off the request path


@dataclass(frozen=True)
class Reader:
    """Reads one day of one database.

    Args:
        database: stays open as long as the analysis runs.
        as_of: the day; a relation holds from its first day until the day before it ends.
        seconds: how long one statement may take.
    """

    database: Database
    as_of: date
    seconds: float = SECONDS

    def rows(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """Return the rows of one statement, by the name of its file.

        Raises:
            DatabaseProblem: it could not be answered.
        """
        given = {"as_of": self.as_of, "most": MOST, **values}
        return self.database.read(f"CYPHER 5\n{_text(statement)}", given, self.seconds)


def versions(database: Database, seconds: float) -> Mapping[str, int]:
    """Return how often each area of the model has been written: what differs later has changed."""
    rows = database.read(f"CYPHER 5\n{_text('versions')}", {}, seconds)
    return {row["area"]: row["n"] for row in rows}


def areas_read(statements: Iterable[str], model: Model) -> frozenset[str]:
    """Return the areas of the model on which the answers of these statements rest.

    An edge belongs to the area of the kind that declares it, and both kinds stand in its pattern.
    """
    labels = {found for name in statements for found in re.findall(r":(\w+)", _text(name))}
    kinds = [kind for label in labels for kind in model.kinds_below(label)]
    return frozenset(kind.area for kind in kinds)


@cache
def _text(name: str) -> str:
    return (FOLDER / f"{name}.cypher").read_text("utf-8")
