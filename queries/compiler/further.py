"""What a statement cannot hold: selections that go on from its nodes.

They are answered by one more statement, for all those nodes at once: of a question, whose own text never
varies, and of a selection that follows more relations than Neo4j plans in reasonable time. Not here: the
values of the nodes themselves (`whole`, `projection`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from queries.compiler.pagination import Children
from queries.compiler.projection import Projector
from queries.compiler.shape import Path, Problems, Shape, Slot
from queries.compiler.statement import Lists, Statement, Writer
from queries.compiler.tree import Part, Subquery, Unwind, listing


@dataclass(frozen=True)
class Continued:
    """A node of which a further statement tells; the second of its values is its id."""

    slot: Slot
    node: Shape

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape what the further statement said of the node."""
        if value is None:
            return None
        statement, place = self.slot
        return self.node.take(problems.further[statement][place].get(value[1]), path, problems)

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield the node itself."""
        if value is not None:
            yield self.slot, value[1]


@dataclass
class Further:
    """The selections that go on in one further statement; what it cannot hold either goes on in the next.

    Args:
        writer: of the statement before.
        level: which further statement of the answer this is.
    """

    writer: Writer
    level: int = 0
    texts: list[Part] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    next: "Further | None" = None

    def __post_init__(self) -> None:
        self.writer = self.writer.another()

    def slot(self, label: str, children: Children, lists: Lists) -> Continued:
        """Take a selection of nodes with a label, of those in lists, and return what shapes its answer."""
        index, node = len(self.texts), self.writer.variable()
        self.texts.append("")  # its place is taken, should what lies below it be told here too
        reach = self.writer.reach_by_id(node, label, "id")
        text, made = Projector(self.writer, self._onward(), lists).node(label, node, children)
        way = (Unwind(f"$ids{index}", "id"), reach)
        self.texts[index] = Subquery("COLLECT", way, listing(["id", text]))
        self.shapes.append(made)
        return Continued((self.level, index), made)

    def _onward(self) -> "Further | None":
        if self.next is None and self.level + 1 < self.writer.limits.further:
            self.next = Further(self.writer, self.level + 1)
        return self.next

    def statements(self) -> tuple["Slots", ...]:
        """Return the further statements that are needed, one after another."""
        if not self.texts:
            return ()
        own = Slots(self.writer.finish((), listing(self.texts)), tuple(self.shapes))
        return (own, *(self.next.statements() if self.next else ()))


@dataclass(frozen=True)
class Slots:
    """A further statement, and the shape of each of its selections; the ids are known when it is sent."""

    statement: Statement
    shapes: tuple[Shape, ...]

    def ids(self, level: int, found: Iterator[tuple[Slot, str]]) -> dict[str, list[str]]:
        """Return the parameters that name the nodes of each selection, of the nodes found."""
        wanted: list[set[str]] = [set() for _ in self.shapes]
        for (statement, place), node_id in found:
            if statement == level:
                wanted[place].add(node_id)
        return {f"ids{place}": sorted(ids) for place, ids in enumerate(wanted)}
