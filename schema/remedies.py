"""What graphql-core's errors leave out: the remedy, made of the schema and of the names that an error tells.

Errors of documents and of variables have the same texts, so one table serves both. Not here: finding what is
wrong (graphql-core), and errors of our own, which say their remedy themselves.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import GraphQLEnumType, GraphQLError, GraphQLSchema, get_named_type

LISTED = 60  # names, at most
ONE_OF = r"Within OneOf Input Object type '(\w+)'"
UNKNOWN = r"of type '(\w+)' not to include unknown field '(\w+)'"
SUGGESTION = r" Did you mean [^?]{0,300}\?"


def remedied(schema: GraphQLSchema, errors: Sequence[GraphQLError]) -> list[tuple[GraphQLError, str]]:
    """Return errors with their texts, each with what to write instead where the schema tells.

    An order by an unknown field is told once: graphql-core also says that it names no field.
    """
    kept = []
    for place, error in enumerate(errors):
        before = re.search(UNKNOWN, errors[place - 1].message) if place else None
        of = re.search(ONE_OF, error.message)
        if not (of and before and of[1] == before[1]):
            kept.append((error, _remedied(schema, error.message)))
    return kept


def _remedied(schema: GraphQLSchema, message: str) -> str:
    for pattern, remedy in REMEDIES:
        found = re.search(pattern, message)
        if found and (said := remedy(schema, *found.groups())):
            return f"{re.sub(SUGGESTION, '', message)} {said}"
    if "Did you mean" in message:
        return message
    for pattern, listed in NAMES:
        found = re.search(pattern, message)
        if found and 0 < len(names := listed(schema, *found.groups())) <= LISTED:
            return f"{message} Write one of: {', '.join(names)}."
    return message


def _selected(schema: GraphQLSchema, field: str, name: str) -> str:
    """Remedy a field of a list or its edge that is meant of its nodes, and one of whatever kind."""
    if name == "Node":
        return f"Every thing has a label to show; ask more of one kind, as ... on Actor {{ {field} }}."
    for ending, way in (("Connection", "nodes"), ("Edge", "node")):
        within = _members(schema, name) if name.endswith(ending) else {}
        if way in within:
            node = _members(schema, get_named_type(within[way].type).name)
            return f"It holds its things in {way}: write {way} {{ {field if field in node else '…'} }}."
    return ""


def _opened(schema: GraphQLSchema, field: str, name: str) -> str:
    """Remedy a list of which nothing is selected."""
    return f"It is a list: select {field} {{ nodes {{ id }} }}." if name.endswith("Connection") else ""


def _wrapped(schema: GraphQLSchema, name: str, value: str) -> str:
    """Remedy a bare value where an object of conditions, or an order, is wanted."""
    value = value.replace("'", '"')  # as Python prints that of a variable
    members = _members(schema, name)
    if "eq" in members:
        return f"Write {{eq: {value}}}."
    if "some" in members:
        return "Write {some: {…}} with what one of the list is to meet, or {count: {gte: 1}}."
    if "contains" in members:
        return f"Write {{contains: {value}}}."
    if name.endswith("Order"):
        return f"Write an object such as {{{next(iter(members))}: ASC}}, by one of: {', '.join(members)}."
    return f"Write {{id: {{eq: {value}}}}}." if "id" in members else ""


def _nested(schema: GraphQLSchema, name: str, field: str) -> str:
    """Remedy a condition that is meant of one of a list, of how many there are, or of the relation."""
    members = _members(schema, name)
    if "some" in members:
        if field in _members(schema, get_named_type(members["some"].type).name):
            return f"Write {{some: {{{field}: …}}}}: of a list, some, none or every one may meet it."
        if field in _members(schema, get_named_type(members["count"].type).name):
            return f"Write {{count: {{{field}: …}}}}."
    if name.endswith("Order"):
        return f"Write one of: {', '.join(members)}."
    lists = (_members(schema, each) for each in schema.type_map if each.endswith("ListFilter"))
    for each in lists:
        of_it = "edge" in each and get_named_type(each["some"].type).name == name
        if of_it and field in _members(schema, get_named_type(each["edge"].type).name):
            return f"What the relation itself says is asked beside some: {{edge: {{{field}: …}}}}."
    return ""


def _apart(schema: GraphQLSchema, name: str) -> str:
    """Remedy an order by several things in one object."""
    return "Write an object for each, in a list: [{a: ASC}, {b: DESC}]."


def _only_read(schema: GraphQLSchema, operation: str) -> str:
    return "This API only reads: ask a query."


def _members(schema: GraphQLSchema, name: str) -> Mapping[str, Any]:
    """Return the fields of a type, or the values of an enum; none where a text names no such type."""
    found = schema.type_map.get(name)
    return getattr(found, "values" if isinstance(found, GraphQLEnumType) else "fields", {})


def _arguments(schema: GraphQLSchema, name: str, field: str) -> Mapping[str, Any]:
    return getattr(_members(schema, name).get(field), "args", {})


REMEDIES: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"Cannot query field '(\w+)' on type '(\w+)'", _selected),
    (r"Field '(\w+)' of type '\W*(\w+)\W*' must have a selection", _opened),
    (r"value of type '(\w+)' to be an object, found: (.+)\.$", _wrapped),
    (UNKNOWN, _nested),
    (ONE_OF, _apart),
    (r"The (\w+) operation is not supported", _only_read),
)
# What there is, where graphql-core has no near name.
NAMES: tuple[tuple[str, Callable[..., Mapping[str, Any]]], ...] = (
    (r"Cannot query field '\w+' on type '(\w+)'", _members),
    (r"(?:in|Enum) '(\w+)' (?:enum|cannot)", _members),
    (r"of type '(\w+)' not to include unknown field", _members),
    (r"Unknown argument '\w+' on field '(\w+)\.(\w+)'", _arguments),
)
