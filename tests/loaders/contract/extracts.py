"""Extracts for the tests: read from CSV without the readers. Not here: what they are read as."""

import csv
import io
from pathlib import Path

from loaders.contract import Source
from loaders.reading import Place, RawRecord


def opened(file: Path, source: Source) -> list[RawRecord]:
    """Return the records of a CSV that is whole."""
    text = file.read_bytes().decode(source.format.encoding or "utf-8")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=source.format.delimiter)
    head = next(reader)
    records, before = [], reader.line_num
    for cells in reader:
        place = Place(file.name, before + 1, 0)
        before = reader.line_num
        records.append(RawRecord(place, dict(zip(head, cells, strict=True)), ",".join(cells).encode()))
    return records
