"""The peer: Strawberry with DataLoaders, as its documentation says and as well as it goes.

Parsed and validated documents are kept, answers are written by orjson, and each level is one statement
whatever its number of parents. Not here: the types below the root (`strawberry_types`), the statements of
relations (`loaders`), what is asked (`shapes`).
"""

import os
import sys
from datetime import date
from typing import Any

import neo4j
import orjson
import strawberry
import uvicorn
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from bench.peers.limits import PAGE
from bench.peers.loaders import DEPARTMENT, ENTERPRISE, INSPECTION, Loaders
from bench.peers.strawberry_types import Context, Department, Enterprise, Inspection


@strawberry.type
class InspectionPage:
    """A page of inspections, and how many there are."""

    total_count: int
    nodes: list[Inspection]
    has_next_page: bool


@strawberry.type
class ResultCount:
    """How many inspections had a result."""

    result: str | None
    count: int


@strawberry.type
class Query:
    """What is asked of the peer."""

    @strawberry.field
    async def enterprise(self, info: Context, id: strawberry.ID) -> Enterprise | None:
        """Return one enterprise."""
        text = f"MATCH (e:Enterprise {{id: $id}}) RETURN e {ENTERPRISE} AS it"
        rows = await info.context.rows(text, id=id)
        return Enterprise.of(**rows[0]["it"]) if rows else None

    @strawberry.field
    async def enterprises(
        self, info: Context, region: strawberry.ID, size: str, employees: int, first: int
    ) -> list[Enterprise]:
        """Return enterprises of a county, of one size and with so many employees at least, by name."""
        text = f"""MATCH (:Region {{id: $region}})<-[:LOCATED_IN]-(e:Enterprise)
WHERE e.size = $size AND e.employees >= $employees
RETURN e {ENTERPRISE} AS it ORDER BY e.name, e.id LIMIT $first"""
        rows = await info.context.rows(
            text, region=region, size=size, employees=employees, first=min(first, PAGE)
        )
        return [Enterprise.of(**row["it"]) for row in rows]

    @strawberry.field
    async def departments(self, info: Context, region: strawberry.ID) -> list[Department]:
        """Return the departments of a county."""
        text = f"""MATCH (:Region {{id: $region}})<-[:HAS_JURISDICTION]-(d:Department)
RETURN d {DEPARTMENT} AS it ORDER BY d.id"""
        return [Department(**row["it"]) for row in await info.context.rows(text, region=region)]

    @strawberry.field
    async def inspections(self, info: Context, day: date, first: int) -> list[Inspection]:
        """Return the first inspections since a day."""
        text = f"""MATCH (i:Inspection) WHERE i.inspected_on >= $day
RETURN i {INSPECTION} AS it ORDER BY i.inspected_on, i.id LIMIT $first"""
        rows = await info.context.rows(text, day=day, first=min(first, PAGE))
        return [Inspection.of(**row["it"]) for row in rows]

    @strawberry.field
    async def inspection_page(self, info: Context, category: str, day: date, first: int) -> InspectionPage:
        """Return the newest inspections of a category since a day, and how many there are."""
        found = "MATCH (i:Inspection) WHERE i.category = $category AND i.inspected_on >= $day"
        given = {"category": category, "day": day, "first": min(first, PAGE) + 1}
        counted = await info.context.rows(f"{found} RETURN count(i) AS many", **given)
        text = f"{found} RETURN i {INSPECTION} AS it ORDER BY i.inspected_on DESC, i.id LIMIT $first"
        rows = [Inspection.of(**row["it"]) for row in await info.context.rows(text, **given)]
        return InspectionPage(
            total_count=counted[0]["many"], nodes=rows[:first], has_next_page=len(rows) > first
        )

    @strawberry.field
    async def inspections_by_result(self, info: Context, region: strawberry.ID) -> list[ResultCount]:
        """Return how many inspections of a county's enterprises had each result."""
        text = """MATCH (:Region {id: $region})<-[:LOCATED_IN]-(:Enterprise)<-[:INSPECTS]-(i:Inspection)
RETURN i.result AS result, count(*) AS count ORDER BY result"""
        return [ResultCount(**row) for row in await info.context.rows(text, region=region)]


class Peer(GraphQL[Loaders, None]):
    """The peer's application: orjson, and loaders for each request."""

    def __init__(self, environment: dict[str, str]) -> None:
        schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
        super().__init__(schema, graphql_ide=None)
        self._driver = neo4j.AsyncGraphDatabase.driver(
            environment["NEO4J_URI"],
            auth=(environment["NEO4J_USER"], environment["NEO4J_PASSWORD"]),
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )

    async def get_context(self, request: Any, response: Any) -> Loaders:
        """Give each request its own loaders."""
        return Loaders(self._driver)

    def encode_json(self, data: object) -> bytes:
        """Write an answer."""
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        """Read a request."""
        return orjson.loads(data)


if __name__ == "__main__":
    app = Peer(dict(os.environ))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
