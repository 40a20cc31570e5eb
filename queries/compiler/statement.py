"""A statement while it is written: its parameters, variables and bounds; and when it is whole.

Not here: what is written (`projection`, `filters`, `pages`), and the nodes that it is made of (`tree`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import prod
from typing import Any

from graph.model import IN, KindEdge
from graph.model.declaration import camel
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Fields
from queries.compiler.limits import Limits
from queries.compiler.tree import Along, Part, Reach, phrase, text_of
from queries.compiler.values import Context, Decisions, resolved

DIALECT = "CYPHER 5"  # the one that 5.26 and 2026.x share

# Read first and last: Neo4j gives no snapshot, and makes a commit visible piece by piece. A mark that nobody
# took away in ten minutes is of a loader that was killed.
FENCE = """\
CALL () {{
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS {name}
}}"""

AreasOf = Callable[[str], frozenset[str]]


Lists = tuple[tuple[str, int], ...]  # lists within each other: the name of each in the answer, and its size


@dataclass(frozen=True)
class Sent:
    """A statement with the values of its parameters, as it is sent; the tree of it is for people."""

    text: str
    parameters: dict[str, Any]
    tree: Part = ""


@dataclass(frozen=True)
class Statement:
    """A whole statement, whose parameters may be left open for each request to give.

    Its one record is an answer, and how many commits had begun and were open in the areas that it reads,
    before and after it: an answer with one open or begun meanwhile may be torn.

    Args:
        text: the Cypher.
        parameters: a tree of values for each name.
        areas: the areas of the model that it reads.
        way: what leads to the answer; "" when nothing does.
        answer: the expression that holds it.
        tree: what both are made of, for people to read.
        spread: a tree whose value holds more parameters, by name; None for none.
        relations: how many relations it follows.
    """

    text: str
    parameters: Mapping[str, Any]
    areas: frozenset[str]
    way: str = ""
    answer: str = ""
    tree: Part = ""
    spread: Any = None
    relations: int = 0

    def also(self, areas: frozenset[str]) -> "Statement":
        """Return the statement with a fence around more areas."""
        return replace(self, areas=self.areas | areas)

    def sent(self, context: Context) -> Sent:
        """Return the statement with the values of a request.

        Raises:
            SelectionRefused: a value is none that can be asked with.
        """
        values = {**resolved(self.parameters, context), **(resolved(self.spread, context) or {})}
        return Sent(self.text, {**values, "areas": sorted(self.areas)}, self.tree)


@dataclass
class Expected:
    """How much an answer may hold, of all its statements together: things, and single values of them."""

    nodes: int = 0
    cells: int = 0


@dataclass
class Writer:
    """Hands out parameters and variables in order, so that one shape of selection is always one text.

    Args:
        fields: of all kinds.
        as_of: the day asked about.
        areas_of: the areas of the model to which the nodes with a label belong.
        decisions: what the plan is held to.
        limits: how much the statement may ask for.
        expected: how much all statements of the answer may give.
    """

    fields: Fields
    as_of: Any
    areas_of: AreasOf
    decisions: Decisions
    limits: Limits
    expected: Expected = field(default_factory=Expected)
    spread: Any = None
    parameters: dict[str, Any] = field(default_factory=dict)
    relations: int = 0
    conditions: int = 0
    areas: set[str] = field(default_factory=set)
    _variables: int = 0

    def __post_init__(self) -> None:
        self.parameters["as_of"] = self.as_of

    def another(self) -> "Writer":
        """Return the writer of one more statement for the same answer."""
        return Writer(self.fields, self.as_of, self.areas_of, self.decisions, self.limits, self.expected)

    def parameter(self, value: Any) -> str:
        """Keep a tree of values and return how the text refers to it."""
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
        self.conditions += 1
        if self.conditions > self.limits.conditions:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The filters of a root field hold more than {self.limits.conditions} conditions: use in for "
                "several values of one field, or ask in two requests.",
            )

    def expect(self, lists: Lists) -> None:
        """Count nodes that the answer may hold: the sizes of lists within each other, multiplied.

        Raises:
            SelectionRefused: they are too many for one answer.
        """
        nodes, most = product(lists), self.limits.nodes
        self.expected.nodes += nodes
        if self.expected.nodes > most:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The answer may hold {self.expected.nodes} things, and {most} is the most: {nodes} of them "
                f"by the page sizes {_told(lists)} (first is 20 where not said, of groups 100). Ask for "
                "smaller pages with first, or in two requests.",
            )

    def expect_values(self, lists: Lists, fields: int) -> None:
        """Count single values that the answer may hold: so many fields of each thing in lists.

        Raises:
            SelectionRefused: they are too many for one answer.
        """
        values, most = product(lists) * fields, self.limits.cells
        self.expected.cells += values
        if self.expected.cells > most:
            raise SelectionRefused(
                "LIMIT_EXCEEDED",
                f"The answer may hold {self.expected.cells} values, and {most} is the most: {values} of them "
                f"by the page sizes {_told(lists)}, with {fields} fields of each. Ask for smaller pages with "
                "first, or for fewer fields.",
            )

    def touch(self, label: str) -> None:
        """Note that nodes with a label are read: an edge belongs to the area of one of its ends."""
        self.areas |= self.areas_of(label)

    def reach(self, variable: str, label: str, hint: str = "") -> Reach:
        """Return the way to every node of a kind."""
        self.touch(label)
        return Reach(variable, label, hint=hint)

    def reach_by_id(self, variable: str, label: str, key: str) -> Reach:
        """Return the way to the node whose id is in a parameter, or in a variable."""
        self.touch(label)
        return Reach(variable, label, key)

    def reach_along(
        self, source: str, edge: KindEdge, relation: str, target: str, depth: int, back_to: str = ""
    ) -> Reach:
        """Return the way along an edge, which is bound to the day asked about where it is dated.

        Args:
            source: the variable where it begins.
            edge: the edge, seen from its source.
            relation: the variable of the edge.
            target: the variable where it ends.
            depth: how many relations lead to the source.
            back_to: where the edge is followed back from its target: what is to be reached; else "".

        Raises:
            SelectionRefused: the statement would follow more relations than Neo4j plans in reasonable time.
        """
        self.relations += 1
        if depth >= self.limits.hops:
            raise SelectionRefused(
                "TOO_DEEP",
                f"A filter, an order or a key follows more than {self.limits.hops} relations one after "
                f"another, counted from the root field: {edge.source}.{camel(edge.name)} is one too many. "
                "Begin nearer to what it is about.",
            )
        most = 2 * self.limits.relations
        if self.relations > most:
            raise SelectionRefused(
                "TOO_DEEP",
                f"The root field follows more than {most} relations, a filter's counted again for "
                "totalCount, aggregate and groups: select fewer, or ask in two fields.",
            )
        label, back = back_to or edge.target, bool(back_to)
        self.touch(label)
        along = Along(source, relation, edge.type, (edge.direction is IN) != back)
        return Reach(target, "" if self.fields.implies(edge, label, back) else label, along=along)

    def bound(self, edge: KindEdge, relation: str) -> str:
        """Print that an edge holds on the day asked about; "" when its time is not on record."""
        return holds(relation) if edge.dated else ""

    def finish(self, way: tuple[Part, ...], answer: Part) -> Statement:
        """Return the statement: what leads to the answer, if anything does, and the answer."""
        led = "\n".join(map(text_of, way))
        tree = phrase(*way, answer)
        said = text_of(answer)
        parts = [*filter(None, [led]), f"WITH before, {said} AS answer"]
        text = fenced("\n".join(parts), "answer")
        areas = frozenset(self.areas)
        return Statement(text, self.parameters, areas, led, said, tree, self.spread, self.relations)


def product(lists: Lists) -> int:
    """Return how many things lists within each other may hold."""
    return prod(size for _, size in lists)


def _told(lists: Lists) -> str:
    return " × ".join(f"{name} {size}" for name, size in lists)


def fenced(body: str, answer: str) -> str:
    """Return a whole text: what leads from a fence to another, and the name of what it answers."""
    before, after = FENCE.format(name="before"), FENCE.format(name="after")
    return "\n".join([DIALECT, before, body, after, f"RETURN {answer}, before, after"])


def fence_around(areas: frozenset[str]) -> Sent:
    """Return the statement that says how many commits have begun and are open in some areas, and no more."""
    return Sent(f"{DIALECT}\n{FENCE.format(name='answer')}\nRETURN answer", {"areas": sorted(areas)})


def holds(relation: str) -> str:
    """Print that a dated edge holds on the day asked about; its time is half-open, and null is unknown."""
    # Each end is read once, and the first day only of what has not ended: Neo4j orders an AND as it guesses.
    start, end = f"{relation}.valid_from", f"{relation}.valid_to"
    return f"CASE WHEN {end} <= $as_of THEN false ELSE coalesce({start} <= $as_of, true) END"
