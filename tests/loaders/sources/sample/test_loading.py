"""The sample stands on the other sources, and leaves nothing behind when it is withdrawn.

Not here: what the sample holds (`test_sample`).
"""

from collections.abc import Iterator

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import Link, Node, quality_model
from loaders import Delivery
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.regions.delivery import regions_delivery
from loaders.sources.sample import ANCHORS, sample_delivery
from loaders.sources.standards.delivery import standards_delivery

ENTERPRISES = 50
INVENTED = "MATCH (n) WHERE n.sample AND NOT n:SourceRecord AND NOT n:Conflict RETURN count(n) AS n"
DISPUTED = "MATCH (n:Conflict) RETURN count(n) AS n"
# The records themselves stay as what was once said, each with the day on which it was taken back.
STANDING = "MATCH (n:SourceRecord {system: 'sample'}) WHERE n.withdrawn_on IS NULL RETURN count(n) AS n"
REAL = """\
MATCH (n)
WHERE NOT coalesce(n.sample, false) AND NOT n:GraphVersion AND NOT n:GraphFence
  AND NOT n:LoadRun AND NOT n:Delivery AND NOT n:LoadStream
  AND NOT n:System AND NOT n:SourceRecord
RETURN n.id AS id, properties(n) AS properties
"""


def other_deliveries() -> list[Delivery]:
    return [regions_delivery(), facts_delivery(), standards_delivery()]


def links(node: Node) -> list[Link[Node]]:
    values = (getattr(node, name) for name in type(node).model_fields)
    flat = (item for value in values for item in (value if isinstance(value, list) else [value]))
    return [item for item in flat if isinstance(item, Link)]


def claims(delivery: Delivery) -> list[Node]:
    return [claim for record in delivery.records for claim in record.claims]


@pytest.fixture
def database(neo4j: Database) -> Iterator[Database]:
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    prepare(neo4j, quality_model())
    yield neo4j
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


def test_whatever_the_sample_points_to_is_claimed_by_it_or_by_another_source() -> None:
    sample = claims(sample_delivery(300))
    known = {claim.id for delivery in other_deliveries() for claim in claims(delivery)}
    known |= {claim.id for claim in sample}

    assert {link.to for claim in sample for link in links(claim)} - known == set()


def test_the_sample_claims_nothing_that_another_source_claims() -> None:
    known = {claim.id for delivery in other_deliveries() for claim in claims(delivery)}

    assert {claim.id for claim in claims(sample_delivery(300))} & known == set()


def test_the_sample_loads_without_a_dangling_link_and_is_withdrawn_without_a_trace(
    database: Database,
) -> None:
    model = quality_model()
    for delivery in other_deliveries():
        loaders.deliver(database, model, delivery)
    before = sorted(repr(row) for row in database.read(REAL, {}))
    sample = sample_delivery(ENTERPRISES)

    report = loaders.deliver(database, model, sample)

    assert (report.applied, report.dangling) == (len(sample.records), 0), report.examples
    ids = {claim.id for claim in claims(sample)}
    assert database.read(INVENTED, {}) == [{"n": len(ids)}]
    assert database.read(STANDING, {}) == [{"n": len(sample.records)}]
    assert sorted(repr(row) for row in database.read(REAL, {})) == before

    loaders.withdraw(database, model, "sample")

    for nothing in (INVENTED, STANDING, DISPUTED):
        assert database.read(nothing, {}) == [{"n": 0}]
    assert sorted(repr(row) for row in database.read(REAL, {})) == before


def test_a_smaller_sample_takes_the_place_of_a_larger_one(database: Database) -> None:
    model = quality_model()
    loaders.deliver(database, model, sample_delivery(6))

    report = loaders.deliver(database, model, sample_delivery(2))

    assert (report.applied, report.unchanged) == (0, len(sample_delivery(2).records))
    found = database.read("MATCH (e:Enterprise) RETURN e.id AS id ORDER BY e.id", {})
    assert [row["id"] for row in found] == [ANCHORS.enterprise, ANCHORS.gaps]


def test_where_two_registers_differ_the_business_register_is_served(database: Database) -> None:
    loaders.deliver(database, quality_model(), sample_delivery(1))

    found = database.read(
        "MATCH (e:Enterprise {id: $id}) RETURN e.employees AS n", {"id": ANCHORS.enterprise}
    )

    assert found == [{"n": 420}]
