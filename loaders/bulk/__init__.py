"""The first load of a graph, without a database: deliveries become the files of Neo4j's bulk import.

What is written is what an ordinary load of the same deliveries would leave in an empty graph, made by the
same rules. Not here: importing the files (`graph.database.bulk`), and loads into a graph (`loaders.run`).
"""

from loaders.bulk.emission import IMPORT, gather, write_import
from loaders.bulk.gathering import FolderRefused, Gathered

__all__ = ["IMPORT", "FolderRefused", "Gathered", "gather", "write_import"]
