"""Quarantine: what a run keeps of the rows that it did not load, so that they can be corrected and returned.

`issues.jsonl` says what is wrong and holds no personal number. `rejected.csv` (`rejected.jsonl` where the
carrier is no CSV) holds the very bytes of each row under the header of its file: in it stands clear text, so
only its owner may read it. Not here: where the folder of a run lies, and loading the corrected file.
"""

import csv
import io
import json
import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from loaders.contract.columns import ISO, FieldType, Format, Transport
from loaders.contract.declaration import Source
from loaders.contract.intake import Outcome
from loaders.contract.issues import Issue
from loaders.reading import Extract
from loaders.reading.encoding import MARK


class Quarantine:
    """The files of one run, each made when there is something to keep; used as a context.

    Args:
        folder: of this run alone; made if it is not there.
        source: whose rows they are.
        rejected: what the files of rows are called; issues are added to those of the run.
    """

    def __init__(self, folder: Path, source: Source, rejected: str = "rejected") -> None:
        self._folder, self._source, self._rejected_name = folder, source, rejected
        self._open: dict[object, BinaryIO] = {}
        self._files = ExitStack()

    def __enter__(self) -> Self:
        """Begin; the folder is made when there is something to keep."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files."""
        self._files.close()

    def keep(self, outcome: Outcome) -> None:
        """Keep what became of a row, if something is wrong with it.

        Raises:
            FileExistsError: the folder has the files of another run.
        """
        self.tell(outcome.issues)
        if outcome.quarantined:
            self._rejected(outcome.extract).write(_line(outcome.raw, outcome.extract.codec or "utf-8"))

    def tell(self, issues: Iterable[Issue]) -> None:
        """Keep issues, of rows or of the whole."""
        for issue in issues:
            line = json.dumps(issue.as_json(), ensure_ascii=False) + "\n"
            self._file("issues", "issues.jsonl").write(line.encode(errors="backslashreplace"))

    def _rejected(self, extract: Extract) -> BinaryIO:
        if self._source.format.transport is not Transport.CSV:
            return self._file("rejected", f"{self._rejected_name}.jsonl")
        # Rows stand under their own header only: other columns or another codec have a file of their own.
        alike = (extract.columns, extract.codec)
        if alike not in self._open:
            number = len(self._open.keys() - {"issues"}) + 1
            name = self._rejected_name if number == 1 else f"{self._rejected_name}-{number}"
            file = self._file(alike, f"{name}.csv")
            file.write(self._header(extract))
        return self._open[alike]

    def _header(self, extract: Extract) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=self._source.format.delimiter, lineterminator="\n").writerow(
            extract.columns
        )
        codec = extract.codec or "utf-8"
        return (MARK * codec.startswith("utf-16") + text.getvalue()).encode(codec)

    def _file(self, name: object, file: str) -> BinaryIO:
        if name not in self._open:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Its mode is set as it is made: there is no moment in which others could open it.
            added = os.O_APPEND if name == "issues" else os.O_EXCL
            number = os.open(self._folder / file, os.O_WRONLY | os.O_CREAT | added, 0o600)
            self._open[name] = self._files.enter_context(os.fdopen(number, "wb"))
        return self._open[name]


def returned(source: Source) -> Source:
    """Return the declaration by which the rows that were kept aside of a source are read: there may be few.

    Where the carrier is no CSV they lie in JSON Lines, in which a day is text.
    """
    form = source.format.model_copy(update={"header_line": 1})
    if form.transport is not Transport.CSV:
        form = Format(transport=Transport.JSONL, encoding="utf-8", nulls=form.nulls)
    fields = {
        name: field.model_copy(update={"dates": (*field.dates, ISO)})
        if field.type is FieldType.DATE
        else field
        for name, field in source.fields.items()
    }
    nothing: dict[str, object] = {"min_rows": 0, "max_bad_rows": None, "max_bad_percent": None, "filled": {}}
    few = source.expect.model_copy(update=nothing)
    return source.model_copy(update={"format": form, "fields": fields, "expect": few})


def _line(raw: bytes, codec: str) -> bytes:
    ends = ("\n".encode(codec), "\r".encode(codec))
    return raw if raw.endswith(ends) else raw + ends[0]
