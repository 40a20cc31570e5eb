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

from loaders.contract.columns import Transport
from loaders.contract.declaration import Source
from loaders.contract.intake import Outcome
from loaders.contract.issues import Issue


class Quarantine:
    """The files of one run, each made when there is something to keep; used as a context.

    Args:
        folder: of this run alone; made if it is not there.
        source: whose rows they are.
        encoding: in which the extract is written, where its declaration does not say.
    """

    def __init__(self, folder: Path, source: Source, encoding: str = "utf-8") -> None:
        self._folder, self._source = folder, source
        self._encoding = source.format.encoding or encoding
        self._open: dict[object, BinaryIO] = {}
        self._files = ExitStack()

    def __enter__(self) -> Self:
        """Make the folder."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
            self._rejected(outcome.head).write(_line(outcome.raw))

    def tell(self, issues: Iterable[Issue]) -> None:
        """Keep issues, of rows or of the whole."""
        for issue in issues:
            line = json.dumps(issue.as_json(), ensure_ascii=False) + "\n"
            self._file("issues", "issues.jsonl").write(line.encode(errors="backslashreplace"))

    def _rejected(self, head: tuple[str, ...] | None) -> BinaryIO:
        if self._source.format.transport is not Transport.CSV:
            return self._file("rejected", "rejected.jsonl")
        if head in self._open:
            return self._open[head]
        # Rows stand under their own header only: each further order of columns has a file of its own.
        number = len(self._open.keys() - {"issues"}) + 1
        file = self._file(head, "rejected.csv" if number == 1 else f"rejected-{number}.csv")
        file.write(self._header(head or ()))
        return file

    def _header(self, head: tuple[str, ...]) -> bytes:
        text = io.StringIO()
        if head:
            csv.writer(text, delimiter=self._source.format.delimiter, lineterminator="\n").writerow(head)
        return text.getvalue().encode(self._encoding)

    def _file(self, name: object, file: str) -> BinaryIO:
        if name not in self._open:
            # Its mode is set as it is made: there is no moment in which others could open it.
            number = os.open(self._folder / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._open[name] = self._files.enter_context(os.fdopen(number, "wb"))
        return self._open[name]


def _line(raw: bytes) -> bytes:
    return raw if raw.endswith((b"\n", b"\r")) else raw + b"\n"
