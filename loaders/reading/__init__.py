"""Reading an extract, whatever carries it: records with their cells as delivered, and the place of each.

Others may use what is exported here. Not here: what the cells mean (`loaders.contract`).
"""

from loaders.reading.encoding import lossy
from loaders.reading.formats import (
    AUTO,
    CODECS,
    CsvFormat,
    Format,
    JsonLinesFormat,
    ParquetFormat,
    SqlFormat,
    XlsxFormat,
)
from loaders.reading.opening import read
from loaders.reading.record import Cell, Extract, Place, RawRecord, Reject, RejectCode
from loaders.reading.refused import ExtractRefused, RefusalCode

__all__ = [
    "AUTO",
    "CODECS",
    "Cell",
    "CsvFormat",
    "Extract",
    "ExtractRefused",
    "Format",
    "JsonLinesFormat",
    "ParquetFormat",
    "Place",
    "RawRecord",
    "RefusalCode",
    "Reject",
    "RejectCode",
    "SqlFormat",
    "XlsxFormat",
    "lossy",
    "read",
]
