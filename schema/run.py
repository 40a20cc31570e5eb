"""One run of a checked request: each root field asked of the database, within its time, between two commits.

Not here: checking and planning the request (`executor`), and what the schema says of itself (`describing`).
"""

import random
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from graphql import GraphQLNonNull, GraphQLObjectType

from graph.database import (
    Database,
    DatabaseRefused,
    DatabaseTimeout,
    DatabaseUnavailable,
    MemoryExceeded,
)
from queries.compiler import (
    Answer,
    Ask,
    Compiled,
    Context,
    SelectionRefused,
    Sent,
    answer_from,
    answer_of,
    resolved,
    steps_of,
)
from schema import errors
from schema.desk import AnalysisPending, Desk
from schema.outcome import Outcome
from schema.parsing import MAXIMUM_ERRORS, Errors
from schema.plans import Plan, Root
from schema.selection import INTROSPECTION
from schema.telling import Explained
from schema.times import Times

LEAST_SECONDS = 0.05  # Neo4j takes 0 for no limit at all
# An answer is asked for again while a commit becomes visible: so often at least, and for so long.
ATTEMPTS, PATIENCE = 4, 0.5
PAUSE = (0.001, 0.01)  # between two attempts, by chance, so as not to keep step with a writer


class Run:
    """What the root fields of one request share: its time, the way to the database, what is told of it."""

    def __init__(
        self, database: Database, times: Times, context: Context, desk: Desk | None, explains: bool
    ) -> None:
        """Begin: from now on the request's time runs.

        Args:
            database: stays open as long as the run.
            times: how long the database may take for one statement, and for all of it.
            context: the day and the values of the variables.
            desk: computes analyses, if there are any.
            explains: whether each statement's cost is kept.
        """
        self.explained: list[Explained] = []
        self.torn: list[str] = []
        self._database, self._context, self._explains = database, context, explains
        self._statement = times.statement
        self._until = time.monotonic() + times.request
        self._compute = partial(desk.record, until=self._until) if desk else None
        self._early: dict[str, Answer | None] = {}  # what was answered for several at once

    def answer(self, root_type: GraphQLObjectType, plan: Plan, described: Outcome) -> Outcome:
        """Return the outcome of all root fields, those that the schema answers as `described`."""
        data: dict[str, Any] = {}
        said = list(described.errors)
        self._ask_at_once(plan)
        for root in plan.roots:
            if root.name in INTROSPECTION:
                assert described.data is not None
                data[root.key] = described.data[root.key]
                continue
            value, found = self._field(root_type, root)
            said.extend(found[: MAXIMUM_ERRORS - len(said)])
            if value is None and found and isinstance(root_type.fields[root.name].type, GraphQLNonNull):
                return Outcome(errors=said)
            data[root.key] = value
        return Outcome(data=data, errors=said)

    def _ask_at_once(self, plan: Plan) -> None:
        """Ask for several root fields by one statement; where that fails, each is asked for alone."""
        together = plan.at_once()
        if together is None or self._explains:
            return
        statement, keys = together
        compiled = {root.key: root.compiled for root in plan.roots}
        try:
            record = self._ask(statement.sent(self._context))
            if record is None:
                return
            answers, *fences = record
            for key, answer in zip(keys, answers, strict=True):
                field = compiled[key]
                assert field is not None
                whole = [answer[0], *fences] if answer else None
                found = answer_from(field, self._context, whole, self._ask, key) if whole else None
                if found is None or not found.torn:
                    self._early[key] = found
        except Exception:  # alone, the field that fails tells why
            self._early.clear()

    def _field(self, root_type: GraphQLObjectType, root: Root) -> tuple[Any, Errors]:
        """Return the value of one root field and its errors; a failing field leaves the others alone."""
        if root.name == "__typename":
            return root_type.name, []
        try:
            if root.refusal:
                raise root.refusal
            assert root.compiled is not None
            ask = partial(self._profile, root) if self._explains else self._ask
            return self._found(root, root.compiled, ask)
        except SelectionRefused as refusal:
            return None, [_error(refusal.code, str(refusal), [root.key])]
        except Exception as failure:
            code, said = _said_of(failure)
            told = errors.error(code, said) if code else errors.internal(failure)
            return None, [{**told, "path": [root.key]}]

    def _found(self, root: Root, compiled: Compiled, ask: Ask) -> tuple[Any, Errors]:
        """Return the value and the errors of an answer; one that may be torn is said to be."""
        key = root.key
        if key in self._early:
            answer = self._early[key]
        else:
            answer = _between_commits(partial(answer_of, compiled, self._context, ask, key, self._compute))
        if answer is None:
            if not compiled.question:
                return None, []
            said = resolved(root.selected.arguments, self._context)
            given = ", ".join(f'{name} "{each}"' for name, each in said.items() if isinstance(each, str))
            return None, [_error(errors.NOT_FOUND, f"There is no such thing, {given}: check the id.", [key])]
        if answer.torn:
            self.torn.append(key)
        return answer.value, [
            _error(
                errors.BAD_USER_INPUT if each.asked else errors.INTERNAL,
                f"{each.text}.",
                steps_of(each.path),
            )
            for each in answer.problems.found
        ]

    def _ask(self, sent: Sent) -> list[Any] | None:
        """Send a statement, with what is left of the request's time; too late, it is not sent at all."""
        return self._database.one(sent.text, sent.parameters, self._left())

    def _profile(self, root: Root, sent: Sent) -> list[Any] | None:
        """Send a statement, and keep what it cost."""
        record, step = self._database.profiled(sent.text, sent.parameters, self._left())
        self.explained.append(Explained(root.key, root.name, sent, step))
        return record

    def _left(self) -> float:
        left = min(self._statement, self._until - time.monotonic())
        if left < LEAST_SECONDS:
            raise DatabaseTimeout("The request has no time left.")
        return left


def _between_commits(answer: Callable[[], Answer | None]) -> Answer | None:
    """Return an answer that no commit came between, or the last one, which says that one may have."""
    began = time.monotonic()
    for attempt in count(1):
        found = answer()
        waited = time.monotonic() - began
        if found is None or not found.torn or (attempt >= ATTEMPTS and waited > PATIENCE):
            return found
        time.sleep(random.uniform(*PAUSE))
    raise AssertionError


def _said_of(failure: Exception) -> tuple[str, str]:
    """What a client is told of a failing database; nothing of any other failure."""
    if isinstance(failure, AnalysisPending):
        return errors.ANALYSIS_PENDING, "The analysis is being computed: ask again in a moment."
    if isinstance(failure, DatabaseTimeout):
        return errors.TIMEOUT, "The database took too long: try again, or ask for less at once."
    if isinstance(failure, MemoryExceeded):
        return (
            errors.LIMIT_EXCEEDED,
            "The answer needs too much of the database's memory: ask for less at once.",
        )
    if isinstance(failure, DatabaseUnavailable | DatabaseRefused):
        return errors.DATABASE_UNAVAILABLE, "The database does not answer: try again in a moment."
    return "", ""


def _error(code: str, message: str, path: list[str | int]) -> dict[str, Any]:
    return {**errors.error(code, message), "path": path}
