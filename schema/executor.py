"""The executor: a GraphQL request → an outcome, with one statement for each root field.

It keeps the specification's behaviour and runs no resolvers: the compiler makes a statement of each root
field, and the answer is zipped into place. Introspection is answered by graphql-core beside it.

Not here: HTTP (`http`), the selections (`selection`) and the statements (`queries.compiler`).
"""

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLNonNull,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from graph.database import (
    Database,
    DatabaseRefused,
    DatabaseTimeout,
    DatabaseUnavailable,
    MemoryExceeded,
)
from queries.compiler import (
    Ask,
    Compiled,
    Compiler,
    Compute,
    Selected,
    SelectionRefused,
    Statement,
    answer_of,
    fence_around,
)
from schema import errors
from schema.desk import AnalysisPending, Desk
from schema.limits import INTROSPECTION_FIELDS, refusal_of, weight_of
from schema.outcome import Outcome
from schema.selection import INTROSPECTION, Collector
from schema.times import Times

MAXIMUM_ERRORS = 20
MAXIMUM_ROOTS = 20
LEAST_SECONDS = 0.05  # Neo4j takes 0 for no limit at all
WARM_SECONDS = 120.0
PAUSES = (0.005, 0.01, 0.02, 0)  # after each attempt to read between two commits, while one becomes visible
HERE = ZoneInfo("Asia/Shanghai")

Errors = list[dict[str, Any]]


@dataclass(frozen=True)
class Operation:
    """One operation of a document, checked, with what it selects of the root."""

    document: DocumentNode
    node: OperationDefinitionNode
    collector: Collector
    given: dict[str, Any]
    selected: list[Selected]


@dataclass
class Run:
    """What the root fields of one request share: the ways to the database and the desk, and what was torn."""

    ask: Ask
    compute: Compute | None
    torn: list[str] = field(default_factory=list)


