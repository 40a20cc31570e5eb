"""`./qg load SOURCE [FILE]`: bring the graph in step with what a source says.

Not here: the sources (`loaders.sources`) and the loading (`loaders`).
"""

from pathlib import Path
from typing import Annotated

import typer

from cli.house import told
from cli.settings import DataDir, Settings, opened
from graph.database import prepare
from graph.model import quality_model
from loaders import deliver
from loaders.sources.catalogue import SOURCES, deliveries_of

NAMES = ", ".join(SOURCES)


def load(
    source: Annotated[str, typer.Argument(help=f"What to load: {NAMES}.")],
    file: Annotated[Path | None, typer.Argument(help="The file to read, where the source takes one.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Load what a source says; loading it again changes nothing. Exit status 1: some links lead nowhere yet.

    Example: ./qg load policy ningxia-2012.txt
    """
    dangling = 0
    deliveries = deliveries_of(source, file)  # a file that is refused needs no database
    model = quality_model()
    with opened(Settings.of(data_dir=data_dir)) as database:
        prepare(database, model)
        for delivery in deliveries:
            report = deliver(database, model, delivery)
            dangling += report.dangling
            typer.echo(str(report))
            for line in told(report):
                typer.echo(line)
    if dangling:
        typer.echo(
            "Each of these links is made as soon as what it points to is loaded: see ./qg load --help."
        )
    raise typer.Exit(1 if dangling else 0)
