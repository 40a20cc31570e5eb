"""Conformity assessment: who attests, under which scheme, and what was attested (ISO/IEC 17000).

Not here: the standards attested against (`standards`), and inspections by authorities (`supervision`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Department, Region
from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.places import Site
from graph.model.standards import Standard


class AttestationStatus(Vocabulary):
    """Whether an attestation stands, as its issuer recorded it last."""

    VALID = "VALID", "有效"
    SUSPENDED = "SUSPENDED", "暂停"
    WITHDRAWN = "WITHDRAWN", "撤销"
    EXPIRED = "EXPIRED", "过期"


class ConformityBodyKind(Vocabulary):
    """What sort of conformity assessment a body does."""

    CERTIFICATION_BODY = "CERTIFICATION_BODY", "认证机构"
    TEST_CENTRE = "TEST_CENTRE", "质检中心、检测机构"
    LABORATORY = "LABORATORY", "重点实验室、企业实验室"
    INSPECTION_STATION = "INSPECTION_STATION", "园区检测站"


class NetworkTier(Vocabulary):
    """The place of a body in the inspection network of 三.（五）.5."""

    HEAD = "HEAD", "龙头"
    FOCUS = "FOCUS", "重点"
    EXTENSION = "EXTENSION", "延伸"


class SchemeStatus(Vocabulary):
    """Whether a scheme can be certified under."""

    PLANNED = "PLANNED", "拟设"
    IN_FORCE = "IN_FORCE", "实施中"
    ENDED = "ENDED", "已终止"


class LicenceKind(Vocabulary):
    """What an authority permits or registers."""

    PRODUCTION = "PRODUCTION", "生产许可"
    REGISTRATION = "REGISTRATION", "登记管理"
    FILING = "FILING", "产品备案注册登记"
    LABORATORY = "LABORATORY", "实验室资质认定"


class ConformityBody(Actor):
    """A body that assesses conformity: a certification body, a laboratory, an inspection body."""

    zh: ClassVar[str] = "合格评定机构"
    plural: ClassVar[str] = "conformityBodies"
    area: ClassVar[str] = "conformity"

    key: Annotated[str, Key(), Zh("机构编号")]
    kind: Annotated[ConformityBodyKind | None, Index(), Zh("机构类型")] = None
    tier: Annotated[NetworkTier | None, Index(), Zh("网络层级")] = None
    serves: Annotated[
        list[Link[Region]], Edge("SERVES_REGION", inverse="served_by", dated=True), Zh("服务区划")
    ] = Field(default_factory=list)
    tests: Annotated[list[Link[Scope]], Edge("TESTS", inverse="tested_by", dated=True), Zh("检测范围")] = (
        Field(default_factory=list)
    )
    # 特色园区检测站, 三.（五）.5: the last tier of the network stands in parks.
    site: Annotated[Link[Site] | None, Edge("HOUSED_IN", inverse="testing_bodies"), Zh("所在场所")] = None


class CertificationScheme(Node):
    """The rules under which one kind of object is certified (ISO/IEC 17000, 4.9)."""

    zh: ClassVar[str] = "认证制度"
    plural: ClassVar[str] = "certificationSchemes"
    area: ClassVar[str] = "conformity"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(pinyin=True), Zh("名称")]
    mandatory: Annotated[bool | None, Index(), Zh("是否强制")] = None
    status: Annotated[SchemeStatus | None, Index(), Zh("状态")] = None
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
    named_by: ClassVar[tuple[str, ...]] = ("number",)

    issuer: Annotated[Link[ConformityBody], Key(), Edge("ISSUED_BY", inverse="certificates"), Zh("发证机构")]
    number: Annotated[str, Key(), Index(), Zh("证书编号")]
    issued_on: Annotated[date | None, Index(), Zh("发证日期")] = None
    expires_on: Annotated[
        date | None, Index(), Zh("有效期至"), Field(description="The last day on which it holds.")
    ] = None
    status: Annotated[
        AttestationStatus | None,
        Index(),
        Zh("状态"),
        Field(description="As its issuer recorded it last, whatever day is asked about."),
    ] = None
    scheme: Annotated[
        Link[CertificationScheme] | None, Edge("UNDER_SCHEME", inverse="certificates"), Zh("认证制度")
    ] = None
    holder: Annotated[Link[Enterprise] | None, Edge("HELD_BY", inverse="certificates"), Zh("持证企业")] = None
    products: Annotated[
        list[Link[Product]], Edge("CERTIFIES", inverse="certificates", dated=True), Zh("获证产品")
    ] = Field(default_factory=list)
    sites: Annotated[list[Link[Site]], Edge("CERTIFIES_SITE", inverse="certificates"), Zh("获证场所")] = (
        Field(default_factory=list)
    )
    standards: Annotated[
        list[Link[Standard]], Edge("CONFORMS_TO", inverse="certificates"), Zh("认证依据")
    ] = Field(default_factory=list)


class Licence(Node):
    """An authority's permission to make, sell or test, or its registration of who does."""

    zh: ClassVar[str] = "许可证"
    plural: ClassVar[str] = "licences"
    area: ClassVar[str] = "conformity"
    named_by: ClassVar[tuple[str, ...]] = ("number",)

    issuer: Annotated[Link[Department], Key(), Edge("ISSUED_BY", inverse="licences"), Zh("发证机关")]
    number: Annotated[str, Key(), Index(), Zh("许可证编号")]
    kind: Annotated[LicenceKind | None, Index(), Zh("种类")] = None
    issued_on: Annotated[date | None, Index(), Zh("发证日期")] = None
    expires_on: Annotated[
        date | None, Index(), Zh("有效期至"), Field(description="The last day on which it holds.")
    ] = None
    status: Annotated[
        AttestationStatus | None,
        Index(),
        Zh("状态"),
        Field(description="As its issuer recorded it last, whatever day is asked about."),
    ] = None
    holder: Annotated[Link[Enterprise] | None, Edge("HELD_BY", inverse="licences"), Zh("持证企业")] = None
    body: Annotated[
        Link[ConformityBody] | None, Edge("QUALIFIES", inverse="qualified_by"), Zh("获资质机构")
    ] = None
    products: Annotated[list[Link[Product]], Edge("LICENSES", inverse="licences"), Zh("备案产品")] = Field(
        default_factory=list
    )
    covers: Annotated[list[Link[Scope]], Edge("COVERS", inverse="licences", dated=True), Zh("许可范围")] = (
        Field(default_factory=list)
    )
    requires: Annotated[
        list[Link[Standard]], Edge("REQUIRES", inverse="required_by_licences", dated=True), Zh("许可依据标准")
    ] = Field(default_factory=list)
