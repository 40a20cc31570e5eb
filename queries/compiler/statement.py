"""A statement while it is written: its parameters, its variables and the hops it has printed.

Not here: what is printed (`projection`, `filters`, `rows`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import IN, KindEdge
from queries.compiler.errors import SelectionRefused

MAXIMUM_HOPS = 8  # planning time explodes beyond, and Neo4j cannot be stopped while it plans
MAXIMUM_CONDITIONS = 100  # of all filters of one root field: Neo4j plans each
MAXIMUM_NODES = 10_000  # what one root field may answer, by the sizes of its pages


# Read first and last: Neo4j gives no snapshot, and makes a commit visible piece by piece. A mark that nobody
# took away in ten minutes is of a loader that was killed.
FENCE = """\
CALL () {{
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS {name}
}}"""

AreasOf = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Statement:
    """A whole statement, with the values of its parameters.

    Its one record is an answer, and how many commits had begun and were open in the areas that it reads,
    before and after it: an answer with one open or begun meanwhile may be torn.
    """

    text: str
    parameters: dict[str, Any]

    def also(self, areas: frozenset[str]) -> "Statement":
        """Return the statement with a fence around more areas."""
        fenced = sorted({*self.parameters["areas"], *areas})
        return Statement(self.text, {**self.parameters, "areas": fenced})

    @property
    def areas(self) -> frozenset[str]:
        """The areas of the model that it reads."""
        return frozenset(self.parameters["areas"])


class Writer:
    """Hands out parameters and variables in order, so that one shape of selection is always one text."""

    def __init__(self, as_of: date, areas_of: AreasOf) -> None:
        """Begin a statement.

        Args:
            as_of: the day asked about.
            areas_of: the areas of the model to which the nodes with a label belong.
        """
        self.as_of = as_of
        self.parameters: dict[str, Any] = {"as_of": as_of}
        self._areas_of = areas_of
        self._areas: set[str] = set()
        self._variables = 0
        self._nodes = 0
        self._conditions = 0
        self.hops = 0

    def parameter(self, value: Any) -> str:
        """Keep a value and return how the text refers to it."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def variable(self, letter: str = "n") -> str:
        """Return a name that the statement has not used."""
        self._variables += 1
        return f"{letter}{self._variables}"

    def condition(self) -> None:
        """Count one condition of a filter.

        Raises:
            SelectionRefused: they are too many for one statement to be planned in reasonable time.
        """
        self._conditions += 1
        if self._conditions > MAXIMUM_CONDITIONS:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The filters of a root field hold more than {MAXIMUM_CONDITIONS} conditions: use in for "
                "several values of one field, or ask in two requests.",
            )

    def expect(self, nodes: int) -> None:
        """Count nodes that the answer may hold.

        Raises:
            SelectionRefused: they are too many for one answer.
        """
        self._nodes += nodes
        if self._nodes > MAXIMUM_NODES:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The answer may hold more than {MAXIMUM_NODES} things, its page sizes multiplied "
                "(20 where first is not said): ask for smaller pages with first, or in two requests.",
            )

    def touch(self, label: str) -> None:
        """Note that nodes with a label are read: an edge belongs to the area of one of its ends."""
        self._areas |= self._areas_of(label)

    def reach(self, variable: str, label: str) -> str:
        """Print the way to every node of a kind."""
        self.touch(label)
        return f"MATCH ({variable}:{label})"

    def reach_by_id(self, variable: str, label: str, node_id: str) -> str:
        """Print the way to the node with an id."""
        self.touch(label)
        return f"MATCH ({variable}:{label} {{id: {self.parameter(node_id)}}})"

    def reach_along(self, source: str, edge: KindEdge, relation: str, target: str) -> tuple[str, str]:
        """Print the way along an edge, and the predicate that bounds the edge in time ("" when it has none).

        Raises:
            SelectionRefused: the statement would take more hops than Neo4j plans in reasonable time.
        """
        self.hops += 1
        if self.hops > MAXIMUM_HOPS:
            raise SelectionRefused(
                "TOO_DEEP",
                f"The selection follows more than {MAXIMUM_HOPS} relations in one root field, a filter's "
                "counted again for totalCount, aggregate and groups: select fewer, or ask in two fields.",
            )
        self.touch(edge.target)
        left, right = ("<-", "-") if edge.direction is IN else ("-", "->")
        pattern = f"MATCH ({source}){left}[{relation}:{edge.type}]{right}({target}:{edge.target})"
        return pattern, holds(relation) if edge.dated else ""

    def finish(self, way: str, answer: str) -> Statement:
        """Return the statement: what leads to the answer ("" when nothing does), and the answer.

        The dialect is the one that 5.26 and 2026.x share.
        """
        before, after = FENCE.format(name="before"), FENCE.format(name="after")
        parts = ["CYPHER 5", before, way, f"WITH before, {answer} AS answer", after]
        text = "\n".join([*filter(None, parts), "RETURN answer, before, after"])
        return Statement(text, {**self.parameters, "areas": sorted(self._areas)})


def fence_around(areas: frozenset[str]) -> Statement:
    """Return the statement that says how many commits have begun and are open in some areas, and no more."""
    text = f"CYPHER 5\n{FENCE.format(name='answer')}\nRETURN answer"
    return Statement(text, {"areas": sorted(areas)})


def holds(relation: str) -> str:
    """Print that a dated edge holds on the day asked about; its time is half-open, and null is unknown."""
    start, end = f"{relation}.valid_from", f"{relation}.valid_to"
    return f"({start} IS NULL OR {start} <= $as_of) AND ({end} IS NULL OR $as_of < {end})"


def where(*predicates: str) -> str:
    """Print the predicates that are not empty, or nothing."""
    given = [each for each in predicates if each]
    return f"\nWHERE {' AND '.join(given)}" if given else ""


def block(word: str, *clauses: str) -> str:
    """Print a subquery, its clauses one a line and indented by how deep it stands."""
    inner = "\n".join(clauses).replace("\n", "\n  ")
    return f"{word} {{\n  {inner}\n}}"
