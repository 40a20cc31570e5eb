"""By what things are sorted: sectors and classes of product, each in one edition of its classification.

Not here: what is sorted (`market`) and who is responsible for a sector or class (`actors`).
"""

from typing import Annotated, ClassVar

from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh


class Scope(Node):
    """What a remit, a standard or a scheme extends over: a sector, a product class, a mechanism."""

    zh: ClassVar[str] = "适用范围"
    plural: ClassVar[str] = "scopes"
    area: ClassVar[str] = "classification"
    abstract: ClassVar[bool] = True

    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]


class Sector(Scope):
    """A sector of the economy in one edition of its classification (GB/T 4754)."""

    zh: ClassVar[str] = "行业"
    plural: ClassVar[str] = "sectors"
    area: ClassVar[str] = "classification"

    edition: Annotated[str, Key(), Zh("分类版本")]
    code: Annotated[str, Key(), Index(), Zh("行业代码")]
    broader: Annotated[Link["Sector"] | None, Edge("BROADER", inverse="narrower"), Zh("上位行业")] = None


class ProductClass(Scope):
    """A class of product in one edition of a classification."""

    zh: ClassVar[str] = "产品类别"
    plural: ClassVar[str] = "productClasses"
    area: ClassVar[str] = "classification"

    edition: Annotated[str, Key(), Zh("分类版本")]
    code: Annotated[str, Key(), Index(), Zh("分类代码")]
    broader: Annotated[Link["ProductClass"] | None, Edge("BROADER", inverse="narrower"), Zh("上位类别")] = (
        None
    )
