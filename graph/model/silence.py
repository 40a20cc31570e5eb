"""What a document leaves out: the facts that one expects of a provision and that it does not give.

A written list, so that "not stated" is told apart from "not loaded". Not here: the provisions (`policy`), and
what is missing of records, which the questions tell as gaps.
"""

from enum import Enum
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.declaration import Edge, Index, Key, Link, Node, Zh
from graph.model.policy import Clause, Provision


class ExpectedFact(Enum):
    """What one expects a provision to say."""

    # Who …
    RESPONSIBLE = "RESPONSIBLE"  # … bears it or carries it out
    LEAD = "LEAD"  # … leads among several
    SUPERVISOR = "SUPERVISOR"  # … watches over it
    ASSESSOR = "ASSESSOR"  # … appraises
    SELECTOR = "SELECTOR"  # … chooses
    APPOINTER = "APPOINTER"  # … appoints
    SENDER = "SENDER"  # … sends
    LIAISON = "LIAISON"  # … keeps in touch
    PROMOTER = "PROMOTER"  # … guides, urges or helps to it
    ISSUER = "ISSUER"  # … issues it
    MAKER = "MAKER"  # … draws it up or builds it
    KEEPER = "KEEPER"  # … keeps it
    OPERATOR = "OPERATOR"  # … runs it
    COUNTERPART = "COUNTERPART"  # … stands on the other side
    PAYER = "PAYER"  # … pays
    AWARDER = "AWARDER"  # … confers it
    RECIPIENT = "RECIPIENT"  # … is reported to
    PARTIES = "PARTIES"  # … is in a class that the text names only as a class
    # When and how much
    DEADLINE = "DEADLINE"
    PERIOD = "PERIOD"  # how often
    TERM = "TERM"  # for how long
    AMOUNT = "AMOUNT"  # of money
    COUNT = "COUNT"
    SPLIT = "SPLIT"  # how a number divides
    VALUE = "VALUE"
    BASELINE = "BASELINE"  # from which level a change counts
    METRIC = "METRIC"  # by what it is measured
    THRESHOLD = "THRESHOLD"  # from which measure on it holds
    # What and on what terms
    MEMBERS = "MEMBERS"  # which items a list or a grading has
    GROUP = "GROUP"  # which things are in a group that is only counted
    CRITERIA = "CRITERIA"  # what brings it about
    EXIT = "EXIT"  # what ends it
    CONSEQUENCE = "CONSEQUENCE"
    CUMULATION = "CUMULATION"  # whether it adds up with another
    COMPULSION = "COMPULSION"  # whether it is compulsory
    SCOPE = "SCOPE"  # how far it goes
    ACCESS = "ACCESS"  # who may see it
    TITLE = "TITLE"
    NUMBER = "NUMBER"  # of a document


class Omission(Node):
    """A fact that one expects of a provision and that the document does not give."""

    zh: ClassVar[str] = "未载明事项"
    plural: ClassVar[str] = "omissions"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    what: Annotated[ExpectedFact, Index(), Zh("未载明内容")]
    reason: Annotated[
        str, Zh("理由"), Field(description="Why one expects it, and what is said instead; in our own words.")
    ]
    provision: Annotated[Link[Provision], Edge("NOT_STATED_FOR", inverse="not_stated"), Zh("所属规定事项")]
    clause: Annotated[Link[Clause], Edge("SILENT_IN", inverse="not_stated"), Zh("所在条款")]
