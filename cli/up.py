"""`./qg up`: everything, from nothing to answers, in the foreground.

Not here: what the house holds (`house`), the waiting and the ending (`foreground`).
"""

import webbrowser
from contextlib import ExitStack
from typing import Annotated

import typer
from starlette.applications import Starlette

from cli import foreground, house
from cli.settings import DataDir, DocumentsDir, Explain, OnlyTrusted, Port, Settings, documents_for, opened
from cli.web import built_page
from schema.service import service_of

HOST = "127.0.0.1"


def up(
    port: Port = None,
    data_dir: DataDir = None,
    sample: Annotated[
        int | None, typer.Option(min=0, help="Enterprises in the sample region; 0 for none. [500]")
    ] = None,
    documents: DocumentsDir = None,
    only_trusted: OnlyTrusted = None,
    explain: Explain = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in a browser.")] = False,
) -> None:
    """Run everything: Neo4j, the policy, a sample region, the API and its page; Ctrl-C ends all of it.

    Example: ./qg up --port 8080 --sample 50
    """
    settings = Settings.of(
        data_dir=data_dir,
        port=port,
        sample=sample,
        documents=documents,
        only_trusted=only_trusted,
        explain=explain,
    )
    with foreground.listening(HOST, settings.port) as taken, ExitStack() as open_:

        def furnish() -> Starlette:
            known = documents_for(settings)  # first: it may be refused
            page = built_page(settings.cache, say)
            say("Starting Neo4j")
            database = open_.enter_context(opened(settings, exclusive=True))
            house.furnish(database, settings.sample, settings.policy_file, say)
            examples = house.examples(settings.sample)
            say("Planning the questions")
            service = service_of(database, page, examples, explains=settings.explain, documents=known)
            _welcome(settings.port, examples)
            if not no_open:
                webbrowser.open(f"http://{HOST}:{settings.port}/")
            return service

        foreground.serve(taken, furnish, open_.close)


def say(line: str) -> None:
    """Tell the user how far it is; answers to programs go elsewhere."""
    typer.echo(line, err=True)


def _welcome(port: int, examples: list[dict[str, str]]) -> None:
    typer.echo(f"\nPage     http://{HOST}:{port}/\nGraphQL  http://{HOST}:{port}/graphql\n")
    for each in examples:
        typer.echo(each["query"])
    typer.echo("Ctrl-C ends everything.")
