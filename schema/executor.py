"""The executor: a GraphQL request → an outcome, with one statement for each root field.

It keeps the specification's behaviour and runs no resolvers: the compiler makes a statement of each root
field, and the answer is zipped into place. Introspection is answered by graphql-core beside it.

Not here: HTTP (`http`), the selections (`selection`), the statements (`queries.compiler`), and asking the
database (`run`).
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

from graph.database import Database
from queries.compiler import Compiler, Context, Decisions, SelectionRefused, Sent, fence_around
from schema import errors
from schema.counts import refusal_of_values
from schema.desk import Desk
from schema.kept import Kept
from schema.outcome import COST, EXPLAIN, Outcome
from schema.parsing import MAXIMUM_ERRORS, checked, located
from schema.plans import Operation, Plan, Planner
from schema.run import Run
from schema.selection import INTROSPECTION, Collector
from schema.telling import Explained, cost_of
from schema.times import Times

WARM_SECONDS = 120.0
HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Asked:
    """One request, checked: its operation, the values of its variables, and its plan."""

    operation: Operation
    given: Mapping[str, Any]
    variables: VariableValues
    context: Context
    plan: Plan


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
        run = Run(self._database, self._times, asked.context, self._desk, EXPLAIN in tell)
        outcome = run.answer(self._root, asked.plan, described)
        if run.torn:
            outcome.extensions["torn"] = run.torn
        if COST in tell:
            outcome.extensions[COST] = cost_of(asked.plan, self._compiler.limits)
        return outcome, run.explained

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
            said = located(self._schema, variables, errors.BAD_USER_INPUT)
            return Outcome(errors=said, executed=False)
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
        said = located(self._schema, result.errors or (), errors.BAD_USER_INPUT)
        return Outcome(data=result.data, errors=said)


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


def _refused(code: str, message: str) -> Outcome:
    return Outcome(errors=[errors.error(code, message)], executed=False)
