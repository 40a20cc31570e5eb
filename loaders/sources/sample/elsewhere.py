"""What the sample points to and does not say itself: regions, standards and facts of the policy.

Everything of another source that the sample links to is named here and nowhere else in it.
Not here: what the sample itself holds (`catalogue`, `offices`, `enterprises`).
"""

from dataclasses import dataclass

from graph.model import Link
from graph.model.actors import OrgClass
from graph.model.policy import Mechanism

SAMPLE = "sample"  # the system of the whole sample, and of the records that have a key of their own


@dataclass(frozen=True)
class Place:
    """A region as the sample needs it; `within` is its prefecture, None for a prefecture."""

    code: str
    name: str
    id: str
    within: "Place | None" = None


_PREFECTURES = (
    ("640100", "银川市", 1980),
    ("640200", "石嘴山市", 1987),
    ("640300", "吴忠市", 1998),
    ("640400", "固原市", 2001),
    ("640500", "中卫市", 2003),
)
_COUNTIES = (
    ("640104", "兴庆区", 2002),
    ("640105", "西夏区", 2002),
    ("640106", "金凤区", 2002),
    ("640121", "永宁县", 1980),
    ("640122", "贺兰县", 1980),
    ("640181", "灵武市", 2002),
    ("640202", "大武口区", 1980),
    ("640205", "惠农区", 2003),
    ("640221", "平罗县", 1980),
    ("640302", "利通区", 1998),
    ("640303", "红寺堡区", 2009),
    ("640323", "盐池县", 1998),
    ("640324", "同心县", 1998),
    ("640381", "青铜峡市", 1998),
    ("640402", "原州区", 2001),
    ("640422", "西吉县", 2001),
    ("640423", "隆德县", 2001),
    ("640424", "泾源县", 2001),
    ("640425", "彭阳县", 2001),
    ("640502", "沙坡头区", 2003),
    ("640521", "中宁县", 2003),
    ("640522", "海原县", 2003),
)

PREFECTURES = tuple(Place(code, name, f"region:{code}~{began}") for code, name, began in _PREFECTURES)
_BY_HEAD = {place.code[:4]: place for place in PREFECTURES}
COUNTIES = tuple(
    Place(code, name, f"region:{code}~{began}", _BY_HEAD[code[:4]]) for code, name, began in _COUNTIES
)

# Classes of actors that the policy addresses. Of the first two everyone is a member who is recorded as one.
SUPERVISORS: Link[OrgClass] = Link("orgClass:监管部门")
LOCAL_GOVERNMENTS: Link[OrgClass] = Link("orgClass:各市、县（区）人民政府")
LEADERS: Link[OrgClass] = Link("orgClass:行业龙头企业")
FIRST_RESPONSIBLE: Link[OrgClass] = Link("orgClass:质量第一责任人")
QUALITY_MANAGER: Link[OrgClass] = Link("orgClass:企业质量主管人员")

CREDIT_SHARING: Link[Mechanism] = Link("mechanism:nx-2012-credit-sharing")
BLACKLIST: Link[Mechanism] = Link("mechanism:nx-2012-blacklist")

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
