"""One record of an extract becomes a typed row, with all that is wrong with it.

Not here: one cell (`cells`) and what the row says of things (`claims`).
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

import orjson

from graph.model.declaration import encode
from loaders.contract.cells import CellFault, Value, part_of, written
from loaders.contract.declaration import Source
from loaders.contract.header import Header
from loaders.contract.issues import Issue, IssueCode, Severity, subject_of
from loaders.contract.masks import masked, shown
from loaders.reading import Cell, RawRecord

_TEXTS = frozenset({str, type(None)})


class Row(NamedTuple):
    """A row by its fields.

    Args:
        source: what declares it.
        header: under which it stands.
        raw: as it was read.
        key: what the system calls the record: its key columns as written; None where one of them is wrong.
        values: by field; None where there is no value, and no entry where the cell is wrong.
        issues: each cell that does not hold what is declared, once.
        warnings: each text that comes into the graph with what looks like a personal number in it.
        ends: it says that its record has ended, and what is wrong in its other cells does not count.
    """

    source: Source
    header: Header
    raw: RawRecord
    key: str | None
    values: Mapping[str, Value | None]
    issues: tuple[Issue, ...]
    warnings: tuple[Issue, ...]
    ends: bool = False

    @property
    def hash(self) -> bytes:
        """What tells whether two rows of an extract say the same, in whatever order its columns stand."""
        try:
            said = orjson.dumps(self.values, default=str)
        except TypeError:  # a text in a column that nobody claims is no Unicode
            said = repr(self.values).encode()
        return blake2b(said, digest_size=16).digest()

    def fault(self, code: IssueCode, problem: str, field: str | None = None) -> Issue:
        """Return the issue that something is wrong with this row, or with one field of it."""
        return issue_of(self.source, self.header, self.raw, code, problem, field, self.key)


def row_of(source: Source, header: Header, raw: RawRecord) -> Row:
    """Return a record as a typed row."""
    values: dict[str, Value | None] = {}
    faults: dict[str, CellFault] = {}
    for name, column in header.columns.items():  # in the declaration's order
        try:
            values[name] = header.readers[name](raw.cells.get(column))
        except CellFault as fault:
            faults[name] = fault
    # A key that is wrong names nothing, and what was written in its place may be a personal number.
    key = None if faults and faults.keys() & set(source.record_key) else _key(source, header, raw)
    if ends := _ends(source, values):
        needed = {*source.record_key, source.version, source.parts}
        faults = {name: fault for name, fault in faults.items() if name in needed}
    issues = (
        issue_of(source, header, raw, fault.code, fault.problem, name, key) for name, fault in faults.items()
    )
    once = {issue.id: issue for issue in issues}  # a column that is read by several fields is wrong once
    row = Row(source, header, raw, key, values, tuple(once.values()), (), ends)
    return row._replace(warnings=told) if (told := tuple(_personal(row))) else row


def key_of(source: Source, header: Header, raw: RawRecord) -> str | None:
    """Return what the system calls a record, unjudged; None where a cell of the key is missing or empty."""
    parts = []
    for name in source.record_key:
        cell = raw.cells.get(header.columns[name])
        if cell is None or not (part := written(cell)):
            return None
        parts.append(part)
    return _joined(parts)


def cells_of(header: Header, raw: RawRecord) -> bytes:
    """Return the declared cells of a record as bytes, the same for the same cells in the declared order."""
    cells = [*map(raw.cells.get, header.columns.values())]
    if _TEXTS.issuperset(map(type, cells)):
        with suppress(TypeError):  # a text that is no Unicode
            return orjson.dumps(cells)  # takes a tenth of the time, but has numbers and days alike to texts
    return repr(cells).encode(errors="surrogatepass")


def _ends(source: Source, values: Mapping[str, Value | None]) -> bool:
    return source.ending is not None and values.get(source.ending.field) in source.ending.values


def _personal(row: Row) -> Iterator[Issue]:
    problem = (
        "it seems to hold a telephone, identity card or account number, which all would see: take it out"
    )
    for name in row.source.texts:
        value = row.values.get(name)
        if value is None:
            continue
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(text, str) and masked(text) != text for text in texts):
            yield replace(row.fault(IssueCode.PERSONAL_NUMBER, problem, name), severity=Severity.WARN)


def issue_of(
    source: Source,
    header: Header,
    raw: RawRecord,
    code: IssueCode,
    problem: str,
    name: str | None,
    key: str | None,
) -> Issue:
    """Return the issue that something is wrong with a record.

    Args:
        source: what declares the record.
        header: under which it stands.
        raw: the record.
        code: what is wrong.
        problem: in one sentence, with the remedy.
        name: the field at fault, if it is one.
        key: what the system calls the record, where it is known.
    """
    column = None if name is None else header.columns[name]
    cell = None if name is None else _seen(source, header, raw, name)
    sensitive = name is not None and source.fields[name].sensitive
    return Issue(
        source.system,
        code,
        masked(problem),
        raw.place.file,
        raw.place,
        key,
        column,
        None if cell is None else shown(cell, sensitive=sensitive),
        subject="" if key else subject_of(raw.raw),
    )


def _seen(source: Source, header: Header, raw: RawRecord, name: str) -> Cell:
    """What a field speaks of; nothing where that cannot be told apart from what else the cell holds."""
    try:
        return part_of(source.fields[name], raw.cells.get(header.columns[name]))
    except CellFault:
        return None


def _key(source: Source, header: Header, raw: RawRecord) -> str:
    return _joined([written(raw.cells[header.columns[name]]) for name in source.record_key])


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "~".join(map(encode, parts))
