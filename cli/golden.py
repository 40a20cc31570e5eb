"""`./qg golden`: write, beside each case, the statements it sends, their parameters, the answer and the hits.

A case is `NAME.graphql`; the files are made anew, read by the author in the difference, and compared by the
tests.
Not here: the cases (`tests/golden`).
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import orjson
import typer

from cli import hits, house
from cli.settings import Settings, opened
from graph.database import Database
from schema.executor import Executor
from schema.service import executor_of
from schema.times import PATIENT

CASES = Path(__file__).resolve().parent.parent / "tests" / "golden"
SAMPLE = 3  # the two enterprises written by hand, and one that is drawn
DAY = date(2026, 1, 31)  # for statements only: an answer is of the day that its document says


def golden(
    case: str = typer.Argument("*", help="Which cases, as a file pattern without the ending."),
) -> None:
    """Write the golden files of the cases. Example: ./qg golden 'enterprise*'"""
    files = sorted(CASES.glob(f"{case}.graphql"))
    with _database() as database:
        executor = filled(database)
        for file in files:
            for name, text in made(executor, file).items():
                file.with_name(name).write_text(text, "utf-8")
            typer.echo(file.stem)
    with _database() as database:
        hits.settle(database)
        meter = hits.Meter(database)
        for file in files:
            cost = meter.cost_of(file)
            file.with_suffix(".hits.json").write_text(cost.text(), "utf-8")
            typer.echo(f"{file.stem}: {cost.compiled:,} hits, tuned by hand {cost.tuned:,}")


@contextmanager
def _database() -> Iterator[Database]:
    """An empty one of its own."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Settings.of().cache
        with opened(Settings.of(data_dir=Path(folder), cache_dir=cache)) as database:
            yield database


def filled(database: Database) -> Executor:
    """Return what runs requests on an empty database, filled with what the cases are asked of."""
    house.furnish(database, SAMPLE, None, lambda line: None)
    return executor_of(database, times=PATIENT)


def made(executor: Executor, case: Path) -> dict[str, str]:
    """Return the text of each golden file of a case, by the file's name."""
    document = case.read_text("utf-8")
    statements = executor.statements(document, {}, DAY)
    outcome = executor.run(document, {}, None)
    texts = "\n\n".join(each.text for each in statements)
    parameters = [{key: _plain(value) for key, value in each.parameters.items()} for each in statements]
    return {
        f"{case.stem}.cypher": f"{texts}\n",
        f"{case.stem}.params.json": _json(parameters),
        f"{case.stem}.json": _json(outcome.body()),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
