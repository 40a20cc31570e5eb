"""What is required: documents, clauses, duties, mechanisms, targets and indicators.

Not here: who acts (`actors`) and what is made and sold (`market`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from graph.model.actors import Actor
from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh


class Grade(Vocabulary):
    """The grade of a duty, as the document words it."""

    OVERALL = "OVERALL", "负总责"
    SECTORAL = "SECTORAL", "各负其责"
    FIRST = "FIRST", "the enterprise, 三.（三）.1 · 第一责任人"
    PRIMARY = "PRIMARY", "the first-responsible person, 三.（一）.1 · 首要责任"
    DIRECT = "DIRECT", "直接责任"


class Part(Vocabulary):
    """The part that an actor has in a provision."""

    SHARES = "SHARES", "is one of those who share data or records · 共享"
    PERFORMS = "PERFORMS", "carries it out · 实施"
    SUPERVISES = "SUPERVISES", "watches over it · 监督"
    ISSUES = "ISSUES", "issues it · 发布"
    ELIGIBLE = "ELIGIBLE", "may hold the role that bears the duty · 可担任"
    ORGANISES = "ORGANISES", "organises it · 组织"
    ESTABLISHES = "ESTABLISHES", "sets it up · 建立"
    GUIDES = "GUIDES", "guides it · 指导"
    SUPPORTS = "SUPPORTS", "supports it · 支持"
    PROPOSES = "PROPOSES", "proposes it · 提出"
    SETTLES = "SETTLES", "decides on what another has proposed or reviewed · 审定"
    RECEIVES = "RECEIVES", "is who something is submitted, reported or addressed to · 接受报送"
    PAYS = "PAYS", "pays for it · 出资"
    BENEFITS = "BENEFITS", "is who an award, a service or a support goes to · 受益"
    SUBJECT = "SUBJECT", "is whom a rule or a supervision applies to · 适用对象"


class ProvisionKind(Vocabulary):
    """What sort of thing a policy sets up."""

    INSTRUMENT = "INSTRUMENT", "a law, an outline, a plan of another body that the text cites · 引用文件"
    STRATEGY = "STRATEGY", "战略、原则"
    ISSUE = "ISSUE", "a problem that the text states · 问题"
    TARGET = "TARGET", "目标"
    PROGRAMME = "PROGRAMME", "工程、活动、行动"
    DUTY = "DUTY", "职责"
    REGIME = "REGIME", "制度"
    MECHANISM = "MECHANISM", "机制、体系"
    ROLE = "ROLE", "角色"
    BODY = "BODY", "机构"
    STANDARD = "STANDARD", "标准"
    PLAN = "PLAN", "规划、计划"
    CATALOGUE = "CATALOGUE", "目录"
    INSPECTION = "INSPECTION", "检查"
    LICENCE = "LICENCE", "许可"
    CERTIFICATION = "CERTIFICATION", "认证"
    REGISTER = "REGISTER", "档案、登记"
    RISK = "RISK", "风险"
    ENFORCEMENT = "ENFORCEMENT", "执法"
    ZONE = "ZONE", "园区、示范区"
    PLATFORM = "PLATFORM", "平台"
    FUND = "FUND", "资金"
    ACCOUNTABILITY = "ACCOUNTABILITY", "问责"
    AWARD = "AWARD", "奖励"
    QUALIFICATION = "QUALIFICATION", "资格"
    BRAND = "BRAND", "品牌"
    MARK = "MARK", "标志"
    SECTOR_GROUP = "SECTOR_GROUP", "行业组合"


class Weight(Vocabulary):
    """How much the graph has to know of a provision."""

    A = "A", "users ask for its facts or its records · 重点"
    B = "B", "one of a kind that others need already · 一般"
    C = "C", "a statement only · 仅表述"


class Slot(Vocabulary):
    """The place of a part in a frame that the text builds: 以…为基础, 以…为载体, 以…为保障."""

    BASIS = "BASIS", "以…为基础"
    VEHICLE = "VEHICLE", "以…为载体"
    SAFEGUARD = "SAFEGUARD", "以…为保障"


class Place(BaseModel):
    """Where something stands in a list of the text, from 1, and in which slot of a frame."""

    position: Annotated[int | None, Zh("原文次序")] = None
    slot: Annotated[Slot | None, Zh("所处位置")] = None


class Naming(BaseModel):
    """Which clause of a provision names the other side; one that two clauses name has an edge for each."""

    named_in: Annotated[
        str | None,
        Key(),
        Zh("提及条款"),
        Field(description="The id of the clause that says so; missing where the source gives none."),
    ] = None


class Participation(Naming):
    """The part of an actor in a provision, and its place in the document's list, from 1."""

    part: Annotated[Part, Key(), Zh("参与方式")]
    position: Annotated[int | None, Zh("原文次序")] = None


