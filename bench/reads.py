"""Reads: what the API costs over the raw driver that sends the same statement, in one run on one machine.

Each shape is asked in three ways, in turn, after both caches are warm: `raw` sends the compiled statement by
the driver alone; `executor` runs the GraphQL document without HTTP; `http` asks the application in process.
The ratio is the median over raw's median. Nothing here asserts: machines differ, ratios of one run compare.
"""

import asyncio
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import httpx
import orjson

from cli import house
from cli.settings import Settings, opened
from graph.database import Database
from loaders.sources.sample import ANCHORS
from schema.service import executor_of, service_of
from schema.times import PATIENT

DAY = date(2026, 1, 31)
ROUNDS = 60
SHAPES = {
    "one by id": f'{{ enterprise(id: "{ANCHORS.enterprise}") {{ id name foundedOn employees }} }}',
    "page of 50": "{ enterprises(first: 50, orderBy: [{name: ASC}]) { nodes { id name size foundedOn } } }",
    "nested, 3 levels": """{ enterprises(first: 20) { nodes { name region { nodes { name } }
        products { nodes { name inspections { nodes { inspectedOn result } } } } } } }""",
    "filtered across an edge": """{ enterprises(first: 20,
        filter: {inspections: {some: {result: {eq: FAIL}}}}) { totalCount nodes { id name } } }""",
    "who is responsible": f"""{{ whoIsResponsible(for: "{ANCHORS.enterprise}", asOf: "2026-01-31") {{
        chain {{ tier grade actor {{ __typename id name }} basis {{ locator }} }} gaps {{ code }} }} }}""",
}


def main(sample: int) -> None:
    """Fill a database of its own, measure each shape, and print what was used and found."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.of(data_dir=Path(folder), cache_dir=Settings.of().cache)
        with opened(settings) as database:
            house.furnish(database, sample, None, lambda line: print(line, file=sys.stderr))
            _head(sample)
            for name, document in SHAPES.items():
                _measure(name, document, database)


def _head(sample: int) -> None:
    packages = ("neo4j", "neo4j-rust-ext", "strawberry-graphql", "graphql-core", "starlette", "orjson")
    print(f"Python {platform.python_version()}, " + ", ".join(f"{each} {version(each)}" for each in packages))
    print(f"Neo4j embedded, sample of {sample} enterprises, {ROUNDS} rounds, medians in ms")
    print(f"{'shape':26}{'raw':>9}{'executor':>10}{'http':>9}{'executor:raw':>14}{'http:raw':>10}")


def _measure(name: str, document: str, database: Database) -> None:
    executor = executor_of(database, times=PATIENT)
    transport = httpx.ASGITransport(app=service_of(database))
    client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
    (statement,) = executor.statements(document, {}, DAY)
    loop = asyncio.Runner()
    ways: list[Callable[[], object]] = [
        lambda: orjson.dumps(database.one(statement.text, statement.parameters)),
        lambda: orjson.dumps(executor.run(document, None, None).body()),
        lambda: loop.run(client.post("/graphql", json={"query": document})).content,
    ]
    raw, run, http = _medians(ways)
    print(f"{name:26}{raw:9.2f}{run:10.2f}{http:9.2f}{run / raw:14.2f}{http / raw:10.2f}")


def _medians(ways: list[Callable[[], object]]) -> list[float]:
    """Return each way's median in ms; the ways take turns, so that a busy moment hits all of them."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(ROUNDS + 10):
        for way, taken in zip(ways, times, strict=True):
            began = time.perf_counter()
            way()
            if turn >= 10:
                taken.append((time.perf_counter() - began) * 1000)
    return [statistics.median(each) for each in times]


if __name__ == "__main__":
    main(int(sys.argv[1]))
