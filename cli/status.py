"""The exit status of the commands that load, and of those that tell what was loaded.

Not here: 0, 1 and 3, which are those of a report (`cli.account`).
"""

from cli.problems import FileUnusable
from graph.database import DatabaseProblem
from loaders import BatchFailed, DatabaseUnready, DeliveryRefused, Interrupted, StreamHeld, StreamLost
from loaders.bulk import FolderRefused
from loaders.reading.refused import ExtractRefused
from loaders.sources.policy.delivery import DocumentUnreadable
from loaders.sources.policy.document import DocumentRefused
from loaders.sources.rows import RowRefused

STATUS: tuple[tuple[int, tuple[type[Exception], ...]], ...] = (
    (2, (DeliveryRefused, DocumentRefused, RowRefused)),
    (5, (ExtractRefused, DocumentUnreadable, FileUnusable, FolderRefused)),
    (6, (DatabaseProblem, DatabaseUnready, BatchFailed)),
    (7, (StreamHeld, StreamLost)),
    (130, (Interrupted,)),
)
CONFIGURATION = 4


def status_of(problem: Exception) -> int:
    """Return the exit status of a problem."""
    return next((status for status, kinds in STATUS if isinstance(problem, kinds)), CONFIGURATION)
