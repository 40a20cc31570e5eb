"""Our own way: the service as `./qg up` serves it, one worker, with the page limit that all ways have.

Not here: what it is asked (`shapes`).
"""

import os
import sys
from dataclasses import replace

from bench.peers.limits import PAGE
from cli import foreground
from graph.database import Address, Database
from queries.compiler import LIMITS
from schema.service import service_of


def main(port: int) -> None:
    """Serve until a signal comes."""
    address = Address(os.environ["NEO4J_URI"], os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    database = Database(address)
    with foreground.listening("127.0.0.1", port) as taken:
        limits = replace(LIMITS, page=PAGE)
        foreground.serve(taken, lambda: service_of(database, limits=limits), database.close)


if __name__ == "__main__":
    main(int(sys.argv[1]))
