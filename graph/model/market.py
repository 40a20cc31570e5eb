"""What is made and sold, and by whom: enterprises, product classes and products.

Not here: regions and authorities (`actors`).
"""

from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Region
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh


class Enterprise(Node):
    """An enterprise, under its unified social credit code."""

    zh: ClassVar[str] = "企业"
    plural: ClassVar[str] = "enterprises"
    area: ClassVar[str] = "market"

    uscc: Annotated[str, Key(), Zh("统一社会信用代码")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]
    invented: Annotated[bool, Zh("虚构数据")] = False
    region: Annotated[
        list[Link[Region]], Edge("LOCATED_IN", inverse="enterprises", dated=True), Zh("所在区划")
    ] = Field(default_factory=list)


class ProductClass(Node):
    """A class of product in one edition of a classification."""

    zh: ClassVar[str] = "产品类别"
    plural: ClassVar[str] = "productClasses"
    area: ClassVar[str] = "market"

    edition: Annotated[str, Key(), Zh("分类版本")]
    code: Annotated[str, Key(), Index(), Zh("分类代码")]
    name: Annotated[str, FullText(), Zh("名称")]
    broader: Annotated[Link["ProductClass"] | None, Edge("BROADER", inverse="narrower"), Zh("上位类别")] = (
        None
    )


class Product(Node):
    """A product of one maker, under the maker's code."""

    zh: ClassVar[str] = "产品"
    plural: ClassVar[str] = "products"
    area: ClassVar[str] = "market"

    maker: Annotated[Link[Enterprise], Key(), Edge("MADE_BY", inverse="products"), Zh("生产企业")]
    code: Annotated[str, Key(), Zh("产品编号")]
    name: Annotated[str, FullText(), Zh("名称")]
    classes: Annotated[
        list[Link[ProductClass]], Edge("CLASSIFIED_AS", inverse="products"), Zh("产品类别")
    ] = Field(default_factory=list)
