"""The way to a Neo4j: where it is, reading and writing. The one module that imports the driver.

Not here: starting a server, and any statement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import neo4j

T = TypeVar("T")


@dataclass(frozen=True)
class Address:
    """Where a Neo4j answers, and as whom to speak to it."""

    uri: str
    user: str
    password: str = field(repr=False)


class Database:
    """An open way to one Neo4j; close it when done."""

    def __init__(self, address: Address) -> None:
        self._driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            notifications_min_severity="OFF",
            max_transaction_retry_time=2,
        )

    def read(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[dict[str, Any]]:
        """Run one statement in a READ session, in which the server refuses every write.

        Args:
            statement: Cypher; values stand in `parameters` only.
            parameters: the values.
            seconds: the database time after which the server ends it.
        """
        query = neo4j.Query(statement, timeout=seconds)
        with self._driver.session(default_access_mode=neo4j.READ_ACCESS, database="neo4j") as session:
            return session.run(query, dict(parameters)).data()

    def write(self, work: Callable[[neo4j.Transaction], T]) -> T:
        """Do the work in one explicit transaction: all of it commits, or none."""
        with self._driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
            result = work(transaction)
            transaction.commit()
            return result

    def check(self) -> None:
        """Raise the driver's error unless the database answers."""
        self._driver.verify_connectivity()

    def close(self) -> None:
        """End every connection."""
        self._driver.close()
