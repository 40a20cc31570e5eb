"""`./qg export DOCUMENT`: a whole list into a file, as JSON Lines or CSV.

Not here: reading the list (`schema.export`) and writing rows (`schema.tables`).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from cli.ask import text_of, values_of
from cli.problems import Problem
from cli.settings import DataDir, Settings, opened
from schema.export import ExportFailed, export_of
from schema.service import executor_of
from schema.tables import table_of
from schema.times import PATIENT


class Format(StrEnum):
    """The ways to write rows."""

    jsonl = "jsonl"
    csv = "csv"


def export(
    document: Annotated[str, typer.Argument(help="The GraphQL document, a file that holds it, or - .")],
    format_: Annotated[Format, typer.Option("--format", help="How rows are written.")] = Format.jsonl,
    out: Annotated[Path | None, typer.Option(help="The file; what it held goes. Else it is printed.")] = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV that Excel knows to be UTF-8.")] = False,
    variables: Annotated[str, typer.Option(help="The variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation of the document to run.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Write a whole list, { list { nodes { … } } }, into a file.

    Example: ./qg export '{ regions { nodes { id name } } }' --format csv --out regions.csv
    """
    text, values = text_of(document), values_of(variables)
    rows = 0
    try:
        wanted = export_of(text, values, operation)
        table = table_of(format_.value, wanted.columns, bom=bom)
        with opened(Settings.of(data_dir=data_dir)) as database, _written(out) as file:
            file.write(table.head())
            for page in wanted.pages(executor_of(database, times=PATIENT)):
                file.write(table.lines(page))
                rows += len(page)
    except ExportFailed as failure:
        raise Problem(f"Broken off after {rows:,} rows: {failure}" if rows else str(failure)) from failure
    typer.echo(f"{rows:,} rows", err=True)


@contextmanager
def _written(out: Path | None) -> Iterator[BinaryIO]:
    """Yield where the rows go; a file has its name only once it is whole."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(out)
    except OSError as refused:
        raise Problem(f"{out} cannot be written ({refused.strerror}): give another --out.") from refused
    finally:
        part.unlink(missing_ok=True)
