"""`python -m bench.growth`: make graphs of some sizes once, measure each, and print how they compare.

Not here: any of these (one module each).
"""

import os
import platform
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import psutil
import typer

from bench.growth.measure import PROFILED, ROUNDS, measure
from bench.growth.report import HARDER, LATER, holds, table
from bench.growth.shapes import ASKED, TOLD
from bench.peers.data import Plan
from bench.peers.fill import Filled, OtherGraph, filled
from bench.peers.ways import Absent
from bench.progress import say
from cli.settings import DataDir, Settings
from graph.database import DatabaseProblem

HEAP, PAGE_CACHE = "2g", "6g"  # for all sizes; the page cache holds what is asked of the largest
SIZES = "31000,280000,700000"
app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(
    sizes: Annotated[
        str, typer.Option(help="Enterprises of each graph; these are 0.2, 2 and 5 million nodes.")
    ] = SIZES,
    seconds: Annotated[float, typer.Option(help="How long one round of one shape lasts.")] = 0.5,
    fill: Annotated[bool, typer.Option("--fill", help="Only make the graphs that are missing.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Measure the API on graphs of growing size; each is made once, in a folder of `data-dir` of its own."""
    plans = _plans_of(sizes)
    usual = Settings.of()
    home = data_dir or usual.data_dir / "growth"
    with ExitStack() as ending:
        try:
            graphs = [ending.enter_context(filled(plan, _settings(usual, home, plan), say)) for plan in plans]
            if fill:
                return
            _head(graphs[0])
            measured = measure(graphs, usual.cache, seconds, say)
        except (DatabaseProblem, OtherGraph, Absent) as problem:
            say(str(problem))
            raise typer.Exit(2) from problem
    for line in table(measured):
        typer.echo(line)
    promised = [shape.name for shape in ASKED if shape.name not in TOLD]
    kept = all(holds([size.found[name] for size in measured]) for name in promised)
    raise typer.Exit(0 if kept else 1)


def _settings(usual: Settings, home: Path, plan: Plan) -> Settings:
    folder = home / str(plan.enterprises)
    return Settings.of(data_dir=folder, cache_dir=usual.cache, heap=HEAP, page_cache=PAGE_CACHE)


def _plans_of(sizes: str) -> list[Plan]:
    named = sizes.split(",")
    if not all(each.isdecimal() and int(each) >= 100 for each in named):
        raise typer.BadParameter(f"{sizes}: write numbers of enterprises from 100, with commas between.")
    return [Plan(number) for number in sorted(map(int, named))]


def _head(graph: Filled) -> None:
    packages = ", ".join(f"{each} {version(each)}" for each in ("neo4j", "orjson", "starlette", "uvicorn"))
    memory, busy = psutil.virtual_memory().total / 2**30, os.getloadavg()[0]
    typer.echo(
        f"Python {platform.python_version()}, {packages}; Neo4j {graph.neo4j}, heap {HEAP}, page cache"
        f" {PAGE_CACHE} for each size; {os.cpu_count()} processors and {memory:.0f} GB for database, service"
        f" and client together, load {busy:.1f} at the beginning."
    )
    typer.echo(
        f"p50 / p95 in ms of one client, medians of {ROUNDS} rounds, and database hits, median of {PROFILED}"
        f" requests; × is the ratio to the smallest graph, of p50 (the median of the rounds' ratios) and of"
        f" hits, which are to stay within {LATER} and {HARDER}.\n"
    )


if __name__ == "__main__":
    app(prog_name="./qg bench growth")
