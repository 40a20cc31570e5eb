"""The executor: a GraphQL request → an outcome, with one statement for each root field.

It keeps the specification's behaviour and runs no resolvers: the compiler makes a statement of each root
field, and the answer is zipped into place. Introspection is answered by graphql-core beside it.

Not here: HTTP (`http`), the selections (`selection`) and the statements (`queries.compiler`).
"""

import hashlib
import random
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLNonNull,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

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
    Compiler,
    Compute,
    Context,
    Decisions,
    SelectionRefused,
    Sent,
    answer_from,
    answer_of,
    fence_around,
    steps_of,
)
from schema import errors
from schema.counts import refusal_of_values
from schema.desk import AnalysisPending, Desk
from schema.kept import Kept
from schema.outcome import COST, EXPLAIN, Outcome
from schema.parsing import MAXIMUM_ERRORS, Errors, checked, located
from schema.plans import Operation, Plan, Planner, Root
from schema.selection import INTROSPECTION, Collector
from schema.telling import Explained, cost_of
from schema.times import Times

LEAST_SECONDS = 0.05  # Neo4j takes 0 for no limit at all
WARM_SECONDS = 120.0
# An answer is asked for again while a commit becomes visible: so often at least, and for so long.
ATTEMPTS, PATIENCE = 4, 0.5
PAUSE = (0.001, 0.01)  # between two attempts, by chance, so as not to keep step with a writer
HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Asked:
    """One request, checked: its operation, the values of its variables, and its plan."""

    operation: Operation
    given: Mapping[str, Any]
    variables: VariableValues
    context: Context
    plan: Plan


@dataclass
class Run:
    """What the root fields of one request share: its time, the way to the desk, and what is told of it."""

    context: Context
    until: float
    compute: Compute | None
    explained: list[Explained] | None = None  # None: it is not asked for
    torn: list[str] = field(default_factory=list)
    early: dict[str, Answer | None] = field(default_factory=dict)  # what was answered for several at once


