"""A whole list, page by page: the document of an export made into that of a page, and its pages read.

Each page is an ordinary request with `first` and `after` as variables, so all pages share one plan, and each
is read between two commits. The list is read once through its cursors, never held.

Not here: how rows are written (`schema.tables`) and sent (`schema.streams`).
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_operation_ast,
    parse,
    print_ast,
    separate_operations,
    strip_ignored_characters,
    visit,
)

from schema import errors
from schema.columns import Columns, TooMany
from schema.limits import refusal_of
from schema.outcome import Executor, Outcome
from schema.selection import MAXIMUM_FIELDS

PAGES = (
    100,
    20,
    5,
    1,
)  # rows of a page: the most that the nodes of an answer allow, as its lists multiply them
ATTEMPTS = 5  # to read a page between two commits, beyond those of a request
MAXIMUM_ROWS = 1_000_000

FIRST, AFTER = "exportFirst", "exportAfter"


class ExportFailed(Exception):
    """An export is not made, or goes no further; `error` says why, as in an answer."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.error = error

    @property
    def code(self) -> str:
        """The error's code."""
        return str(self.error["extensions"]["code"])


@dataclass(frozen=True)
class Export:
    """One list to be read whole.

    `page` is the document of a page of it; `count` that of its length, and `counted` the variables of that.
    `columns` are the paths of the values that a row has, and `key` is the list's name in the answer.
    """

    name: str
    key: str
    page: str
    count: str
    variables: Mapping[str, Any]
    counted: frozenset[str]
    columns: tuple[tuple[str, ...], ...]

    def rows(self, executor: Executor) -> int:
        """Return how many rows the list has.

        Raises:
            ExportFailed: the list cannot be counted.
        """
        given = {name: value for name, value in self.variables.items() if name in self.counted}
        return int(_list(executor.run(self.count, given, None), self.key)["totalCount"])

    def pages(self, executor: Executor) -> Iterator[list[dict[str, Any]]]:
        """Yield the rows of the list, a page at a time; the next is read when it is asked for.

        Raises:
            ExportFailed: a page cannot be read.
        """
        sizes, after = iter(PAGES), None
        size, more = next(sizes), True
        while more:
            try:
                found = self._page(executor, size, after)
            except ExportFailed as failure:
                smaller = next(sizes, None) if failure.code == errors.LIMIT_EXCEEDED else None
                if smaller is None:
                    raise
                size = smaller
                continue
            yield found["nodes"]
            after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]

    def _page(self, executor: Executor, size: int, after: str | None) -> dict[str, Any]:
        given = {**self.variables, FIRST: size, AFTER: after}
        for _ in range(ATTEMPTS):
            outcome = executor.run(self.page, given, None)
            if not outcome.extensions.get("torn"):
                return _list(outcome, self.key)
        text = "The list was being written to all the time: export it again in a moment."
        raise ExportFailed(errors.error(errors.DATABASE_UNAVAILABLE, text))


