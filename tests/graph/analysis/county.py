"""Two counties of one prefecture, with their levels, and a class of product below another.

Not here: what a test says of them.
"""

from datetime import date

from graph.analysis import Reader
from graph.model import Link, Node
from graph.model.actors import Region, RegionLevel
from graph.model.classification import ProductClass
from graph.model.market import Product
from tests.queries.questions.register import COUNTY, ENTERPRISE, OTHER_COUNTY, PREFECTURE, Graph

__all__ = ["BEFORE", "BROAD", "COUNTY", "NARROW", "ON", "OTHER_COUNTY", "PREFECTURE"]

BEFORE, ON = date(2021, 6, 30), date(2021, 7, 1)
BROAD, NARROW = "productClass:E~0", "productClass:E~1"


def counties() -> list[Node]:
    within: list[Link[Region]] = [Link(PREFECTURE)]
    level = RegionLevel.COUNTY
    return [
        Region(code="640199", began=2002, name="甲县", level=level, part_of=within),
        Region(code="640198", began=2002, name="乙县", level=level, part_of=within),
        Region(code="640197", began=2002, name="丙市", level=RegionLevel.PREFECTURE),
    ]


def classes() -> list[Node]:
    return [
        ProductClass(edition="E", code="0", name="食品"),
        ProductClass(edition="E", code="1", name="枸杞", broader=Link(BROAD)),
    ]


def product(code: str = "a", of: str = NARROW) -> Product:
    return Product(maker=Link(ENTERPRISE), code=code, name="枸杞干果", classes=[Link(of)])


def day(graph: Graph, as_of: date = ON) -> Reader:
    return Reader(graph.database, as_of)
