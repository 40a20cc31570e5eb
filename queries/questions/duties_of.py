# mypy: disable-error-code="empty-body"
"""What falls to an actor? The duties it bears and the parts it has in provisions, and by which way.

The other side of `who_is_responsible`: the same joins, begun at the actor. Not here: the statement, which
stands beside this module.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.actors import Actor, OrgClass
from graph.model.policy import Clause, Grade, Part, Provision
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class DutyVia(Vocabulary):
    """By which way a duty falls to an actor."""

    OWN = "OWN", "the document names it · 点名"
    MEMBERSHIP = "MEMBERSHIP", "a record puts it in a class · 类别成员"
    ROLE = "ROLE", "its post has the role · 任职角色"
    DEFINITION = "DEFINITION", "every actor of its kind is in the class · 类别定义"
    REMIT = "REMIT", "it serves a region with a remit, and no record puts it in the class · 管辖与职责范围"


class DutiesGap(Vocabulary):
    """What is missing about the duties of an actor."""

    NOT_YET_FOUNDED = "NOT_YET_FOUNDED", "it was founded after the day asked about · 尚未成立"
    NO_POST = "NO_POST", "of a person: no post held on the day · 未任职"
    NO_DUTY = "NO_DUTY", "no duty on file falls to it · 无职责"


class OwedDuty(Row):
    """A duty, or a part in a provision, that falls to an actor by one way; by several, listed for each."""

    provision: Annotated[Provision, Zh("规定事项")]
    grade: Annotated[
        Grade | None, Zh("责任等级"), Field(description="Missing where the text gives the duty no grade.")
    ]
    part: Annotated[
        Part | None, Zh("参与方式"), Field(description="Missing where the actor bears it as a duty.")
    ]
    via: Annotated[DutyVia, Zh("归属途径")]
    acting_as: Annotated[
        Actor | None,
        Zh("以何身份"),
        Field(
            description="The post that is held, or the department as which the document names the actor; "
            "missing when it is the actor itself."
        ),
    ]
    through: Annotated[
        OrgClass | None, Zh("所属类别"), Field(description="The class or role on which it is laid.")
    ]
    supervises: Annotated[list[Actor], Zh("监督对象")]
    basis: Annotated[list[Clause], Zh("依据条款")]
    evidence: Annotated[
        list[SourceRecord],
        Zh("来源记录"),
        Field(description="The records that say so, from the provision to the actor."),
    ]
    inferred: Annotated[
        bool, Zh("是否推定"), Field(description="Whether a rule, not a record or the text, says so.")
    ]
    rule: Annotated[
        str | None,
        Zh("推定规则"),
        Field(
            description="DEFINITION: every actor of the kind is in the class. JURISDICTION_AND_REMIT: no "
            "record puts the department in the class. Else a source's own words."
        ),
    ]
    valid_from: Annotated[
        date | None, Zh("生效日期"), Field(description="The first day on which all the evidence holds.")
    ]
    valid_to: Annotated[
        date | None, Zh("失效日期"), Field(description="The first day on which not all of it holds any more.")
    ]


class MissingOfDuties(Row):
    """Something that is missing about the duties of an actor."""

    code: Annotated[DutiesGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class ActorDuties(Row):
    """All that falls to one actor, and what is missing."""

    as_of: Annotated[date, Zh("截至日期")]
    actor: Annotated[Actor, Zh("所问主体")]
    items: Annotated[list[OwedDuty], Zh("职责与参与")]
    gaps: Annotated[list[MissingOfDuties], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="承担哪些职责？", path=Path(__file__).with_suffix(".cypher"))
def duties_of(actor: Id, as_of: date) -> ActorDuties:
    """Which duties an actor bears on a day, in which provisions it has a part, and by which way and clause.

    An actor has what a document lays on itself, on the classes that it is in by a record or by definition, on
    the role of a post, and on the department as which it is named. A person has what falls to the posts that
    they hold, and a post what falls to those that it holds ex officio.

    Args:
        actor: the global id of the actor: an authority, an enterprise, a post, a person, or a class.
        as_of: the day asked about; a relation holds from its first day until the day before it ends.
    """
