"""`./qg ask DOCUMENT`: one GraphQL request without a server, answered as JSON.

Not here: running it (`schema.executor`).
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from cli.problems import Problem
from cli.settings import DataDir, Settings, opened
from schema.service import executor_of
from schema.times import PATIENT


def ask(
    document: Annotated[str, typer.Argument(help="The GraphQL document, a file that holds it, or - .")],
    variables: Annotated[str, typer.Option(help="The variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation of the document to run.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Ask the graph; exit status 1 when the answer has errors.

    Example: ./qg ask '{ regions(first: 3) { nodes { name } } }'
    """
    text, values = text_of(document), values_of(variables)
    with opened(Settings.of(data_dir=data_dir)) as database:
        outcome = executor_of(database, times=PATIENT).run(text, values, operation)
    typer.echo(orjson.dumps(outcome.body(), option=orjson.OPT_INDENT_2).decode())
    raise typer.Exit(1 if outcome.errors else 0)


def text_of(document: str) -> str:
    """Return a document that was given as itself, as a file or as `-` for what comes in.

    Raises:
        Problem: it is none of these.
    """
    if document == "-":
        return sys.stdin.read()
    if "{" in document:
        return document
    try:
        return Path(document).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise Problem(
            f"{document} is no GraphQL document and no file with one: write '{{ … }}' or the path of a file."
        ) from unreadable


def values_of(text: str) -> dict[str, Any]:
    """Return the variables; Problem if they are no JSON object."""
    try:
        values = json.loads(text)
    except ValueError as wrong:
        raise Problem(f'--variables is no JSON ({wrong}): write it as \'{{"name": "…"}}\'.') from wrong
    if not isinstance(values, dict):
        raise Problem('--variables is no JSON object: write it as \'{"name": "…"}\'.')
    return values
