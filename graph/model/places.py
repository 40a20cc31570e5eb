"""Places and things that stand in them: zones, parks, ports, bases, monitored sections; equipment.

Not here: administrative regions (`actors`) and construction projects (`projects`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Body, Region
from graph.model.declaration import IN, Edge, FullText, Index, Key, Link, Node, Recorded, Vocabulary, Zh


class SiteKind(Vocabulary):
    """What sort of place a site is."""

    ZONE = "ZONE", "开发区、保税区"
    PARK = "PARK", "工业园区、品牌示范园区"
    PORT = "PORT", "口岸"
    BASE = "BASE", "农产品生产基地"
    RIVER_SECTION = "RIVER_SECTION", "国控断面"
    WATER_SOURCE = "WATER_SOURCE", "饮用水水源地"
    FACILITY = "FACILITY", "集贸市场、加油站、医疗机构等"


class Site(Node):
    """A place within a region that has records of its own."""

    zh: ClassVar[str] = "场所"
    plural: ClassVar[str] = "sites"
    area: ClassVar[str] = "market"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    kind: Annotated[SiteKind, Index(), Zh("种类")]
    region: Annotated[Link[Region] | None, Edge("SITUATED_IN", inverse="sites"), Zh("所在区划")] = None
    operator: Annotated[Link[Actor] | None, Edge("OPERATED_BY", inverse="operates"), Zh("经营主体")] = None
    offices: Annotated[
        list[Link[Body]], Edge("STATIONED_IN", IN, inverse="stationed_in", dated=True), Zh("派驻机构")
    ] = Field(default_factory=list)


class EquipmentKind(Vocabulary):
    """What a piece of equipment is supervised as."""

    SPECIAL = "SPECIAL", "特种设备"
    MEASURING_INSTRUMENT = "MEASURING_INSTRUMENT", "强制检定计量器具"


class Equipment(Recorded):
    """A piece of equipment that has to be inspected or verified by a day."""

    zh: ClassVar[str] = "设备"
    plural: ClassVar[str] = "equipmentList"
    area: ClassVar[str] = "market"
    named_by: ClassVar[tuple[str, ...]] = ("category", "record_key")

    kind: Annotated[EquipmentKind, Index(), Zh("种类")]
    category: Annotated[str | None, Index(), Zh("类别")] = None
    due_on: Annotated[date | None, Index(), Zh("下次检验日期")] = None
    owner: Annotated[Link[Actor] | None, Edge("OWNED_BY", inverse="equipment"), Zh("使用单位")] = None
    site: Annotated[Link[Site] | None, Edge("INSTALLED_IN", inverse="equipment"), Zh("所在场所")] = None
    region: Annotated[Link[Region] | None, Edge("LOCATED_IN_REGION", inverse="equipment"), Zh("所在区划")] = (
        None
    )
