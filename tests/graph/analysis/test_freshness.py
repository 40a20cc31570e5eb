"""How fresh each system's records are: by its deliveries, its runs and what they left."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

import loaders
from graph.analysis import Reader, source_freshness
from graph.analysis.freshness import Source
from graph.database import Database
from graph.model import Node, quality_model
from graph.model.market import Enterprise
from loaders import Delivery, KeptOut, Record
from loaders.ledger import CHINA

TODAY = datetime.now(CHINA).date()
CUT_SHORT = """\
MATCH (d:Delivery)-[:DELIVERED_BY]->(:System {key: 'copy'})
CREATE (:LoadRun {id: 'loadRun:late', key: 'late', started_at: datetime() + duration('PT1S')})-[:LOADED]->(d)
"""


@pytest.fixture
def database(empty: Database) -> Iterator[Database]:
    yield empty
    empty.run("MATCH (n) WHERE NOT n:ModelVersion DETACH DELETE n")


def load(database: Database, system: str, name: str, kept: int = 0) -> str:
    thing: Node = Enterprise(uscc="X1", name=name)
    delivery = Delivery(system, "list", [Record("r", (thing,))], kept_out=KeptOut(kept, unnamed=kept))
    return loaders.deliver(database, quality_model(), delivery).run


def sources(database: Database, days: int = 0) -> dict[str, Source]:
    found = source_freshness(Reader(database, TODAY + timedelta(days)))
    return {each.system: each for each in found.items}


def test_a_system_is_as_fresh_as_its_last_run_that_came_to_its_end(database: Database) -> None:
    load(database, "copy", "甲")
    last = load(database, "copy", "甲", kept=2)

    copy = sources(database, 3)["system:copy"]

    assert (copy.last_run, copy.days, copy.records, copy.quarantined) == (last, 3, 1, 2)
    assert (copy.unfinished, copy.conflicts) == (False, 0)
    assert copy.delivered_at is not None
    assert copy.loaded_at is not None
    assert copy.delivered_at <= copy.loaded_at


def test_a_run_that_did_not_come_to_its_end_is_told_and_counts_for_nothing(database: Database) -> None:
    run = load(database, "copy", "甲")
    database.run(CUT_SHORT)

    copy = sources(database, 1)["system:copy"]

    assert (copy.last_run, copy.unfinished) == (run, True)


def test_conflicts_are_told_of_each_system_that_has_a_part_in_them(database: Database) -> None:
    for system, name in (("copy", "甲"), ("register", "乙"), ("other", "乙 ")):
        load(database, system, name)
    loaders.withdraw(database, quality_model(), "other")

    told = {each.system: (each.conflicts, each.records) for each in sources(database).values()}

    assert told == {"system:copy": (1, 1), "system:register": (1, 1), "system:other": (0, 0)}


def test_what_was_never_loaded_by_the_day_comes_first(database: Database) -> None:
    load(database, "copy", "甲")
    database.run("CREATE (:System {id: 'system:a-new-one', key: 'a-new-one'})")

    assert list(sources(database)) == ["system:a-new-one", "system:copy"]
    before = sources(database, -1)["system:copy"]
    assert (before.last_run, before.delivered_at, before.days, before.records) == (None, None, None, 0)
