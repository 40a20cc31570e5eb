"""Data: what is generated, of the model's own kinds.

The same seed and size give the same graph. It grows by counties: a larger graph has more of them, each as
large as before, so that what a shape answers stays the same. Every dated edge holds today, so that a peer
that knows nothing of days answers the same. Not here: storing it (`fill`), and source records, which no
shape reads.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from graph.model import Link, Node
from graph.model.actors import Department, Government, Region, RegionLevel
from graph.model.classification import ProductClass, Sector
from graph.model.conformity import AttestationStatus, Certificate, ConformityBody
from graph.model.credit import CreditRecord
from graph.model.market import Enterprise, Product, Size
from graph.model.standards import AdoptionDegree, Stage, Standard, StandardLevel
from graph.model.supervision import Inspection, InspectionKind, InspectionResult

SYSTEM = "bench"
ENTERPRISES = 31_000  # 222,000 nodes and 974,000 relationships
OF_A_COUNTY = 1_350
OF_A_PREFECTURE = 11  # counties
SORTS = ("市场监管", "农业农村", "住房城乡", "商务", "卫生健康", "交通运输", "工业信息", "生态环境")
CATEGORIES = 20  # of inspections, in a graph of the size above
FIRST, LAST = date(2015, 1, 1), date(2025, 12, 31)
FOUNDED = date(1990, 1, 1)
HELD = date(2005, 1, 1)


@dataclass(frozen=True)
class Plan:
    """How large the graph is, and what everything in it is called."""

    enterprises: int

    @property
    def counties(self) -> int:
        """How many counties there are."""
        return max(2, round(self.enterprises / OF_A_COUNTY))

    @property
    def standards(self) -> int:
        """How many standards there are, the international ones first."""
        return max(50, self.enterprises // 5)

    @property
    def international(self) -> int:
        """How many of the standards are adopted by others."""
        return self.standards // 3

    @property
    def classes(self) -> int:
        """How many classes of product there are."""
        return max(20, self.enterprises // 30)

    @property
    def sectors(self) -> int:
        """How many sectors there are."""
        return 98

    @property
    def bodies(self) -> int:
        """How many bodies certify."""
        return max(5, self.enterprises // 600)

    @cached_property
    def categories(self) -> list[str]:
        """The categories of inspections."""
        many = max(CATEGORIES, CATEGORIES * self.enterprises // ENTERPRISES)
        return [f"监督抽查样例{number:02d}" for number in range(many)]

    def county(self, number: int) -> str:
        """Return the code of a county."""
        prefecture, within = divmod(number, OF_A_PREFECTURE)
        return f"99{prefecture + 1:03d}{within + 1:02d}"

    def region(self, number: int) -> str:
        """Return the id of a county."""
        return f"region:{self.county(number)}~2000"

    def enterprise(self, number: int) -> str:
        """Return the id of an enterprise."""
        return f"enterprise:{uscc(number)}"


def uscc(number: int) -> str:
    """Return the code of an enterprise, which cannot be issued: its check digits are none."""
    return f"91990199MA{number:08d}"


def generate(plan: Plan, seed: int = 1) -> Iterator[Node]:
    """Yield every node with its edges, what is pointed at before what points."""
    yield from shared(plan, seed)
    yield from enterprises(plan, seed, range(plan.enterprises))


def shared(plan: Plan, seed: int) -> Iterator[Node]:
    """Yield what is there before any enterprise."""
    chance = random.Random(seed)
    yield from _places(plan)
    yield from _offices(plan)
    yield from _classifications(plan)
    yield from _standards(plan, chance)
    yield from (
        ConformityBody(key=f"bench-{number}", name=f"样例认证机构{number}", sample=True)
        for number in range(plan.bodies)
    )


def enterprises(plan: Plan, seed: int, numbers: range) -> Iterator[Node]:
    """Yield some enterprises with what hangs on them, the same whichever others are yielded beside them."""
    for number in numbers:
        yield from _enterprise(plan, random.Random(f"{seed}~{number}"), number)


def _places(plan: Plan) -> Iterator[Node]:
    top = Region(code="99", began=2000, name="样例自治区", level=RegionLevel.REGION, sample=True)
    yield top
    prefectures = -(-plan.counties // OF_A_PREFECTURE)
    for number in range(prefectures):
        yield Region(
            code=f"99{number + 1:03d}", began=2000, name=f"样例第{number + 1}市",
            level=RegionLevel.PREFECTURE, part_of=[Link(top.id, HELD)], sample=True,
        )  # fmt: skip
    for number in range(plan.counties):
        above = f"region:99{number // OF_A_PREFECTURE + 1:03d}~2000"
        yield Region(
            code=plan.county(number), began=2000, name=f"样例第{number + 1}县",
            level=RegionLevel.COUNTY, part_of=[Link(above, HELD)], sample=True,
        )  # fmt: skip


def _offices(plan: Plan) -> Iterator[Node]:
    for number in range(plan.counties):
        key, region = f"bench-{plan.county(number)}", Link[Region](plan.region(number), HELD)
        yield Government(key=key, name=f"样例第{number + 1}县人民政府", jurisdiction=[region], sample=True)
        for sort, name in enumerate(SORTS):
            yield Department(
                key=f"{key}-{sort}", name=f"样例第{number + 1}县{name}局", short_name=f"{name}局",
                jurisdiction=[region], unit_of=[Link(f"government:{key}", HELD)], sample=True,
            )  # fmt: skip


def _classifications(plan: Plan) -> Iterator[Node]:
    for number in range(plan.sectors):
        yield Sector(edition="bench", code=f"{number:03d}", name=f"样例行业{number}", sample=True)
    for number in range(plan.classes):
        yield ProductClass(edition="bench", code=f"{number:06d}", name=f"样例产品类{number}", sample=True)


def _standards(plan: Plan, chance: random.Random) -> Iterator[Node]:
    stages = list(Stage)
    for number in range(plan.standards):
        international = number < plan.international
        adopted = (
            [] if international else chance.sample(range(plan.international), chance.choice((0, 1, 1, 2)))
        )
        yield Standard(
            number=f"{'ISO' if international else 'GB'} {90_000 + number}",
            title=f"样例标准第{number}号", title_en=f"Sample standard {number}",
            level=StandardLevel.INTERNATIONAL if international else StandardLevel.NATIONAL,
            stage=chance.choice(stages), published_on=_day(chance, FIRST, LAST), sample=True,
            adopts=[_adopted(chance, each) for each in adopted],
            applies_to=[] if international else [
                Link(f"productClass:bench~{each:06d}", HELD)
                for each in chance.sample(range(plan.classes), 2)
            ],
        )  # fmt: skip


def _adopted(chance: random.Random, number: int) -> Link[Standard]:
    degree = chance.choice(list(AdoptionDegree)).name
    return Link(f"standard:ISO {90_000 + number}", properties={"degree": degree, "verified": True})


def _enterprise(plan: Plan, chance: random.Random, number: int) -> Iterator[Node]:
    county = number % plan.counties
    founded = _day(chance, FOUNDED, HELD)
    size = chance.choices(list(Size), (0.05, 0.15, 0.5, 0.3))[0]
    offices = [f"department:bench-{plan.county(county)}-{sort}" for sort in range(len(SORTS))]
    made = Enterprise(
        uscc=uscc(number), name=f"样例企业第{number}号有限公司", size=size, founded_on=founded,
        employees=chance.randrange(1, 3_000), sample=True,
        region=[Link(plan.region(county), HELD)],
        sectors=[
            Link(f"sector:bench~{each:03d}", HELD) for each in chance.sample(range(plan.sectors), 3)
        ],
        liaisons=[Link(each, HELD) for each in chance.sample(offices, 2)],
    )  # fmt: skip
    yield made
    products = [_product(plan, chance, made, place) for place in range(chance.choice((0, 1, 2, 2, 3, 4)))]
    yield from products
    for place in range(chance.choice((0, 1, 2))):
        yield _certificate(plan, chance, made, products, place)
    for product in products:
        visits = chance.choices((0, 1, 2, chance.randrange(4, 10)), (0.5, 0.25, 0.2, 0.05))[0]
        for place in range(visits):
            yield _inspection(plan, chance, made, product, f"{product.code}-{place}", chance.choice(offices))
    for place in range(chance.choice((0, 1, 2))):
        yield _credit_record(chance, made, products, place, offices)


def _product(plan: Plan, chance: random.Random, maker: Enterprise, place: int) -> Product:
    return Product(
        maker=Link(maker.id), code=f"P-{place:02d}", name=f"样例产品{maker.uscc[-8:]}-{place}", sample=True,
        classes=[
            Link(f"productClass:bench~{each:06d}", HELD) for each in chance.sample(range(plan.classes), 2)
        ],
    )  # fmt: skip


def _certificate(
    plan: Plan, chance: random.Random, holder: Enterprise, products: list[Product], place: int
) -> Certificate:
    own = chance.sample(range(plan.international, plan.standards), 4)
    issued = _day(chance, FIRST, LAST)
    return Certificate(
        issuer=Link(f"conformityBody:bench-{chance.randrange(plan.bodies)}"),
        number=f"C-{holder.uscc[-8:]}-{place}", issued_on=issued,
        expires_on=issued + timedelta(days=3 * 365), status=chance.choice(list(AttestationStatus)),
        holder=Link(holder.id), products=[Link(each.id, HELD) for each in products[:2]],
        standards=[Link(f"standard:GB {90_000 + each}") for each in own], sample=True,
    )  # fmt: skip


def _inspection(
    plan: Plan, chance: random.Random, inspected: Enterprise, product: Product, key: str, by: str
) -> Inspection:
    failed = chance.random() < 0.12
    return Inspection(
        system=SYSTEM, record_key=f"I-{inspected.uscc[-8:]}-{key}", kind=InspectionKind.SPOT_CHECK,
        category=chance.choice(plan.categories), inspected_on=_day(chance, FIRST, LAST),
        result=InspectionResult.FAIL if failed else InspectionResult.PASS, unit="样例车间",
        inspector=Link(by), enterprise=Link(inspected.id), product=Link(product.id), sample=True,
    )  # fmt: skip


def _credit_record(
    chance: random.Random, about: Enterprise, products: list[Product], place: int, offices: Iterable[str]
) -> CreditRecord:
    on = _day(chance, FIRST, LAST)
    return CreditRecord(
        system=SYSTEM, record_key=f"R-{about.uscc[-8:]}-{place}", category="产品质量信用样例",
        summary=f"样例信用记录第{place}条", recorded_on=on, public_until=on + timedelta(days=3 * 365),
        enterprise=Link(about.id), product=Link(products[0].id) if products else None, sample=True,
        contributed_by=[Link(each, HELD) for each in chance.sample(list(offices), 4)],
    )  # fmt: skip


def _day(chance: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange((last - first).days))


def drawn(values: list[Any], many: int, seed: int) -> list[Any]:
    """Return some of the values, the same ones for the same seed."""
    return random.Random(seed).sample(values, min(many, len(values)))
