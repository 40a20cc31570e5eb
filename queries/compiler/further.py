"""What a question's answer does not hold: the selections that follow relations from its nodes.

They are answered by one more statement, for all the nodes of the answer at once, so that the question's own
text never varies and Neo4j plans it once. Not here: the values of the nodes themselves (`whole`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from queries.compiler.projection import Projector
from queries.compiler.selection import Selected
from queries.compiler.shape import ByLabel, Listed, Optional, Path, Picked, Problems, Required, Shape
from queries.compiler.statement import Statement, block


@dataclass(frozen=True)
class Continued:
    """A node of which the further statement answers; the whole answer holds its labels and its id."""

    slot: int
    node: Shape

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape what the further statement said of the node."""
        if value is None:
            return None
        return self.node.take(problems.further[self.slot].get(value[1]), path, problems)


@dataclass
class Further:
    """The selections of one answer that go on; each takes a slot."""

    projector: Projector
    texts: list[str] = field(default_factory=list)

    def slot(self, label: str, children: Mapping[str, tuple[Selected, ...]]) -> Continued:
        """Print one more selection of nodes with a label, and return what takes its answer."""
        index, node = len(self.texts), self.projector.writer.variable()
        self.projector.writer.touch(label)
        text, made = self.projector.node(label, node, children)
        way = f"UNWIND $ids{index} AS id\nMATCH ({node}:{label} {{id: id}})"
        self.texts.append(block("COLLECT", way, f"RETURN [id, {text}] AS row"))
        return Continued(index, made)

    def statement(self) -> Statement | None:
        """Return the whole statement; its ids are known when the question is answered."""
        return self.projector.writer.finish("", f"[{', '.join(self.texts)}]") if self.texts else None


def with_ids(statement: Statement, made: Shape, answer: Any) -> Statement:
    """Return the further statement for the nodes of an answer."""
    ids: dict[int, set[str]] = {}
    for slot, node_id in _ids(made, answer):
        ids.setdefault(slot, set()).add(node_id)
    slots = statement.text.count("UNWIND $ids")
    given = {f"ids{slot}": sorted(ids.get(slot, ())) for slot in range(slots)}
    return Statement(statement.text, {**statement.parameters, **given})


def _ids(made: Shape, value: Any) -> Iterator[tuple[int, str]]:
    if value is None:
        return
    if isinstance(made, Continued):
        yield made.slot, value[1]
    elif isinstance(made, Required | Optional):
        yield from _ids(made.shape, value)
    elif isinstance(made, ByLabel):
        yield from _ids(made.of(value), value)
    elif isinstance(made, Listed):
        for each in value:
            yield from _ids(made.shape, each)
    elif isinstance(made, Picked):
        for _, place, member in made.members:
            yield from _ids(member, None if place is None else value[place])
