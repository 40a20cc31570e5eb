# mypy: disable-error-code="empty-body"
"""Which standards apply? To a product or an enterprise, by which way, and where each stood on the day.

Not here: the statement, which stands beside this module, and what a standard is (`graph.model.standards`).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.policy import Clause
from graph.model.provenance import SourceRecord
from graph.model.standards import AdoptionDegree, Standard
from queries.questions.question import Id, Row, question


class ApplicableVia(Vocabulary):
    """By which way a standard applies."""

    PRODUCT_CLASS = "PRODUCT_CLASS", "it applies to the class of the product · 产品类别"
    SECTOR = "SECTOR", "it applies to the sector of the enterprise · 行业"
    SCHEME = "SCHEME", "a certification scheme that covers the class or sector requires it · 认证制度"
    LICENCE = "LICENCE", "a licence that covers the class, or that the enterprise holds, requires it · 许可证"
    CERTIFICATE = "CERTIFICATE", "a certificate says conformity to it · 认证证书"


class StandardStatus(Vocabulary):
    """Where a standard stood on a day, as its dates, its stage and its successors tell."""

    IN_FORCE = "IN_FORCE", "现行"
    SUPERSEDED = "SUPERSEDED", "a successor is in effect · 被代替"
    NOT_YET_EFFECTIVE = "NOT_YET_EFFECTIVE", "尚未实施"
    WITHDRAWN = "WITHDRAWN", "废止"
    UNKNOWN = "UNKNOWN", "neither its dates nor its stage tell · 不明"


class StandardsGap(Vocabulary):
    """What is missing about the standards of a thing."""

    NO_PRODUCT_CLASS = "NO_PRODUCT_CLASS", "it has no product class on file · 无产品类别"
    NO_SECTOR = "NO_SECTOR", "it has no sector on file · 无行业"
    NO_APPLICABLE_STANDARD = "NO_APPLICABLE_STANDARD", "no standard on file applies · 无适用标准"


class AdoptedStandard(Row):
    """An international standard that a standard adopts, and how far."""

    degree: Annotated[AdoptionDegree, Zh("采用程度")]
    standard: Annotated[Standard, Zh("被采用标准")]
    verified: Annotated[bool, Zh("已核实")]


class ApplicableStandard(Row):
    """A standard that applies by one way; one that applies by several is listed once for each."""

    standard: Annotated[Standard, Zh("标准")]
    via: Annotated[ApplicableVia, Zh("适用途径")]
    through: Annotated[
        str | None, Zh("途径名称"), Field(description="The class, sector, scheme, licence or certificate.")
    ]
    status: Annotated[StandardStatus, Zh("状态")]
    mandatory: Annotated[bool | None, Zh("是否强制")]
    adopts: Annotated[list[AdoptedStandard], Zh("采用国际标准")]
    basis: Annotated[
        list[Clause], Zh("依据条款"), Field(description="The clause that binds enterprises to standards.")
    ]
    superseded_by: Annotated[
        list[Standard], Zh("被代替"), Field(description="The successors in effect on the day asked about.")
    ]
    evidence: Annotated[list[SourceRecord], Zh("来源记录")]
    inferred: Annotated[bool, Zh("是否推定")]
    rule: Annotated[
        str | None,
        Zh("推定规则"),
        Field(description="BROADER: applies to a wider class or sector. Else a source's own words."),
    ]


class MissingOfStandards(Row):
    """Something that is missing about the standards of a thing."""

    code: Annotated[StandardsGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class ApplicableStandards(Row):
    """The standards that apply to a product or an enterprise, and what is missing."""

    as_of: Annotated[date, Zh("截至日期")]
    subject: Annotated[Id, Zh("所问对象")]
    items: Annotated[list[ApplicableStandard], Zh("适用标准")]
    gaps: Annotated[list[MissingOfStandards], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="适用哪些标准？", path=Path(__file__).with_suffix(".cypher"))
def applicable_standards(to: Id, as_of: date) -> ApplicableStandards:
    """Which standards apply to a product or an enterprise on a day, and by which way.

    An enterprise has those of its sectors, of the classes of all its products, and of its licences and
    certificates. A product has those of its own classes, of its maker's sectors, of the licences that cover
    its classes and of the certificates that name it.

    Args:
        to: the global id of the product or the enterprise.
        as_of: the day asked about; a relation holds from its first day until the day before it ends.
    """
