"""`./qg bench`: what the API costs over the same statements sent by hand. Not here: measuring (`bench`)."""

import subprocess
import sys
from pathlib import Path

import typer

SCRIPT = Path(__file__).resolve().parent.parent / "bench" / "reads.py"


def bench(sample: int = typer.Option(200, help="Enterprises in the sample region that is asked.")) -> None:
    """Measure reads against the raw driver, in one run. Example: ./qg bench --sample 500"""
    raise typer.Exit(subprocess.run([sys.executable, str(SCRIPT), str(sample)], check=False).returncode)
