"""What people and consumers bring forward: complaints, tips, claims, disputes; warranties and insurance.

No informant or complainant is ever named: only a supervisor in office is linked, by the post.
Not here: the cases that follow (`enforcement`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.accountability import Incident
from graph.model.actors import Actor, Post
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.supervision import Inspection


class GuaranteeKind(Vocabulary):
    """Who answers for damage beforehand."""

    WARRANTY = "WARRANTY", "质量担保"
    INSURANCE = "INSURANCE", "产品质量安全责任保险"


class Guarantee(Recorded):
    """A maker's warranty, or an insurer's policy, for products and a time."""

    zh: ClassVar[str] = "担保与保险"
    plural: ClassVar[str] = "guarantees"
    area: ClassVar[str] = "complaints"
    named_by: ClassVar[tuple[str, ...]] = ("terms", "begins_on")

    kind: Annotated[GuaranteeKind, Index(), Zh("种类")]
    terms: Annotated[str | None, FullText(), Zh("条件")] = None
    begins_on: Annotated[date | None, Index(), Zh("起始日期")] = None
    ended_on: Annotated[
        date | None, Index(), Zh("终止日期"), Field(description="The first day on which it holds no more.")
    ] = None
    holder: Annotated[Link[Enterprise] | None, Edge("PROTECTS", inverse="guarantees"), Zh("责任企业")] = None
    given_by: Annotated[
        Link[Actor] | None, Edge("GUARANTEED_BY", inverse="guarantees_given"), Zh("担保方")
    ] = None
    products: Annotated[list[Link[Product]], Edge("GUARANTEES", inverse="guarantees"), Zh("所涉产品")] = (
        Field(default_factory=list)
    )


class ComplaintKind(Vocabulary):
    """What is asked for."""

    COMPLAINT = "COMPLAINT", "投诉"
    TIP = "TIP", "举报"
    CLAIM = "CLAIM", "质量损害赔偿"
    DISPUTE = "DISPUTE", "质量纠纷"


class Complaint(Recorded):
    """A complaint, a tip, a claim for damages or a dispute, without whoever brought it forward."""

    zh: ClassVar[str] = "投诉举报"
    plural: ClassVar[str] = "complaints"
    area: ClassVar[str] = "complaints"
    named_by: ClassVar[tuple[str, ...]] = ("subject", "received_on")

    kind: Annotated[ComplaintKind, Index(), Zh("种类")]
    channel: Annotated[str | None, Index(), Zh("渠道"), Field(description="Such as 12365 or 12315.")] = None
    subject: Annotated[str | None, FullText(), Index(), Zh("事由")] = None
    received_on: Annotated[date | None, Index(), Zh("受理日期")] = None
    closed_on: Annotated[date | None, Index(), Zh("办结日期")] = None
    amount: Annotated[Decimal | None, Zh("赔偿金额"), Field(description="In yuan.")] = None
    reward: Annotated[Decimal | None, Zh("举报奖励"), Field(description="In yuan.")] = None
    about: Annotated[Link[Enterprise] | None, Edge("COMPLAINS_OF", inverse="complaints"), Zh("被诉企业")] = (
        None
    )
    product: Annotated[
        Link[Product] | None, Edge("COMPLAINS_OF_PRODUCT", inverse="complaints"), Zh("所涉产品")
    ] = None
    incident: Annotated[
        Link[Incident] | None, Edge("ARISES_FROM_INCIDENT", inverse="complaints"), Zh("所涉事故")
    ] = None
    handled_by: Annotated[
        Link[Actor] | None, Edge("RECEIVED_BY", inverse="complaints_handled"), Zh("受理机构")
    ] = None
    filed_by: Annotated[
        Link[Post] | None, Edge("FILED_BY", inverse="complaints_filed"), Zh("提出的监督员职务")
    ] = None
    settled_by: Annotated[Link[Inspection] | None, Edge("SETTLED_BY", inverse="settles"), Zh("仲裁检验")] = (
        None
    )
    paid_under: Annotated[
        Link[Guarantee] | None, Edge("PAID_UNDER", inverse="claims_paid"), Zh("赔付依据")
    ] = None
    duplicate_of: Annotated[
        Link["Complaint"] | None, Edge("DUPLICATE_OF", inverse="duplicates"), Zh("重复件")
    ] = None
