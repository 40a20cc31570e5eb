"""`./qg neo4j …`: the embedded Neo4j of a data directory, and its list of packages.

Not here: how it runs (`graph.database`).
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from cli.problems import Problem
from cli.settings import DataDir, Settings, fetched, opened, started_for
from graph import database
from loaders.bulk import IMPORT

neo4j = typer.Typer(
    no_args_is_help=True,
    help="Neo4j, embedded: start, stop, status, info, migrate, import, update-list."
    " Example: ./qg neo4j start",
)
Version = Annotated[
    str | None, typer.Option(help=f"{' or '.join(database.RELEASES)}. [{database.NEWEST.name}]")
]


@neo4j.command()
def start(data_dir: DataDir = None, version: Version = None) -> None:
    """Start Neo4j and leave it running. Example: ./qg neo4j start --data-dir ./data"""
    settings = Settings.of(data_dir=data_dir, neo4j_version=version)
    running = database.find(settings.data_dir) or started_for(settings, owned=False, short_lived=False)
    typer.echo(f"Neo4j {running.version} answers on {running.uri} (process {running.java})")


@neo4j.command()
def stop(data_dir: DataDir = None) -> None:
    """Stop the Neo4j of a data directory. Example: ./qg neo4j stop"""
    stopped = database.stop(Settings.of(data_dir=data_dir).data_dir)
    typer.echo("stopped" if stopped else "none was running")


@neo4j.command()
def status(data_dir: DataDir = None) -> None:
    """Say whether Neo4j runs; exit status 1 when it does not. Example: ./qg neo4j status"""
    running = database.find(Settings.of(data_dir=data_dir).data_dir)
    typer.echo(f"Neo4j {running.version} runs on {running.uri}" if running else "not running")
    raise typer.Exit(0 if running else 1)


@neo4j.command()
def info(
    data_dir: DataDir = None, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """Say how to reach the running Neo4j, password included. Example: ./qg neo4j info --json"""
    running = database.find(Settings.of(data_dir=data_dir).data_dir)
    if running is None:
        raise Problem("Neo4j is not running on this data directory: run ./qg neo4j start first.")
    facts = {
        "uri": running.uri,
        "user": running.user,
        "password": database.address_of(running).password,
        "version": running.version,
        "pid": running.java,
        "data_directory": running.data,
    }
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
    typer.echo(json.dumps(facts, ensure_ascii=False) if as_json else lines)


@neo4j.command()
def migrate(
    to: Annotated[int | None, typer.Option(help="The version of the model; the newest if left out.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Move the data to a version of the model, forward or back. Example: ./qg neo4j migrate --to 1"""
    with opened(Settings.of(data_dir=data_dir)) as reached:
        database.migrate(reached, to)
        typer.echo(f"The data follows version {database.version_of(reached)} of the model.")


@neo4j.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="What ./qg load … --emit wrote to.")],
    data_dir: DataDir = None,
    version: Version = None,
) -> None:
    """Make the first store of a data directory from a bulk import. Example: ./qg neo4j import first"""
    settings = Settings.of(data_dir=data_dir, neo4j_version=version)
    if not database.is_new(settings.data_dir):
        raise Problem(
            f"{settings.data_dir} has a store already, and a bulk import makes a first one: choose another"
            " --data-dir, or load the deliveries without --emit."
        )
    release = database.release_named(settings.neo4j_version)
    database.import_sheets(settings.data_dir, fetched(settings), folder / IMPORT, release)
    typer.echo(f"{folder / IMPORT} is in {settings.data_dir}: the next load or ./qg up makes its indexes.")


@neo4j.command("update-list")
def update_list(version: Version = None) -> None:
    """Make the locked list of packages anew, for those who maintain it; it takes minutes.

    Example: ./qg neo4j update-list --version 5.26
    """
    release = database.release_named(version or database.NEWEST.name)
    jars = database.update_list(release)
    typer.echo(f"{release.list.name}: {len(jars)} packages, {sum(jar.size for jar in jars) >> 20} MB")
