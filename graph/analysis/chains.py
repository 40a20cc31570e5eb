"""Chains: who stands in the chains of responsibility of all enterprises, which are taken together where they
agree.

The joins are those of the question `who_is_responsible`: jurisdiction over the region or one above it,
with a remit over what the enterprise does or makes or anything broader. Not here: one enterprise's chain
with its evidence, which is that question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis.network import DEPARTMENT, GOVERNMENT, Network
from graph.analysis.reading import Reader
from graph.model import Vocabulary

STATEMENTS = ("enterprises", "leading")


class CutTier(Vocabulary):
    """A step of a chain that an actor other than the enterprise itself may fill."""

    FIRST_RESPONSIBLE_PERSON = "FIRST_RESPONSIBLE_PERSON", "质量第一责任人"
    QUALITY_MANAGER = "QUALITY_MANAGER", "企业质量主管人员"
    DEPARTMENT = "DEPARTMENT", "部门"
    GOVERNMENT = "GOVERNMENT", "人民政府"
    LEADING_GROUP = "LEADING_GROUP", "领导小组"
    STATED = "STATED", "of a provision: whoever the text names · 条款所载主体"


GRADES = {CutTier.FIRST_RESPONSIBLE_PERSON: "PRIMARY", CutTier.QUALITY_MANAGER: "DIRECT"}


@dataclass(frozen=True)
class Alike:
    """Enterprises with the same chain above themselves: how many, and the first of them.

    `tiers` are the actors of each tier, in the order of the chain.
    """

    enterprises: int
    first: tuple[str, ...]
    tiers: tuple[tuple[CutTier, frozenset[str]], ...]

    def actors(self, tier: CutTier) -> frozenset[str]:
        """Return who fills a tier."""
        return dict(self.tiers)[tier]


def chains_on(reader: Reader, network: Network) -> Iterator[Alike]:
    """Yield the chains of all enterprises of the reader's day, from the department upwards.

    Args:
        reader: reads the day.
        network: of the same day.
    """
    leading = frozenset(row["body"] for row in reader.rows("leading"))
    for row in reader.rows("enterprises"):
        authorities = network.authorities(row["homes"])
        over = network.with_remit(row["scopes"])
        tiers = (
            (CutTier.DEPARTMENT, frozenset(a for a in authorities & over if a.startswith(DEPARTMENT))),
            (CutTier.GOVERNMENT, frozenset(a for a in authorities if a.startswith(GOVERNMENT))),
            (CutTier.LEADING_GROUP, leading),
        )
        yield Alike(row["enterprises"], tuple(row["first"]), tiers)
