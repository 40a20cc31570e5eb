"""The database: Neo4j as a locked set of packages, its process, and the way to it.

Others may use what is exported here. Not here: the model, and any statement about its kinds.
"""

from graph.database.connection import Address, Database
from graph.database.errors import DatabaseProblem
from graph.database.jars import fetch, locked_jars
from graph.database.server import address_of, find, start, stop

__all__ = [
    "Address",
    "Database",
    "DatabaseProblem",
    "address_of",
    "fetch",
    "find",
    "locked_jars",
    "start",
    "stop",
]
