"""How long a request and its statements may take. Not here: how its time is kept (`executor`, `workers`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """The seconds that one statement may take in the database, and all of one request together.

    Planning counts as database time, but Neo4j cannot be stopped in it.
    """

    statement: float = 5.0
    request: float = 10.0


PATIENT = Times(60.0, 600.0)  # one user at a prompt, who would rather wait than be refused
