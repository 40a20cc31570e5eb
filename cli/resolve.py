"""`./qg resolve`: bring a change of whom to believe into the graph. Not here: how (`loaders.resolve`)."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from cli.problems import told
from cli.settings import DataDir, Settings, opened
from cli.status import status_of
from graph.database import prepare
from graph.model import quality_model
from loaders.authority import ranking
from loaders.resolve import resolve as settle_again


def resolve(
    fields: Annotated[
        list[str] | None,
        typer.Option(help="Only things with this field, such as Enterprise.name; may be given again."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as one line of JSON.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Settle again what several records describe, after a change of authority.toml; no source is read.

    Exit status: 0 done; 1 done, but some records cannot be read under this model; 4 there is no such field,
    or authority.toml is wrong; 6 the database failed: what was written stays, run it again.

    Example: ./qg resolve --fields Enterprise.name
    """
    with told(status_of):
        model, authority = quality_model(), ranking()
        with opened(Settings.of(data_dir=data_dir)) as database:
            prepare(database, model)
            found = settle_again(database, model, fields or [], authority=authority)
    unread = sorted(found.unread)
    typer.echo(json.dumps({**asdict(found), "unread": unread}, ensure_ascii=False) if as_json else str(found))
    raise typer.Exit(1 if unread else 0)
