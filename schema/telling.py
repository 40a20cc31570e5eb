"""What an answer tells of itself when it is asked to: what it may cost, and how it was found.

Asked for by `extensions` of a request: `{"cost": true}`, `{"explain": true}`. Not here: finding the answer
(`executor`).
"""

from dataclasses import dataclass
from typing import Any

from graph.database import Step
from queries.compiler import Limits, Sent
from schema.plans import MAXIMUM_ROOTS, Plan
from schema.selection import MAXIMUM_DEPTH, MAXIMUM_FIELDS


@dataclass(frozen=True)
class Explained:
    """One statement that was sent.

    Args:
        key: of the root field in the answer.
        name: of the root field.
        sent: the statement.
        step: what it cost, step by step.
    """

    key: str
    name: str
    sent: Sent
    step: Step

    def told(self) -> dict[str, Any]:
        """Return it as it stands in an answer: no value of a parameter, and no time."""
        return {
            "field": self.key,
            "statement": self.name,
            "cypher": self.sent.text,
            "parameters": sorted(self.sent.parameters),
            "dbHits": self.step.total,
            "rows": self.step.rows,
        }


def cost_of(plan: Plan, limits: Limits) -> dict[str, Any]:
    """Return how much a request asks for and how much one may, by the sizes of its pages, not by the data.

    Things and values are those of the root field that asks for most, since they are bounded for each.
    """
    compiled = [root.compiled for root in plan.roots if root.compiled]
    statements = list(plan.statements())
    return {
        "rootFields": _of(len(plan.roots), MAXIMUM_ROOTS),
        "fields": _of(plan.fields, MAXIMUM_FIELDS),
        "statements": len(statements),
        "relations": sum(each.relations for each in statements),
        "things": _of(max((each.nodes for each in compiled), default=0), limits.nodes),
        "values": _of(max((each.cells for each in compiled), default=0), limits.cells),
        "depth": {"limit": MAXIMUM_DEPTH},
    }


def _of(asked: int, limit: int) -> dict[str, int]:
    return {"asked": asked, "limit": limit}
