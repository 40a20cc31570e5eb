"""The deliveries that the repository carries, loaded under the real model.

Not here: what their records say (`tests/loaders/sources`).
"""

from collections.abc import Iterator

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from loaders import Report
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.regions.delivery import regions_delivery
from loaders.sources.sample.delivery import sample_delivery
from loaders.sources.standards.delivery import standards_delivery
from tests.loaders import gardens
from tests.loaders.conftest import empty


@pytest.fixture
def ready(neo4j: Database) -> Iterator[Database]:
    empty(neo4j)
    prepare(neo4j, quality_model())
    yield neo4j
    empty(neo4j)


def load_all(database: Database) -> list[Report]:
    deliveries = [sample_delivery(2), facts_delivery(), standards_delivery(), regions_delivery()]
    return [loaders.deliver(database, quality_model(), each) for each in deliveries]


def test_what_the_repository_carries_is_loaded_once_however_often_and_leaves_no_link_open(
    ready: Database,
) -> None:
    first = load_all(ready)
    after_one, raised = gardens.whole(ready), gardens.versions(ready)

    second = load_all(ready)

    assert all(report.applied == report.rows > 0 for report in first)
    assert all(report.unchanged == report.rows for report in second)
    assert [str(link) for report in second for link in report.examples] == []
    assert gardens.whole(ready) == after_one
    assert gardens.versions(ready) == raised


def test_the_sample_goes_without_a_trace_in_what_is_served(ready: Database) -> None:
    loaders.deliver(ready, quality_model(), regions_delivery())
    before = ready.read("MATCH (n:Region) RETURN properties(n) AS n ORDER BY n.id", {})
    loaders.deliver(ready, quality_model(), sample_delivery(2))

    report = loaders.withdraw(ready, quality_model(), "sample")

    assert report.withdrawn > 0
    assert ready.read("MATCH (n) WHERE n.sample AND NOT n:SourceRecord RETURN n.id AS id", {}) == []
    assert ready.read("MATCH (n:Region) RETURN properties(n) AS n ORDER BY n.id", {}) == before
