"""`python -m bench.peers`: generate, start every way, compare, measure, print.

Not here: any of these (one module each).
"""

import os
import platform
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from bench.peers import report, ways
from bench.peers.answers import Different
from bench.peers.data import ENTERPRISES, Plan
from bench.peers.fill import Filled, OtherGraph, filled
from bench.peers.limits import PAGE
from bench.peers.measure import FULL, QUICK, Measured, compare_all, measure
from bench.peers.shapes import SHAPES
from bench.progress import say
from cli.settings import DataDir, Settings
from graph.database import DatabaseProblem

HEAP, PAGE_CACHE = "2g", "512m"
app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(
    enterprises: Annotated[
        int, typer.Option(min=100, help="How large the graph is; 31000 are 222,000 nodes.")
    ] = ENTERPRISES,
    quick: Annotated[bool, typer.Option("--quick", help="Two short rounds, to see that it works.")] = False,
    only: Annotated[str, typer.Option(help="The ways, with commas between.")] = ",".join(ways.NAMES),
    json: Annotated[Path | None, typer.Option(help="Write everything measured to this file.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Measure the API beside its peers on a generated graph; `data-dir` keeps the graph for the next time."""
    effort, names, plan = QUICK if quick else FULL, _ways_of(only), Plan(enterprises)
    with ExitStack() as ending:
        folder = data_dir or Path(ending.enter_context(tempfile.TemporaryDirectory()))
        settings = Settings.of(data_dir=folder, heap=HEAP, page_cache=PAGE_CACHE)
        settings = settings.model_copy(update={"cache_dir": Settings.of().cache})
        try:
            graph = ending.enter_context(filled(plan, settings, say))
            facts = _facts(names, graph, effort.rounds)
            started = ending.enter_context(ways.opened(names, graph.address, settings.cache))
            compare_all(started, plan, effort.compared, say)
        except (DatabaseProblem, OtherGraph, ways.Absent, Different) as problem:
            say(str(problem))
            raise typer.Exit(2) from problem
        found = measure(started, plan, effort, say)
    kept = _printed(found, names, facts)
    if json:
        json.write_bytes(orjson.dumps(report.as_json(found, kept, facts), option=orjson.OPT_INDENT_2))
    raise typer.Exit(0 if all(promise.holds for promise in kept) else 1)


def _ways_of(only: str) -> tuple[str, ...]:
    names = tuple(only.split(","))
    if unknown := sorted(set(names) - set(ways.NAMES)):
        raise typer.BadParameter(f"{', '.join(unknown)}: the ways are {', '.join(ways.NAMES)}.")
    return names


def _facts(names: tuple[str, ...], graph: Filled, rounds: int) -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "neo4j": f"{graph.neo4j}, heap {HEAP}, page cache {PAGE_CACHE}",
        "graph": f"{graph.nodes:,} nodes, {graph.edges:,} relationships",
        "rounds": rounds,
        "page": PAGE,
        "versions": ways.versions(names),
    }


def _printed(found: Measured, names: tuple[str, ...], facts: dict[str, Any]) -> list[report.Promise]:
    packages = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    typer.echo(f"Python {facts['python']}, {packages}")
    typer.echo(
        f"Neo4j {facts['neo4j']}; {facts['graph']}; {facts['cpus']} processors for database, servers and"
        f" clients together; {facts['rounds']} rounds in turn; at most {PAGE:,} things a page, for all ways"
    )
    for shape in SHAPES:
        typer.echo(f"{shape.name}  {shape.says}")
    typer.echo()
    for line in report.tables(found, names):
        typer.echo(line)
    kept = list(report.promises(found, names)) if "ours" in names else []
    for promise in kept:
        typer.echo(f"{'holds ' if promise.holds else 'misses'}  {promise.says}: {promise.found}")
    return kept


if __name__ == "__main__":
    app(prog_name="./qg bench peers")
