"""What the sample holds by hand about its region and its two anchored enterprises.

The tables in `written/` hold it, one file a room of the policy; each table is one thing and one record. `of`
is the number of the enterprise that it is about, so that a sample of one has nothing of the second; without
`of` it is about the region. Keys are fixed and readable, for documentation to name.

Not here: the anchored enterprises themselves (`anchors`), bodies and plans of every region (`teams`,
`plans`), and what is drawn (`drawn`).
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from graph.model import Link, Node
from graph.model.accountability import AccountabilityAction, Assessment, Incident
from graph.model.actors import Body, Department, Government, Person, Post
from graph.model.complaints import Complaint, Guarantee
from graph.model.conferrals import Conferral
from graph.model.conformity import Certificate, CertificationScheme, ConformityBody, Licence
from graph.model.credit import BlacklistEntry, CreditRecord, Rating
from graph.model.declaration import Recorded
from graph.model.enforcement import Case, Recall, Sanction
from graph.model.market import Enterprise, Product
from graph.model.performance import BudgetLine, Observation, Plan, Report, Task
from graph.model.places import Equipment, Site
from graph.model.policy import Indicator
from graph.model.projects import Project
from graph.model.risk import RiskRecord
from graph.model.standards import Standard
from graph.model.supervision import CatalogueEdition, Finding, Inspection, InspectionResult
from graph.model.traceability import Batch, TraceEvent
from loaders.delivery import Record
from loaders.sources.rows import Row, claim_of, toml_rows
from loaders.sources.sample.elsewhere import SAMPLE

ABOUT_REGION = 0  # in place of an enterprise's number
FILES = (
    "places",
    "catalogues",
    "attestations",
    "equipment",
    "consignments",
    "inspections",
    "credit",
    "ratings",
    "risks",
    "tips",
    "enforcement",
    "papers",
    "projects",
    "traces",
    "liability",
    "posts",
    "models",
    "organs",
    "complaints",
    "awards",
    "conferrals",
    "appraisals",
    "accidents",
    "tasks",
    "laboratories",
    "recognition",
    "comparison",
)
_FOLDER = files(__package__).joinpath("written")
_KINDS: dict[str, type[Node]] = {
    kind.__name__: kind
    for kind in (
        AccountabilityAction,
        Assessment,
        Batch,
        BlacklistEntry,
        Body,
        BudgetLine,
        Case,
        CatalogueEdition,
        Certificate,
        CertificationScheme,
        Complaint,
        Conferral,
        ConformityBody,
        CreditRecord,
        Department,
        Enterprise,
        Equipment,
        Government,
        Guarantee,
        Incident,
        Indicator,
        Inspection,
        Licence,
        Observation,
        Person,
        Plan,
        Post,
        Product,
        Project,
        Rating,
        Recall,
        Report,
        RiskRecord,
        Sanction,
        Site,
        Standard,
        Task,
        TraceEvent,
    )
}


def written_records(number: int) -> Iterator[Record]:
    """Yield the records about an enterprise by its number, or about the region (`ABOUT_REGION`).

    Raises:
        RowRefused: a table is not as the model wants it; the text names file and line.
    """
    for row in _rows():
        if row.values.get("of", ABOUT_REGION) == number:
            claims = tuple(_claims(row))
            # Several may speak of one thing: each enterprise says itself of what it is a member.
            yield Record(f"written~{number}~{claims[0].id}", claims, row.place)


@cache
def _rows() -> list[Row]:
    return [row for name in FILES for row in toml_rows(_FOLDER, f"{name}.toml")]


def _claims(row: Row) -> Iterator[Node]:
    kind = _KINDS[row.table]
    own = {"system": SAMPLE} if issubclass(kind, Recorded) else {}
    values = {**row.without("of", "finding").values, **own, "sample": True}
    claim = claim_of(kind, Row(row.file, row.line, values, row.table))
    yield claim
    if isinstance(claim, Inspection):
        yield _finding(claim, row.values.get("finding"))


def _finding(inspection: Inspection, text: str | None) -> Finding:
    passed = inspection.result is InspectionResult.PASS
    link: Link[Inspection] = Link(inspection.id)
    return Finding(inspection=link, number=1, text=text or "未见不符合（样例）", conforms=passed, sample=True)
