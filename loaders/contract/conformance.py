"""The conformance of a source: its declaration holds, and its samples come out as its `expected.json` says.

A folder with `source.toml`, `samples/` and `expected.json` can be checked wherever it lies, without
a database.
Not here: what is done about a difference; a test compares, and a person reads it.
"""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.model import Model
from loaders.contract.declaration import FILE, Source
from loaders.contract.fit import declared_source
from loaders.contract.intake import Intake
from loaders.contract.issues import Issue
from loaders.contract.samples import carried
from loaders.reading.opening import read

EXPECTED = "expected.json"


def source_folders(above: Path) -> list[Path]:
    """Return the folders of sources under a folder, ordered."""
    return sorted(file.parent for file in above.rglob(FILE))


def expected_of(folder: Path) -> dict[str, Any]:
    """Return what a folder expects of its samples: by file, records and issues; `on`, the extract's day."""
    expected: dict[str, Any] = json.loads(folder.joinpath(EXPECTED).read_text(encoding="utf-8"))
    return expected


def outcome_of(folder: Path, model: Model, on: date) -> dict[str, Any]:
    """Return what the samples of a folder come out as, in the form of `expected.json`.

    Args:
        folder: with `source.toml` and `samples/`.
        model: the kinds that the claims are of.
        on: the day of the extracts.

    Raises:
        DeclarationRefused: the declaration is wrong.
        ContractBroken: a sample breaks the contract as a whole.
    """
    source = declared_source(folder / FILE, model)
    samples = sorted(folder.joinpath("samples").iterdir())
    return {
        "on": on.isoformat(),
        "files": {sample.name: _of_sample(source, model, sample, on) for sample in samples},
    }


def write_expected(folder: Path, model: Model, on: date) -> None:
    """Write what the samples of a folder come out as, to be read by a person before it is kept.

    Args:
        folder: with `source.toml` and `samples/`.
        model: the kinds that the claims are of.
        on: the day of the extracts.
    """
    text = json.dumps(outcome_of(folder, model, on), ensure_ascii=False, indent=1)
    folder.joinpath(EXPECTED).write_text(f"{text}\n", encoding="utf-8")


def _of_sample(source: Source, model: Model, sample: Path, on: date) -> dict[str, Any]:
    intake = Intake(source, model, on, sample=True)
    with (
        TemporaryDirectory() as made,
        read(carried(sample, source.format, Path(made)), source.format.reading) as extract,
    ):
        outcomes = list(intake.outcomes(extract))
    records = [outcome.record for outcome in outcomes if outcome.record is not None]
    return {
        "rows": intake.rows,
        "records": [
            {"key": each.key, "place": each.place, "claims": json.loads(each.payload)} for each in records
        ],
        "issues": [_told(issue) for outcome in outcomes for issue in outcome.issues],
    }


def _told(issue: Issue) -> dict[str, Any]:
    said = issue.as_json()
    return {name: said[name] for name in ("line", "severity", "code", "record_key", "field", "value")}
