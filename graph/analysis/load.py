"""Load and centrality: how much each department has to answer for, and how central it is in the network.

Not here: what would be missing without it (`cuts`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis import chains, network
from graph.analysis.chains import CutTier, chains_on
from graph.analysis.network import DEPARTMENT, Network, network_on
from graph.analysis.reading import Reader
from graph.analysis.stated import stated_in

STATEMENTS = (*network.STATEMENTS, *chains.STATEMENTS)
WHOLE = 1_500  # nodes of the largest network whose betweenness is computed from every node
PIVOTS = 300  # from how many it is estimated in a larger one
SEED = 2012  # so that the estimate is the same each time
LOADED = "load: counts over chains, remits, regions and provisions"
EXACT = f"betweenness centrality (Brandes), normalised; {LOADED}"
ESTIMATED = f"betweenness centrality (Brandes), estimated from {PIVOTS} pivots, normalised; {LOADED}"


@dataclass(frozen=True)
class Load:
    """What one department has to answer for, and its place in the network.

    Args:
        department: its id.
        rank: by betweenness, from 1; departments that are equal share a rank.
        betweenness: the share of shortest paths between two others that lead through it, 0 to 1.
        degree: how many things of the network it is tied to.
        enterprises: in how many enterprises' chains it stands.
        alone: in how many of them as the only department.
        scopes: over how many sectors, product classes and mechanisms it has a remit itself.
        regions: over how many regions it has jurisdiction itself.
        provisions: in how many provisions the policy names it.
    """

    department: str
    rank: int
    betweenness: float
    degree: int
    enterprises: int
    alone: int
    scopes: int
    regions: int
    provisions: int


@dataclass(frozen=True)
class Loads:
    """Every department that is tied to anything on the day, the most central first."""

    items: tuple[Load, ...]
    method: str


def department_load(reader: Reader) -> Loads:
    """Return how central and how loaded each department is."""
    import networkx as nx

    drawn = network_on(reader)
    graph = drawn.graph
    exact = len(graph) <= WHOLE
    whole: Mapping[str, float] = nx.betweenness_centrality(graph, k=None if exact else PIVOTS, seed=SEED)
    # Sums in another order differ in the last digits.
    central = {each: round(value, 12) for each, value in whole.items()}
    enterprises, alone = _answered(reader, drawn)
    counted = {
        kind: Counter(tie.source for tie in drawn.of(kind)) for kind in ("HAS_REMIT", "HAS_JURISDICTION")
    }
    named = Counter(actor for actors in stated_in(drawn).values() for actor in {tie.target for tie in actors})
    departments = [node for node in graph if node.startswith(DEPARTMENT)]
    ranks: dict[float, int] = {}
    for place, value in enumerate(sorted((central[each] for each in departments), reverse=True), 1):
        ranks.setdefault(value, place)
    items = [
        Load(
            department=each,
            rank=ranks[central[each]],
            betweenness=central[each],
            degree=graph.degree(each),
            enterprises=enterprises[each],
            alone=alone[each],
            scopes=counted["HAS_REMIT"][each],
            regions=counted["HAS_JURISDICTION"][each],
            provisions=named[each],
        )
        for each in departments
    ]
    items.sort(key=lambda load: (load.rank, -load.enterprises, load.department))
    return Loads(tuple(items), EXACT if exact else ESTIMATED)


def _answered(reader: Reader, drawn: Network) -> tuple[Counter[str], Counter[str]]:
    """In how many chains each department stands, and in how many as the only one."""
    among, alone = Counter[str](), Counter[str]()
    for alike in chains_on(reader, drawn):
        found = alike.actors(CutTier.DEPARTMENT)
        for each in found:
            among[each] += alike.enterprises
            alone[each] += alike.enterprises if len(found) == 1 else 0
    return among, alone
