"""The bare way: a tuned statement for each shape behind one Starlette endpoint, and nothing else.

No GraphQL, no limits, no retries; it is as fast as a statement gets over HTTP. Not here: the statements
(`tuned`).
"""

import os
import sys

import neo4j
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.peers.tuned import TUNED

TEXTS = {name: tuned.text for name, tuned in TUNED.items()}


def app_of(driver: neo4j.AsyncDriver) -> Starlette:
    """Return the application over an open driver."""

    async def answer(request: Request) -> Response:
        asked = orjson.loads(await request.body())
        tuned = TUNED[asked["shape"]]
        parameters = tuned.parameters(asked["variables"])
        async with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            record = await (await session.run(TEXTS[asked["shape"]], parameters)).single()
        shaped = tuned.shaped(record[0]) if record is not None else None
        return Response(orjson.dumps({"data": shaped}), media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])])


def driver_of(environment: dict[str, str]) -> neo4j.AsyncDriver:
    """Return a driver to the database that the environment names."""
    login = (environment["NEO4J_USER"], environment["NEO4J_PASSWORD"])
    return neo4j.AsyncGraphDatabase.driver(
        environment["NEO4J_URI"], auth=login, notifications_min_severity="OFF", telemetry_disabled=True
    )


if __name__ == "__main__":
    app = app_of(driver_of(dict(os.environ)))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
