"""The eight shapes: what is asked, of our API and of its peers, and with which values.

The documents stand in a file for each way. Fields are called alike everywhere, so that answers can be
compared. Not here: the statements that somebody would write by hand (`tuned`), and comparing (`answers`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from graphql import OperationDefinitionNode, parse, print_ast

from bench.peers.data import Plan, drawn

FOLDER = Path(__file__).resolve().parent
Variables = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """One shape.

    Args:
        name: as it is called in the documents and in results.
        says: what it is, in a few words.
        variables: the sets of values that requests rotate through.
        ordered: the fields whose order was asked for; the answer itself is "".
        folder: where its documents lie.
    """

    name: str
    says: str
    variables: Callable[[Plan], list[Variables]]
    ordered: frozenset[str] = frozenset()
    folder: Path = FOLDER

    def document(self, way: str) -> str:
        """Return what a way is asked."""
        return _documents(self.folder / f"{way}.graphql")[self.name]


@cache
def _documents(file: Path) -> dict[str, str]:
    parsed = parse(file.read_text("utf-8"))
    operations = (each for each in parsed.definitions if isinstance(each, OperationDefinitionNode))
    return {each.name.value: print_ast(each) for each in operations if each.name}


def _enterprises(plan: Plan) -> list[Variables]:
    return [{"id": plan.enterprise(each)} for each in drawn(list(range(plan.enterprises)), 400, 1)]


def _regions(plan: Plan) -> list[Variables]:
    return [{"region": plan.region(each)} for each in drawn(list(range(plan.counties)), 400, 2)]


def _of_counties(plan: Plan) -> list[Variables]:
    return [
        {**each, "size": size, "employees": employees}
        for each in _regions(plan)[:50]
        for size in ("SMALL", "MICRO")
        for employees in (100, 400)
    ]


def _days(plan: Plan) -> list[Variables]:
    first = date(2016, 1, 1)
    return [{"day": str(first + timedelta(days=15 * each))} for each in range(200)]


def _categories(plan: Plan) -> list[Variables]:
    return [{"category": each, **day} for each in plan.categories[:20] for day in _days(plan)[::20]]


SHAPES = (
    Shape("q1", "one enterprise by id", _enterprises),
    Shape("q2", "enterprise, certificates, standards, those adopted", _enterprises),
    Shape(
        "q3",
        "enterprise, credit records, departments; products, 5 newest inspections",
        _enterprises,
        frozenset({"inspections"}),
    ),
    Shape(
        "q4",
        "50 enterprises of a county by size and employees, 3 nested lists, depth 3",
        _of_counties,
        frozenset({"", "inspections"}),
    ),
    Shape(
        "q5",
        "departments of a county, 10 newest inspections, product, maker",
        _regions,
        frozenset({"inspectionsConducted"}),
    ),
    Shape("q6", "1000 flat rows, 7 fields", _days, frozenset({""})),
    Shape("q7", "a page of 20, newest first, and how many in all", _categories, frozenset({"nodes"})),
    Shape("q8", "inspections of a county's enterprises, counted by result", _regions, frozenset({""})),
)
