"""`./qg explain FILE`: what a request asks of the database, statement by statement, and what each cost.

Not here: making the statements (`queries.compiler`) and profiling them (`graph.database`).
"""

from collections.abc import Mapping
from typing import Annotated, Any, cast

import typer
from rich.console import Console
from rich.tree import Tree

from cli.ask import text_of, values_of
from cli.settings import DataDir, Settings, opened
from graph.database import Database, Step
from schema.service import executor_of
from schema.times import PATIENT

WIDTH = 200
LINE = 150  # of a step; what it works on may be the whole answer's expression


class Watched:
    """A database that keeps each statement sent, with what it cost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.sent: list[tuple[str, Mapping[str, Any], Step]] = []

    def one(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[Any] | None:
        """Run a statement as the database would, and keep what it cost."""
        values, step = self._database.profiled(statement, parameters, seconds)
        self.sent.append((statement, parameters, step))
        return values

    def read(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[dict[str, Any]]:
        """Run a statement of an analysis, unwatched."""
        return self._database.read(statement, parameters, seconds)


def explain(
    document: Annotated[str, typer.Argument(help="The GraphQL document, a file that holds it, or - .")],
    variables: Annotated[str, typer.Option(help="The variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation of the document to run.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Show the statements of a request with their plans, database hits and rows; exit 1 when it has errors.

    Example: ./qg explain '{ regions(first: 3) { nodes { name } } }'
    """
    text, values = text_of(document), values_of(variables)
    with opened(Settings.of(data_dir=data_dir)) as database:
        watched = Watched(database)
        executor = executor_of(cast(Database, watched), times=PATIENT)
        outcome = executor.run(text, values, operation)
    if not watched.sent:
        typer.echo(
            "It sends no statement: an analysis is computed beside the requests, and the schema needs none."
        )
    show(watched)
    for each in outcome.errors:
        typer.echo(f"\n{each['extensions']['code']}: {each['message']}")
    raise typer.Exit(1 if outcome.errors else 0)


def show(watched: Watched) -> None:
    """Print what was sent; of the parameters only their names."""
    console = Console(width=WIDTH, highlight=False, markup=False)
    for number, (statement, parameters, step) in enumerate(watched.sent, start=1):
        console.print(f"\nStatement {number}: {step.total:,} database hits\n\n{statement}\n")
        console.print(f"Parameters: {', '.join(sorted(parameters))}\n")
        console.print(_tree(step))


def _tree(step: Step) -> Tree:
    told = f"{step.operator}  hits {step.hits:,}, rows {step.rows:,}  {' '.join(step.details.split())}"
    tree = Tree(told[:LINE])
    for each in step.below:
        tree.children.append(_tree(each))
    return tree
