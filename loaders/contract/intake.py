"""Intake: a whole extract read by its declaration, row by row, until what is expected of it is broken.

Every row that was read ends as one outcome: a record, quarantined with its issues, or left out with a warning
(blank, or the same again). Not here: what a row says (`judging`), reading (`loaders.reading`), keeping what
was refused (`quarantine`) and loading the records (`loaders.run`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from graph.model import Model
from loaders.acceptance import Accepted, Earlier
from loaders.contract.ahead import in_lots, one_behind
from loaders.contract.declaration import Source
from loaders.contract.filling import Filling
from loaders.contract.header import Header, header_of
from loaders.contract.issues import Issue, IssueCode, Severity, subject_of
from loaders.contract.judging import Judge, Judged, Unjudged
from loaders.contract.masks import masked
from loaders.contract.rows import Row, key_of
from loaders.contract.shares import too_many
from loaders.errors import DeliveryRefused
from loaders.reading import Extract, Place, RawRecord, Reject

Take = Callable[[Accepted, RawRecord, bytes], Earlier | None]
LOT, LOT_BYTES = 1000, 1_000_000  # rows that are judged together, fewer where they are long


class ContractBroken(DeliveryRefused):
    """An extract breaks its contract as a whole, so that none of it is loaded.

    Args:
        source: whose extract it is.
        issues: why, each an error.
    """

    def __init__(self, source: Source, issues: tuple[Issue, ...]) -> None:
        super().__init__(source.title, [str(issue) for issue in issues])
        self.issues = issues


# Takes a row in as the graph has it; False where another row of the delivery has its key.
AsItIs = Callable[[], bool]
Answers = Callable[[], Sequence[AsItIs | None]]
Known = Callable[[Sequence[Unjudged]], Answers]
Read = RawRecord | Reject | Unjudged


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
        known: is given rows that come next; what it returns gives, when it is their turn, what takes each in
            as the graph has it, or None where the graph has no record of the very same cells. Every row is
            judged when left out.
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
        known: Known | None = None,
        take: Take | None = None,
    ) -> None:
        self.rows = self.quarantined = self.left_out = 0
        self.noticed: list[Issue] = []
        self._source, self._judge = source, Judge(source, model, on, sample=sample)
        self._headers: dict[tuple[str, tuple[str, ...]], Header] = {}
        self._take, self._known = take or _remembering(), known
        self._filling = Filling(source)

    def outcomes(self, extract: Extract) -> Iterator[Outcome]:
        """Yield what becomes of each row of one extract, in order.

        Raises:
            ContractBroken: the header is not as declared, or more rows are bad than may be.
        """
        if extract.columns:  # a table is refused by its header even where no row follows
            self._header(extract.file, extract.columns)
        rows = (self._read(extract, each) for each in extract.records)
        lots = ((lot, *self._asked(lot)) for lot in in_lots(rows, LOT, _bytes_of, LOT_BYTES))
        for each in one_behind(lots):  # the graph is asked for the next rows while these are judged
            for outcome in self._of_lot(extract, *each):
                self.rows += 1
                if outcome.same:  # nothing is wrong with it
                    yield outcome
                    continue
                self.quarantined += outcome.quarantined
                self.left_out += outcome.left_out
                yield outcome
                self._check_bad_rows(extract.file)

    def conclude(self) -> None:
        """Say that all has been read, so that what is expected of the whole can be checked.

        Raises:
            ContractBroken: there are too few rows, too great a part of them is bad, or a column is too empty.
        """
        expect, refused = self._source.expect, []
        if self.rows < expect.min_rows:
            problem = f"{self.rows} rows were delivered, and at least {expect.min_rows} are expected"
            refused.append(self._of_whole(IssueCode.TOO_FEW_ROWS, problem))
        most = expect.max_bad_percent
        if most is not None and too_many(self.quarantined, self.rows, most):
            problem = f"{self.quarantined} of {self.rows} rows are bad, more than {most} percent"
            refused.append(self._of_whole(IssueCode.TOO_MANY_BAD_ROWS, problem))
        refused += self._filling.issues()
        if refused:
            raise ContractBroken(self._source, tuple(refused))
        if expect.max_rows is not None and self.rows > expect.max_rows:
            problem = f"{self.rows} rows were delivered, more than the {expect.max_rows} expected"
            many = self._of_whole(IssueCode.TOO_MANY_ROWS, problem)
            self.noticed.append(replace(many, severity=Severity.WARN))

    def _read(self, extract: Extract, each: RawRecord | Reject) -> Read:
        """Return a row to be judged; as it is, where it holds nothing or is none."""
        if isinstance(each, Reject) or _is_blank(each):
            return each
        header = self._header(extract.file, extract.columns or tuple(each.cells))
        self._filling.count(header, each)
        key = key_of(self._source, header, each) if self._known else None
        return Unjudged(each, header, self._judge.cells(header, each), key)

    def _asked(self, lot: Sequence[Read]) -> tuple[list[Unjudged], Answers]:
        """Return the rows of a lot that are to be judged, and ask for what the graph has of them."""
        rows = [each for each in lot if isinstance(each, Unjudged)]
        return rows, self._known(rows) if self._known else lambda: [None] * len(rows)

    def _of_lot(
        self, extract: Extract, lot: Sequence[Read], rows: Sequence[Unjudged], answers: Answers
    ) -> Iterator[Outcome]:
        known = answers()
        new = [row for row, as_it_is in zip(rows, known, strict=True) if as_it_is is None]
        judged, takers = iter(self._judge.judged(new)), iter(known)
        for each in lot:
            if not isinstance(each, Unjudged):
                yield self._of_none(extract, each)
            elif as_it_is := next(takers):
                raw, key = each.raw, each.key
                if as_it_is():
                    yield Outcome(raw.place, raw.raw, extract, key, same=True)
                else:
                    yield self._of_judged(extract, *self._judge.judged([each]))
            else:
                yield self._of_judged(extract, next(judged))

    def _of_none(self, extract: Extract, each: RawRecord | Reject) -> Outcome:
        if isinstance(each, Reject):
            return Outcome(each.place, each.raw, extract, issues=(_rejected(self._source, each),))
        problem, place = "the row is empty; it is left out", each.place
        told = Issue(self._source.system, IssueCode.BLANK_ROW, problem, place.file, place)
        return Outcome(place, each.raw, extract, issues=(replace(told, severity=Severity.WARN),))

    def _of_judged(self, extract: Extract, judged: Judged) -> Outcome:
        row, record, issues, said = judged
        if record is not None and (again := self._again(row, record, said)):
            record, issues = None, (again,)
        told = issues if record is None else row.warnings
        return Outcome(row.raw.place, row.raw.raw, extract, row.key, record, told)

    def _header(self, file: str, names: tuple[str, ...]) -> Header:
        header = self._headers.get((file, names))
        if header is None:
            header = header_of(self._source, names, file)
            if header.refused:
                raise ContractBroken(self._source, header.issues)
            # Objects of JSON lack what they have nothing to say of, so one file has many headers.
            told = {(issue.file, issue.id) for issue in self.noticed}
            self.noticed += [issue for issue in header.issues if (issue.file, issue.id) not in told]
            self._headers[file, names] = header
        return header

    def _again(self, row: Row, record: Accepted, said: bytes) -> Issue | None:
        """The issue of a record that was met before: the first good one stands, whatever follows it."""
        earlier = self._take(record, row.raw, said)
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


def _is_blank(raw: RawRecord) -> bool:
    cells = raw.cells.values()
    return not any(cells) and all(cell is None or cell == "" for cell in cells)  # zero is no blank


def _bytes_of(row: Read) -> int:
    return len(row.raw.raw if isinstance(row, Unjudged) else row.raw)


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
