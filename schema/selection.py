"""A validated operation → selections: fragments expanded, conditions decided, arguments coerced.

A field of an interface is collected once for each type that it may turn out to be, as the specification says.
Of an argument's value, what a variable gives is left open, so that the selection serves other values too.

Not here: parsing and validation (`executor`), keeping what is made of it (`plans`), and what a selection
means (`queries.compiler`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)
from graphql.execution import get_argument_values, get_directive_values
from graphql.execution.values import VariableValues

from queries.compiler import Decisions, Given, Selected, SelectionRefused, opened
from queries.compiler.relations import CONNECTION

INTROSPECTION = ("__schema", "__type")  # answered by graphql-core
MAXIMUM_FIELDS = 2_000
MAXIMUM_DEPTH = 15


@dataclass
class Collector:
    """Collects one operation's selections; a bounded number, however often fragments repeat them."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: VariableValues
    decisions: Decisions
    collected: int = 0
    relations: dict[tuple[int, ...], dict[str, tuple[Selected, ...]]] = field(default_factory=dict)

    def collect(
        self, kind: GraphQLObjectType, sets: list[SelectionSetNode], depth: int = 1
    ) -> list[Selected]:
        """Return what is selected of one concrete type, in the order of first appearance.

        Raises:
            SelectionRefused: the operation is too deep or selects too much.
        """
        if depth > MAXIMUM_DEPTH:
            raise SelectionRefused(
                "TOO_DEEP", f"The selection is more than {MAXIMUM_DEPTH} levels deep: ask in two requests."
            )
        return [self._selected(kind, key, nodes, depth) for key, nodes in self.grouped(kind, sets).items()]

    def grouped(self, kind: GraphQLObjectType, sets: list[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """Return the field nodes of one concrete type by response key."""
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for each in sets:
            for node in self._nodes(kind, each, visited):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return found

    def _nodes(
        self, kind: GraphQLObjectType, chosen: SelectionSetNode, visited: set[str]
    ) -> Iterator[FieldNode]:
        for node in chosen.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                fragment = self.fragments[name]
                if name not in visited and self._applies(kind, fragment.type_condition.name.value):
                    visited.add(name)
                    yield from self._nodes(kind, fragment.selection_set, visited)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(kind, condition.name.value):
                    yield from self._nodes(kind, node.selection_set, visited)

    def _included(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        for each in node.directives:
            for argument in each.arguments or ():
                if isinstance(argument.value, VariableNode):
                    self.decisions.on(Given((argument.value.name.value,)))
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        if skip and skip["if"]:
            return False
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not include or bool(include["if"])

    def _applies(self, kind: GraphQLObjectType, condition: str) -> bool:
        named = self.schema.type_map[condition]
        if named is kind:
            return True
        abstract = isinstance(named, GraphQLInterfaceType | GraphQLUnionType)
        return abstract and self.schema.is_sub_type(named, kind)  # type: ignore[arg-type]

    def _selected(self, kind: GraphQLObjectType, key: str, nodes: list[FieldNode], depth: int) -> Selected:
        self.collected += 1
        if self.collected > MAXIMUM_FIELDS:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The operation selects more than {MAXIMUM_FIELDS} fields, counted with fragments expanded "
                "and for each type of an interface: select fewer.",
            )
        name = nodes[0].name.value
        if name == "__typename" or name in INTROSPECTION:
            return Selected(key, name)
        definition = kind.fields[name]
        try:
            coerced = get_argument_values(definition, nodes[0], self.variables)
        except GraphQLError as error:  # a variable is null where its field takes no null
            return Selected(key, name, refusal=error.message.rstrip("."))
        said = {each.name.value: each.value for each in nodes[0].arguments or ()}
        arguments = {
            name: self._opened(value, said[name]) if name in said else value
            for name, value in coerced.items()
        }
        return Selected(key, name, arguments, self._children(definition, nodes, depth))

    def _opened(self, value: Any, node: ValueNode) -> Any:
        """Return a coerced value with what variables give left open; of a default, nothing is."""
        if isinstance(node, VariableNode):
            name = node.name.value
            return opened(value, (name,)) if name in self.variables.coerced else value
        if isinstance(value, Mapping) and isinstance(node, ObjectValueNode):
            said = {each.name.value: each.value for each in node.fields}
            return {
                name: self._opened(each, said[name]) if name in said else each for name, each in value.items()
            }
        if isinstance(value, list):  # a single value stands for a list of it
            nodes = node.values if isinstance(node, ListValueNode) else (node,)
            return [self._opened(each, one) for each, one in zip(value, nodes, strict=True)]
        return value

    def _children(
        self, definition: GraphQLField, nodes: list[FieldNode], depth: int
    ) -> dict[str, tuple[Selected, ...]]:
        named = get_named_type(definition.type)
        if not is_composite_type(named):
            return {}
        sets = [node.selection_set for node in nodes if node.selection_set]
        if named.name != CONNECTION:
            return self._below(named, sets, depth)
        # The same of every kind, so that it is collected once for all that an interface may turn out to be.
        found = (depth, *map(id, sets))
        if found not in self.relations:
            self.relations[found] = self._below(named, sets, depth)
        return self.relations[found]

    def _below(
        self, named: GraphQLCompositeType, sets: list[SelectionSetNode], depth: int
    ) -> dict[str, tuple[Selected, ...]]:
        return {each.name: tuple(self.collect(each, sets, depth + 1)) for each in self._types(named)}

    def _types(self, named: GraphQLCompositeType) -> list[GraphQLObjectType]:
        if isinstance(named, GraphQLObjectType):
            return [named]
        return sorted(self.schema.get_possible_types(named), key=lambda each: each.name)
