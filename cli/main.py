"""The table of commands, each with an example in its help. Not here: what they do (one file each)."""

from typing import Any

import typer
from typer.core import TyperGroup

from cli.ask import ask
from cli.bench import bench
from cli.claims import claims
from cli.conflicts import conflicts
from cli.explain import explain
from cli.export import export
from cli.golden import golden
from cli.load import load
from cli.neo4j import neo4j
from cli.problems import told
from cli.replay import replay
from cli.resolve import resolve
from cli.runs import runs
from cli.serve import serve
from cli.test import test
from cli.up import up


class Told(TyperGroup):
    """Commands of which each tells a known problem as one sentence, wherever in it the problem arises."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with told():
            return super().invoke(ctx)


app = typer.Typer(
    cls=Told,
    no_args_is_help=True,
    help="QualityGraph: who is responsible, by which clause, from which record.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    up, serve, load, replay, runs, claims, conflicts, resolve, ask, explain, export, test, golden,
):  # fmt: skip
    app.command()(command)
app.add_typer(bench, name="bench")
app.add_typer(neo4j, name="neo4j")