def export_of(document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Export:
    """Return the export of a document whose operation asks for one list, `{ list { nodes { … } } }`.

    Raises:
        ExportFailed: the document is another, or asks for a page itself.
    """
    operation, fragments = _operation(document, operation_name)
    chosen = operation.selection_set.selections
    root = chosen[0]
    if len(chosen) != 1 or not isinstance(root, FieldNode) or root.directives:
        raise _refused("An export asks for one list: give a single root field, without directives.")
    said = {each.name.value for each in root.arguments or ()} & {"first", "after"}
    if said:
        raise _refused(f"An export has all pages: leave out {' and '.join(sorted(said))}.")
    inside = root.selection_set.selections if root.selection_set else ()
    nodes = inside[0] if inside else None
    if len(inside) != 1 or not isinstance(nodes, FieldNode) or nodes.name.value != "nodes":
        raise _refused(
            f"An export has the nodes of a list: select {root.name.value} {{ nodes {{ … }} }} alone."
        )
    if nodes.alias or nodes.directives or not nodes.selection_set:
        raise _refused("The nodes of an export have no alias and no directive, and select what a row has.")
    used = _variables(root.arguments or ())
    return Export(
        root.name.value,
        root.alias.value if root.alias else root.name.value,
        _paged(operation, root, nodes, fragments.values()),
        _counted(operation, root, used),
        dict(variables or {}),
        used,
        _columns(nodes.selection_set, fragments),
    )


def _columns(
    chosen: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[tuple[str, ...], ...]:
    try:
        return Columns(fragments).of(chosen)
    except TooMany:
        text = f"The export selects more than {MAXIMUM_FIELDS:,} fields: select fewer."
        raise ExportFailed(errors.error(errors.LIMIT_EXCEEDED, text)) from None


def _operation(
    document: str, name: str | None
) -> tuple[OperationDefinitionNode, dict[str, FragmentDefinitionNode]]:
    if refusal := refusal_of(document):
        raise ExportFailed(refusal)
    try:
        parsed = parse(document)
    except GraphQLError as wrong:
        said = {**wrong.formatted, "extensions": {"code": errors.GRAPHQL_PARSE_FAILED}}
        raise ExportFailed(dict(said)) from None
    operation = get_operation_ast(parsed, name)
    if operation is None:
        raise _refused("Say in operationName which operation of the document is exported.")
    alone = separate_operations(parsed)[operation.name.value if operation.name else ""]
    fragments = (each for each in alone.definitions if isinstance(each, FragmentDefinitionNode))
    return operation, {each.name.value: each for each in fragments}


def _paged(
    operation: OperationDefinitionNode,
    root: FieldNode,
    nodes: FieldNode,
    fragments: Iterable[FragmentDefinitionNode],
) -> str:
    """Return the document of a page: the list from a cursor on, with what the next page needs."""
    variables = _printed(operation.variable_definitions, f"${FIRST}: Int ${AFTER}: String")
    arguments = _printed(root.arguments, f"first: ${FIRST} after: ${AFTER}")
    inside = f"{print_ast(nodes)} pageInfo {{ hasNextPage endCursor }}"
    directives = _printed(operation.directives)
    page = f"query ({variables}) {directives} {{ {_named(root)}({arguments}) {{ {inside} }} }}"
    return strip_ignored_characters(f"{page} {_printed(fragments)}")


def _counted(operation: OperationDefinitionNode, root: FieldNode, used: Set[str]) -> str:
    """Return the document of the list's length, with the variables that its arguments use."""
    defined = (each for each in operation.variable_definitions or () if each.variable.name.value in used)
    variables, arguments = _printed(defined), _printed(root.arguments)
    head = f"query ({variables})" if variables else "query"
    asked = f"({arguments})" if arguments else ""
    return strip_ignored_characters(f"{head} {{ {_named(root)}{asked} {{ totalCount }} }}")


def _printed(nodes: Iterable[Node] | None, *more: str) -> str:
    return " ".join([*map(print_ast, nodes or ()), *more])


def _named(field: FieldNode) -> str:
    return f"{field.alias.value}: {field.name.value}" if field.alias else field.name.value


class _Variables(Visitor):
    """Finds the variables that a part of a document uses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        """Keep one."""
        self.found.add(node.name.value)


def _variables(nodes: Iterable[Node]) -> frozenset[str]:
    variables = _Variables()
    for each in nodes:
        visit(each, variables)
    return frozenset(variables.found)


def _list(outcome: Outcome, key: str) -> dict[str, Any]:
    """Return the list in an answer; its first error ends the export, without the place in our document."""
    if outcome.errors:
        error = {name: said for name, said in outcome.errors[0].items() if name in ("message", "extensions")}
        raise ExportFailed(error)
    found: dict[str, Any] = (outcome.data or {})[key]
    return found


def _refused(text: str) -> ExportFailed:
    return ExportFailed(errors.error(errors.BAD_REQUEST, text))
