"""`./qg explain FILE`: what a request asks of the database, statement by statement, and what each cost.

Not here: making the statements (`queries.compiler`) and profiling them (`graph.database`).
"""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.tree import Tree

from cli.ask import text_of, values_of
from cli.settings import DataDir, Settings, opened
from graph.database import Step
from queries.compiler import outline
from schema.service import executor_of
from schema.telling import Explained
from schema.times import PATIENT

WIDTH = 200
LINE = 150  # of a step; what it works on may be the whole answer's expression


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
        outcome, sent = executor_of(database, times=PATIENT).explain(text, values, operation)
    if not sent:
        typer.echo(
            "It sends no statement: an analysis is computed beside the requests, and the schema needs none."
        )
    show(sent)
    for each in outcome.errors:
        typer.echo(f"\n{each['extensions']['code']}: {each['message']}")
    raise typer.Exit(1 if outcome.errors else 0)


def show(sent: Sequence[Explained]) -> None:
    """Print what was sent: of each statement the tree, the text, the parameters' names, and the profile."""
    console = Console(width=WIDTH, highlight=False, markup=False)
    for number, each in enumerate(sent, start=1):
        console.print(f"\nStatement {number}, of {each.key}: {each.step.total:,} database hits\n")
        for line in outline(each.sent.tree):
            console.print(line[:LINE])
        console.print(f"\n{each.sent.text}\n")
        console.print(f"Parameters: {', '.join(sorted(each.sent.parameters))}\n")
        console.print(_tree(each.step))


def _tree(step: Step) -> Tree:
    told = f"{step.operator}  hits {step.hits:,}, rows {step.rows:,}  {' '.join(step.details.split())}"
    tree = Tree(told[:LINE])
    for each in step.below:
        tree.children.append(_tree(each))
    return tree
