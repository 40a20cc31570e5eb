"""What is made and sold, and by whom: enterprises and products.

Not here: regions and authorities (`actors`), sectors and product classes (`classification`), batches
(`traceability`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Department, Region
from graph.model.classification import ProductClass, Sector
from graph.model.declaration import IN, Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh
from graph.model.policy import Mechanism


class Size(Vocabulary):
    """The size of an enterprise, as the statistical office classes it."""

    LARGE = "LARGE", "大型"
    MEDIUM = "MEDIUM", "中型"
    SMALL = "SMALL", "小型"
    MICRO = "MICRO", "微型"


class Enterprise(Actor):
    """An enterprise, under its unified social credit code (GB 32100-2015)."""

    zh: ClassVar[str] = "企业"
    plural: ClassVar[str] = "enterprises"
    area: ClassVar[str] = "market"

    uscc: Annotated[str, Key(), Zh("统一社会信用代码")]
    size: Annotated[Size | None, Index(), Zh("规模")] = None
    founded_on: Annotated[date | None, Index(), Zh("成立日期")] = None
    employees: Annotated[int | None, Index(), Zh("从业人数")] = None
    region: Annotated[
        list[Link[Region]], Edge("LOCATED_IN", inverse="enterprises", dated=True, single=True), Zh("所在区划")
    ] = Field(default_factory=list)
    sectors: Annotated[
        list[Link[Sector]], Edge("IN_SECTOR", inverse="enterprises", dated=True), Zh("所属行业")
    ] = Field(default_factory=list)
    # 重点企业联系点制度, 三.（一）.4: the clause does not say who liaises.
    liaisons: Annotated[
        list[Link[Department]],
        Edge("LIAISES_WITH", IN, inverse="liaison_for", dated=True),
        Zh("联系部门"),
    ] = Field(default_factory=list)
    # 三.（一）.1–2: an enterprise can have a management system without a certificate that says so.
    regimes: Annotated[
        list[Link[Mechanism]], Edge("HAS_SET_UP", inverse="set_up_by", dated=True), Zh("已建立制度")
    ] = Field(default_factory=list)


class Product(Node):
    """A product of one maker, under the maker's code."""

    zh: ClassVar[str] = "产品"
    plural: ClassVar[str] = "products"
    area: ClassVar[str] = "market"

    maker: Annotated[Link[Enterprise], Key(), Edge("MADE_BY", inverse="products"), Zh("生产企业")]
    code: Annotated[str, Key(), Zh("产品编号")]
    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    barcode: Annotated[str | None, Index(), Zh("商品条码")] = None  # a GTIN
    classes: Annotated[
        list[Link[ProductClass]], Edge("OF_CLASS", inverse="products", dated=True), Zh("产品类别")
    ] = Field(default_factory=list)
