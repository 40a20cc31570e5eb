"""Making a database ready for the model: its version, its constraints, its indexes.

Not here: the migrations themselves (`migration`), and what the model declares (`graph.model`).
"""

import hashlib
import re
from pathlib import Path

from graph.database.connection import Database
from graph.database.errors import DatabaseProblem, NewerModel
from graph.database.migration import MIGRATIONS, migrate, read_migrations, version_of
from graph.model import Model, constraints, indexes

PARTS = re.compile(r"CREATE (?:[A-Z]+ )?(CONSTRAINT|INDEX) (\S+)")
VERSIONS = "CREATE CONSTRAINT ModelVersion_key IF NOT EXISTS FOR (n:ModelVersion) REQUIRE n.key IS UNIQUE"
ONLINE = """\
SHOW INDEXES
YIELD name, state, owningConstraint
WHERE state = 'ONLINE'
RETURN name, owningConstraint
"""
PREPARED = """\
MATCH (version:ModelVersion {key: 'model'})
RETURN version.digest AS digest, version.statements AS statements
"""
SAY = """\
MERGE (version:ModelVersion {key: 'model'})
SET version.digest = $digest, version.statements = $statements
"""


def prepare(database: Database, model: Model, folder: Path = MIGRATIONS, seconds: int = 600) -> None:
    """Bring a database to this model: migrations, then constraints and indexes, all of them online.

    What is there already stays, so a second call changes nothing and takes two reads. Constraints and indexes
    that an earlier model declared and this one does not are dropped, and made again where only their fields
    changed.

    Args:
        database: the one to prepare.
        model: the kinds it is to hold.
        folder: where the migrations lie.
        seconds: how long to wait until the indexes have read all the data.

    Raises:
        NewerModel: the data follows a version that this program does not know.
        DatabaseProblem: data contradicts a constraint, or an index did not come online.
    """
    newest = len(read_migrations(folder))
    n = version_of(database)
    if n > newest:
        raise NewerModel(n, newest)
    database.run(VERSIONS)
    migrate(database, folder=folder)
    _declare(database, _declared(model), seconds)
    absent = missing(database, model)
    if absent:
        raise DatabaseProblem(
            f"These constraints or indexes did not come online within {seconds} s: {', '.join(absent)}."
            " Look for what failed with SHOW INDEXES, then run the command again."
        )


def missing(database: Database, model: Model) -> list[str]:
    """The names of the model's constraints and indexes that are absent or not online; empty when ready."""
    return _absent(database, _declared(model))


def _absent(database: Database, declared: list[str]) -> list[str]:
    rows = database.read(ONLINE, {})
    there = {("INDEX", row["name"]) for row in rows} | {
        ("CONSTRAINT", row["owningConstraint"]) for row in rows
    }
    return [name for what, name in map(_parts, declared) if (what, name) not in there]


def _declared(model: Model) -> list[str]:
    return [*constraints(model), *indexes(model)]


def _parts(statement: str) -> tuple[str, str]:
    """What a statement makes, and its name."""
    made = PARTS.match(statement)
    assert made is not None, statement
    return made[1], made[2]


def _declare(database: Database, wanted: list[str], seconds: int) -> None:
    digest = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    rows = database.read(PREPARED, {})
    if rows and rows[0]["digest"] == digest and not _absent(database, wanted):
        return
    before = rows[0]["statements"] or [] if rows else []
    for text in sorted(set(before) - set(wanted)):
        database.run("DROP {} {} IF EXISTS".format(*_parts(text)))
    absent = set(_absent(database, wanted))
    for text in wanted:
        if _parts(text)[1] in absent:
            database.run(text)
    database.read("CALL db.awaitIndexes($seconds)", {"seconds": seconds}, seconds=seconds + 10)
    database.run(SAY, {"digest": digest, "statements": wanted})
