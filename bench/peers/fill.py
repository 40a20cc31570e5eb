"""Filling a database with the generated graph, as the loaders store theirs: labels, keys, edges, fences.

Not here: what is generated (`data`).
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice

from bench.peers.data import SYSTEM, Plan, generate
from graph.database import Database, Transaction, prepare
from graph.model import Model, Node, constraints, quality_model
from loaders.batch import RAISE_VERSION
from loaders.claims import Claim, Entity, settle
from loaders.entities import ask, merge
from loaders.fence import write_fenced
from loaders.order import order_of

BATCH = 4_000
COUNTED = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges"
MARKED = "MATCH (s:BenchGraph) RETURN s.size AS size, s.version AS version"
MARK = "MERGE (s:BenchGraph) SET s.size = $size, s.version = $version"
VERSION = 1  # of what is generated: a kept graph of another one is not taken for this


class OtherGraph(Exception):
    """The database holds something that is not generated here; the text says what to do."""


def fill(database: Database, plan: Plan, tell: Callable[[str], None], seed: int = 1) -> tuple[int, int]:
    """Bring an empty database to the generated graph, and return its nodes and relationships.

    Raises:
        OtherGraph: it holds something else.
    """
    if database.read(MARKED, {}) != [{"size": plan.enterprises, "version": VERSION}]:
        if database.read("MATCH (n) RETURN n LIMIT 1", {}):
            raise OtherGraph("The data directory holds another graph: choose a new one with --data-dir.")
        model = quality_model()
        for text in constraints(model):
            database.run(text)
        _load(database, model, generate(plan, seed), tell)
        prepare(database, model, seconds=3_600)  # the other indexes, each filled at once
        database.run("CALL db.prepareForReplanning(600)")  # statistics of what is there now
        database.run(MARK, {"size": plan.enterprises, "version": VERSION})
    counted = database.read(COUNTED, {}, seconds=300)[0]
    return counted["nodes"], counted["edges"]


def _load(database: Database, model: Model, nodes: Iterator[Node], tell: Callable[[str], None]) -> None:
    """Write all nodes; the next batch is generated while one is written."""
    order, done = order_of(model), 0
    with ThreadPoolExecutor(1) as writer:
        written: Future[None] | None = None
        while batch := [_entity(model, node) for node in islice(nodes, BATCH)]:
            if written:
                written.result()
            written = writer.submit(write_fenced, database, partial(_write, order, batch))
            done += len(batch)
            tell(f"  {done:,} nodes\r")
        if written:
            written.result()


def _write(order: dict[str, int], batch: list[Entity], transaction: Transaction) -> tuple[None, set[str]]:
    areas = {entity.kind.area for entity in batch}
    known = {made.link.to for each in batch for edge in each.edges.values() for made in edge}
    merge(transaction, {each.id: each for each in batch}, order, known)
    ask(transaction, RAISE_VERSION, areas=sorted(areas))
    return None, areas


def _entity(model: Model, node: Node) -> Entity:
    record = f"sourceRecord:{SYSTEM}~{node.id.partition(':')[2]}"
    return settle(model.kinds[type(node).__name__], [Claim(node, record)])
