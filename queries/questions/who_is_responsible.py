# mypy: disable-error-code="empty-body"
"""Who is responsible? The chain of responsibility of one thing on one day.

A chain is found by joining what the policy lays on classes (`Duty`) with who is what on that day. What was
decided here, and why, is told with each row and field. Not here: the statements, which stand beside this
module in the folder of the same name, one for each kind of thing that a chain is asked for.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.accountability import AccountabilityAction
from graph.model.actors import Actor, Person, Region
from graph.model.classification import Scope
from graph.model.market import Enterprise
from graph.model.policy import Clause, Grade, Part, Provision
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class ResponsibilityTier(Vocabulary):
    """Where in a chain of responsibility an actor stands, from the person to the leading group."""

    FIRST_RESPONSIBLE_PERSON = "FIRST_RESPONSIBLE_PERSON", "质量第一责任人"
    QUALITY_MANAGER = "QUALITY_MANAGER", "企业质量主管人员"
    ENTERPRISE = "ENTERPRISE", "企业"
    DEPARTMENT = "DEPARTMENT", "部门"
    GOVERNMENT = "GOVERNMENT", "人民政府"
    LEADING_GROUP = "LEADING_GROUP", "领导小组"
    STATED = "STATED", "of a target or mechanism: whoever the text names · 条款所载主体"


class ResponsibilityGap(Vocabulary):
    """What is missing from a chain of responsibility."""

    NO_FIRST_RESPONSIBLE_PERSON = (
        "NO_FIRST_RESPONSIBLE_PERSON",
        "nobody on file as first-responsible person · 无质量第一责任人",
    )
    NO_QUALITY_MANAGER = "NO_QUALITY_MANAGER", "nobody on file as quality manager · 无质量主管人员"
    NO_ENTERPRISE = "NO_ENTERPRISE", "no enterprise on file for it · 无企业"
    NOT_YET_FOUNDED = "NOT_YET_FOUNDED", "the enterprise was founded after the day asked about · 尚未成立"
    NO_DEPARTMENT_WITH_REMIT = (
        "NO_DEPARTMENT_WITH_REMIT",
        "no department on file serves its region with a remit over it · 无职责部门",
    )
    NO_GOVERNMENT = "NO_GOVERNMENT", "no government on file has jurisdiction over its region · 无管辖政府"
    NO_LEADING_GROUP = "NO_LEADING_GROUP", "no leading group on file · 无领导小组"
    NO_DUTY = "NO_DUTY", "the policy that lays the duty is not loaded · 未载入职责"
    NOT_STATED = "NOT_STATED", "the policy names nobody · 文件未载明"


class Holder(Row):
    """Who holds a post on the day asked about, and since when."""

    person: Annotated[Person, Zh("人员")]
    name: Annotated[str | None, Zh("姓名")]
    since: Annotated[date | None, Zh("任职起始"), Field(description="Missing if no source says it.")]


class ChainStep(Row):
    """One actor in a chain of responsibility, or the gap where one should be."""

    tier: Annotated[ResponsibilityTier, Zh("责任层级")]
    grade: Annotated[
        Grade | None, Zh("责任等级"), Field(description="Missing where the text gives the duty no grade.")
    ]
    part: Annotated[
        Part | None, Zh("参与方式"), Field(description="The part in a provision, where the text gives one.")
    ]
    enterprise: Annotated[
        Enterprise | None,
        Zh("所涉企业"),
        Field(description="Whose chain the step is in: an incident may involve several enterprises."),
    ]
    actor: Annotated[Actor | None, Zh("责任主体"), Field(description="Missing in a gap.")]
    role: Annotated[
        str | None,
        Zh("责任角色"),
        Field(description="The class or role as which the actor bears the duty, in the document's own term."),
    ]
    holder: Annotated[Holder | None, Zh("任职人员")]
    region: Annotated[Region | None, Zh("管辖区划")]
    scopes: Annotated[list[Scope], Zh("职责范围"), Field(description="Over what the department has a remit.")]
    supervises: Annotated[list[Actor], Zh("监督对象")]
    provisions: Annotated[
        list[Provision],
        Zh("依据事项"),
        Field(
            description="The duties that the step stands on, all of its grade; of a target or mechanism, "
            "whatever gives the actor its part."
        ),
    ]
    basis: Annotated[list[Clause], Zh("依据条款")]
    evidence: Annotated[
        list[SourceRecord], Zh("来源记录"), Field(description="The records that put this actor here.")
    ]
    inferred: Annotated[
        bool,
        Zh("是否推定"),
        Field(description="Whether a rule, not a record or the text, puts the actor here."),
    ]
    rule: Annotated[
        str | None,
        Zh("推定规则"),
        Field(
            description="DEFINITION: every actor of the kind is in the class that bears the duty. "
            "JURISDICTION_AND_REMIT: no record puts the department in that class. "
            "SAME_CLAUSE: bears a duty of the clause. GENERAL_RULE: 四.（一）. Else a source's own words."
        ),
    ]
    valid_from: Annotated[
        date | None, Zh("生效日期"), Field(description="The first day on which all the evidence holds.")
    ]
    valid_to: Annotated[
        date | None, Zh("失效日期"), Field(description="The first day on which not all of it holds any more.")
    ]
    gap: Annotated[ResponsibilityGap | None, Zh("缺失")]


class ChainGap(Row):
    """A step that the policy demands and nobody fills."""

    tier: Annotated[ResponsibilityTier, Zh("责任层级")]
    code: Annotated[ResponsibilityGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]
    enterprise: Annotated[Enterprise | None, Zh("所涉企业")]
    basis: Annotated[list[Clause], Zh("依据条款"), Field(description="The clauses that demand it.")]


class ResponsibilityChain(Row):
    """Who is responsible, from the person to the leading group, and what is missing."""

    as_of: Annotated[date, Zh("截至日期")]
    subject: Annotated[Id, Zh("所问对象")]
    chain: Annotated[list[ChainStep], Zh("责任链")]
    gaps: Annotated[list[ChainGap], Zh("缺失环节")]
    actions: Annotated[
        list[AccountabilityAction],
        Zh("问责措施"),
        Field(description="What followed, if asked for an incident."),
    ]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="谁负责？", path=Path(__file__).with_suffix(""))
def who_is_responsible(for_: Id, as_of: date) -> ResponsibilityChain:
    """Who is responsible for an enterprise, a product, an incident, a target or a mechanism on a day.

    For a product the chain is its maker's, with the departments that have a remit over that product; for an
    incident there is one chain for each enterprise involved. A target or mechanism has the actors that its
    text names; else those who bear a duty of its clause; else those whom the general rule names.

    Args:
        for_: the global id of what is asked about.
        as_of: the day asked about; a relation holds from its first day until the day before it ends.
    """
