"""`./qg neo4j start|stop|status|info`: the embedded Neo4j of a data directory.

Not here: how it runs (`graph.database`).
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from graph import database

neo4j = typer.Typer(
    no_args_is_help=True, help="Neo4j, embedded: start, stop, status, info. Example: ./qg neo4j start"
)
DataDir = Annotated[Path, typer.Option(help="The data directory: everything that is written lies there.")]
HERE = Path(os.environ.get("QG_DATA_DIR", Path.home() / ".local" / "share" / "qualitygraph"))


def fetched(data: Path) -> list[Path]:
    """The class path, downloaded once into the cache (`QG_CACHE_DIR`, else the data directory's own)."""
    jars = database.locked_jars()
    cache = Path(os.environ.get("QG_CACHE_DIR", data / "cache"))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Neo4j, once", total=sum(jar.size for jar in jars))
        return database.fetch(jars, cache / "jars", lambda jar: progress.advance(task, jar.size))


@contextmanager
def told() -> Iterator[None]:
    """Say a database problem as one sentence, and exit with 2."""
    try:
        yield
    except database.DatabaseProblem as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem


@neo4j.command()
def start(data_dir: DataDir = HERE) -> None:
    """Start Neo4j and leave it running. Example: ./qg neo4j start --data-dir ./data"""
    with told():
        running = database.find(data_dir.resolve())
        if running is None:
            running, _ = database.start(data_dir.resolve(), fetched(data_dir.resolve()))
    typer.echo(f"Neo4j {running.version} answers on {running.uri} (process {running.java})")


@neo4j.command()
def stop(data_dir: DataDir = HERE) -> None:
    """Stop the Neo4j of a data directory. Example: ./qg neo4j stop"""
    with told():
        stopped = database.stop(data_dir.resolve())
    typer.echo("stopped" if stopped else "none was running")


@neo4j.command()
def status(data_dir: DataDir = HERE) -> None:
    """Say whether Neo4j runs; exit status 1 when it does not. Example: ./qg neo4j status"""
    running = database.find(data_dir.resolve())
    typer.echo(f"running on {running.uri}" if running else "not running")
    raise typer.Exit(0 if running else 1)


@neo4j.command()
def info(
    data_dir: DataDir = HERE, as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False
) -> None:
    """Say how to reach the running Neo4j, password included. Example: ./qg neo4j info --json"""
    running = database.find(data_dir.resolve())
    if running is None:
        typer.echo("Neo4j is not running on this data directory: run ./qg neo4j start first.", err=True)
        raise typer.Exit(2)
    facts = {
        "uri": running.uri,
        "user": running.user,
        "password": database.address_of(running).password,
        "version": running.version,
        "pid": running.java,
        "data_directory": running.data,
    }
    typer.echo(
        json.dumps(facts) if as_json else "\n".join(f"{name}: {value}" for name, value in facts.items())
    )
