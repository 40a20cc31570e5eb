"""What a test says and asks: things as one register would deliver them, and answers held to their rows.

Not here: the policy, which is loaded from its own facts.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import loaders
from graph.database import Database
from graph.model import Link, Node, quality_model
from graph.model.actors import Department, Government, OrgClass, Person, Post, Region
from graph.model.classification import Sector
from graph.model.market import Enterprise
from loaders import Delivery, Record
from queries.questions import Question, Row
from queries.questions.question import REQUIRED, fields_of

COUNTY, OTHER_COUNTY, PREFECTURE = "region:640199~2002", "region:640198~2002", "region:640197~2002"
FIRST, MANAGER = "orgClass:质量第一责任人", "orgClass:企业质量主管人员"
SUPERVISORS: Link[OrgClass] = Link("orgClass:监管部门")
ENTERPRISE = "enterprise:X1"
SECTOR = "sector:E~14"


class Graph:
    """A graph with the policy in it, and whatever a test adds."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, *things: Node) -> None:
        """Deliver the things as all that the register says, each in a record under its own id."""
        records = [Record(thing.id, (thing,)) for thing in things]
        report = loaders.deliver(self.database, quality_model(), Delivery("register", "test", records))
        assert report.dangling == 0, report.examples

    def ask(self, question: Question, subject: str, as_of: date, **more: Any) -> dict[str, Any] | None:
        """Return the one answer to a question, held to its row; None when there is no such subject."""
        statement = question.statement_for(subject)
        if statement is None:
            return None
        defaults = {each.name: each.default for each in question.parameters if each.default is not REQUIRED}
        asked = {question.subject: subject, **defaults, **more}
        values = {**question.values(quality_model(), asked), "as_of": as_of}
        values["chosen"] = {field.name: {} for field in question.fields}
        # Planning counts as database time, and the machine may be busy.
        rows = self.database.read(f"CYPHER 5 {statement.text}", values, seconds=120)
        assert len(rows) <= 1
        for row in rows:
            assert list(row) == [field.name for field in question.fields]
            assert list(_wrong(question.row, row, question.name)) == []
        return rows[0] if rows else None


def _wrong(row: type[Row], value: dict[str, Any], where: str) -> Iterator[str]:
    """Yield what of an answer its row does not allow."""
    for field in fields_of(row):
        found, place = value.get(field.name), f"{where}.{field.name}"
        if found is None:
            if not field.nullable:
                yield f"{place} is missing"
            continue
        for each in found if field.many else [found]:
            if isinstance(field.type, type) and issubclass(field.type, Row):
                yield from _wrong(field.type, each, place)
            elif isinstance(field.type, type) and issubclass(field.type, Enum):
                if each not in {member.value for member in field.type}:
                    yield f"{place} is {each}"
            elif isinstance(field.type, type) and issubclass(field.type, Node) and "id" not in each:
                yield f"{place} is no node"


def regions() -> list[Node]:
    """Two counties of one prefecture."""
    within: list[Link[Region]] = [Link(PREFECTURE)]
    return [
        Region(code="640199", began=2002, name="甲县", part_of=within),
        Region(code="640198", began=2002, name="乙县", part_of=within),
        Region(code="640197", began=2002, name="丙市"),
    ]


def sector() -> Sector:
    """A sector with nothing above it."""
    return Sector(edition="E", code="14", name="食品制造业")


def enterprise(*located: Link[Region], sectors: tuple[Link[Sector], ...] = (Link(SECTOR),)) -> Enterprise:
    """An enterprise in the first county, unless it is said where."""
    return Enterprise(
        uscc="X1", name="样例企业", region=list(located) or [Link(COUNTY)], sectors=list(sectors), sample=True
    )


def post(role: str, key: str = "p1") -> Post:
    """A post in the enterprise."""
    return Post(key=key, name="质量职务", organisation=Link(ENTERPRISE), role=Link(role))


def person(name: str, *holds: Link[Post]) -> Person:
    """A person of the enterprise's register, with the posts that they hold."""
    return Person(organisation="X1", register_key=name, name=name, holds=list(holds))


def department(key: str, *serves: Link[Region], over: Link[Any] | None = None, **more: Any) -> Department:
    """A department with a remit over the sector, unless it is said over what."""
    remit: list[Link[Any]] = [over or Link(SECTOR)]
    return Department(key=key, name=key, jurisdiction=list(serves) or [Link(COUNTY)], remit=remit, **more)


def government(key: str, region: str = COUNTY) -> Government:
    """A government of a region."""
    return Government(key=key, name=key, jurisdiction=[Link(region)])
