"""What running one GraphQL request came to, and who runs it.

Not here: running it (`schema.executor`) and sending it (`schema.http`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

COST, EXPLAIN = "cost", "explain"  # what an answer tells of itself when it is asked to


@dataclass(frozen=True)
class Outcome:
    """The answer to one request, in the order of the specification's response.

    `executed` is False when the request was refused before execution (it did not parse, validate or coerce):
    such an answer has errors and no `data` at all. An executed one has `data`, perhaps null.
    """

    data: dict[str, Any] | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)
    extensions: dict[str, Any] = field(default_factory=dict)
    executed: bool = True

    def body(self) -> dict[str, Any]:
        """Return the response as it stands in the body: errors first, and no empty member."""
        body: dict[str, Any] = {"errors": self.errors} if self.errors else {}
        if self.executed:
            body["data"] = self.data
        if self.extensions:
            body["extensions"] = self.extensions
        return body


class Executor(Protocol):
    """Whatever runs a GraphQL document; it may block, since the application calls it in a thread."""

    def run(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        tell: frozenset[str] = frozenset(),
    ) -> Outcome:
        """Run the operation of the document that `operation_name` names, or its only one.

        The answer tells of itself what `tell` names (`schema.telling`).
        Errors of the request come back in the outcome; an exception is a fault of the service.
        """
        ...
