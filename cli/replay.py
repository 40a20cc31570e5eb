"""`./qg replay RUN`: load the rows that a run kept aside, corrected. Not here: whole deliveries (`load`)."""

from pathlib import Path
from typing import Annotated

import typer

from cli.load import load_extracts
from cli.problems import Problem, told
from cli.settings import DataDir, Settings
from cli.status import status_of
from loaders.extracts import kept_aside


def replay(
    run: Annotated[str, typer.Argument(help="The key of the run, as its report and ./qg runs tell it.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing to the graph.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON, in one line.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Load the rows that a run kept aside, once they are corrected in its rejected files.

    What is not in these files stays as it is. A row that is still bad is kept aside again, by the new run.
    Exit status: as that of load.

    Example: ./qg replay industry-and-commerce-20130630T020000-5fe1a2
    """
    with told(status_of):
        settings = Settings.of(data_dir=data_dir)
        folder = settings.data_dir / "runs" / Path(run.removeprefix("loadRun:")).name
        asked = kept_aside(folder)
        if asked is None:
            raise Problem(f"The run {run} kept no rows aside in {folder.parent}: see ./qg runs for its key.")
        account = load_extracts(settings, asked, asked.source.expect.max_delete_percent, dry_run=dry_run)
    typer.echo(account.as_json() if as_json else str(account))
    raise typer.Exit(account.status)
