"""The analysis of a change as the API tells it. Not here: how it is found (`graph.analysis.impact`)."""

from typing import Annotated, Any

from pydantic import Field

from graph.analysis import Impact, Touched, change_impact, impact
from graph.model import Zh
from graph.model.actors import Actor, Region
from graph.model.classification import Scope
from graph.model.conformity import Certificate, CertificationScheme, Licence
from graph.model.enforcement import Case
from graph.model.market import Enterprise, Product
from graph.model.policy import Provision
from graph.model.standards import Standard
from queries.analyses.analysis import Analysis, Answer, Told
from queries.questions.question import Id, Row


class TouchedRegions(Row):
    """How many regions are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Region], Zh("前若干项")]


class TouchedScopes(Row):
    """How many sectors, product classes and mechanisms are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Scope], Zh("前若干项")]


class TouchedProvisions(Row):
    """How many provisions of the policy are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Provision], Zh("前若干项")]


class TouchedActors(Row):
    """How many bodies and posts are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Actor], Zh("前若干项")]


class TouchedEnterprises(Row):
    """How many enterprises are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Enterprise], Zh("前若干项")]


class TouchedProducts(Row):
    """How many products are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Product], Zh("前若干项")]


class TouchedLicences(Row):
    """How many licences are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Licence], Zh("前若干项")]


class TouchedCases(Row):
    """How many cases are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Case], Zh("前若干项")]


class TouchedCertificates(Row):
    """How many certificates are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Certificate], Zh("前若干项")]


class TouchedSchemes(Row):
    """How many certification schemes are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[CertificationScheme], Zh("前若干项")]


class TouchedStandards(Row):
    """How many standards are touched, and the first 20."""

    count: Annotated[int, Zh("数量")]
    first: Annotated[list[Standard], Zh("前若干项")]


class ChangeImpact(Answer):
    """What rests on a department or a standard on one day; a sort that has nothing to do with it counts 0."""

    subject: Annotated[Id, Zh("所问对象")]
    enterprises: Annotated[
        TouchedEnterprises,
        Zh("所涉企业"),
        Field(description="In whose chains the department stands; or to which the standard applies."),
    ]
    enterprises_left: Annotated[
        TouchedEnterprises,
        Zh("失去部门的企业"),
        Field(description="Those that would be left without any department."),
    ]
    regions: Annotated[TouchedRegions, Zh("管辖区划")]
    scopes: Annotated[
        TouchedScopes,
        Zh("范围"),
        Field(description="Of the department's remit; or to which the standard applies."),
    ]
    scopes_left: Annotated[
        TouchedScopes,
        Zh("失去标准的范围"),
        Field(description="Those to which no other standard in force would apply."),
    ]
    provisions: Annotated[
        TouchedProvisions, Zh("规定事项"), Field(description="In which the policy names the department.")
    ]
    actors: Annotated[
        TouchedActors, Zh("下设机构与职务"), Field(description="Hosted by the department, or posts in it.")
    ]
    liaisons: Annotated[TouchedEnterprises, Zh("联系企业"), Field(description="With which it liaises.")]
    licences: Annotated[
        TouchedLicences,
        Zh("有效许可证"),
        Field(description="In force: issued by it; or that require the standard."),
    ]
    cases: Annotated[TouchedCases, Zh("未结案件"), Field(description="Open, and handled by the department.")]
    products: Annotated[TouchedProducts, Zh("产品"), Field(description="Of the classes it applies to.")]
    certificates: Annotated[
        TouchedCertificates, Zh("有效认证证书"), Field(description="In force, by this standard.")
    ]
    schemes: Annotated[TouchedSchemes, Zh("认证制度"), Field(description="That require the standard.")]
    adopters: Annotated[TouchedStandards, Zh("采用它的标准"), Field(description="Standards that adopt it.")]
    successors: Annotated[
        TouchedStandards, Zh("代替它的标准"), Field(description="Standards that replace it.")
    ]


SORTS = tuple(name for name in ChangeImpact.model_fields if name not in {*Answer.model_fields, "subject"})


def _told(found: Impact, _: None) -> Told:
    touched: dict[str, Any] = {sort: _touched(found.of(sort)) for sort in SORTS}
    return Told(found.method, {"subject": found.subject, **touched})


def _touched(touched: Touched) -> dict[str, Any]:
    return {"count": touched.count, "first": touched.first}


CHANGE_IMPACT = Analysis(
    name="change_impact",
    zh="变动影响",
    doc="What a change would touch: a department merged or abolished, a standard withdrawn. Nothing is "
    "changed; it is told what rests on it on the day, and what would be left with nothing in its place.",
    row=ChangeImpact,
    statements=impact.STATEMENTS,
    compute=lambda reader, subject: change_impact(reader, subject or ""),
    tell=_told,
    subject="the global id of the department or the standard.",
)
