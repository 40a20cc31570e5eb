"""`./qg test`: every check, in the order in which a failure is cheapest. Not here: the checks' settings."""

import subprocess
import sys
from typing import Annotated

import typer

CHECKS = (
    ("format", "ruff", "format", "--check", "."),
    ("lint", "ruff", "check", "."),
    ("types", "mypy"),
    ("imports", "importlinter"),
    # Two folders at a time, each with servers of its own.
    ("tests", "pytest", "--numprocesses=2", "--dist=loadscope", "--no-loadscope-reorder"),
)


def test(
    faults: Annotated[
        bool,
        typer.Option("--faults", help="Run the long tests too, most of all that may happen to a loader."),
    ] = False,  # noqa: PT028 - a command, and no test
) -> None:
    """Run every check: format, lint, types, import rules, tests on a real Neo4j.

    Example: ./qg test
    """
    for name, module, *arguments in CHECKS:
        typer.echo(f"── {name}")
        command = [sys.executable, "-m", module, *arguments]
        if module == "pytest" and faults:
            command.append("--faults")
        if module == "importlinter":
            command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
        if subprocess.run(command, check=False).returncode:
            typer.echo(f"{name} failed: mend what stands above and run ./qg test again.", err=True)
            raise typer.Exit(2)
