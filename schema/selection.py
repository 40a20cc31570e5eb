"""A validated operation → selections: fragments expanded, conditions decided, arguments coerced.

A field of an interface is collected once for each type that it may turn out to be, as the specification says.

Not here: parsing and validation (`executor`), and what a selection means (`queries.compiler`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)
from graphql.execution import get_argument_values, get_directive_values
from graphql.execution.values import VariableValues

from queries.compiler import Selected, SelectionRefused

INTROSPECTION = ("__schema", "__type")  # answered by graphql-core
MAXIMUM_FIELDS = 2_000
MAXIMUM_DEPTH = 15


@dataclass
class Collector:
    """Collects one operation's selections; a bounded number, however often fragments repeat them."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: VariableValues
    collected: int = 0

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
        arguments = get_argument_values(definition, nodes[0], self.variables)
        return Selected(key, name, arguments, self._children(definition, nodes, depth))

    def _children(
        self, definition: GraphQLField, nodes: list[FieldNode], depth: int
    ) -> dict[str, tuple[Selected, ...]]:
        named = get_named_type(definition.type)
        if not is_composite_type(named):
            return {}
        sets = [node.selection_set for node in nodes if node.selection_set]
        return {each.name: tuple(self.collect(each, sets, depth + 1)) for each in self._types(named)}

    def _types(self, named: GraphQLCompositeType) -> list[GraphQLObjectType]:
        if isinstance(named, GraphQLObjectType):
            return [named]
        return sorted(self.schema.get_possible_types(named), key=lambda each: each.name)
