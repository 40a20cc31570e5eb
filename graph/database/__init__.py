"""The database: Neo4j as a locked set of packages, its process, and the way to it.

Others may use what is exported here. Not here: the model, and any statement about its kinds.
"""

from graph.database.connection import Address, Database, Transaction
from graph.database.errors import (
    CommitUnknown,
    DatabaseProblem,
    DatabaseRefused,
    DatabaseTimeout,
    DatabaseUnavailable,
    MemoryExceeded,
    NewerModel,
    NewerStore,
    StatementRefused,
)
from graph.database.jars import fetch, locked_jars
from graph.database.migration import migrate
from graph.database.readiness import missing, prepare
from graph.database.server import address_of, find, start, stop

__all__ = [
    "Address",
    "CommitUnknown",
    "Database",
    "DatabaseProblem",
    "DatabaseRefused",
    "DatabaseTimeout",
    "DatabaseUnavailable",
    "MemoryExceeded",
    "NewerModel",
    "NewerStore",
    "StatementRefused",
    "Transaction",
    "address_of",
    "fetch",
    "find",
    "locked_jars",
    "migrate",
    "missing",
    "prepare",
    "start",
    "stop",
]
