"""Numbered migrations: how data moves from one version of the model to the next, and back.

A file `migrations/0002_<what_it_does>.cypher` holds statements after a line `// forward` and after a line
`// back`, each ended by a semicolon. Those of one file commit together with the version's new number, so a
migration is done or it is not; only a file that says `IN TRANSACTIONS` runs statement by statement, and must
bear to be run again from its start. Not here: constraints and indexes, which follow from the model
(`readiness`).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from graph.database.connection import Database, Transaction
from graph.database.errors import DatabaseProblem, NewerModel

MIGRATIONS = Path(__file__).with_name("migrations")
NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.cypher")

# The mark comes before the number is read: it takes the node's lock, so that two processes move in turn.
HOLD = """\
MERGE (version:ModelVersion {key: 'model'})
SET version.moving = true
RETURN coalesce(version.n, 0) AS n
"""
SAY = """\
MATCH (version:ModelVersion {key: 'model'})
SET version.n = $n
REMOVE version.moving
"""


@dataclass(frozen=True)
class Migration:
    """One numbered step of the model, in both directions."""

    number: int
    name: str
    forward: tuple[str, ...]
    back: tuple[str, ...]


def read_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations of a folder, in order.

    Raises:
        DatabaseProblem: a file's name is no number and words, or a number is missing or twice there.
    """
    found = sorted((_read(file) for file in folder.glob("*.cypher")), key=lambda step: step.number)
    numbers = [step.number for step in found]
    if numbers != list(range(1, len(found) + 1)):
        raise DatabaseProblem(f"{folder} holds the migrations {numbers}: number them 1, 2, 3 …, each once.")
    return found


def version_of(database: Database) -> int:
    """The number of the model that the data follows; 0 when it was never prepared."""
    rows = database.read("MATCH (version:ModelVersion {key: 'model'}) RETURN version.n AS n", {})
    return int(rows[0]["n"] or 0) if rows else 0


def migrate(database: Database, target: int | None = None, folder: Path = MIGRATIONS) -> None:
    """Move the data to a version of the model, forward or back, one migration at a time.

    Args:
        database: the one to move.
        target: the version wanted; the newest when it is left out.
        folder: where the migrations lie.

    Raises:
        NewerModel: the data follows a version that this program does not know.
        DatabaseProblem: there is no such version, or a statement failed; the data follows the last one done.
    """
    steps = read_migrations(folder)
    wanted = len(steps) if target is None else target
    if not 0 <= wanted <= len(steps):
        raise DatabaseProblem(
            f"There is no version {wanted} of the model: choose one from 0 to {len(steps)}."
        )
    while (n := version_of(database)) != wanted:
        if n > len(steps):
            raise NewerModel(n, len(steps))
        if n < wanted:
            _move(database, n, n + 1, steps[n].forward)
        else:
            _move(database, n, n - 1, steps[n - 1].back)


def _move(database: Database, origin: int, target: int, statements: tuple[str, ...]) -> None:
    alone = [text for text in statements if "IN TRANSACTIONS" in text]
    for text in statements if alone else ():
        database.run(text)

    def work(transaction: Transaction) -> None:
        held = transaction.run(HOLD).single(strict=True)["n"]
        if held != origin:
            return  # another process has moved it meanwhile; the caller looks again
        for text in () if alone else statements:
            transaction.run(text).consume()
        transaction.run(SAY, n=target).consume()

    database.write(work)


def _read(file: Path) -> Migration:
    named = NAME.fullmatch(file.name)
    if named is None:
        raise DatabaseProblem(f"{file} is not named like 0002_what_it_does.cypher: rename it.")
    _, _, body = file.read_text(encoding="utf-8").partition("// forward\n")
    forward, marked, back = body.partition("// back\n")
    if not marked:
        raise DatabaseProblem(f"{file} lacks the line // forward or, after it, // back: add it.")
    return Migration(int(named[1]), named[2], _statements(forward), _statements(back))


def _statements(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r";[ \t]*(?:\n|$)", text) if part.strip())