class Document(Node):
    """A policy or legal document, under a chosen slug (ELI)."""

    zh: ClassVar[str] = "文件"
    plural: ClassVar[str] = "documents"
    area: ClassVar[str] = "policy"

    slug: Annotated[str, Key(), Zh("代号")]
    title: Annotated[str | None, FullText(pinyin=True), Zh("标题")] = (
        None  # None: not in the text that we have
    )
    number: Annotated[str | None, Index(), Zh("文号")] = None
    issued_on: Annotated[date | None, Index(), Zh("印发日期")] = None


class Clause(Node):
    """One clause of a document, found by its locator."""

    zh: ClassVar[str] = "条款"
    plural: ClassVar[str] = "clauses"
    area: ClassVar[str] = "policy"
    named_by: ClassVar[tuple[str, ...]] = ("locator", "heading")

    document: Annotated[Link[Document], Key(), Edge("CLAUSE_OF", inverse="clauses"), Zh("所属文件")]
    locator: Annotated[str, Key(), Index(), Zh("条款位置")]
    order: Annotated[int | None, Index(), Zh("次序")] = None
    heading: Annotated[str | None, FullText(pinyin=True), Zh("标题")] = None
    text: Annotated[str | None, FullText(), Zh("正文")] = None
    start: Annotated[int | None, Zh("起始字符")] = None
    end: Annotated[int | None, Zh("结束字符")] = None
    parent: Annotated[Link["Clause"] | None, Edge("WITHIN", inverse="parts"), Zh("上级条款")] = None


class Topic(Node):
    """A class of things that a policy speaks of, in its own words: 缺陷产品, 出口食品."""

    zh: ClassVar[str] = "事项"
    plural: ClassVar[str] = "topics"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]  # letter for letter as in the clause


class Provision(Node):
    """Anything that a policy sets up: a duty, a mechanism, a target."""

    zh: ClassVar[str] = "规定事项"
    plural: ClassVar[str] = "provisions"
    area: ClassVar[str] = "policy"
    abstract: ClassVar[bool] = True

    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]  # letter for letter as in the clause
    english: Annotated[str | None, FullText(), Zh("英文名称")] = None
    open: Annotated[bool, Zh("未尽列举")] = False  # the source's list ends in 等
    clauses: Annotated[list[Link[Clause]], Edge("DEFINED_IN", inverse="provisions"), Zh("依据条款")] = Field(
        default_factory=list
    )
    participants: Annotated[
        list[Link[Actor]],
        Edge("HAS_PARTICIPANT", inverse="participates_in", dated=True, properties=Participation),
        Zh("参与主体"),
        Field(
            description="Those that the text names, a class as a class: who belongs to it is told by its "
            "`members`, who answers on a day by `whoIsResponsible`."
        ),
    ] = Field(default_factory=list)
    kind: Annotated[ProvisionKind, Index(), Zh("种类")]
    weight: Annotated[Weight | None, Index(), Zh("建模权重")] = None
    summary: Annotated[str | None, FullText(), Zh("摘要"), Field(description="In our own words.")] = None
    stated_as: Annotated[
        str | None,
        Zh("原文定位"),
        Field(description="As what the text names it: a principle's stated place."),
    ] = None
    objects: Annotated[
        list[Link[Topic]], Edge("CONCERNS", inverse="concerned_by", properties=Naming), Zh("对象")
    ] = Field(default_factory=list)
    members: Annotated[
        list[Link[Topic]], Edge("LISTS", inverse="listed_in", properties=Place), Zh("列举项")
    ] = Field(default_factory=list)
    parts: Annotated[
        list[Link["Provision"]], Edge("HAS_PART", inverse="whole", properties=Place), Zh("组成部分")
    ] = Field(default_factory=list)
    establishes: Annotated[
        list[Link[Actor]], Edge("ESTABLISHES", inverse="established_by"), Zh("设立主体")
    ] = Field(default_factory=list)


class Duty(Provision):
    """What a document obliges someone to do (ODRL duty)."""

    zh: ClassVar[str] = "职责"
    plural: ClassVar[str] = "duties"
    area: ClassVar[str] = "policy"

    kind: Annotated[ProvisionKind, Index(), Zh("种类")] = ProvisionKind.DUTY
    key: Annotated[str, Key(), Zh("代号")]
    grade: Annotated[Grade | None, Index(), Zh("责任等级")] = None
    bearers: Annotated[
        list[Link[Actor]], Edge("BORNE_BY", inverse="duties", properties=Naming), Zh("责任主体")
    ] = Field(default_factory=list)
    supervises: Annotated[
        list[Link[Actor]], Edge("SUPERVISES", inverse="supervised_under"), Zh("监督对象")
    ] = Field(default_factory=list)


class Mechanism(Provision, Scope):
    """What a document sets up beside duties and targets; `kind` says which sort of thing it is."""

    zh: ClassVar[str] = "机制"
    plural: ClassVar[str] = "mechanisms"
    area: ClassVar[str] = "policy"

    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    key: Annotated[str, Key(), Zh("代号")]
    duties: Annotated[list[Link[Duty]], Edge("SERVES", inverse="mechanisms"), Zh("服务职责")] = Field(
        default_factory=list
    )


