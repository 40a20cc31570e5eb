"""Judging: rows become records, a lot of them at a time.

Each step is taken with all rows of a lot before the next one: a processor that does one thing many times over
is a quarter faster than one that does all things with one row after the other.
Not here: which rows are judged, and what becomes of those of one key (`intake`).
"""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from graph.model import Model
from loaders.acceptance import Accepted, accepted, record_id, sentence
from loaders.contract.claims import RowFaulty, record_of
from loaders.contract.declaration import Source
from loaders.contract.header import Header
from loaders.contract.issues import Issue, IssueCode
from loaders.contract.resolvers import RESOLVERS
from loaders.contract.rows import Row, cells_of, row_of
from loaders.contract.versions import ordered
from loaders.delivery import Record
from loaders.reading import RawRecord


class Unjudged(NamedTuple):
    """A row that was read and holds something.

    Args:
        raw: the row.
        header: under which it stands.
        cells: what tells whether it is of the very same cells as another, and judged alike.
        key: what the system calls the record; None where that is not to be had without judging the row.
    """

    raw: RawRecord
    header: Header
    cells: str
    key: str | None


class Judged(NamedTuple):
    """A row that was judged.

    Args:
        row: its values.
        record: what it says; None: it cannot be taken in.
        issues: why it cannot.
        said: what tells whether another row says the same.
    """

    row: Row
    record: Accepted | None
    issues: tuple[Issue, ...]
    said: bytes


class Judge:
    """What the rows of one delivery are judged by.

    Args:
        source: the declaration, which fits the model.
        model: the kinds that the claims are of.
        on: the day of the extract.
        sample: the rows are invented.
    """

    def __init__(self, source: Source, model: Model, on: date, *, sample: bool = False) -> None:
        self._source, self._model, self._on, self._sample = source, model, on, sample
        self._by = _judged_by(source, model, on, sample=sample)

    def cells(self, header: Header, raw: RawRecord) -> str:
        """Return what tells whether a row is of the very same cells as another, and judged alike."""
        return blake2b(cells_of(header, raw), digest_size=16, key=self._by).hexdigest()

    def judged(self, rows: Sequence[Unjudged]) -> list[Judged]:
        """Return rows as records, in their order, with what is wrong with those that are none."""
        typed = [row_of(self._source, each.header, each.raw) for each in rows]
        claimed = [self._claimed(each) for each in typed]
        found = [
            self._record(row, said, each.cells) for row, said, each in zip(typed, claimed, rows, strict=True)
        ]
        said = [each.hash for each in typed]
        return [
            Judged(row, each, (), hashed) if isinstance(each, Accepted) else Judged(row, None, each, hashed)
            for row, each, hashed in zip(typed, found, said, strict=True)
        ]

    def _claimed(self, row: Row) -> Record | tuple[Issue, ...]:
        """Return what a row claims, which is nothing where it says that its record ended; or its issues."""
        if not row.ends:
            try:
                return record_of(self._model, row, self._on, sample=self._sample)
            except RowFaulty as faulty:
                return faulty.issues
            except ValueError as wrong:
                return _no_place(row, wrong)
        if row.issues or row.key is None:
            return row.issues
        return Record(row.key, (), str(row.raw.place))

    def _record(self, row: Row, said: Record | tuple[Issue, ...], cells: str) -> Accepted | tuple[Issue, ...]:
        """Return what a row claims as a record, or the issues of the row."""
        if not isinstance(said, Record):
            return said
        system, version, part = self._source.system, _version(row), _part(row)
        if row.ends:
            id_ = record_id(system, said.key)
            return Accepted(id_, said.key, said.place, (), "[]", version, part, cells, ends=True)
        try:
            return accepted(self._model, system, said, version, part, cells)
        except ValueError as wrong:
            return _no_place(row, wrong)


def _no_place(row: Row, wrong: ValueError) -> tuple[Issue, ...]:
    problem = f"the model has no place for what the row says: {sentence(wrong)}"
    return (row.fault(IssueCode.CONSTRAINT, problem),)


def _judged_by(source: Source, model: Model, on: date, *, sample: bool) -> bytes:
    """Return what tells whether a row would be judged as it was: by which declaration, model and codes."""
    names = {link.through for claim in source.claims for link in claim.links if link.through}
    since = [RESOLVERS[name].since(on).isoformat() for name in sorted(names)]
    said = f"{source.model_dump_json()} {model.outline} {since} {sample}"
    return blake2b(said.encode(), digest_size=32).digest()


def _part(row: Row) -> str | None:
    return None if row.source.parts is None else str(row.values[row.source.parts])


def _version(row: Row) -> str | None:
    if row.source.version is None:
        return None
    value = row.values[row.source.version]
    assert isinstance(value, int | date)  # it is declared so, and required
    return ordered(value)
