"""Whether the service can answer: the database is reachable and has what the model needs.

Not here: making it so (`graph.database.prepare`).
"""

import logging
from dataclasses import dataclass

from graph.database import Database, DatabaseProblem, missing
from graph.model import Model

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readiness:
    """What was found; `missing` names the absent constraints and indexes of a reachable database.

    `reachable` is None while the service is being made ready and the database has not been asked.
    """

    reachable: bool | None
    missing: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether requests can be answered."""
        return bool(self.reachable) and not self.missing

    def body(self) -> dict[str, object]:
        """Return what `/readyz` says."""
        database = {True: "reachable", False: "unreachable", None: "not asked yet"}[self.reachable]
        return {"ready": self.ready, "database": database, "missing": list(self.missing)}


def readiness_of(database: Database, model: Model) -> Readiness:
    """Ask the database now whether it has what the model needs; why it does not answer is for the log."""
    try:
        return Readiness(True, tuple(missing(database, model)))
    except DatabaseProblem as problem:
        log.warning("not ready: %s", problem)
        return Readiness(False)
