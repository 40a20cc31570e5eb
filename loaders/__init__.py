"""What comes in: deliveries of records become claims, claims add up to entities.

Others may use what is exported here. Not here: the kinds that claims are of (`graph.model`).
"""

from loaders.delivery import Delivery, KeptOut, Record
from loaders.errors import (
    BatchFailed,
    DatabaseUnready,
    DeliveryRefused,
    Interrupted,
    LoadProblem,
    StreamHeld,
    StreamLost,
)
from loaders.ledger import run_key
from loaders.names import complete
from loaders.report import Dangling, Report
from loaders.run import deliver, rehearse, withdraw
from loaders.writing import BATCH

__all__ = [
    "BATCH",
    "BatchFailed",
    "Dangling",
    "DatabaseUnready",
    "Delivery",
    "DeliveryRefused",
    "Interrupted",
    "KeptOut",
    "LoadProblem",
    "Record",
    "Report",
    "StreamHeld",
    "StreamLost",
    "complete",
    "deliver",
    "rehearse",
    "run_key",
    "withdraw",
]
