"""The way to a Neo4j: where it is, reading and writing. The one module that speaks to the driver.

Not here: starting a server, and any statement.
"""

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import graph.database.driver  # noqa: F401  # isort: skip  # before the driver itself
import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.database.errors import (
    CommitUnknown,
    DatabaseProblem,
    DatabaseRefused,
    DatabaseTimeout,
    DatabaseUnavailable,
    MemoryExceeded,
    StatementRefused,
)
from graph.database.profile import Step, step_of, to_be_profiled

T = TypeVar("T")
Transaction = neo4j.Transaction
# What the server itself answers to a commit with one of these was not committed.
REFUSED = re.compile(r"Neo\.(ClientError|TransientError)\.")
SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://")
WRITE_SECONDS = 600.0
SCHEMA_SECONDS = 3600.0  # an index of tens of millions; the server would end it after 30
# By Neo4j's own code: 5.26 gives most errors the same GQL status. The driver calls this one retryable, and
# the same statement would fail for 30 s.
OUT_OF_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"


@dataclass(frozen=True)
class Address:
    """Where a Neo4j answers, and as whom to speak to it."""

    uri: str
    user: str
    password: str = field(repr=False)


class Database:
    """An open way to one Neo4j; close it when done, or use it in a `with`.

    Every method raises a kind of `DatabaseProblem` (see `errors`). A server that went away and came back at
    the same address is reached again by the next call.
    """

    def __init__(self, address: Address) -> None:
        self.address, self.uri = address, address.uri
        if not SCHEME.match(address.uri):
            raise _no_address(address.uri)
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                notifications_min_severity="OFF",
                max_transaction_retry_time=2,
                connection_timeout=5,
                connection_acquisition_timeout=10,
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as wrong:
            raise _no_address(address.uri) from wrong

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[dict[str, Any]]:
        """Run one statement in a READ session, in which the server refuses every write.

        Args:
            statement: Cypher; values stand in `parameters` only.
            parameters: the values.
            seconds: the database time after which the server ends it.
        """
        return self._ask(statement, parameters, seconds, rows_of)

    def one(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[Any] | None:
        """Return the values of the first record in the order of the `RETURN`, or None when there is none.

        As `read`, and cheaper: a root field of the API is one statement and one record.
        """
        return self._ask(statement, parameters, seconds, _values)

    def profiled(
        self, statement: str, parameters: Mapping[str, Any], seconds: float = 5
    ) -> tuple[list[Any] | None, Step]:
        """Return what `one` does, and what it cost; slower, and for people only."""
        return self._ask(to_be_profiled(statement), parameters, seconds, _values_and_cost)

    def _ask(
        self,
        statement: str,
        parameters: Mapping[str, Any],
        seconds: float,
        taken: Callable[[neo4j.Result], T],
    ) -> T:
        query = neo4j.Query(statement, timeout=seconds)
        again, began = True, time.monotonic()
        while True:
            try:
                with self._driver.session(default_access_mode=neo4j.READ_ACCESS, database="neo4j") as session:
                    return taken(session.run(query, dict(parameters)))
            except (DriverError, Neo4jError, OSError) as error:
                # Once: a connection that broke since its last use, or a follower that is no longer one.
                # Not when it took its time: an overloaded server would do the work twice.
                late = time.monotonic() - began > seconds / 2
                if not again or late or not _passes(error):
                    raise self._problem(error) from error
                again = False

    def write(self, work: Callable[[Transaction], T], seconds: float = WRITE_SECONDS) -> T:
        """Do the work in one explicit transaction: all of it commits, or none.

        Args:
            work: is given the transaction.
            seconds: after which the server undoes it; a batch takes long on a busy machine.

        Raises:
            CommitUnknown: the commit itself reported an error, so read again what should be there.
        """
        with self._driver.session(database="neo4j") as session:
            try:
                transaction = session.begin_transaction(timeout=seconds)
                try:
                    result = work(transaction)
                except BaseException:
                    _undo(transaction)
                    raise
            except (DriverError, Neo4jError, OSError) as error:
                raise self._problem(error) from error
            try:
                transaction.commit()
            except (DriverError, Neo4jError, OSError) as error:
                if REFUSED.match(getattr(error, "code", None) or ""):
                    raise self._problem(error) from error
                raise CommitUnknown(
                    f"Neo4j at {self.uri} reported an error on commit ({error}): read again what is there"
                    " before writing more."
                ) from error
            return result

    def run(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        seconds: float = SCHEMA_SECONDS,
    ) -> None:
        """Run one statement that makes its own transactions: schema, or `CALL … IN TRANSACTIONS`."""
        try:
            with self._driver.session(database="neo4j") as session:
                session.run(neo4j.Query(statement, timeout=seconds), dict(parameters or {})).consume()
        except (DriverError, Neo4jError, OSError) as error:
            raise self._problem(error) from error

    def check(self) -> None:
        """Raise `DatabaseUnavailable` or `DatabaseRefused` unless the database answers."""
        try:
            self._driver.verify_connectivity()
        except (DriverError, Neo4jError, OSError) as error:
            raise self._problem(error) from error

    def close(self) -> None:
        """End every connection."""
        self._driver.close()

    def _problem(self, error: Exception) -> DatabaseProblem:
        """Say a driver's error as one of ours."""
        code = getattr(error, "code", "") or ""
        if isinstance(error, AuthError) or "AuthenticationRateLimit" in code:
            return DatabaseRefused(
                f"Neo4j at {self.uri} does not accept the user or the password: set NEO4J_USER and"
                " NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)."
            )
        if _is_away(error, code):
            return DatabaseUnavailable(
                f"Neo4j does not answer at {self.uri}: start it, or set NEO4J_URI to one that runs."
            )
        if "TransactionTimedOut" in code:
            return DatabaseTimeout("The statement ran longer than it may: ask for less at once.")
        if code == OUT_OF_MEMORY:
            return MemoryExceeded(
                "The statement needs more memory than one transaction may have: ask for less at once."
            )
        return StatementRefused(str(error), code, _passes(error))


def _no_address(uri: str) -> DatabaseUnavailable:
    said = f"{uri} is no address of a Neo4j: write it like bolt://host:7687 or neo4j://host:7687."
    return DatabaseUnavailable(said)


def _is_away(error: Exception, code: str) -> bool:
    # A store that hit a full disk refuses every transaction until it is restarted.
    away = ("DatabaseUnavailable", "TransactionStartFailed", "DatabaseNotFound")
    gone = isinstance(error, ServiceUnavailable | SessionExpired | OSError)
    return gone or code.endswith(away) or type(error).__name__ == "ConnectionAcquisitionTimeoutError"


def _passes(error: Exception) -> bool:
    if isinstance(error, Neo4jError) and error.code == OUT_OF_MEMORY:
        return False
    return isinstance(error, OSError) or bool(getattr(error, "is_retryable", bool)())


def rows_of(result: neo4j.Result) -> list[dict[str, Any]]:
    """Return the rows of an answer; what they hold are scalars, lists and maps, and no nodes."""
    names = result.keys()
    rows = [dict(zip(names, record, strict=True)) for record in result]
    # An answer of the driver is a circle that holds all that was sent: it would stay until Python finds it.
    (result.consume().parameters or {}).clear()
    return rows


def _values(result: neo4j.Result) -> list[Any] | None:
    record = next(result, None)
    return None if record is None else list(record)


def _values_and_cost(result: neo4j.Result) -> tuple[list[Any] | None, Step]:
    values = _values(result)
    profile = result.consume().profile
    assert profile is not None
    return values, step_of(profile)


def _undo(transaction: Transaction) -> None:
    # What went wrong first is what is told; the server rolls back what it still holds.
    with suppress(DriverError, Neo4jError, OSError):
        transaction.close()
