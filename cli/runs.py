"""`./qg runs`: the last runs of each source. Not here: loading (`load`), and how a run is written down."""

from typing import Annotated

import typer

from cli.problems import Problem
from cli.settings import DataDir, Settings, opened
from loaders.ledger import CHINA, last_runs


def runs(
    system: Annotated[str | None, typer.Argument(help="The system of a source; all when left out.")] = None,
    last: Annotated[int, typer.Option(min=1, help="How many of each.")] = 5,
    data_dir: DataDir = None,
) -> None:
    """Tell the last runs of each source: when, under which key, and what became of the rows.

    Example: ./qg runs industry-and-commerce --last 1
    """
    with opened(Settings.of(data_dir=data_dir)) as database:
        found = last_runs(database, system, last)
    if not found:
        raise Problem(f"Nothing was loaded{f' of {system}' if system else ''} yet: see ./qg load --help.")
    for each in found:
        typer.echo(f"{each.started.astimezone(CHINA):%Y-%m-%d %H:%M}  {each.key}")
        typer.echo(f"  {each.report or 'it did not come to its end: load the same delivery again'}")
