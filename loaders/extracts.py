"""Extracts: the files of a department are taken in as one delivery, and what is wrong in them is kept aside.

Not here: how rows are judged (`contract`), and bringing the delivery into the graph (`run`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.model import Model
from loaders.contract import ContractBroken, Intake, Issue, Outcome, Quarantine, Source
from loaders.delivery import Delivery, KeptOut, Record
from loaders.errors import SHOWN, DeliveryRefused
from loaders.reading.opening import read


@dataclass(frozen=True)
class TakenIn:
    """What was taken in.

    Args:
        delivery: the records, with what is known of the rows that are none.
        files: what was read, in order.
        issues: the first of them.
        issue_count: how many there are.
    """

    delivery: Delivery
    files: tuple[str, ...]
    issues: tuple[Issue, ...]
    issue_count: int


def take_in(
    source: Source, model: Model, paths: Sequence[str], on: date, folder: Path, *, sample: bool = False
) -> TakenIn:
    """Read the extracts of one delivery to their end.

    Args:
        source: the declaration, which fits the model.
        model: the kinds that the claims are of.
        paths: the files, or the database of a source that is read by SQL, as a URL.
        on: the day of the extracts.
        folder: of this run alone; made when there is something to keep.
        sample: the rows are invented.

    Raises:
        ExtractRefused: a file cannot be read, or not to its end.
        ContractBroken, DeliveryRefused: the delivery as a whole is not what is expected.
    """
    intake = Intake(source, model, on, sample=sample)
    gathered = _Gathered()
    with Quarantine(folder, source) as quarantine:
        try:
            for path in paths:
                with read(path, source.format.reading) as extract:
                    gathered.files.append(extract.file)
                    for outcome in intake.outcomes(extract):
                        quarantine.keep(outcome)
                        gathered.add(outcome)
            intake.conclude()
        except ContractBroken as broken:
            quarantine.tell(broken.issues)
            raise
        quarantine.tell(intake.noticed)
    gathered.tell(intake.noticed)
    if intake.quarantined and not gathered.records:
        problem = f"none of its {intake.rows:,} rows can be loaded; the first: {gathered.issues[0]}"
        raise DeliveryRefused(source.title, [problem])
    kept = KeptOut(intake.quarantined, frozenset(gathered.keys), gathered.unnamed, intake.left_out)
    name = ", ".join(gathered.files)
    delivery = Delivery(source.system, name, gathered.records, source.department, kept)
    return TakenIn(delivery, tuple(gathered.files), tuple(gathered.issues), gathered.issue_count)


class _Gathered:
    """What the outcomes of a delivery come to."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.records: list[Record] = []
        self.keys: set[str] = set()
        self.unnamed = self.issue_count = 0
        self.issues: list[Issue] = []

    def add(self, outcome: Outcome) -> None:
        self.tell(outcome.issues)
        if outcome.record is not None:
            self.records.append(outcome.record)
        elif outcome.quarantined and outcome.key is None:
            self.unnamed += 1
        elif outcome.key is not None:
            self.keys.add(outcome.key)

    def tell(self, issues: Sequence[Issue]) -> None:
        self.issue_count += len(issues)
        self.issues += issues[: SHOWN - len(self.issues)]
