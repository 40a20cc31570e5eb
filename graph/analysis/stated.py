"""What the policy states: whom the text of a provision names, and who of them is to act.

Not here: what records say of those actors.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.network import Network, Tie

# Parts of those to whom something is done or given: who is named so has nothing to answer for.
ADDRESSED = frozenset({"ELIGIBLE", "RECEIVES", "BENEFITS", "SUBJECT"})
NAMES = ("HAS_PARTICIPANT", "BORNE_BY")


@dataclass(frozen=True)
class Stated:
    """Whom a provision names: those who are to act, and those to whom something is done."""

    acting: frozenset[str]
    addressed: frozenset[str]

    @classmethod
    def of(cls, ties: Iterable[Tie]) -> "Stated":
        """Sort the actors of a provision's edges by their part."""
        acting: set[str] = set()
        addressed: set[str] = set()
        for tie in ties:
            (addressed if tie.part in ADDRESSED else acting).add(tie.target)
        return cls(frozenset(acting), frozenset(addressed - acting))


def stated_in(network: Network) -> dict[str, tuple[Tie, ...]]:
    """Return, by provision, the edges to the actors whom it names itself or by a duty that it serves."""
    found: dict[str, list[Tie]] = {}
    for kind in NAMES:
        for tie in network.of(kind):
            found.setdefault(tie.source, []).append(tie)
    served: dict[str, list[Tie]] = {}
    for tie in network.of("SERVES"):
        served.setdefault(tie.source, []).extend(t for t in found.get(tie.target, ()) if t.type == "BORNE_BY")
    return {each: (*found.get(each, ()), *served.get(each, ())) for each in {*found, *served}}
