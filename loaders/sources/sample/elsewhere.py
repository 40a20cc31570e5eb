"""What the sample points to and does not say itself: regions, standards and facts of the policy.

Everything of another source that the sample links to is named here, or in the tables beside the modules.
Not here: what the sample itself holds (`catalogue`, `offices`, `enterprises`).
"""

from dataclasses import dataclass
from functools import cache

from graph.model import Link
from graph.model.actors import OrgClass, Region, RegionLevel
from graph.model.policy import Figure, Mechanism
from loaders.sources.regions.delivery import regions_delivery

SAMPLE = "sample"  # the system of the whole sample, and of the records that have a key of their own
REGION = "region:640000~1980"  # the autonomous region

# Classes of actors that the policy addresses. Of the first two everyone is a member who is recorded as one.
SUPERVISORS: Link[OrgClass] = Link("orgClass:监管部门")
LOCAL_GOVERNMENTS: Link[OrgClass] = Link("orgClass:各市、县（区）人民政府")
LEADERS: Link[OrgClass] = Link("orgClass:行业龙头企业")
FIRST_RESPONSIBLE: Link[OrgClass] = Link("orgClass:质量第一责任人")
QUALITY_MANAGER: Link[OrgClass] = Link("orgClass:企业质量主管人员")
ENFORCEMENT_TEAMS: Link[OrgClass] = Link("orgClass:区、市、县三级产品质量执法稽查队伍")
FARM_SUPERVISION: Link[OrgClass] = Link("orgClass:区、市、县三级农产品质量安全监管机构")
FARM_TESTING: Link[OrgClass] = Link("orgClass:质量安全检测体系")

CREDIT_SHARING: Link[Mechanism] = Link("mechanism:nx-2012-credit-sharing")
BLACKLIST: Link[Mechanism] = Link("mechanism:nx-2012-blacklist")
CLASSIFIED_SUPERVISION: Link[Mechanism] = Link("mechanism:nx-2012-classified-supervision")
FOOD_HYGIENE: Link[Mechanism] = Link("mechanism:nx-2012-food-hygiene-grading")
MANAGEMENT_SYSTEM: Link[Mechanism] = Link("mechanism:nx-2012-quality-management-system")
QUALITY_IN_PLANS: Link[Mechanism] = Link("mechanism:nx-2012-quality-in-local-plans")
LOCAL_SCHEMES: Link[Mechanism] = Link("mechanism:nx-2012-local-schemes")
BUDGET_LINES: Link[Mechanism] = Link("mechanism:nx-2012-government-budget-lines")
QUALITY_MODELS: Link[Mechanism] = Link("mechanism:nx-2012-quality-models")
QUALITY_MODELS_NUMBER: Link[Figure] = Link("figure:nx-2012-quality-models-number")

# The departments that share credit records (三.（二）.10), in the clause's order, with what one would record.
# Which department records what is invented: the clause does not say.
QUALITY_SUPERVISION = "department:nx-2012-质监"
CREDIT_CATEGORIES = {
    QUALITY_SUPERVISION: "质量行政处罚",
    "department:nx-2012-检验检疫": "出口检验不合格",
    "department:nx-2012-工商": "合同违约",
    "department:nx-2012-税务": "欠税公告",
    "department:nx-2012-银行": "贷款逾期",
    "department:nx-2012-商务": "经营异常",
    "department:nx-2012-海关": "通关失信",
    "department:nx-2012-统计": "统计报送违规",
}


@dataclass(frozen=True)
class Place:
    """A region as the sample needs it; `within` is its prefecture, None for a prefecture."""

    code: str
    name: str
    id: str
    within: "Place | None" = None


WHOLE_REGION = Place("640000", "宁夏回族自治区", REGION)


@cache
def prefectures() -> tuple[Place, ...]:
    """Return the prefectures of today, by code."""
    return tuple(_place(region, None) for region in _regions(RegionLevel.PREFECTURE))


@cache
def counties() -> tuple[Place, ...]:
    """Return the counties of today, by code; the first four digits of a code are its prefecture's."""
    above = {place.code[:4]: place for place in prefectures()}
    return tuple(_place(region, above[region.code[:4]]) for region in _regions(RegionLevel.COUNTY))


def _regions(level: RegionLevel) -> list[Region]:
    claims = (claim for record in regions_delivery().records for claim in record.claims)
    found = (claim for claim in claims if isinstance(claim, Region) and claim.level is level)
    return sorted((region for region in found if region.ended is None), key=lambda region: region.code)


def _place(region: Region, within: Place | None) -> Place:
    return Place(region.code, region.name, region.id, within)
