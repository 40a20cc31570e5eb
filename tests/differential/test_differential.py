"""Generated requests, answered by the executor and by ordinary graphql-core on the published schema.

The reference's resolvers work on rows in plain Python, so filters, orders, cursors, sums and groups have an
oracle of their own. `QG_DOCUMENTS=3000` asks as many requests more, each of a number that names it.

Not here: how requests are made (`documents`) and compared (`agreement`).
"""

import os
from collections.abc import Iterator
from itertools import count, islice

import pytest
from hypothesis import HealthCheck, given, settings

from graph.database import Database
from schema.executor import Executor
from tests.differential.agreement import Agreement
from tests.differential.arguments import World
from tests.differential.damage import damaged
from tests.differential.documents import Request, filter_of, request_of, requests
from tests.differential.reference import Reference

DOCUMENTS = int(os.environ.get("QG_DOCUMENTS", "0"))
BROKEN = 20
FILTERS = 150


def test_a_generated_request_is_answered_as_by_graphql_core(
    executor: Executor, reference: Reference, world: World
) -> None:
    agreement = Agreement(executor, reference)

    @settings(
        max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    @given(request=requests(world))
    def agrees(request: Request) -> None:
        agreement.check(request)

    agrees()


def test_as_many_things_meet_a_filter_as_by_its_rules_in_python(
    executor: Executor, reference: Reference, world: World
) -> None:
    agreement = Agreement(executor, reference)

    for seed in range(FILTERS):
        agreement.check(filter_of(seed, world))

    assert agreement.answered > FILTERS / 3, agreement


@pytest.mark.timeout(0)  # as many as are wanted take as long as they take
def test_requests_of_many_sorts_are_answered_as_by_graphql_core(
    executor: Executor, reference: Reference, world: World
) -> None:
    agreement = Agreement(executor, reference)
    different: list[str] = []

    for seed in range(DOCUMENTS or 30):
        request = request_of(seed, world)
        try:
            agreement.check(request)
        except AssertionError as difference:
            different.append(f"{seed}: {difference}\n{request.document}\n{request.variables}")

    assert not different, f"{len(different)} of {agreement}\n" + "\n\n".join(different[:10])
    assert agreement.found_much(), agreement


def test_what_must_be_there_and_is_not_is_told_as_by_graphql_core(
    executor: Executor, reference: Reference, neo4j: Database
) -> None:
    with damaged(neo4j, reference.rows) as rows:
        broken = Reference(reference.schema, rows)
        agreement, world = Agreement(executor, broken), World(reference.schema, rows)
        for request in islice(_failing(broken, world), BROKEN):
            agreement.check(request)

    assert agreement.broken + agreement.refused == BROKEN, agreement


def _failing(reference: Reference, world: World) -> Iterator[Request]:
    """The requests whose answers lack something that must be there."""
    made = (request_of(seed, world) for seed in count(1_000_000))
    return (each for each in made if reference.run(each.document, each.variables).errors)