class Weighting(BaseModel):
    """How much an indicator counts in a system of indicators, in one version of it."""

    version: Annotated[str | None, Key(), Zh("版本")] = None
    percent: Annotated[int | None, Zh("权重（%）")] = None


class Computation(Vocabulary):
    """How an indicator is computed from records in the graph; the definition is ours, not the document's."""

    SPOT_CHECK_PASS_RATE = "SPOT_CHECK_PASS_RATE", "监督抽查合格率"
    LARGE_PROJECT_ACCEPTANCE_RATE = "LARGE_PROJECT_ACCEPTANCE_RATE", "大中型工程验收合格率"
    OTHER_PROJECT_FIRST_ACCEPTANCE_RATE = "OTHER_PROJECT_FIRST_ACCEPTANCE_RATE", "其他工程一次验收合格率"


class Indicator(Node):
    """A quantity by which quality is measured."""

    zh: ClassVar[str] = "指标"
    plural: ClassVar[str] = "indicators"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(pinyin=True), Zh("名称")]
    english: Annotated[str | None, FullText(), Zh("英文名称")] = None
    unit: Annotated[str | None, Zh("单位")] = None
    computed_from: Annotated[
        Computation | None,
        Zh("由记录计算"),
        Field(description="Missing where no record in the graph tells it."),
    ] = None
    counts_in: Annotated[
        list[Link[Mechanism]],
        Edge("COUNTS_IN", inverse="indicators", properties=Weighting),
        Zh("所属指标体系"),
    ] = Field(default_factory=list)
    applies_to: Annotated[list[Link[Actor]], Edge("MEASURES", inverse="measured_by"), Zh("适用主体")] = Field(
        default_factory=list
    )


class Operator(Vocabulary):
    """How an observed value is held against a target's value."""

    AT_LEAST = "AT_LEAST", "≥ · 以上"
    ABOVE = "ABOVE", "> · 超过"
    EQUAL = "EQUAL", "=, no 以上 in the source · 等于"
    RISE_BY = "RISE_BY", "relative to a baseline · 提高"


class Domain(Vocabulary):
    """The domain of a target, one for each item of 二.（三）."""

    PRODUCT = "PRODUCT", "产品质量"
    ENGINEERING = "ENGINEERING", "工程质量"
    SERVICE = "SERVICE", "服务质量"
    ENVIRONMENT = "ENVIRONMENT", "环境质量"


class Target(Provision):
    """What an indicator, or a thing without a number, is to reach by a year."""

    zh: ClassVar[str] = "目标"
    plural: ClassVar[str] = "targets"
    area: ClassVar[str] = "policy"

    kind: Annotated[ProvisionKind, Index(), Zh("种类")] = ProvisionKind.TARGET
    key: Annotated[str, Key(), Zh("代号")]
    domain: Annotated[Domain | None, Index(), Zh("领域")] = None
    quantified: Annotated[bool, Index(), Zh("是否量化")] = False
    operator: Annotated[Operator | None, Zh("比较")] = None
    value: Annotated[Decimal | None, Zh("目标值")] = None
    unit: Annotated[str | None, Zh("单位")] = None
    year: Annotated[int | None, Index(), Zh("年份")] = None
    strict: Annotated[bool, Zh("严格大于")] = False
    maintain: Annotated[bool, Zh("保持")] = False
    relative: Annotated[bool, Zh("相对基线")] = False
    population: Annotated[str | None, Zh("统计范围")] = None
    phrase: Annotated[str | None, Zh("原文表述")] = None
    remark: Annotated[str | None, Zh("说明")] = None
    indicator: Annotated[Link[Indicator] | None, Edge("MEASURED_BY", inverse="targets"), Zh("指标")] = None


class Figure(Node):
    """A number of a policy that is no target: an amount, a count, a length of time."""

    zh: ClassVar[str] = "数字"
    plural: ClassVar[str] = "figures"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    operator: Annotated[Operator | None, Zh("比较")] = None
    value: Annotated[
        Decimal | None, Zh("数值"), Field(description="Missing where the number is a name, such as 12365.")
    ] = None
    unit: Annotated[str | None, Zh("单位")] = None
    since: Annotated[int | None, Zh("起始年份")] = None
    year: Annotated[int | None, Index(), Zh("年份"), Field(description="Of a period, the last.")] = None
    phrase: Annotated[str, FullText(), Zh("原文表述")]
    remark: Annotated[str | None, Zh("说明")] = None
    provisions: Annotated[list[Link[Provision]], Edge("FIGURE_OF", inverse="figures"), Zh("所属规定")] = (
        Field(default_factory=list)
    )
    clauses: Annotated[list[Link[Clause]], Edge("DEFINED_IN", inverse="figures"), Zh("依据条款")] = Field(
        default_factory=list
    )
