"""The bare way: a tuned statement for each shape behind one Starlette endpoint, and nothing else.

No GraphQL, no limits, no retries; it is as fast as a statement gets over HTTP. The driver's threads are
faster here than its coroutines. Not here: the statements (`tuned`).
"""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import neo4j
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.peers.tuned import TUNED

THREADS = 64
TEXTS = {name: tuned.text for name, tuned in TUNED.items()}


def app_of(driver: neo4j.Driver) -> Starlette:
    """Return the application over an open driver."""
    threads = ThreadPoolExecutor(THREADS)

    def answer(asked: dict[str, Any]) -> bytes:
        tuned = TUNED[asked["shape"]]
        parameters = tuned.parameters(asked["variables"])
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            record = session.run(TEXTS[asked["shape"]], parameters).single()
        return orjson.dumps({"data": None if record is None else tuned.shaped(record[0])})

    async def endpoint(request: Request) -> Response:
        asked = orjson.loads(await request.body())
        body = await asyncio.get_running_loop().run_in_executor(threads, answer, asked)
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/graphql", endpoint, methods=["POST"])])


if __name__ == "__main__":
    driver = neo4j.GraphDatabase.driver(
        os.environ["NEO4J_URI"],
        auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]),
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )
    app = app_of(driver)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", access_log=False)
