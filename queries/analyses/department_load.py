"""The analysis of load as the API tells it. Not here: how it is computed (`graph.analysis.load`)."""

from typing import Annotated

from pydantic import Field

from graph.analysis import Loads, department_load, load
from graph.model import Zh
from graph.model.actors import Department
from queries.analyses.analysis import Analysis, Listing, Told
from queries.questions.question import Row


class LoadedDepartment(Row):
    """What one department has to answer for, and its place in the network."""

    department: Annotated[Department | None, Zh("部门")]
    rank: Annotated[
        int, Zh("中心性名次"), Field(description="By betweenness, from 1; equal ones share a rank.")
    ]
    betweenness: Annotated[
        float,
        Zh("中介中心性"),
        Field(description="The share of shortest paths between two others that lead through it, 0 to 1."),
    ]
    degree: Annotated[int, Zh("联系数"), Field(description="To how many things of the network it is tied.")]
    enterprises: Annotated[int, Zh("所涉企业数"), Field(description="In how many chains it stands.")]
    alone: Annotated[int, Zh("独自负责数"), Field(description="In how many as the only department.")]
    scopes: Annotated[int, Zh("职责范围数")]
    regions: Annotated[int, Zh("管辖区划数")]
    provisions: Annotated[int, Zh("规定事项数"), Field(description="In how many provisions it is named.")]


class DepartmentLoad(Listing):
    """How central and how loaded each department is, on one day; the most central first."""

    items: Annotated[list[LoadedDepartment], Zh("部门负荷")]


def _told(found: Loads, _: None) -> Told:
    items = [(each.department, vars(each)) for each in found.items]
    return Told(found.method, {}, items, len(items))


DEPARTMENT_LOAD = Analysis(
    name="department_load",
    zh="部门负荷与中心性",
    doc="How central each department is in the responsibility network, and how much it has to answer for.",
    row=DepartmentLoad,
    statements=load.STATEMENTS,
    compute=lambda reader, _: department_load(reader),
    tell=_told,
)
