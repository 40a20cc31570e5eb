"""Agreement: whether the executor and the reference say the same of a request, in the same order.

Cursors are opaque, so they are compared by what they lead to: a second run goes on behind those of the first.

Not here: the executor, the reference, and what is asked of them.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schema.executor import Executor
from schema.outcome import Outcome
from tests.differential.documents import Request
from tests.differential.paging import Cursor
from tests.differential.reference import Reference

REFUSALS = ("LIMIT_EXCEEDED", "TOO_DEEP")
INTERNAL = "INTERNAL"  # what a value is that may not be missing and is
Path = tuple[str | int, ...]


@dataclass(repr=False)
class Agreement:
    """Holds an executor against a reference, and counts what came of it."""

    executor: Executor
    reference: Reference
    asked: int = 0
    refused: int = 0
    answered: int = 0
    further: int = 0
    broken: int = 0
    cursors: dict[str, str] = field(default_factory=dict)

    def check(self, request: Request) -> None:
        """Ask both; then once more, behind the cursors that they gave.

        Raises:
            AssertionError: they do not say the same.
        """
        self.asked += 1
        outcome, variables = self.executor.run(request.document, request.variables, None), request.variables
        if any(error["extensions"]["code"] in REFUSALS for error in outcome.errors):
            self.refused += 1
            return
        expected = self._compare(request.document, outcome, variables)
        self.answered += holds(outcome.data)
        self.broken += bool(outcome.errors)
        found = {
            name: (first(outcome.data, f"end_{name}"), first(expected, f"end_{name}"))
            for name in request.cursors
        }
        if any(ours for ours, _ in found.values()):
            self.further += 1
            again = self.executor.run(
                request.document, {**variables, **{n: ours for n, (ours, _) in found.items()}}, None
            )
            self._compare(
                request.document, again, {**variables, **{n: theirs for n, (_, theirs) in found.items()}}
            )

    def found_much(self) -> bool:
        """Whether little was refused, and much was found: else agreement would mean little."""
        return self.refused < self.asked / 10 and self.answered > self.asked / 2 and self.further > 0

    def __repr__(self) -> str:
        return (
            f"{self.asked} requests: {self.refused} refused, {self.answered} with data, "
            f"{self.broken} with errors, {self.further} went on behind a cursor"
        )

    def _compare(self, document: str, outcome: Outcome, variables: Mapping[str, Any]) -> Any:
        result = self.reference.run(document, variables)
        for error in result.errors or ():
            assert "non-nullable" in error.message, error  # else the reference itself is at fault
        expected = {(tuple(error.path or ()), INTERNAL) for error in result.errors or ()}
        found = {(tuple(error.get("path", ())), error["extensions"]["code"]) for error in outcome.errors}
        assert outcome.executed, outcome.errors
        assert found == expected, (outcome.errors, result.errors)
        for difference in self.differences(outcome.data, result.data, ()):
            raise AssertionError(difference)
        return result.data

    def differences(self, found: Any, expected: Any, path: Path) -> Iterator[str]:
        """Say where two answers differ."""
        if isinstance(expected, dict) and isinstance(found, dict):
            if list(found) != list(expected):
                yield f"{path}: the keys {list(found)}, and not {list(expected)}"
            else:
                for key in expected:
                    yield from self.differences(found[key], expected[key], (*path, key))
        elif isinstance(expected, list) and isinstance(found, list):
            if len(found) != len(expected):
                yield f"{path}: {len(found)} items {found}, and not {len(expected)} {expected}"
            for index, (one, other) in enumerate(zip(found, expected, strict=False)):
                yield from self.differences(one, other, (*path, index))
        elif not self._same(found, expected):
            yield f"{path}: {found!r}, and not {expected!r}"

    def _same(self, found: Any, expected: Any) -> bool:
        if isinstance(expected, Cursor):  # one place is one cursor
            return isinstance(found, str) and self.cursors.setdefault(expected, found) == found
        if isinstance(expected, bool) or isinstance(found, bool):
            return found is expected
        if isinstance(expected, int | float) and isinstance(found, int | float):
            return math.isclose(found, expected, rel_tol=1e-9)
        return type(found) is type(expected) and bool(found == expected)


def holds(data: Any) -> bool:
    """Whether an answer holds any value of a thing: not only names of types, nothings and empty lists."""
    if isinstance(data, dict):
        return any(holds(each) for key, each in data.items() if key != "__typename")
    return any(map(holds, data)) if isinstance(data, list) else bool(data)


def first(data: Any, key: str) -> Any:
    """The first value under a response key that is not null."""
    if isinstance(data, dict) and data.get(key) is not None:
        return data[key]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return next((found for each in inner if (found := first(each, key)) is not None), None)
