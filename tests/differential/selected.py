"""What a request selects in the key of groups, which says what they are made by.

Not here: the groups themselves (`summed`).
"""

from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLResolveInfo,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
)
from graphql.execution import get_directive_values

Info = GraphQLResolveInfo[Any]


def names_below_key(info: Info) -> Iterator[str]:
    """The names of the fields that are selected in `key`, as they appear."""
    for node in info.field_nodes:
        for part in _fields(info, node.selection_set):
            if part.name.value == "key":
                below = (each.name.value for each in _fields(info, part.selection_set))
                yield from (name for name in below if name != "__typename")


def _fields(info: Info, chosen: SelectionSetNode | None) -> Iterator[FieldNode]:
    for each in chosen.selections if chosen else ():
        skip = get_directive_values(GraphQLSkipDirective, each, info.variable_values)
        include = get_directive_values(GraphQLIncludeDirective, each, info.variable_values)
        if (skip and skip["if"]) or (include and not include["if"]):
            continue
        if isinstance(each, FieldNode):
            yield each
        elif isinstance(each, FragmentSpreadNode):
            yield from _fields(info, info.fragments[each.name.value].selection_set)
        elif isinstance(each, InlineFragmentNode):
            yield from _fields(info, each.selection_set)
