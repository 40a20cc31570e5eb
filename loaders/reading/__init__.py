"""Reading an extract, whatever carries it: records with their cells as delivered, and the place of each.

Others may use what is exported here. Not here: what the cells mean (`loaders.contract`).
"""

from loaders.reading.record import Cell, Place, RawRecord, Reject, RejectCode

__all__ = ["Cell", "Place", "RawRecord", "Reject", "RejectCode"]
