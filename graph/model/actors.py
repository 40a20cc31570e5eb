"""Who acts: regions, governments, departments, bodies, posts, persons and classes of actors.

Not here: enterprises (`market`) and what the actors must do (`policy`).
"""

from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh


class RegionLevel(Vocabulary):
    """The level of an administrative region."""

    REGION = "REGION", "省级，自治区"
    PREFECTURE = "PREFECTURE", "地级"
    COUNTY = "COUNTY", "县级"


class Region(Node):
    """An administrative region under one code of GB/T 2260, from the year in which the code began."""

    zh: ClassVar[str] = "行政区划"
    plural: ClassVar[str] = "regions"
    area: ClassVar[str] = "actors"

    code: Annotated[str, Key(), Index(), Zh("区划代码")]
    began: Annotated[int, Key(), Zh("启用年份")]
    ended: Annotated[
        int | None,
        Zh("停用年份"),
        Field(description="Missing while the code is in use: filter with `{eq: null}` for those of today."),
    ] = None
    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    level: Annotated[RegionLevel | None, Index(), Zh("级别")] = None
    part_of: Annotated[
        list[Link["Region"]], Edge("PART_OF", inverse="parts", dated=True, single=True), Zh("上级区划")
    ] = Field(default_factory=list)
    succeeds: Annotated[list[Link["Region"]], Edge("SUCCEEDS", inverse="succeeded_by"), Zh("前身")] = Field(
        default_factory=list
    )


class Actor(Node):
    """Anyone who can bear a duty: an authority, an enterprise, a post, a person, or a whole class of them."""

    zh: ClassVar[str] = "主体"
    plural: ClassVar[str] = "actors"
    area: ClassVar[str] = "actors"
    abstract: ClassVar[bool] = True

    name: Annotated[str | None, FullText(pinyin=True), Index(), Zh("名称")] = None
    member_of: Annotated[
        list[Link["OrgClass"]], Edge("MEMBER_OF", inverse="members", dated=True), Zh("所属类别")
    ] = Field(default_factory=list)


class OrgClass(Actor):
    """A class of actors that a document addresses as a whole: 企业, 地方政府, 质量第一责任人."""

    zh: ClassVar[str] = "主体类别"
    plural: ClassVar[str] = "orgClasses"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    # The label of the kind of which every node is a member by definition; None: membership is recorded.
    covers_kind: Annotated[str | None, Zh("依定义涵盖")] = None
    role: Annotated[bool, Zh("是否为岗位角色")] = False


class Authority(Actor):
    """An actor with public authority: a government, a department, a leading group or other body."""

    zh: ClassVar[str] = "机关"
    plural: ClassVar[str] = "authorities"
    area: ClassVar[str] = "actors"
    abstract: ClassVar[bool] = True

    jurisdiction: Annotated[
        list[Link[Region]],
        Edge("HAS_JURISDICTION", inverse="authorities", dated=True, single=True),
        Zh("管辖区划"),
    ] = Field(default_factory=list)


class Government(Authority):
    """A people's government of a region."""

    zh: ClassVar[str] = "人民政府"
    plural: ClassVar[str] = "governments"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]


class Department(Authority):
    """A department of a government, as a document names it or as a register holds it."""

    zh: ClassVar[str] = "部门"
    plural: ClassVar[str] = "departments"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    short_name: Annotated[str | None, FullText(pinyin=True), Zh("简称")] = None
    unit_of: Annotated[
        list[Link[Government]],
        Edge("UNIT_OF", inverse="departments", dated=True, single=True),
        Zh("所属政府"),
    ] = Field(default_factory=list)
    remit: Annotated[
        list[Link[Scope]], Edge("HAS_REMIT", inverse="in_remit_of", dated=True), Zh("职责范围")
    ] = Field(default_factory=list)
    same_as: Annotated[
        list[Link["Department"]], Edge("SAME_AS", inverse="named_as", dated=True), Zh("等同于")
    ] = Field(default_factory=list)


class BodyKind(Vocabulary):
    """What sort of organisation a body is."""

    LEADING_GROUP = "LEADING_GROUP", "领导小组"
    OFFICE = "OFFICE", "办公室"
    ENFORCEMENT_TEAM = "ENFORCEMENT_TEAM", "执法稽查队伍"
    FARM_PRODUCE_SUPERVISION = "FARM_PRODUCE_SUPERVISION", "农产品质量安全监管机构"
    STATIONED_OFFICE = "STATIONED_OFFICE", "派驻质量监管和技术服务机构"
    COMPLAINT_BODY = "COMPLAINT_BODY", "质量举报和投诉处理机构"
    STANDARDS_ALLIANCE = "STANDARDS_ALLIANCE", "标准联盟"
    INSURER = "INSURER", "保险机构"
    JUDICIAL = "JUDICIAL", "to whom a case is handed over · 司法机关"
    FOREIGN = "FOREIGN", "a body of another country · 国外机构"


class Body(Authority):
    """An organisation that is no department: a committee, a leading group, an institution, an association."""

    zh: ClassVar[str] = "机构"
    plural: ClassVar[str] = "bodies"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    kind: Annotated[BodyKind | None, Index(), Zh("机构类型")] = None
    part_of: Annotated[Link["Body"] | None, Edge("SUBORDINATE_TO", inverse="units"), Zh("上级机构")] = None
    hosted_by: Annotated[Link[Department] | None, Edge("HOSTED_BY", inverse="hosts"), Zh("挂靠部门")] = None
    # A member may be a class, where the document says who sits on the body without listing them.
    members: Annotated[list[Link[Actor]], Edge("HAS_MEMBER", inverse="sits_on", dated=True), Zh("成员")] = (
        Field(default_factory=list)
    )


class Post(Actor):
    """A post in an organisation, whoever holds it (W3C ORG)."""

    zh: ClassVar[str] = "职务"
    plural: ClassVar[str] = "posts"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    organisation: Annotated[Link[Actor] | None, Edge("POST_IN", inverse="posts"), Zh("所在单位")] = None
    # 关键岗位, 三.（一）.1: the clause does not say which posts are, so the enterprise does.
    key_post: Annotated[bool | None, Index(), Zh("是否关键岗位")] = None
    # The role of the post as a class that duties are laid on: 质量第一责任人, 企业质量主管人员.
    role: Annotated[Link[OrgClass] | None, Edge("HAS_ROLE", inverse="role_posts"), Zh("角色")] = None
    ex_officio: Annotated[
        list[Link["Post"]], Edge("HELD_EX_OFFICIO_BY", inverse="holds_ex_officio"), Zh("当然兼任者")
    ] = Field(default_factory=list)


class Person(Actor):
    """A person, known by a register's own key and never by a name or an identity number."""

    zh: ClassVar[str] = "人员"
    plural: ClassVar[str] = "persons"
    area: ClassVar[str] = "actors"

    organisation: Annotated[str, Key(), Zh("登记单位")]
    register_key: Annotated[str, Key(), Zh("登记号")]
    holds: Annotated[list[Link[Post]], Edge("HOLDS", inverse="holders", dated=True), Zh("任职")] = Field(
        default_factory=list
    )