class Executor:
    """Runs requests on one schema, compiler and database."""

    def __init__(
        self,
        schema: strawberry.Schema,
        compiler: Compiler,
        database: Database,
        times: Times = Times(),  # noqa: B008 - it is frozen
        desk: Desk | None = None,
        explains: bool = False,
    ) -> None:
        """Keep what requests run on.

        Args:
            schema: made of the compiler's model and questions.
            compiler: makes statements of root fields.
            database: stays open as long as requests run.
            times: how long the database may take for one statement, and for all of one request.
            desk: computes the compiler's analyses, if it has any.
            explains: whether a request may ask how its answer was found.
        """
        self._schema = schema._schema
        assert self._schema.query_type is not None
        self._root = self._schema.query_type
        self._compiler = compiler
        self._planner = Planner(self._schema, self._root, compiler)
        self._database = database
        self._times = times
        self._desk = desk
        self._explains = explains
        # Another process may follow another model, so its answers are told apart from these.
        self._salt = secrets.token_hex(8)
        self._operations = Kept(self._read)

    def run(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        tell: frozenset[str] = frozenset(),
    ) -> Outcome:
        """Run one operation of a document; what is wrong with the request comes back in the outcome.

        Args:
            document: the GraphQL document.
            variables: their values, as JSON has them.
            operation_name: the operation to run; None for the only one.
            tell: what the answer is to tell of itself, `COST` or `EXPLAIN`.
        """
        if EXPLAIN in tell and not self._explains:
            text = "How answers are found is not told here: start the service with --explain."
            return _refused(errors.FORBIDDEN, text)
        outcome, explained = self._told(document, variables, operation_name, tell)
        if explained:
            outcome.extensions[EXPLAIN] = [each.told() for each in explained]
        return outcome

    def explain(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> tuple[Outcome, list[Explained]]:
        """Run one operation, and return beside its outcome what each statement cost."""
        return self._told(document, variables, operation_name, frozenset({EXPLAIN}))

    def _told(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        tell: frozenset[str],
    ) -> tuple[Outcome, list[Explained]]:
        asked = self._asked(document, variables, operation_name, datetime.now(HERE).date())
        if isinstance(asked, Outcome):
            return asked, []
        described = self._described(asked)
        if described.data is None:
            return described, []
        until = time.monotonic() + self._times.request
        compute = partial(self._desk.record, until=until) if self._desk else None
        run = Run(asked.context, until, compute, [] if EXPLAIN in tell else None)
        outcome = self._answer(asked, described, run)
        if run.torn:
            outcome.extensions["torn"] = run.torn
        if COST in tell:
            outcome.extensions[COST] = cost_of(asked.plan, self._compiler.limits)
        return outcome, run.explained or []

    def statements(self, document: str, variables: Mapping[str, Any] | None, today: date) -> list[Sent]:
        """Return the statements of an operation, in the order of its root fields, without sending them.

        Raises:
            ValueError: the operation is refused; the text is its first error's.
            SelectionRefused: one of its fields is.
        """
        asked = self._asked(document, variables, None, today)
        if isinstance(asked, Outcome):
            raise ValueError(asked.errors[0]["message"])
        for root in asked.plan.roots:
            if root.refusal:
                raise root.refusal
        return [each.sent(asked.context) for each in asked.plan.statements()]

    def tag(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> str | None:
        """Return what tells whether the answer to a request is still what it was, without answering it.

        It is made of the request, the day, and how many commits have begun in the areas that it reads. None
        while one becomes visible, for a refused request, and for one that asks an analysis or the schema.
        """
        today = datetime.now(HERE).date()
        asked = self._asked(document, variables, operation_name, today)
        if isinstance(asked, Outcome) or asked.plan.describes:
            return None
        if any(root.refusal or (root.compiled and root.compiled.computing) for root in asked.plan.roots):
            return None
        areas = frozenset(area for each in asked.plan.statements() for area in each.areas)
        fence = fence_around(areas)
        record = self._database.one(fence.text, fence.parameters, self._times.statement)
        begun, standing = record[0] if record else (0, 1)
        if standing:
            return None
        given = dict(variables or {})
        said = [self._salt, document, given, operation_name, today, sorted(areas), begun]
        return hashlib.sha256(orjson.dumps(said)).hexdigest()[:32]

    def warm(self) -> None:
        """Let the database plan the questions, which takes it longer than a request may."""
        for each in self._compiler.questions(datetime.now(HERE).date()):
            self._database.one(each.text, each.parameters, WARM_SECONDS)

    def _asked(
        self, document: str, given: Mapping[str, Any] | None, name: str | None, today: date
    ) -> Asked | Outcome:
        """Return the request, checked and planned, or the refusal of it."""
        operation = self._operations.of(document, name)
        if isinstance(operation, Outcome):
            return operation
        if refused := refusal_of_values(operation.document, given or {}):
            return Outcome(errors=[refused], executed=False)
        definitions = operation.node.variable_definitions or ()
        variables = get_variable_values(self._schema, definitions, dict(given or {}), MAXIMUM_ERRORS)
        if isinstance(variables, list):
            return Outcome(errors=[located(e, errors.BAD_USER_INPUT) for e in variables], executed=False)
        context = Context(variables.coerced, today)
        try:
            plan = self._planner.plan(operation, variables, context)
        except SelectionRefused as refusal:
            return _refused(refusal.code, str(refusal))
        return Asked(operation, given or {}, variables, context, plan)

    def _read(self, document: str, name: str | None) -> Operation | Outcome:
        """Return an operation of a document, or the refusal of it, whoever asks."""
        parsed = checked(self._schema, document)
        if isinstance(parsed, list):
            return Outcome(errors=parsed, executed=False)
        node = get_operation_ast(parsed, name)
        if node is None:
            return _refused(errors.BAD_REQUEST, _which_operation(parsed, name))
        if node.operation is not OperationType.QUERY:
            return _refused(errors.BAD_REQUEST, "Only queries are answered here.")
        return Operation(parsed, node, _fragments(parsed))

    def _described(self, asked: Asked) -> Outcome:
        """Answer what is asked of the schema itself, by graphql-core."""
        if not asked.plan.describes:
            return Outcome(data={})
        operation = asked.operation
        collector = Collector(self._schema, operation.fragments, asked.variables, Decisions(asked.context))
        grouped = collector.grouped(self._root, [operation.node.selection_set])
        nodes = [node for same in grouped.values() for node in same if node.name.value in INTROSPECTION]
        definitions = (_only(operation.node, nodes), *operation.fragments.values())
        only = DocumentNode(definitions=definitions)
        result = execute_sync(self._schema, only, variable_values=dict(asked.given))
        said = [located(each, errors.BAD_USER_INPUT) for each in result.errors or ()]
        return Outcome(data=result.data, errors=said)

    def _answer(self, asked: Asked, described: Outcome, run: Run) -> Outcome:
        data: dict[str, Any] = {}
        said = list(described.errors)
        self._ask_at_once(asked.plan, run)
        for root in asked.plan.roots:
            if root.name in INTROSPECTION:
                assert described.data is not None
                data[root.key] = described.data[root.key]
                continue
            value, found = self._field(root, run)
            said.extend(found[: MAXIMUM_ERRORS - len(said)])
            if value is None and found and isinstance(self._root.fields[root.name].type, GraphQLNonNull):
                return Outcome(errors=said)
            data[root.key] = value
        return Outcome(data=data, errors=said)

    def _ask_at_once(self, plan: Plan, run: Run) -> None:
        """Ask for several root fields by one statement; where that fails, each is asked for alone."""
        together = plan.at_once()
        if together is None or run.explained is not None:
            return
        statement, keys = together
        ask = partial(self._ask, run)
        compiled = {root.key: root.compiled for root in plan.roots}
        try:
            record = ask(statement.sent(run.context))
            if record is None:
                return
            answers, *fences = record
            for key, answer in zip(keys, answers, strict=True):
                field = compiled[key]
                assert field is not None
                found = answer_from(field, run.context, [answer[0], *fences], ask, key) if answer else None
                if found is None or not found.torn:
                    run.early[key] = found
        except Exception:  # alone, the field that fails tells why
            run.early.clear()

    def _field(self, root: Root, run: Run) -> tuple[Any, Errors]:
        """Return the value of one root field and its errors; a failing field leaves the others alone."""
        if root.name == "__typename":
            return self._root.name, []
        try:
            if root.refusal:
                raise root.refusal
            assert root.compiled is not None
            ask = partial(self._ask, run) if run.explained is None else partial(self._profile, run, root)
            return self._found(root.compiled, root.key, run, ask)
        except SelectionRefused as refusal:
            return None, [_error(refusal.code, str(refusal), [root.key])]
        except Exception as failure:
            code, said = _said_of(failure)
            told = _error(code, said) if code else errors.internal(failure)
            return None, [{**told, "path": [root.key]}]

    def _found(self, compiled: Compiled, key: str, run: Run, ask: Ask) -> tuple[Any, Errors]:
        """Return the value and the errors of an answer; one that may be torn is said to be."""
        if key in run.early:
            answer = run.early[key]
        else:
            answer = self._between_commits(partial(answer_of, compiled, run.context, ask, key, run.compute))
        if answer is None:
            missing = [_error(errors.NOT_FOUND, "There is no such thing: check the id.", [key])]
            return None, missing if compiled.question else []
        if answer.torn:
            run.torn.append(key)
        return answer.value, [
            _error(
                errors.BAD_USER_INPUT if each.asked else errors.INTERNAL,
                f"{each.text}.",
                steps_of(each.path),
            )
            for each in answer.problems.found
        ]

    def _between_commits(self, answer: Callable[[], Answer | None]) -> Answer | None:
        """Return an answer that no commit came between, or the last one, which says that one may have."""
        began = time.monotonic()
        for attempt in count(1):
            found = answer()
            waited = time.monotonic() - began
            if found is None or not found.torn or (attempt >= ATTEMPTS and waited > PATIENCE):
                return found
            time.sleep(random.uniform(*PAUSE))
        raise AssertionError

    def _ask(self, run: Run, sent: Sent) -> list[Any] | None:
        """Send a statement, with what is left of the request's time; too late, it is not sent at all."""
        return self._database.one(sent.text, sent.parameters, self._left(run))

    def _profile(self, run: Run, root: Root, sent: Sent) -> list[Any] | None:
        """Send a statement, and keep what it cost."""
        record, step = self._database.profiled(sent.text, sent.parameters, self._left(run))
        assert run.explained is not None
        run.explained.append(Explained(root.key, root.name, sent, step))
        return record

    def _left(self, run: Run) -> float:
        left = min(self._times.statement, run.until - time.monotonic())
        if left < LEAST_SECONDS:
            raise DatabaseTimeout("The request has no time left.")
        return left


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


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    found = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    return {each.name.value: each for each in found}


def _only(operation: OperationDefinitionNode, nodes: list[FieldNode]) -> OperationDefinitionNode:
    return OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=tuple(nodes)),
    )


def _which_operation(document: DocumentNode, name: str | None) -> str:
    if name is not None:
        return f"The document has no operation named {name[:80]}."
    if any(isinstance(each, OperationDefinitionNode) for each in document.definitions):
        return "The document has several operations: say which in operationName."
    return "The document has no operation."


def _error(code: str, message: str, path: list[str | int] | None = None) -> dict[str, Any]:
    made = errors.error(code, message)
    return {**made, "path": path} if path else made


def _refused(code: str, message: str) -> Outcome:
    return Outcome(errors=[_error(code, message)], executed=False)
