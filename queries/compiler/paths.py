"""A shortest way between two things, along relations of whatever kind: its statement, and how it is told.

Not here: the types that tell of it (`schema.paths`), and what is selected of its things (`further`).
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

from graph.model import Model, Node
from queries.compiler.anything import NAMED_BY
from queries.compiler.errors import SelectionRefused
from queries.compiler.statement import Writer, holds
from queries.compiler.tree import Carry, Part, Shortest
from queries.questions.question import Row

DEFAULT_LENGTH = 6  # how many relations a way may have when `maxLength` is not said
LONGEST = 8  # each relation more reads about as many times more as a thing has relations


class PathStep(Row):
    """One thing on a way, and the relation that leads to it from the one before."""

    node: Node
    relation: str | None
    against: bool
    valid_from: date | None
    valid_to: date | None
    inferred: bool


class Path(Row):
    """A way between two things."""

    length: int | None
    steps: list[PathStep]


# The relation that leads to the first thing is null, and so is all that is asked of it.
STEPS = (
    "[i IN range(0, size(nodes) - 1) | {node: nodes[i], relation: type(edges[i]), "
    "against: coalesce(startNode(edges[i]) = nodes[i], false), "
    "valid_from: edges[i].valid_from, valid_to: edges[i].valid_to, "
    "inferred: coalesce(edges[i].inferred, false)}] AS steps"
)


def relations_of(model: Model) -> tuple[str, ...]:
    """Return the types of all relations that the kinds declare, which provenance is not among, ordered."""
    kinds = (*model.kinds.values(), *model.interfaces.values())
    return tuple(sorted({edge.type for kind in kinds for edge in kind.edges}))


def way_between(
    writer: Writer, labels: tuple[str, str], ids: tuple[Any, Any], via: Any, most: Any
) -> tuple[tuple[Part, ...], int]:
    """Return the clauses that find the way, as the columns of `Path`, and how many things it has at most.

    Args:
        writer: of the statement.
        labels: of the kinds of both ends.
        ids: of both ends, as trees of values.
        via: the types of the relations that may be followed; none or null for all.
        most: how many relations it may have.

    Raises:
        SelectionRefused: it may not have so many.
    """
    most = writer.decisions.on(most)
    if not 1 <= most <= LONGEST:
        raise SelectionRefused(
            "LIMIT_EXCEEDED", f"maxLength is {most}; ask for at least 1 and at most {LONGEST} relations."
        )
    model = writer.fields.model
    types = writer.decisions.on(via, types_of) or relations_of(model)
    for label in model.kinds:  # what lies between may be anything
        writer.touch(label)
    writer.parameters[NAMED_BY] = model.named_by
    start, end = writer.variable(), writer.variable()
    reach = writer.reach_by_id(start, labels[0], writer.parameter(ids[0]))
    told = Carry(("before", "size(edges) - 1 AS length", STEPS))
    if writer.decisions.on([*ids], _alike):  # to Neo4j a way from a thing to itself is a circle
        return (reach, Carry(("before", f"[{start}] AS nodes", "[null] AS edges")), told), 1
    path, relation = writer.variable("p"), writer.variable("r")
    edges = f"[null] + relationships({path}) AS edges"
    way = (
        reach,
        writer.reach_by_id(end, labels[1], writer.parameter(ids[1])),
        Carry(("before", start, end), limit="1"),  # both are known before a way is looked for
        Shortest(path, start, end, relation, types, most, holds(relation)),
        Carry(("before", f"coalesce(nodes({path}), []) AS nodes", edges)),
        told,
    )
    return way, most + 1


def types_of(via: Sequence[Any] | None) -> tuple[str, ...]:
    """Return the types that an argument names, ordered; none where it names none."""
    return tuple(sorted({each.value if isinstance(each, Enum) else each for each in via or ()}))


def _alike(ids: Sequence[str]) -> bool:
    return ids[0] == ids[1]
