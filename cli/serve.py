"""`./qg serve`: the API on a database that was filled before, in the foreground.

Not here: answering (`schema`), the waiting and the ending (`foreground`).
"""

from contextlib import ExitStack
from typing import Annotated

import typer
from starlette.applications import Starlette

from cli import foreground
from cli.settings import DataDir, DocumentsDir, Explain, OnlyTrusted, Port, Settings, documents_for, opened
from schema.service import service_of


def serve(
    port: Port = None,
    host: Annotated[
        str, typer.Option(help="Where to listen; 0.0.0.0 opens it to the network, without access control.")
    ] = "127.0.0.1",
    documents: DocumentsDir = None,
    only_trusted: OnlyTrusted = None,
    explain: Explain = None,
    data_dir: DataDir = None,
) -> None:
    """Serve the API alone, without loading anything. Example: ./qg serve --port 8080"""
    settings = Settings.of(
        data_dir=data_dir, port=port, documents=documents, only_trusted=only_trusted, explain=explain
    )
    with foreground.listening(host, settings.port) as taken, ExitStack() as open_:

        def furnish() -> Starlette:
            known = documents_for(settings)
            database = open_.enter_context(opened(settings, lasting=True))
            service = service_of(database, explains=settings.explain, documents=known)
            typer.echo(f"GraphQL  http://{host}:{settings.port}/graphql", err=True)
            return service

        foreground.serve(taken, furnish, open_.close)
