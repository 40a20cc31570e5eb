"""`./qg bench …`: what the API and the loaders cost, beside the driver, peers, a script, and larger graphs.

Not here: measuring (`bench`).
"""

import subprocess
import sys
from typing import Annotated

import typer

bench = typer.Typer(
    no_args_is_help=True,
    help="Measure reads, peers, growth and loading. Example: ./qg bench peers --quick",
)
AS_THEY_COME = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@bench.command()
def reads(
    sample: Annotated[int, typer.Option(help="Enterprises in the sample region that is asked.")] = 200,
) -> None:
    """Measure reads against the raw driver, in one run. Example: ./qg bench reads --sample 500"""
    _run("bench.reads", str(sample))


@bench.command(context_settings=AS_THEY_COME)
def peers(context: typer.Context) -> None:
    """Measure the API beside other GraphQL servers on one graph. Example: ./qg bench peers --quick

    `--help` tells its options.
    """
    _run("bench.peers", *context.args)


@bench.command(context_settings=AS_THEY_COME)
def growth(context: typer.Context) -> None:
    """Measure the API on graphs of growing size. Example: ./qg bench growth --sizes 1000,4000 --seconds 0.2

    `--help` tells its options.
    """
    _run("bench.growth", *context.args)


@bench.command(context_settings=AS_THEY_COME)
def loading(context: typer.Context) -> None:
    """Measure loading beside a script written by hand. Example: ./qg bench loading --rows 5000 --rounds 1

    `--help` tells its options.
    """
    _run("bench.loading", *context.args)


def _run(module: str, *arguments: str) -> None:
    raise typer.Exit(subprocess.run([sys.executable, "-m", module, *arguments], check=False).returncode)