class Executor:
    """Runs requests on one schema, compiler and database."""

    def __init__(
        self,
        schema: strawberry.Schema,
        compiler: Compiler,
        database: Database,
        times: Times = Times(),  # noqa: B008 - it is frozen
        desk: Desk | None = None,
    ) -> None:
        """Keep what requests run on.

        Args:
            schema: made of the compiler's model and questions.
            compiler: makes statements of root fields.
            database: stays open as long as requests run.
            times: how long the database may take for one statement, and for all of one request.
            desk: computes the compiler's analyses, if it has any.
        """
        self._schema = schema._schema
        assert self._schema.query_type is not None
        self._root = self._schema.query_type
        self._compiler = compiler
        self._database = database
        self._times = times
        self._desk = desk
        # Another process may follow another model, so its answers are told apart from these.
        self._salt = secrets.token_hex(8)
        self._parsed = lru_cache(maxsize=1_000)(self._parse)

    def run(self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Outcome:
        """Run one operation of a document; what is wrong with the request comes back in the outcome."""
        operation = self._operation(document, dict(variables or {}), operation_name)
        if isinstance(operation, Outcome):
            return operation
        return self._answer(operation, self._describe(operation))

    def statements(self, document: str, variables: Mapping[str, Any] | None, as_of: date) -> list[Statement]:
        """Return the statements of an operation, in the order of its root fields, without sending them.

        Raises:
            ValueError: the operation is refused; the text is its first error's.
            SelectionRefused: one of its fields is.
        """
        operation = self._operation(document, dict(variables or {}), None)
        if isinstance(operation, Outcome):
            raise ValueError(operation.errors[0]["message"])
        fields = (each for each in operation.selected if not each.name.startswith("__"))
        compiled = (self._compiler.compile(_dated(each, as_of), as_of) for each in fields)
        return [sent for each in compiled for sent in (each.statement, each.further) if sent]

    def tag(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> str | None:
        """Return what tells whether the answer to a request is still what it was, without answering it.

        It is made of the request, the day, and how many commits have begun in the areas that it reads. None
        while one becomes visible, for a refused request, and for one that asks an analysis or the schema.
        """
        operation = self._operation(document, dict(variables or {}), operation_name)
        today = datetime.now(HERE).date()
        if isinstance(operation, Outcome) or any(each.name in INTROSPECTION for each in operation.selected):
            return None
        areas: set[str] = set()
        for each in operation.selected:
            sent = self._sent(each, _day(each, today)) if each.name != "__typename" else []
            if sent is None:
                return None
            areas |= {area for statement in sent for area in statement.areas}
        fence = fence_around(frozenset(areas))
        record = self._database.one(fence.text, fence.parameters, self._times.statement)
        begun, standing = record[0] if record else (0, 1)
        if standing:
            return None
        said = [self._salt, document, operation.given, operation_name, today, sorted(areas), begun]
        return hashlib.sha256(orjson.dumps(said)).hexdigest()[:32]

    def _sent(self, each: Selected, as_of: date) -> list[Statement] | None:
        """Return what a root field would send; None when it is refused, or computed."""
        try:
            compiled = self._compiler.compile(_dated(each, as_of), as_of)
        except SelectionRefused:
            return None
        if compiled.computing:
            return None
        return [statement for statement in (compiled.statement, compiled.further) if statement]

    def warm(self) -> None:
        """Let the database plan the questions, which takes it longer than a request may."""
        for each in self._compiler.questions(datetime.now(HERE).date()):
            self._database.one(each.text, each.parameters, WARM_SECONDS)

    def _operation(self, document: str, given: dict[str, Any], name: str | None) -> Operation | Outcome:
        """Return the operation, checked and collected, or the refusal of it."""
        parsed = self._parsed(document)
        if isinstance(parsed, list):
            return Outcome(errors=parsed, executed=False)
        node = get_operation_ast(parsed, name)
        if node is None:
            return _refused(errors.BAD_REQUEST, _which_operation(parsed, name))
        if node.operation is not OperationType.QUERY:
            return _refused(errors.BAD_REQUEST, "Only queries are answered here.")
        variables = get_variable_values(self._schema, node.variable_definitions or (), given, MAXIMUM_ERRORS)
        if isinstance(variables, list):
            return Outcome(errors=[_located(e, errors.BAD_USER_INPUT) for e in variables], executed=False)
        collector = Collector(self._schema, _fragments(parsed), variables)
        return self._collected(parsed, node, collector, given)

    def _collected(
        self,
        document: DocumentNode,
        node: OperationDefinitionNode,
        collector: Collector,
        given: dict[str, Any],
    ) -> Operation | Outcome:
        try:
            selected = collector.collect(self._root, [node.selection_set])
        except SelectionRefused as refusal:
            return _refused(refusal.code, str(refusal))
        except GraphQLError as error:
            return Outcome(errors=[_located(error, errors.BAD_USER_INPUT)], executed=False)
        if len(selected) > MAXIMUM_ROOTS:
            return _refused(
                errors.LIMIT_EXCEEDED, f"The operation has more than {MAXIMUM_ROOTS} root fields: split it."
            )
        return Operation(document, node, collector, given, selected)

    def _parse(self, document: str) -> DocumentNode | Errors:
        if refusal := refusal_of(document):
            return [refusal]
        try:
            parsed = parse(document)
        except GraphQLError as error:
            return [_located(error, errors.GRAPHQL_PARSE_FAILED)]
        if weight_of(parsed) > INTROSPECTION_FIELDS:
            said = f"The schema itself is asked for more than {INTROSPECTION_FIELDS} fields: ask for less."
            return [_error(errors.LIMIT_EXCEEDED, said)]
        found = validate(self._schema, parsed, max_errors=MAXIMUM_ERRORS)
        return [_located(each, errors.GRAPHQL_VALIDATION_FAILED) for each in found] or parsed

    def _describe(self, operation: Operation) -> Outcome:
        """Answer what is asked of the schema itself, by graphql-core."""
        grouped = operation.collector.grouped(self._root, [operation.node.selection_set])
        nodes = [node for same in grouped.values() for node in same if node.name.value in INTROSPECTION]
        if not nodes:
            return Outcome(data={})
        definitions = (_only(operation.node, nodes), *_fragments(operation.document).values())
        only = DocumentNode(definitions=definitions)
        result = execute_sync(self._schema, only, variable_values=operation.given)
        said = [_located(each, errors.BAD_USER_INPUT) for each in result.errors or ()]
        return Outcome(data=result.data, errors=said)

    def _answer(self, operation: Operation, described: Outcome) -> Outcome:
        if described.data is None:
            return described
        data: dict[str, Any] = {}
        said = list(described.errors)
        run = self._run(time.monotonic() + self._times.request)
        for each in operation.selected:
            if each.name in INTROSPECTION:
                data[each.key] = described.data[each.key]
                continue
            value, found = self._field(each, run)
            said.extend(found[: MAXIMUM_ERRORS - len(said)])
            if value is None and found and isinstance(self._root.fields[each.name].type, GraphQLNonNull):
                return Outcome(errors=said)
            data[each.key] = value
        return Outcome(data=data, errors=said, extensions={"torn": run.torn} if run.torn else {})

    def _run(self, until: float) -> Run:
        compute = partial(self._desk.record, until=until) if self._desk else None
        return Run(partial(self._ask, until=until), compute)

    def _field(self, each: Selected, run: Run) -> tuple[Any, Errors]:
        """Return the value of one root field and its errors; a failing field leaves the others alone."""
        if each.name == "__typename":
            return self._root.name, []
        try:
            as_of = _day(each, datetime.now(HERE).date())
            compiled = self._compiler.compile(_dated(each, as_of), as_of)
            return self._found(compiled, each.key, run)
        except SelectionRefused as refusal:
            return None, [_error(refusal.code, str(refusal), (each.key,))]
        except Exception as failure:
            code, said = _told(failure)
            told = _error(code, said) if code else errors.internal(failure)
            return None, [{**told, "path": [each.key]}]

    def _found(self, compiled: Compiled, key: str, run: Run) -> tuple[Any, Errors]:
        """Return an answer that no write came between; the last attempt counts, and is said to be torn."""
        for pause in PAUSES:
            answer = answer_of(compiled, run.ask, key, run.compute)
            if answer is None or not answer.torn:
                break
            time.sleep(pause)
        if answer is None:
            missing = [_error(errors.NOT_FOUND, "There is no such thing: check the id.", (key,))]
            return None, missing if compiled.question else []
        if answer.torn:
            run.torn.append(key)
        found = answer.problems.found
        return answer.value, [_error(errors.INTERNAL, f"{text}.", path) for text, path in found]

    def _ask(self, statement: Statement, until: float) -> list[Any] | None:
        """Send a statement, with what is left of the request's time; too late, it is not sent at all."""
        left = min(self._times.statement, until - time.monotonic())
        if left < LEAST_SECONDS:
            raise DatabaseTimeout("The request has no time left.")
        return self._database.one(statement.text, statement.parameters, left)


def _told(failure: Exception) -> tuple[str, str]:
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


def _day(each: Selected, today: date) -> date:
    said: date | None = each.arguments.get("asOf")
    return said or today


def _dated(each: Selected, as_of: date) -> Selected:
    return Selected(each.key, each.name, {**each.arguments, "asOf": as_of}, each.children)


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


def _error(code: str, message: str, path: tuple[str | int, ...] = ()) -> dict[str, Any]:
    made = errors.error(code, message)
    return {**made, "path": list(path)} if path else made


def _located(error: GraphQLError, code: str) -> dict[str, Any]:
    formatted = dict(error.formatted)
    return {**formatted, "extensions": {"code": code}}


def _refused(code: str, message: str) -> Outcome:
    return Outcome(errors=[_error(code, message)], executed=False)
