"""The responsibility network of one day: who acts, over what and where, and whom the policy names for it.

It is drawn of authorities, classes of actors, provisions, regions and scopes. Enterprises are counted by
where they lie and what they do, since there may be millions. Not here: what is found in it (the other
modules).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.analysis.reading import Reader

if TYPE_CHECKING:
    import networkx as nx

STATEMENTS = ("network",)
GOVERNMENT, DEPARTMENT = "government:", "department:"  # how the ids of the two kinds begin


@dataclass(frozen=True)
class Tie:
    """One edge of the network; `part` is an actor's part in a provision."""

    source: str
    type: str
    target: str
    part: str | None = None


class Network:
    """The edges that hold on one day, by their types."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self.ties = tuple(ties)

    @cached_property
    def graph(self) -> "nx.Graph":
        """The network as one undirected graph, whose nodes are ids."""
        import networkx as nx

        graph = nx.Graph()
        graph.add_edges_from((tie.source, tie.target) for tie in self.ties)
        return graph

    def of(self, kind: str) -> Iterable[Tie]:
        """Return the edges of one type."""
        return (tie for tie in self.ties if tie.type == kind)

    def above(self, node: str) -> frozenset[str]:
        """Return a region with all that it lies in, or a scope with all that is broader."""
        return self._above(node)

    @cached_property
    def serving(self) -> Mapping[str, frozenset[str]]:
        """By region, the authorities with jurisdiction over it itself."""
        return _gathered((tie.target, tie.source) for tie in self.of("HAS_JURISDICTION"))

    @cached_property
    def remits(self) -> Mapping[str, frozenset[str]]:
        """By scope, the departments with a remit over it itself."""
        return _gathered((tie.target, tie.source) for tie in self.of("HAS_REMIT"))

    def authorities(self, regions: Iterable[str]) -> frozenset[str]:
        """Return the authorities with jurisdiction over any of these regions or over what they lie in."""
        wider = {whole for region in regions for whole in self.above(region)}
        return frozenset[str]().union(*(self.serving.get(region, ()) for region in wider))

    def with_remit(self, scopes: Iterable[str]) -> frozenset[str]:
        """Return the departments with a remit over any of these scopes or over what is broader."""
        wider = {broad for scope in scopes for broad in self.above(scope)}
        return frozenset[str]().union(*(self.remits.get(scope, ()) for scope in wider))

    @cached_property
    def _upwards(self) -> "nx.DiGraph":
        import networkx as nx

        graph = nx.DiGraph()
        upwards = (tie for tie in self.ties if tie.type in ("PART_OF", "BROADER"))
        graph.add_edges_from((tie.source, tie.target) for tie in upwards)
        return graph

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {}

    def _above(self, node: str) -> frozenset[str]:
        if node not in self._known:
            import networkx as nx

            wider = nx.descendants(self._upwards, node) if node in self._upwards else ()
            self._known[node] = frozenset((node, *wider))
        return self._known[node]


def network_on(reader: Reader) -> Network:
    """Read the network of the reader's day."""
    rows = reader.rows("network")
    return Network(Tie(row["source"], row["type"], row["target"], row["part"]) for row in rows)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}
