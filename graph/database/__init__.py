"""The database: Neo4j as a locked set of packages, its process, and the way to it.

Others may use what is exported here. Not here: the model, and any statement about its kinds.
"""

from graph.database.bulk import ARGUMENTS, Reading, Sheet, import_sheets, is_new, write_arguments
from graph.database.connection import Address, Database, Transaction, rows_of
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
from graph.database.jars import Jar, fetch, locked_jars
from graph.database.listing import update_list
from graph.database.migration import migrate, read_migrations, version_of
from graph.database.profile import Step
from graph.database.readiness import missing, prepare
from graph.database.release import LTS, NEWEST, RELEASES, Release, release_named
from graph.database.server import Running, address_of, find, start, stop
from graph.database.tables import forget_tables

__all__ = [
    "ARGUMENTS",
    "LTS",
    "NEWEST",
    "RELEASES",
    "Address",
    "CommitUnknown",
    "Database",
    "DatabaseProblem",
    "DatabaseRefused",
    "DatabaseTimeout",
    "DatabaseUnavailable",
    "Jar",
    "MemoryExceeded",
    "NewerModel",
    "NewerStore",
    "Reading",
    "Release",
    "Running",
    "Sheet",
    "StatementRefused",
    "Step",
    "Transaction",
    "address_of",
    "fetch",
    "find",
    "forget_tables",
    "import_sheets",
    "is_new",
    "locked_jars",
    "migrate",
    "missing",
    "prepare",
    "read_migrations",
    "release_named",
    "rows_of",
    "start",
    "stop",
    "update_list",
    "version_of",
    "write_arguments",
]
