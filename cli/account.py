"""The account of a load, for people and as JSON: what became of the rows, and where those kept aside lie.

Not here: the numbers (`loaders.report`) and the loading (`cli.load`).
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cli.house import told
from graph.database import ARGUMENTS
from loaders import Report
from loaders.extracts import TakenIn

SHOWN = 10


@dataclass(frozen=True)
class Account:
    """What is told of one delivery.

    Args:
        report: what became of it, or would.
        taken: what was read, where files of a department were.
        folder: where the rows of the run that were kept aside lie, if there are any.
        emitted: the folder of the bulk import that was written, where nothing was written to the graph.
    """

    report: Report
    taken: TakenIn | None = None
    folder: Path | None = None
    emitted: Path | None = None

    @property
    def status(self) -> int:
        """The exit status of the command."""
        if self.report.refusal:
            return 3
        return 1 if self.report.quarantined or self.report.dangling else 0

    @property
    def kept(self) -> list[Path]:
        """The files of what was kept aside."""
        names = ("issues", "rejected", "refused")
        return sorted(file for name in names if self.folder for file in self.folder.glob(f"{name}*"))

    def as_json(self) -> str:
        """Return it as one line of JSON, whose keys stay."""
        report, taken = self.report, self.taken
        said = {
            "system": report.system,
            "run": report.run or None,
            "status": self.status,
            "dry_run": not report.run,
            "files": list(taken.files) if taken else [],
            "rows": report.rows,
            "applied": report.applied,
            "added": report.added,
            "changed": report.applied - report.added,
            "unchanged": report.unchanged,
            "quarantined": report.quarantined,
            "stale": report.stale,
            "left_out": report.left_out,
            "withdrawn": report.withdrawn,
            "retained": report.retained,
            "refusal": report.refusal,
            "dangling": report.dangling,
            "examples": [asdict(each) for each in report.examples],
            "unread": list(report.unread),
            "issues": taken.issue_count if taken else 0,
            "kept": [str(file) for file in self.kept],
            "emitted": str(self.emitted) if self.emitted else None,
        }
        return json.dumps(said, ensure_ascii=False)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        report = self.report
        yield str(report) if report.run else self._would()
        if report.refusal:
            yield f"Not withdrawn: {report.refusal}."
        if self.taken and self.taken.issue_count:
            shown = self.taken.issues[:SHOWN]
            yield from (f"  {issue}" for issue in shown)
            if more := self.taken.issue_count - len(shown):
                yield f"  and {more:,} more"
            yield f"Kept aside: {', '.join(map(str, self.kept))}"
        if not self.taken:
            yield from (f"  The database refuses {each}" for each in report.refused[:SHOWN])
        elif report.quarantined and not report.run:
            yield "Correct the rows before the delivery is loaded, or replay them behind it."
        elif report.quarantined:
            when = "and when the import is done" if self.emitted else "then"
            run = report.run.removeprefix("loadRun:")
            yield f"Correct the rows where they lie, {when}: ./qg replay {run}"
        if report.dangling:
            yield from told(report)
            yield "Each of these links is made as soon as what it points to is loaded: see ./qg load --help."
        if self.emitted:
            yield f"Nothing is in the graph: the files of its first load are in {self.emitted}. There:"
            yield f"  neo4j-admin database import full @{ARGUMENTS}"

    def _would(self) -> str:
        report = self.report
        left = f", {report.left_out:,} blank or repeated left out" if report.left_out else ""
        return (
            f"{report.system}, nothing written: {report.rows:,} rows = {report.added:,} to be added +"
            f" {report.applied - report.added:,} changed + {report.unchanged:,} unchanged +"
            f" {report.quarantined:,} refused; {report.withdrawn:,} to be withdrawn{left}"
        )
