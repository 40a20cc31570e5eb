"""`python -m bench.loading`: load one extract by the loaders and by a script, and print how they compare.

Not here: the extract (`extract`), and the script (`script`).
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import psutil
import typer

import loaders
from bench.loading import load_csv, script
from bench.loading.extract import write_extract
from bench.progress import say
from cli.settings import Settings, started_for
from graph import database as embedded
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.contract import declared_source
from loaders.extracts import Asked, take_in
from loaders.sources.catalogue import declaration_of, deliveries_of

HEAP, PAGE_CACHE = "2g", "512m"
ON = date(2013, 6, 30)
SYSTEM = "industry-and-commerce"
# What both must have written alike; the cells' hash is keyed by the declaration, the rest is the same.
WRITTEN = """\
MATCH (e:Enterprise)<-[:DESCRIBES]-(s:SourceRecord)-[:RECORDED_IN]->(:LoadRun)
MATCH (e)-[l:LOCATED_IN]->(r:Region)
RETURN count(*) AS rows, sum(e.employees) AS employees, count(DISTINCT s.row_hash) AS hashes,
  sum(size(e.pinyin)) AS pinyin, count(DISTINCT r) AS regions, sum(size(l.records)) AS claimed,
  sum(size(s.payload)) AS payload
"""
# What a load leaves behind, so that each begins with the regions alone.
WIPE = """\
MATCH (n:Enterprise|SourceRecord|LoadRun|Delivery|LoadStream)
WHERE n:Enterprise OR n.system = $system OR n.id = $script
  OR n.id STARTS WITH $run OR n.id STARTS WITH $delivery
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
PAUSE = 5  # seconds
app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(
    rows: Annotated[int, typer.Option(min=100, help="Of the extract.")] = 50_000,
    rounds: Annotated[int, typer.Option(min=1, help="How often each way loads into a fresh graph.")] = 3,
    memory: Annotated[
        Path | None, typer.Option(hidden=True, help="Only load this extract, in a process of its own.")
    ] = None,
    uri: Annotated[str, typer.Option(hidden=True)] = "",
    password: Annotated[str, typer.Option(hidden=True, envvar="NEO4J_PASSWORD")] = "",
) -> None:
    """Measure loading: first, unchanged, a hundredth changed; a script written by hand, and LOAD CSV."""
    if memory is not None:
        with Database(embedded.Address(uri, "neo4j", password)) as database:
            _ours(database, memory)
        return
    _head(rows, rounds)
    with tempfile.TemporaryDirectory() as folder:
        extract, changed = Path(folder, "extract.csv"), Path(folder, "changed.csv")
        write_extract(extract, rows)
        write_extract(changed, rows, changed=rows // 100)
        prepared = Path(folder, "prepared.csv")
        load_csv.prepare_csv(extract, ON, prepared)
        found: dict[str, list[float]] = {}
        ways = (
            ({"script": extract}, _by_hand),
            ({"LOAD CSV": prepared}, load_csv.load),
            ({"first": extract, "unchanged": extract, "1 % changed": changed}, _ours),
        )
        with _server(Path(folder, "server"), Path(folder)) as database:
            for number in range(rounds + 1):
                graphs = []
                for loads, way in ways if number % 2 else reversed(ways):
                    _wipe(database)
                    for name, file in loads.items():
                        found.setdefault(name, []).append(_timed(way, database, file))
                        if file != changed:
                            graphs.append(database.read(WRITTEN, {}, seconds=300))
                _same(graphs)
                say(f"round {number} of {rounds}" if number else "the server is warm")
            _wipe(database)
            peak = max(_peak(database, extract) for _ in ("first", "unchanged"))
    _table(rows, found)
    typer.echo(f"\nThe loader's process at most: {peak:,.0f} MB")
    kept = [
        _told("a first load, of the script's rows a second", 0.8, found["script"], found["first"]),
        _told("an unchanged snapshot, of the first load's", 10, found["first"], found["unchanged"]),
    ]
    typer.echo(f"{'holds ' if peak < 300 else 'misses'}  memory below 300 MB: {peak:,.0f}")
    raise typer.Exit(0 if all(kept) and peak < 300 else 1)


def _told(promise: str, least: float, other: list[float], own: list[float]) -> bool:
    """Tell how a promise is kept in the middle round, since machines change their speed; return whether."""
    ratios = [before / after for before, after in zip(other[1:], own[1:], strict=True)]
    holds = median(ratios) >= least
    typer.echo(
        f"{'holds ' if holds else 'misses'}  {promise}, at least {least} times: {median(ratios):.2f}"
        f" ({min(ratios):.2f} to {max(ratios):.2f} in a round)"
    )
    return holds


def _same(graphs: list[list[dict[str, Any]]]) -> None:
    if any(each != graphs[0] for each in graphs):
        say(f"The ways wrote different graphs, so nothing compares: {graphs}")
        raise typer.Exit(2)


def _head(rows: int, rounds: int) -> None:
    packages = ", ".join(f"{each} {version(each)}" for each in ("neo4j", "neo4j-rust-ext", "pydantic"))
    typer.echo(
        f"Python {platform.python_version()}, {packages}; Neo4j with heap {HEAP}, page cache {PAGE_CACHE};"
        f" {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning.\n"
        f"{rows:,} rows of 12 columns (GB18030), 6 properties, one edge, one record each; medians of {rounds}"
        f" rounds, in turn on one server; the loaders in batches of {loaders.BATCH:,}, the others in batches"
        f" of {script.BATCH:,}; LOAD CSV of a file prepared with all that Cypher cannot make, which is not"
        " counted. A server just started compiles its own code beside the first round, which is told apart."
        f" Each way begins after {PAUSE} s of rest.\n"
    )


@contextmanager
def _server(folder: Path, readable: Path) -> Iterator[Database]:
    settings = Settings.of(data_dir=folder, heap=HEAP, page_cache=PAGE_CACHE)
    settings = settings.model_copy(update={"cache_dir": Settings.of().cache})
    running = started_for(settings, owned=True, short_lived=False, readable=readable)
    try:
        with Database(embedded.address_of(running)) as database:
            prepare(database, quality_model())
            for delivery in deliveries_of("regions"):
                loaders.deliver(database, quality_model(), delivery)
            yield database
    finally:
        embedded.stop(folder)


def _wipe(database: Database) -> None:
    ids = {"run": f"loadRun:{SYSTEM}", "script": script.RUN, "delivery": f"delivery:{SYSTEM}"}
    database.run(WIPE, {"system": SYSTEM, **ids})


def _timed(way: Callable[[Database, Path], None], database: Database, extract: Path) -> float:
    time.sleep(PAUSE)  # what the way before has left to the server is not this one's
    began = time.perf_counter()
    way(database, extract)
    return time.perf_counter() - began


def _ours(database: Database, extract: Path) -> None:
    model = quality_model()
    asked = Asked(declared_source(declaration_of(SYSTEM), model), model, (str(extract),), ON, sample=True)
    run = loaders.run_key(SYSTEM)
    folder = extract.parent / run
    with take_in(asked, run, folder, extract.with_suffix(".staged"), database) as taken:
        loaders.deliver(database, model, taken.staged, run=run)
        taken.forget()


def _by_hand(database: Database, extract: Path) -> None:
    script.load(database, extract, ON)


def _peak(database: Database, extract: Path) -> float:
    """Load in a process of its own, and return the most memory that it was seen to have, in MB.

    What the system itself keeps of it would begin with the memory of this process, which started it.
    """
    address = database.address
    command = [sys.executable, "-m", "bench.loading", "--memory", str(extract), "--uri", address.uri]
    child = subprocess.Popen(command, env={**os.environ, "NEO4J_PASSWORD": address.password})
    watched, most = psutil.Process(child.pid), 0
    while child.poll() is None:
        with suppress(psutil.NoSuchProcess):
            most = max(most, watched.memory_info().rss)
        time.sleep(0.05)
    if child.returncode:
        raise typer.Exit(2)
    return most / 1_000_000


def _table(rows: int, found: dict[str, list[float]]) -> None:
    typer.echo(f"{'':14}{'seconds':>10}{'rows/s':>12}   (least to most seconds; on a server just started)")
    for name in ("script", "LOAD CSV", "first", "unchanged", "1 % changed"):
        cold, *seconds = found[name]
        middle = median(seconds)
        spread = f"{min(seconds):.1f} to {max(seconds):.1f}; {cold:.1f}"
        typer.echo(f"{name:14}{middle:10.1f}{rows / middle:12,.0f}   ({spread})")


if __name__ == "__main__":
    app(prog_name="./qg bench loading")
