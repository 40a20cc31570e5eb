"""The generated graph in a data directory: imported into a new one, taken up in one that holds it.

Not here: what is generated (`data`), and how it is written down for the import (`sheets`).
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.peers.data import Plan
from bench.peers.sheets import write_sheets
from cli.settings import Settings, fetched, started_for
from graph import database
from graph.database import Address, Database, Transaction, import_sheets, is_new, prepare, write_arguments
from graph.model import constraints, quality_model
from loaders.batch import RAISE_VERSION
from loaders.entities import ask
from loaders.fence import write_fenced

COUNTED = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges"
MARKED = "MATCH (s:BenchGraph) RETURN s.size AS size, s.version AS version"
MARK = "MERGE (s:BenchGraph) SET s.size = $size, s.version = $version"
VERSION = 2  # of what is generated: a kept graph of another one is not taken for this


class OtherGraph(Exception):
    """The data directory holds something that is not generated here; the text says what to do."""


@dataclass(frozen=True)
class Filled:
    """The generated graph, opened."""

    plan: Plan
    database: Database
    address: Address
    neo4j: str
    nodes: int
    edges: int


@contextmanager
def filled(plan: Plan, settings: Settings, tell: Callable[[str], None], seed: int = 1) -> Iterator[Filled]:
    """Start a server on the generated graph, made first where the data directory is new, and end it.

    A server that runs there already is taken, and stays.

    Raises:
        OtherGraph: the data directory holds something else.
        DatabaseProblem: the server cannot be started, or the graph not imported.
    """
    data = settings.data_dir
    running, new = database.find(data), is_new(data)
    if new:
        _import(plan, seed, settings, tell)
    started = running or started_for(settings, owned=True, short_lived=False)
    try:
        address = database.address_of(started)
        with Database(address) as opened:
            if new:
                _finish(opened, plan, tell)
            counted = counts_of(opened, plan)
            prepare(opened, quality_model(), seconds=3_600)  # one kept may lack what the model has gained
            yield Filled(plan, opened, address, started.version, *counted)
    finally:
        if running is None:
            database.stop(data)


def counts_of(database: Database, plan: Plan) -> tuple[int, int]:
    """Return how many nodes and relationships the graph has.

    Raises:
        OtherGraph: it is not the plan's.
    """
    if database.read(MARKED, {}) != [{"size": plan.enterprises, "version": VERSION}]:
        raise OtherGraph(
            "The data directory holds another graph, or one that was not made to its end: remove it, or"
            " choose a new one with --data-dir."
        )
    counted = database.read(COUNTED, {}, seconds=300)[0]
    return counted["nodes"], counted["edges"]


def _import(plan: Plan, seed: int, settings: Settings, tell: Callable[[str], None]) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sheets-", dir=settings.data_dir) as name:
        folder = Path(name)
        tell(f"Generating {plan.enterprises:,} enterprises and all that hangs on them")
        nodes, edges = write_sheets(plan, seed, folder, tell)
        tell("Importing them")
        write_arguments(folder, nodes, edges)
        import_sheets(settings.data_dir, fetched(settings), folder)


def _finish(database: Database, plan: Plan, tell: Callable[[str], None]) -> None:
    """Bring what was imported to what the loaders leave: constraints, indexes, fences, and the mark."""
    tell("Making its constraints and indexes")
    model = quality_model()
    for text in constraints(model):
        database.run(text, seconds=3_600)
    prepare(database, model, seconds=3_600)
    areas = {kind.area for kind in model.kinds.values()}

    def raised(transaction: Transaction) -> tuple[None, set[str]]:
        ask(transaction, RAISE_VERSION, areas=sorted(areas))
        return None, areas

    write_fenced(database, raised)
    database.run("CALL db.prepareForReplanning(600)", seconds=900)  # statistics of what is there now
    database.run(MARK, {"size": plan.enterprises, "version": VERSION})
