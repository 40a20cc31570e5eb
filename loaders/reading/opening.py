"""Opening an extract by the transport that its source declares. Not here: the readers themselves."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from loaders.reading.columnar import columnar
from loaders.reading.delimited import delimited
from loaders.reading.formats import CsvFormat, Format, JsonLinesFormat, SqlFormat, XlsxFormat
from loaders.reading.lines import json_lines
from loaders.reading.query import query
from loaders.reading.record import Extract, Place
from loaders.reading.refused import ExtractRefused, RefusalCode
from loaders.reading.workbook import workbook


def read(
    source: Path | str, form: Format, after: Place | None = None, parameters: Mapping[str, Any] | None = None
) -> AbstractContextManager[Extract]:
    """Open an extract, to be used as `with read(…) as extract`.

    Args:
        source: the file; for SQL the database, as a URL of SQLAlchemy.
        form: how it is carried.
        after: the place of a record (not of a reject) of the same file, to begin behind it; not for SQL.
        parameters: values for the statement of SQL, beside those that its declaration fixes.

    Raises:
        ExtractRefused: it cannot be read; while its records are read: it cannot be read to its end.
    """
    if isinstance(form, SqlFormat):
        if after is not None:
            raise ValueError(
                "an answer of SQL is not read from its middle: give the watermark as a parameter"
            )
        return query(str(source), form, parameters or {})
    path = Path(source)
    if not path.is_file():
        why = f"there is no such file in {path.parent}"
        raise ExtractRefused(path.name, RefusalCode.FILE_MISSING, why, "look at its name and the folder")
    if isinstance(form, CsvFormat):
        return delimited(path, form, after)
    if isinstance(form, JsonLinesFormat):
        return json_lines(path, form, after)
    if isinstance(form, XlsxFormat):
        return workbook(path, form, after)
    return columnar(path, form, after)
