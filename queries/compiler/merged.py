"""Merged statements: several root fields told by one statement, which costs one round trip for all.

A text that Neo4j has not planned costs more than the round trips that it saves, and more the longer it is; so
only what is asked again is merged. Not here: when that is (`schema.plans`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from queries.compiler.statement import Sent, Statement, fenced
from queries.compiler.values import Context

PARAMETER = re.compile(r"\$(\w+)")  # in compiled text only, where no value stands


@dataclass(frozen=True)
class Merged:
    """One statement that answers for several."""

    text: str
    statements: tuple[Statement, ...]
    areas: frozenset[str]

    def sent(self, context: Context) -> Sent:
        """Return the statement with the values of a request."""
        values: dict[str, Any] = {"areas": sorted(self.areas)}
        for place, each in enumerate(self.statements):
            given = each.sent(context).parameters
            values |= {f"{name}_{place}": value for name, value in given.items() if name != "areas"}
        return Sent(self.text, values)


def merged(statements: Sequence[Statement]) -> Merged:
    """Return the statement that answers with a list for each statement: of its answer, or empty."""
    blocks = [_block(place, each) for place, each in enumerate(statements)]
    answers = ", ".join(f"a{place}" for place in range(len(statements)))
    text = fenced("\n".join([*blocks, f"WITH before, [{answers}] AS answers"]), "answers")
    areas = frozenset(area for each in statements for area in each.areas)
    return Merged(text, tuple(statements), areas)


def _block(place: int, statement: Statement) -> str:
    lines = [*filter(None, [statement.way]), f"WITH {statement.answer} AS answer"]
    text = PARAMETER.sub(rf"$\1_{place}", "\n".join(lines))
    inner = text.replace("\n", "\n  ")
    return f"CALL () {{\n  {inner}\n  RETURN collect(answer) AS a{place}\n}}"
