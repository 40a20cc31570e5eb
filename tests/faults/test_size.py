"""Fault 20: an extract that is far larger than memory, and a row that is very wide."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.reading import CsvFormat, RawRecord, read
from tests.faults.loader import Running
from tests.faults.markets import CHECKS, HEADERS, REGISTER, checked, registered
from tests.faults.night import Night

BOUND = 300_000_000  # bytes that the loader may have
WIDE = 2_000


def rows(many: int) -> Iterator[str]:
    """An extract, line by line."""
    yield ",".join(HEADERS[CHECKS]) + "\n"
    for number in range(many):
        yield ",".join(checked(number, unit="部位" * 20)) + "\n"


def peak(running: Running) -> int:
    """The most memory that a command had."""
    most = 0
    while running.alive:
        most = max(most, running.memory)
        time.sleep(0.02)
    return most


@pytest.mark.faults
def test_20_a_long_extract_is_loaded_in_bounded_memory(night: Night, tmp_path: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    peaks = []
    for many in (50_000, 200_000):
        file = tmp_path / f"{many}.csv"
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(rows(many))
        running = night.loader.begin(CHECKS, file, "--dry-run")
        peaks.append(peak(running))
        assert running.wait().status == 0

    assert peaks[1] < BOUND, peaks
    assert peaks[1] < peaks[0] * 1.3, peaks


def test_20_a_row_of_two_thousand_columns_is_read_and_its_neighbours_too(tmp_path: Path) -> None:
    header = [f"列{n}" for n in range(WIDE)]
    lines = [header, ["a"] * WIDE, ["b"] * (WIDE - 1), ["c"] * WIDE]
    file = tmp_path / "wide.csv"
    file.write_text("".join(",".join(each) + "\n" for each in lines), encoding="utf-8")

    with read(file, CsvFormat("utf-8")) as extract:
        found = [(type(each) is RawRecord, each.place.number) for each in extract.records]

    assert found == [(True, 2), (False, 3), (True, 4)]
