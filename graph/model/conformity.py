"""Conformity assessment: who attests, under which scheme, and what was attested (ISO/IEC 17000).

Not here: the standards attested against (`standards`), and inspections by authorities (`supervision`).
"""

from datetime import date
from enum import Enum
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Department
from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh
from graph.model.market import Enterprise, Product
from graph.model.standards import Standard


class AttestationStatus(Enum):
    """Whether an attestation stands, as its issuer recorded it last."""

    VALID = "VALID"
    SUSPENDED = "SUSPENDED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class ConformityBody(Actor):
    """A body that assesses conformity: a certification body, a laboratory, an inspection body."""

    zh: ClassVar[str] = "合格评定机构"
    plural: ClassVar[str] = "conformityBodies"
    area: ClassVar[str] = "conformity"

    key: Annotated[str, Key(), Zh("机构编号")]


class CertificationScheme(Node):
    """The rules under which one kind of object is certified (ISO/IEC 17000, 4.9)."""

    zh: ClassVar[str] = "认证制度"
    plural: ClassVar[str] = "certificationSchemes"
    area: ClassVar[str] = "conformity"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    mandatory: Annotated[bool | None, Zh("是否强制")] = None
    covers: Annotated[list[Link[Scope]], Edge("COVERS", inverse="schemes", dated=True), Zh("覆盖范围")] = (
        Field(default_factory=list)
    )
    requires: Annotated[
        list[Link[Standard]], Edge("REQUIRES", inverse="required_by", dated=True), Zh("认证依据")
    ] = Field(default_factory=list)


class Certificate(Node):
    """A third party's attestation that an object meets stated requirements (ISO/IEC 17000, 7.6)."""

    zh: ClassVar[str] = "认证证书"
    plural: ClassVar[str] = "certificates"
    area: ClassVar[str] = "conformity"

    issuer: Annotated[Link[ConformityBody], Key(), Edge("ISSUED_BY", inverse="certificates"), Zh("发证机构")]
    number: Annotated[str, Key(), Index(), Zh("证书编号")]
    issued_on: Annotated[date | None, Index(), Zh("发证日期")] = None
    expires_on: Annotated[
        date | None, Index(), Zh("有效期至"), Field(description="The last day on which it holds.")
    ] = None
    status: Annotated[AttestationStatus | None, Index(), Zh("状态")] = None
    scheme: Annotated[
        Link[CertificationScheme] | None, Edge("UNDER_SCHEME", inverse="certificates"), Zh("认证制度")
    ] = None
    holder: Annotated[Link[Enterprise] | None, Edge("HELD_BY", inverse="certificates"), Zh("持证企业")] = None
    products: Annotated[
        list[Link[Product]], Edge("CERTIFIES", inverse="certificates", dated=True), Zh("获证产品")
    ] = Field(default_factory=list)
    standards: Annotated[
        list[Link[Standard]], Edge("CONFORMS_TO", inverse="certificates"), Zh("认证依据")
    ] = Field(default_factory=list)


class Licence(Node):
    """An authority's permission to make or sell."""

    zh: ClassVar[str] = "许可证"
    plural: ClassVar[str] = "licences"
    area: ClassVar[str] = "conformity"

    issuer: Annotated[Link[Department], Key(), Edge("ISSUED_BY", inverse="licences"), Zh("发证机关")]
    number: Annotated[str, Key(), Index(), Zh("许可证编号")]
    issued_on: Annotated[date | None, Index(), Zh("发证日期")] = None
    expires_on: Annotated[
        date | None, Index(), Zh("有效期至"), Field(description="The last day on which it holds.")
    ] = None
    status: Annotated[AttestationStatus | None, Index(), Zh("状态")] = None
    holder: Annotated[Link[Enterprise] | None, Edge("HELD_BY", inverse="licences"), Zh("持证企业")] = None
    covers: Annotated[list[Link[Scope]], Edge("COVERS", inverse="licences", dated=True), Zh("许可范围")] = (
        Field(default_factory=list)
    )
    requires: Annotated[
        list[Link[Standard]], Edge("REQUIRES", inverse="required_by_licences", dated=True), Zh("许可依据标准")
    ] = Field(default_factory=list)
