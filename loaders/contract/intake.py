"""Intake: a whole extract read by its declaration, row by row, until what is expected of it is broken.

Every row that was read ends as one outcome: a record, quarantined with its issues, or left out with a warning
(blank, or the same again). Not here: reading (`loaders.reading`), keeping what was refused (`quarantine`) and
loading the records (`loaders.run`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import blake2b
from itertools import repeat
from typing import NamedTuple

from graph.model import Model
from loaders.acceptance import Accepted, Earlier, accepted, record_id, sentence
from loaders.contract.ahead import in_lots, one_behind
from loaders.contract.claims import RowFaulty, record_of
from loaders.contract.declaration import Source
from loaders.contract.header import Header, header_of
from loaders.contract.issues import Issue, IssueCode, Severity, subject_of
from loaders.contract.masks import masked
from loaders.contract.resolvers import RESOLVERS
from loaders.contract.rows import Row, cells_of, key_of, row_of
from loaders.contract.versions import ordered
from loaders.errors import DeliveryRefused
from loaders.reading import Extract, Place, RawRecord, Reject

Take = Callable[[Accepted, RawRecord, bytes], Earlier | None]
AHEAD = 1000  # so many rows are read before what the graph has of them is needed
FEW = 5  # so many bad rows are never too great a part of a delivery, unless they are half of it


class ContractBroken(DeliveryRefused):
    """An extract breaks its contract as a whole, so that none of it is loaded.

    Args:
        source: whose extract it is.
        issues: why, each an error.
    """

    def __init__(self, source: Source, issues: tuple[Issue, ...]) -> None:
        super().__init__(source.title, [str(issue) for issue in issues])
        self.issues = issues


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


Same = Callable[[Sequence[Unjudged]], Iterator[bool]]


class Outcome(NamedTuple):
    """What became of one row.

    Args:
        place: where it stands.
        raw: its bytes.
        extract: in which it stands.
        key: what the system calls the record, where that could be read: a record that is kept out with it is
            not gone.
        record: what it says; None: it is not loaded.
        issues: what is wrong with it, or was noticed.
        same: it is taken in as the graph has it, and was not judged again.
    """

    place: Place
    raw: bytes
    extract: Extract
    key: str | None = None
    record: Accepted | None = None
    issues: tuple[Issue, ...] = ()
    same: bool = False

    @property
    def quarantined(self) -> bool:
        """Whether the row has to be corrected to be loaded."""
        return bool(self.issues) and any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def left_out(self) -> bool:
        """Whether the row says nothing that another does not say."""
        return self.record is None and not self.same and not self.quarantined


class Intake:
    """The intake of one delivery, which may have several files.

    Args:
        source: the declaration, which fits the model.
        model: the kinds that the claims are of.
        on: the day of the extract.
        sample: the rows are invented.
        same: is given rows that come next, and says of each, when it is that row's turn, whether the graph
            has its record from the very same cells; such a row is taken in as it is. Every row is judged when
            left out.
        take: keeps a record with its row and what tells whether another row says the same; or returns the
            earlier row that has its key, and does not keep it. Records are known in memory when left out.

    Attributes:
        rows: how many were read.
        quarantined: how many of them have to be corrected.
        left_out: how many say nothing that another does not say.
        noticed: warnings of whole files and of the whole delivery.
    """

    def __init__(
        self,
        source: Source,
        model: Model,
        on: date,
        *,
        sample: bool = False,
        same: Same | None = None,
        take: Take | None = None,
    ) -> None:
        self.rows = self.quarantined = self.left_out = 0
        self.noticed: list[Issue] = []
        self._source, self._model, self._on, self._sample = source, model, on, sample
        self._headers: dict[tuple[str, tuple[str, ...]], Header] = {}
        self._take, self._same = take or _remembering(), same
        self._judged_by = _judged_by(source, model, on, sample=sample)

    def outcomes(self, extract: Extract) -> Iterator[Outcome]:
        """Yield what becomes of each row of one extract, in order.

        Raises:
            ContractBroken: the header is not as declared, or more rows are bad than may be.
        """
        if extract.columns:  # a table is refused by its header even where no row follows
            self._header(extract.file, extract.columns)
        rows = (self._read(extract, each) for each in extract.records)
        lots = ((lot, self._told_same(lot)) for lot in in_lots(rows, AHEAD))
        for lot, same in one_behind(lots):  # the graph is asked for the next rows while these are judged
            for each in lot:
                outcome = self._outcome(extract, each, same)
                self.rows += 1
                self.quarantined += outcome.quarantined
                self.left_out += outcome.left_out
                yield outcome
                self._check_bad_rows(extract.file)

    def conclude(self) -> None:
        """Say that all has been read, so that what is expected of the whole can be checked.

        Raises:
            ContractBroken: there are too few rows, or too great a part of them is bad.
        """
        expect, refused = self._source.expect, []
        if self.rows < expect.min_rows:
            problem = f"{self.rows} rows were delivered, and at least {expect.min_rows} are expected"
            refused.append(self._of_whole(IssueCode.TOO_FEW_ROWS, problem))
        most = expect.max_bad_percent
        few = self.quarantined <= FEW and self.quarantined * 2 < self.rows
        if most is not None and self.quarantined * 100 > most * self.rows and not (most and few):
            problem = f"{self.quarantined} of {self.rows} rows are bad, more than {most} percent"
            refused.append(self._of_whole(IssueCode.TOO_MANY_BAD_ROWS, problem))
        if refused:
            raise ContractBroken(self._source, tuple(refused))
        if expect.max_rows is not None and self.rows > expect.max_rows:
            problem = f"{self.rows} rows were delivered, more than the {expect.max_rows} expected"
            many = self._of_whole(IssueCode.TOO_MANY_ROWS, problem)
            self.noticed.append(replace(many, severity=Severity.WARN))

    def _read(self, extract: Extract, each: RawRecord | Reject) -> RawRecord | Reject | Unjudged:
        """Return a row to be judged; as it is, where it holds nothing or is none."""
        if isinstance(each, Reject) or all(cell is None or cell == "" for cell in each.cells.values()):
            return each
        header = self._header(extract.file, extract.columns or tuple(each.cells))
        key = key_of(self._source, header, each) if self._same else None
        return Unjudged(each, header, self._fingerprint(header, each), key)

    def _told_same(self, lot: Sequence[RawRecord | Reject | Unjudged]) -> Iterator[bool]:
        """Tell of each row to be judged, in turn, whether it is taken in as the graph has it."""
        if self._same is None:
            return repeat(False)
        return self._same([each for each in lot if isinstance(each, Unjudged)])

    def _outcome(
        self, extract: Extract, each: RawRecord | Reject | Unjudged, same: Iterator[bool]
    ) -> Outcome:
        if isinstance(each, Unjudged):
            return self._of_row(extract, each, same=next(same))
        if isinstance(each, Reject):
            return Outcome(each.place, each.raw, extract, issues=(_rejected(self._source, each),))
        problem, place = "the row is empty; it is left out", each.place
        told = Issue(self._source.system, IssueCode.BLANK_ROW, problem, place.file, place)
        return Outcome(place, each.raw, extract, issues=(replace(told, severity=Severity.WARN),))

    def _of_row(self, extract: Extract, unjudged: Unjudged, *, same: bool) -> Outcome:
        raw, header, cells, key = unjudged
        outcome = partial(Outcome, raw.place, raw.raw, extract)
        if same:
            return outcome(key, same=True)
        row = row_of(self._source, header, raw)
        try:
            record = self._record(row, cells)
        except RowFaulty as faulty:
            return outcome(row.key, issues=faulty.issues)
        except ValueError as wrong:
            problem = f"the model has no place for what the row says: {sentence(wrong)}"
            return outcome(row.key, issues=(row.fault(IssueCode.CONSTRAINT, problem),))
        if again := self._again(row, record):
            return outcome(row.key, issues=(again,))
        return outcome(row.key, record, row.warnings)

    def _record(self, row: Row, cells: str) -> Accepted:
        """Return what a row says.

        Raises:
            RowFaulty, ValueError: it cannot be taken in.
        """
        source, version = self._source, _version(row)
        if not row.ends:
            said = record_of(self._model, row, self._on, sample=self._sample)
            return accepted(self._model, source.system, said, version, _part(row), cells)
        if row.issues or row.key is None:
            raise RowFaulty(row.issues)
        id_, place = record_id(source.system, row.key), str(row.raw.place)
        return Accepted(id_, row.key, place, (), "[]", version, _part(row), cells, ends=True)

    def _header(self, file: str, names: tuple[str, ...]) -> Header:
        if (file, names) not in self._headers:
            header = header_of(self._source, names, file)
            if header.refused:
                raise ContractBroken(self._source, header.issues)
            # Objects of JSON lack what they have nothing to say of, so one file has many headers.
            told = {(issue.file, issue.id) for issue in self.noticed}
            self.noticed += [issue for issue in header.issues if (issue.file, issue.id) not in told]
            self._headers[file, names] = header
        return self._headers[file, names]

    def _fingerprint(self, header: Header, raw: RawRecord) -> str:
        return blake2b(cells_of(header, raw), digest_size=16, key=self._judged_by).hexdigest()

    def _again(self, row: Row, record: Accepted) -> Issue | None:
        """The issue of a record that was met before: the first good one stands, whatever follows it."""
        earlier = self._take(record, row.raw, row.hash)
        if earlier is None:
            return None
        if earlier.same:
            problem = f"it says the same as {earlier.place}; it is left out"
            told = row.fault(IssueCode.DUPLICATE_KEY_SAME, problem)
            return replace(told, severity=Severity.WARN)
        if self._source.version is not None:  # the newer one stands
            return None
        problem = f"{earlier.place} has the same key and says otherwise; keep the one that is right"
        return row.fault(IssueCode.DUPLICATE_KEY_CONFLICT, problem)

    def _check_bad_rows(self, file: str) -> None:
        most = self._source.expect.max_bad_rows
        if most is not None and self.quarantined > most:
            problem = f"{self.quarantined} of {self.rows} rows read are bad, more than the {most} that may be"
            told = Issue(self._source.system, IssueCode.TOO_MANY_BAD_ROWS, problem, file)
            raise ContractBroken(self._source, (told,))

    def _of_whole(self, code: IssueCode, problem: str) -> Issue:
        return Issue(self._source.system, code, problem, self._source.title)


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
    value = row.values.get(row.source.version)
    if isinstance(value, int | date):
        return ordered(value)
    raise RowFaulty(row.issues)


def _remembering() -> Take:
    met: dict[str, tuple[bytes, str]] = {}

    def take(record: Accepted, raw: RawRecord, said: bytes) -> Earlier | None:
        if record.key in met:
            before, place = met[record.key]
            return Earlier(before == said, place)
        met[record.key] = said, str(raw.place)
        return None

    return take


def _rejected(source: Source, reject: Reject) -> Issue:
    code, message = IssueCode(reject.code.value), masked(reject.message)
    subject = subject_of(reject.raw)
    place = reject.place
    return Issue(source.system, code, message, place.file, place, field=reject.field, subject=subject)
