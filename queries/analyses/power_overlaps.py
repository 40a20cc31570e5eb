"""The analysis of overlaps as the API tells it. Not here: how they are found (`graph.analysis.overlaps`)."""

from typing import Annotated

from pydantic import Field

from graph.analysis import Overlap, OverlapKind, Overlaps, overlaps, power_overlaps
from graph.model import Zh
from graph.model.actors import Department, Region
from graph.model.classification import Scope
from graph.model.policy import Part, Provision
from queries.analyses.analysis import Analysis, Listing, Told
from queries.questions.question import Row

SHOWN = 20


class PowerOverlap(Row):
    """Departments with the same power over one object."""

    kind: Annotated[OverlapKind, Zh("重叠类型")]
    scope: Annotated[
        Scope | None, Zh("职责范围"), Field(description="Over what, for REMIT: the broadest where all meet.")
    ]
    region: Annotated[Region | None, Zh("管辖区划"), Field(description="Where, for REMIT.")]
    provision: Annotated[Provision | None, Zh("规定事项"), Field(description="In what, for STATED.")]
    part: Annotated[Part | None, Zh("参与方式"), Field(description="As what, for STATED.")]
    department_count: Annotated[int, Zh("部门数")]
    departments: Annotated[list[Department], Zh("部门"), Field(description=f"The first {SHOWN} of them.")]


class PowerOverlaps(Listing):
    """Where several departments have the same power, on one day."""

    items: Annotated[list[PowerOverlap], Zh("权责重叠")]


def _told(found: Overlaps, kind: OverlapKind | None) -> Told:
    wanted = [each for each in found.items if kind in (None, each.kind)]
    items = [
        (
            _identity(each),
            {
                **vars(each),
                "department_count": len(each.departments),
                "departments": each.departments[:SHOWN],
            },
        )
        for each in wanted
    ]
    return Told(found.method, {}, items, len(wanted))


def _identity(overlap: Overlap) -> str:
    about = (overlap.scope, overlap.region, overlap.provision, overlap.part)
    return " ".join([overlap.kind.value, *(each for each in about if each)])


POWER_OVERLAPS = Analysis(
    name="power_overlaps",
    zh="权责重叠",
    doc="Where two or more departments have the same power over one object: by their remits in one region "
    "(REMIT), or by the same directing part in one provision of the policy (STATED).",
    row=PowerOverlaps,
    statements=overlaps.STATEMENTS,
    compute=lambda reader, _: power_overlaps(reader),
    tell=_told,
    narrowed=("kind", OverlapKind),
)
