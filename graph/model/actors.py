"""Who acts: regions, governments, departments, bodies, posts, persons and classes of organisation.

Not here: enterprises (`market`) and what the actors must do (`policy`).
"""

from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh


class Region(Node):
    """An administrative region under one code of GB/T 2260, from the year in which the code began."""

    zh: ClassVar[str] = "行政区划"
    plural: ClassVar[str] = "regions"
    area: ClassVar[str] = "actors"

    code: Annotated[str, Key(), Index(), Zh("区划代码")]
    began: Annotated[int, Key(), Zh("启用年份")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]
    level: Annotated[str | None, Index(), Zh("级别")] = None
    part_of: Annotated[list[Link["Region"]], Edge("PART_OF", inverse="parts", dated=True), Zh("上级区划")] = (
        Field(default_factory=list)
    )
    succeeds: Annotated[list[Link["Region"]], Edge("SUCCEEDS", inverse="succeeded_by"), Zh("前身")] = Field(
        default_factory=list
    )


class OrgClass(Node):
    """A class of organisation that a document addresses as a whole, such as the people's governments."""

    zh: ClassVar[str] = "组织类别"
    plural: ClassVar[str] = "orgClasses"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]


class Government(Node):
    """A people's government of a region."""

    zh: ClassVar[str] = "人民政府"
    plural: ClassVar[str] = "governments"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]
    governs: Annotated[
        list[Link[Region]], Edge("GOVERNS", inverse="governments", dated=True), Zh("管辖区划")
    ] = Field(default_factory=list)
    org_class: Annotated[
        Link[OrgClass] | None, Edge("CLASSIFIED_AS", inverse="governments"), Zh("组织类别")
    ] = None


class Department(Node):
    """A department of a government, as a document names it or as a register holds it."""

    zh: ClassVar[str] = "部门"
    plural: ClassVar[str] = "departments"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]
    short_name: Annotated[str | None, FullText(), Zh("简称")] = None
    unit_of: Annotated[
        list[Link[Government]], Edge("UNIT_OF", inverse="departments", dated=True), Zh("所属政府")
    ] = Field(default_factory=list)
    same_as: Annotated[
        list[Link["Department"]], Edge("SAME_AS", inverse="named_as", dated=True), Zh("等同于")
    ] = Field(default_factory=list)


class Body(Node):
    """An organisation that is no department: a committee, a leading group, an institution, an association."""

    zh: ClassVar[str] = "机构"
    plural: ClassVar[str] = "bodies"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Index(), Zh("名称")]
    org_class: Annotated[Link[OrgClass] | None, Edge("CLASSIFIED_AS", inverse="bodies"), Zh("组织类别")] = (
        None
    )


class Post(Node):
    """A post in a government, a department or a body, whoever holds it."""

    zh: ClassVar[str] = "职务"
    plural: ClassVar[str] = "posts"
    area: ClassVar[str] = "actors"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    government: Annotated[Link[Government] | None, Edge("POST_IN", inverse="posts"), Zh("所在政府")] = None
    department: Annotated[Link[Department] | None, Edge("POST_IN", inverse="posts"), Zh("所在部门")] = None
    body: Annotated[Link[Body] | None, Edge("POST_IN", inverse="posts"), Zh("所在机构")] = None


class Person(Node):
    """A person, known by a register's own key and never by a name or an identity number."""

    zh: ClassVar[str] = "人员"
    plural: ClassVar[str] = "persons"
    area: ClassVar[str] = "actors"

    organisation: Annotated[str, Key(), Zh("登记单位")]
    register_key: Annotated[str, Key(), Zh("登记号")]
    name: Annotated[str | None, FullText(), Zh("姓名")] = None
    holds: Annotated[list[Link[Post]], Edge("HOLDS", inverse="holders", dated=True), Zh("任职")] = Field(
        default_factory=list
    )
