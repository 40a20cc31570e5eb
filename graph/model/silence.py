"""What a document leaves out: the facts that one expects of a provision and that it does not give.

A written list, so that "not stated" is told apart from "not loaded". Not here: the provisions (`policy`), and
what is missing of records, which the questions tell as gaps.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.declaration import Edge, Index, Key, Link, Node, Vocabulary, Zh
from graph.model.policy import Clause, Provision


class ExpectedFact(Vocabulary):
    """What one expects a provision to say."""

    # Who …
    RESPONSIBLE = "RESPONSIBLE", "who bears it or carries it out · 责任主体"
    LEAD = "LEAD", "who leads among several · 牵头单位"
    SUPERVISOR = "SUPERVISOR", "who watches over it · 监督主体"
    ASSESSOR = "ASSESSOR", "who appraises · 考核主体"
    SELECTOR = "SELECTOR", "who chooses · 评选主体"
    APPOINTER = "APPOINTER", "who appoints · 任命主体"
    SENDER = "SENDER", "who sends · 派出主体"
    LIAISON = "LIAISON", "who keeps in touch · 联络主体"
    PROMOTER = "PROMOTER", "who guides, urges or helps to it · 推动主体"
    ISSUER = "ISSUER", "who issues it · 发布主体"
    MAKER = "MAKER", "who draws it up or builds it · 编制或建设主体"
    KEEPER = "KEEPER", "who keeps it · 保管主体"
    OPERATOR = "OPERATOR", "who runs it · 运行主体"
    COUNTERPART = "COUNTERPART", "who stands on the other side · 相对方"
    PAYER = "PAYER", "who pays · 出资主体"
    AWARDER = "AWARDER", "who confers it · 授予主体"
    RECIPIENT = "RECIPIENT", "who is reported to · 报送对象"
    PARTIES = "PARTIES", "who is in a class that the text names only as a class · 类别成员"
    # When and how much
    DEADLINE = "DEADLINE", "by when · 期限"
    PERIOD = "PERIOD", "how often · 周期"
    TERM = "TERM", "for how long · 有效期"
    AMOUNT = "AMOUNT", "how much money · 金额"
    COUNT = "COUNT", "how many · 数量"
    SPLIT = "SPLIT", "how a number divides · 分配"
    VALUE = "VALUE", "how much · 数值"
    BASELINE = "BASELINE", "from which level a change counts · 基数"
    METRIC = "METRIC", "by what it is measured · 度量"
    THRESHOLD = "THRESHOLD", "from which measure on it holds · 门槛"
    # What and on what terms
    MEMBERS = "MEMBERS", "which items a list or a grading has · 列举内容"
    GROUP = "GROUP", "which things are in a group that is only counted · 所指范围"
    CRITERIA = "CRITERIA", "what brings it about · 条件"
    EXIT = "EXIT", "what ends it · 退出条件"
    CONSEQUENCE = "CONSEQUENCE", "what follows · 后果"
    CUMULATION = "CUMULATION", "whether it adds up with another · 能否累计"
    COMPULSION = "COMPULSION", "whether it is compulsory · 是否强制"
    SCOPE = "SCOPE", "how far it goes · 范围"
    ACCESS = "ACCESS", "who may see it · 公开范围"
    TITLE = "TITLE", "its title · 名称"
    NUMBER = "NUMBER", "the number of a document · 文号"


class Omission(Node):
    """A fact that one expects of a provision and that the document does not give."""

    zh: ClassVar[str] = "未载明事项"
    plural: ClassVar[str] = "omissions"
    area: ClassVar[str] = "policy"
    named_by: ClassVar[tuple[str, ...]] = ("reason",)

    key: Annotated[str, Key(), Zh("代号")]
    what: Annotated[ExpectedFact, Index(), Zh("未载明内容")]
    reason: Annotated[
        str, Zh("理由"), Field(description="Why one expects it, and what is said instead; in our own words.")
    ]
    provision: Annotated[Link[Provision], Edge("NOT_STATED_FOR", inverse="not_stated"), Zh("所属规定事项")]
    clause: Annotated[Link[Clause], Edge("SILENT_IN", inverse="not_stated"), Zh("所在条款")]
