"""Cuts: whose absence leaves a step of a chain of responsibility to nobody, and what it parts in the
network.

A chain is cut by an actor who alone fills one of its steps. A step that nobody fills is a gap already
(`gaps`) and is cut by nobody. Not here: how loaded an actor is (`load`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import chains, network
from graph.analysis.chains import GRADES, CutTier, chains_on
from graph.analysis.network import Network, network_on
from graph.analysis.reading import Reader
from graph.analysis.stated import Stated, stated_in

if TYPE_CHECKING:
    import networkx as nx

STATEMENTS = (*network.STATEMENTS, *chains.STATEMENTS, "holders")
METHOD = (
    "cut: the only actor in a tier of a chain; separates: articulation points (Tarjan), block-cut tree "
    "of the network"
)
# A class of actors is no single one.
ACTORS = ("department:", "government:", "body:", "post:", "person:", "enterprise:", "conformityBody:")


@dataclass(frozen=True)
class Cut:
    """One tier left to nobody, and in how many chains: of enterprises, or for STATED of provisions."""

    tier: CutTier
    chains: int


@dataclass(frozen=True)
class CutActor:
    """One actor with all that its absence cuts.

    Args:
        actor: its id.
        chains: how many chains are cut, of enterprises and of provisions together.
        cuts: the same by tier, largest first.
        separates: how many things of the network are parted from the rest; 0 for no articulation point.
    """

    actor: str
    chains: int
    cuts: tuple[Cut, ...]
    separates: int


@dataclass(frozen=True)
class Cuts:
    """Every actor whose absence cuts or parts anything, the most chains first."""

    items: tuple[CutActor, ...]
    method: str = METHOD


def cut_actors(reader: Reader) -> Cuts:
    """Return whose absence cuts the most chains of responsibility."""
    drawn = network_on(reader)
    counted: Counter[tuple[str, CutTier]] = Counter()
    for alike in chains_on(reader, drawn):
        for tier, actors in alike.tiers:
            if len(actors) == 1:
                counted[next(iter(actors)), tier] += alike.enterprises
    for tier, grade in GRADES.items():
        for row in reader.rows("holders", grade=grade):
            counted[row["person"], tier] += row["enterprises"]
    counted.update((actor, CutTier.STATED) for actor in _alone_stated(drawn))
    return Cuts(tuple(_ordered(counted, separated(drawn.graph))))


def _alone_stated(drawn: Network) -> Iterator[str]:
    """Yield, once for each provision, the actor who alone is to act in it; a class is no single actor."""
    acting = (Stated.of(ties).acting for ties in stated_in(drawn).values())
    alone = (next(iter(actors)) for actors in acting if len(actors) == 1)
    return (actor for actor in alone if actor.startswith(ACTORS))


def _ordered(counted: Counter[tuple[str, CutTier]], parted: dict[str, int]) -> Iterator[CutActor]:
    by_actor: dict[str, list[Cut]] = {}
    for (actor, tier), number in counted.items():
        by_actor.setdefault(actor, []).append(Cut(tier, number))
    actors = {each: parted.get(each, 0) for each in {*by_actor, *(a for a in parted if a.startswith(ACTORS))}}
    found = [
        CutActor(
            actor,
            sum(cut.chains for cut in by_actor.get(actor, ())),
            tuple(sorted(by_actor.get(actor, ()), key=lambda cut: (-cut.chains, cut.tier.value))),
            parts,
        )
        for actor, parts in actors.items()
    ]
    yield from sorted(found, key=lambda each: (-each.chains, -each.separates, each.actor))


def separated(graph: "nx.Graph") -> dict[str, int]:
    """Return, for each articulation point, how many nodes its removal parts from the largest rest.

    One walk over the tree of blocks: below each point hang whole subtrees, and what is not below is one
    part more.
    """
    import networkx as nx

    points = set(nx.articulation_points(graph))
    tree: nx.Graph = nx.Graph()
    weight: dict[str | int, int] = dict.fromkeys(points, 1)
    for block, nodes in enumerate(nx.biconnected_components(graph)):
        weight[block] = len(nodes - points)
        tree.add_node(block)
        tree.add_edges_from((block, point) for point in nodes & points)
    found: dict[str, int] = {}
    for component in list(nx.connected_components(tree)):
        root = next(each for each in component if isinstance(each, int))
        _walk(tree, root, weight, found)
    return found


def _walk(tree: "nx.Graph", root: int, weight: dict[str | int, int], found: dict[str, int]) -> None:
    import networkx as nx

    above = dict(nx.bfs_predecessors(tree, root))
    order = [root, *above]
    size = {each: weight[each] for each in order}
    below: dict[str | int, list[int]] = {each: [] for each in order}
    for each in reversed(order[1:]):
        size[above[each]] += size[each]
        below[above[each]].append(size[each])
    for each in order:
        if isinstance(each, str):
            parts = [*below[each], size[root] - size[each]]
            found[each] = sum(parts) - max(parts)
