"""The analysis of gaps as the API tells it. Not here: how they are found (`graph.analysis.gaps`)."""

from typing import Annotated

from pydantic import Field

from graph.analysis import Gap, GapCode, Gaps, Reliance, gaps, responsibility_gaps
from graph.model import Zh
from graph.model.actors import Actor, Region
from graph.model.classification import ProductClass
from graph.model.conformity import Certificate, Licence
from graph.model.market import Enterprise, Product
from graph.model.policy import Mechanism
from queries.analyses.analysis import Analysis, Listing, Told
from queries.questions.question import Row


class GapCount(Row):
    """How many gaps there are of one code, and how they are found."""

    code: Annotated[GapCode, Zh("缺口代码")]
    count: Annotated[int, Zh("数量")]
    listed: Annotated[
        int,
        Zh("列出数量"),
        Field(description="How many of them can be paged through; the others are counted."),
    ]
    method: Annotated[str, Zh("分析方法")]


class NetworkGap(Row):
    """One thing that nobody answers for, or that rests on nothing; the code says which fields are filled."""

    code: Annotated[GapCode, Zh("缺口代码")]
    mechanism: Annotated[Mechanism | None, Zh("机制")]
    actors: Annotated[list[Actor], Zh("所列主体"), Field(description="Whom the text names all the same.")]
    enterprise: Annotated[Enterprise | None, Zh("企业")]
    county: Annotated[Region | None, Zh("县级区划")]
    product_class: Annotated[ProductClass | None, Zh("产品类别")]
    makers: Annotated[
        int | None,
        Zh("生产企业数"),
        Field(description="How many enterprises of the county make products of the class."),
    ]
    certificate: Annotated[Certificate | None, Zh("认证证书")]
    licence: Annotated[Licence | None, Zh("许可证")]
    products: Annotated[
        list[Product], Zh("所涉产品"), Field(description="The first 20 of those that rest on it.")
    ]
    reliance: Annotated[list[Reliance], Zh("依赖方式")]


class ResponsibilityGaps(Listing):
    """What nobody answers for, on one day."""

    counts: Annotated[list[GapCount], Zh("分类计数"), Field(description="One for each code, 0 included.")]
    items: Annotated[list[NetworkGap], Zh("缺口")]


def _told(found: Gaps, code: GapCode | None) -> Told:
    wanted = [each for each in found.items if code in (None, each.code)]
    total = sum(each.count for each in found.counts if code in (None, each.code))
    counts = [
        {"code": each.code, "count": each.count, "listed": each.kept, "method": each.method}
        for each in found.counts
    ]
    items = [(_identity(each), {**vars(each), "mechanism": each.provision}) for each in wanted]
    return Told(found.method, {"counts": counts}, items, total)


def _identity(gap: Gap) -> str:
    about = (gap.provision, gap.enterprise, gap.county, gap.product_class, gap.certificate, gap.licence)
    return " ".join([gap.code.value, *(each for each in about if each)])


RESPONSIBILITY_GAPS = Analysis(
    name="responsibility_gaps",
    zh="责任缺口",
    doc="Where nobody answers: mechanisms, enterprises, counties by product class, attestations that have "
    "run out. NOT_STATED and NOBODY_ACTS are gaps of the text; the others are gaps of the records.",
    row=ResponsibilityGaps,
    statements=gaps.STATEMENTS,
    compute=lambda reader, _: responsibility_gaps(reader),
    tell=_told,
    narrowed=("code", GapCode),
)
