"""The table of commands, each with an example in its help. Not here: what they do (one file each)."""

import typer

from cli.neo4j import neo4j
from cli.test import test

app = typer.Typer(
    no_args_is_help=True, help="QualityGraph: who is responsible, by which clause, from which record."
)
app.command()(test)
app.add_typer(neo4j, name="neo4j")
