"""What a parsed document and its variables hold, counted against their limits before it is validated.

Aliases and directives are counted with fragments expanded: a fragment is counted once and multiplied.

Not here: the limits (`schema.limits`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    StringValueNode,
    VariableNode,
)

from schema import errors
from schema.limits import (
    ALIASES,
    DIRECTIVES,
    FRAGMENTS,
    LIST_VALUES,
    OPERATIONS,
    TEXT_CHARACTERS,
    VARIABLES,
)

BELOW = ("definitions", "selection_set", "selections", "arguments", "directives", "value", "values", "fields",
         "variable_definitions", "default_value")  # fmt: skip
CURSOR = "after"  # an argument as long as what a list is ordered by


@dataclass
class Counted:
    """What one definition holds itself, and how often it spreads each fragment."""

    aliases: int = 0
    directives: int = 0
    spreads: list[str] = field(default_factory=list)


def refusal_of_document(document: DocumentNode) -> dict[str, Any] | None:
    """Return the error that refuses a document for what it holds, or None when it may be validated."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    variables = sum(len(each.variable_definitions or ()) for each in operations)
    if len(operations) > OPERATIONS:
        return _refused(
            f"The document has {len(operations)} operations, of {OPERATIONS} at most: send fewer."
        )
    if len(fragments) > FRAGMENTS:
        return _refused(f"The document has {len(fragments)} fragments, of {FRAGMENTS} at most: use fewer.")
    if variables > VARIABLES:
        text = (
            f"The document has {variables} variables, of {VARIABLES} at most: put values into input objects."
        )
        return _refused(text)
    return _expanded(operations, fragments) or _literals(document)


def refusal_of_values(document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the error that refuses the values of variables, or None when they may be coerced."""
    for name, value in variables.items():
        if (refusal := _refusal_of(value)) and name not in _cursors(document):
            return refusal
    return None


def _refusal_of(value: Any) -> dict[str, Any] | None:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and len(each) > TEXT_CHARACTERS:
            return _long_text(len(each))
        if isinstance(each, list):
            if len(each) > LIST_VALUES:
                return _long_list(len(each))
            waiting.extend(each)
        elif isinstance(each, dict):
            waiting.extend(each.values())
    return None


def _expanded(
    operations: list[OperationDefinitionNode], fragments: list[FragmentDefinitionNode]
) -> dict[str, Any] | None:
    known = {each.name.value: _counted(each) for each in fragments}
    totals: dict[str, tuple[int, int]] = {}
    for operation in operations:
        aliases, directives = _total(_counted(operation), known, totals)
        said = "with fragments expanded: ask in several requests."
        if aliases > ALIASES:
            return _refused(f"An operation has more than {ALIASES} aliases, {said}")
        if directives > DIRECTIVES:
            return _refused(f"An operation has more than {DIRECTIVES} directives, {said}")
    return None


def _total(
    counted: Counted, known: Mapping[str, Counted], totals: dict[str, tuple[int, int]]
) -> tuple[int, int]:
    """Return aliases and directives, fragments expanded; one that names itself counts once: it is invalid."""
    aliases, directives = counted.aliases, counted.directives
    for name in counted.spreads:
        if name not in totals:
            totals[name] = (0, 0)
            totals[name] = _total(known[name], known, totals) if name in known else (0, 0)
        aliases, directives = aliases + totals[name][0], directives + totals[name][1]
    return aliases, directives


def _counted(definition: Node) -> Counted:
    found = Counted()
    for node in _inside(definition):
        found.aliases += isinstance(node, FieldNode) and node.alias is not None
        found.directives += len(getattr(node, "directives", None) or ())
        if isinstance(node, FragmentSpreadNode):
            found.spreads.append(node.name.value)
    return found


def _literals(document: DocumentNode) -> dict[str, Any] | None:
    for node in _inside(document):
        if isinstance(node, StringValueNode) and len(node.value) > TEXT_CHARACTERS:
            return _long_text(len(node.value))
        if isinstance(node, ListValueNode) and len(node.values) > LIST_VALUES:
            return _long_list(len(node.values))
    return None


def _cursors(document: DocumentNode) -> set[str]:
    """Return the names of the variables that are given as cursors."""
    arguments = (each for each in _inside(document) if isinstance(each, ArgumentNode))
    values = (each.value for each in arguments if each.name.value == CURSOR)
    return {each.name.value for each in values if isinstance(each, VariableNode)}


def _inside(node: Node) -> Iterator[Node]:
    """Yield a node and all below it but names, types and the values of cursors, without recursion."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        if isinstance(each, ArgumentNode) and each.name.value == CURSOR:
            continue
        for key in BELOW:
            below = getattr(each, key, None)
            if isinstance(below, list | tuple):
                waiting.extend(below)
            elif isinstance(below, Node):
                waiting.append(below)


def _long_text(characters: int) -> dict[str, Any]:
    return _refused(
        f"A text has {characters:,} characters, of {TEXT_CHARACTERS:,} at most: give the beginning of it."
    )


def _long_list(values: int) -> dict[str, Any]:
    return _refused(f"A list has {values:,} values, of {LIST_VALUES} at most: ask in several requests.")


def _refused(text: str) -> dict[str, Any]:
    return errors.error(errors.LIMIT_EXCEEDED, text)
