"""Overlaps: departments with the same power over one object.

Two sorts: a remit over the same scope in the same region, which records give and may be a fault; and the
same directing part in one provision, which the text gives on purpose. Departments of a county and of the
prefecture above it do not overlap: levels are how the system is meant. Not here: what has no department
at all (`gaps`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis import network
from graph.analysis.network import DEPARTMENT, Network, network_on
from graph.analysis.reading import Reader
from graph.model import Vocabulary

STATEMENTS = network.STATEMENTS
# Parts that direct others; several who perform or share are no overlap.
DIRECTING = frozenset({"SUPERVISES", "ISSUES", "ORGANISES", "ESTABLISHES", "GUIDES", "SETTLES"})
METHOD = (
    "set intersection: HAS_REMIT of the scope or one broader × HAS_JURISDICTION of the same region, and the "
    "same directing part in one provision; departments joined by SAME_AS count once (connected components)"
)


class OverlapKind(Vocabulary):
    """Where the power over the object comes from."""

    REMIT = "REMIT", "from records: a remit over one scope in one region · 职责范围重叠"
    STATED = "STATED", "from the text: one part in one provision · 文件载明"


@dataclass(frozen=True)
class Overlap:
    """Departments with the same power over one object.

    Args:
        kind: where the power comes from.
        scope, region: for REMIT, over what and where; the broadest scope in which they all meet.
        provision, part: for STATED, in what and as what.
        departments: two or more, by id.
    """

    kind: OverlapKind
    departments: tuple[str, ...]
    scope: str | None = None
    region: str | None = None
    provision: str | None = None
    part: str | None = None


@dataclass(frozen=True)
class Overlaps:
    """All overlaps of a day: from records first, those of most departments first."""

    items: tuple[Overlap, ...]
    method: str = METHOD


def power_overlaps(reader: Reader) -> Overlaps:
    """Return the objects over which several departments have the same power on the reader's day."""
    drawn = network_on(reader)
    same = _one_name(drawn)
    found = [*_by_remit(drawn, same), *_by_text(drawn, same)]
    found.sort(key=lambda each: (each.kind.value, -len(each.departments), each.scope or each.provision or ""))
    return Overlaps(tuple(found))


def _by_remit(drawn: Network, same: dict[str, str]) -> Iterator[Overlap]:
    over = {scope: drawn.with_remit([scope]) for scope in _scopes(drawn)}
    for region, serving in sorted(drawn.serving.items()):
        here = {each for each in serving if each.startswith(DEPARTMENT)}
        if len(here) < 2:
            continue
        for scope, departments in over.items():
            meeting = here & departments
            if _several(meeting, same) and not _met_above(drawn, scope, meeting):
                yield Overlap(OverlapKind.REMIT, tuple(sorted(meeting)), scope=scope, region=region)


def _scopes(drawn: Network) -> list[str]:
    """Every scope in anybody's remit: below them no others meet than meet there or in one of them."""
    return sorted(drawn.remits)


def _met_above(drawn: Network, scope: str, meeting: set[str]) -> bool:
    broader = drawn.above(scope) - {scope}
    return any(meeting <= drawn.with_remit([each]) for each in broader)


def _by_text(drawn: Network, same: dict[str, str]) -> Iterator[Overlap]:
    sharing: dict[tuple[str, str], set[str]] = {}
    for tie in drawn.of("HAS_PARTICIPANT"):
        if tie.part in DIRECTING and tie.target.startswith(DEPARTMENT):
            sharing.setdefault((tie.source, tie.part), set()).add(tie.target)
    for (provision, part), departments in sorted(sharing.items()):
        if _several(departments, same):
            yield Overlap(OverlapKind.STATED, tuple(sorted(departments)), provision=provision, part=part)


def _several(departments: set[str], same: dict[str, str]) -> bool:
    return len({same.get(each, each) for each in departments}) > 1


def _one_name(drawn: Network) -> dict[str, str]:
    """Return one id for all those that a person approved to be the same department."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from((tie.source, tie.target) for tie in drawn.of("SAME_AS"))
    return {each: min(group) for group in nx.connected_components(graph) for each in group}
