"""What a case's statements cost, beside statements that were tuned by hand for the same answer.

A case `NAME.graphql` has a `NAME.tuned.cypher`: for each root field one statement, a blank line between
them, whose one value is the field's value as the client gets it, without cursors and type names; and a
`NAME.tuned.json` with their parameters: one object for all, or one for each. A line `//: FILE` stands for the
text of a question, or for a better text of it where there is one in `tests/golden/better`. The hits are those
of a larger sample than the answers are read on, and the same at each run.

Not here: the golden files of the answers (`golden`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from cli import house
from graph.database import Database, Step
from queries.compiler import fence_around
from schema.service import executor_of
from schema.times import PATIENT

SAMPLE = 300  # enterprises: enough for a scan to cost more than a seek
QUESTIONS = Path(__file__).resolve().parent.parent / "queries" / "questions"
BETTER = Path(__file__).resolve().parent.parent / "tests" / "golden" / "better"
INCLUDED = "//: "
NOT_COMPARED = ("cursor", "startCursor", "endCursor", "__typename")
SECONDS = 60.0
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Cost:
    """What a case came to.

    Args:
        compiled: the database hits of the statements that the compiler made, without their fences.
        tuned: those of the statements tuned by hand.
        rows: how many objects the answer holds.
        answer: the client's, without what is not compared.
        expected: the same, as the tuned statements say it.
    """

    compiled: int
    tuned: int
    rows: int
    answer: Any
    expected: Any

    def text(self) -> str:
        """Return the golden file."""
        said = {"compiled": self.compiled, "tuned": self.tuned, "rows": self.rows}
        return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def settle(database: Database) -> None:
    """Fill an empty database with the larger sample, and let the planner know all of it."""
    house.furnish(database, SAMPLE, None, lambda line: None)
    database.run("CALL db.prepareForReplanning()")


class Meter:
    """Runs cases on a settled database and tells what they cost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._executor = executor_of(database, times=PATIENT)

    def cost_of(self, case: Path) -> Cost:
        """Run a case, given as its document's file, and the statements tuned for it."""
        outcome, explained = self._executor.explain(case.read_text("utf-8"), {}, None)
        data = outcome.body()["data"]
        sent = [each.step.total - self._fences(each.sent.parameters, each.step) for each in explained]
        tuned = [self._tuned(*each) for each in zip(tuned_statements(case), parameters_of(case), strict=True)]
        expected = dict(zip(data, (value for value, _ in tuned), strict=True))
        rows = sum(1 for _ in _objects(data)) - 1  # without the whole
        hits = sum(hits for _, hits in tuned)
        return Cost(sum(sent), hits, rows, _compared(data), _compared(expected))

    def _tuned(self, text: str, parameters: dict[str, Any]) -> tuple[Any, int]:
        values, step = self._database.profiled(text, parameters, SECONDS)
        return values[0] if values else None, step.total

    def _fences(self, parameters: Mapping[str, Any], step: Step) -> int:
        """What the fences of a statement cost: one before its answer, and one after it where there is any."""
        fence = fence_around(frozenset(parameters["areas"]))
        once = self._database.profiled(fence.text, fence.parameters, SECONDS)[1].total
        return once * (2 if step.rows else 1)


def tuned_statements(case: Path) -> list[str]:
    """Return the statements tuned for a case, the questions' texts in place."""
    parts = case.with_suffix(".tuned.cypher").read_text("utf-8").strip().split("\n\n")
    return ["\n".join(map(_line, part.splitlines())) for part in parts]


def parameters_of(case: Path) -> list[dict[str, Any]]:
    """Return the parameters of each statement tuned for a case; one object in the file is for all of them."""
    said = orjson.loads(case.with_suffix(".tuned.json").read_bytes())
    each = said if isinstance(said, list) else [said] * len(tuned_statements(case))
    return [{name: _day_or(value) for name, value in one.items()} for one in each]


def _day_or(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else value


def _line(line: str) -> str:
    name = line.strip()
    if not name.startswith(INCLUDED):
        return line
    name = name.removeprefix(INCLUDED)
    better = BETTER / name.replace("/", "-")
    return (better if better.exists() else QUESTIONS / name).read_text("utf-8").strip()


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)


def _compared(value: Any) -> Any:
    if isinstance(value, list):
        return [_compared(each) for each in value]
    if isinstance(value, dict):
        return {key: _compared(each) for key, each in value.items() if key not in NOT_COMPARED}
    return value
