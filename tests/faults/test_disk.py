"""Fault 10: the disk that the loader writes to is full, or may not be written to."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults import invariants
from tests.faults.markets import CHECKS, REGISTER, checked, registered
from tests.faults.night import Night

pytestmark = pytest.mark.faults  # each loads several times in processes of its own

SIZE = "64k"
MANY = 600  # rows that have to be kept aside, far more than there is room for


def mount(folder: Path, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as refused:
        said = getattr(refused, "stderr", None) or str(refused)
        pytest.skip(f"fault 10: a small tmpfs cannot be mounted here: {said.strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount(folder, f"size={SIZE},mode=700")
    yield folder
    with suppress(subprocess.CalledProcessError):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_10_a_full_disk_ends_the_run_before_anything_is_loaded(night: Night, small_disk: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(n) for n in range(4)])
    before = invariants.dump(night.database)
    bad = [checked(n, day="五月", category="长" * 200) for n in range(10, MANY)]
    delivery = night.given(CHECKS, [*(checked(n, day="2013-05-05") for n in range(4)), *bad])

    full = night.loader.load(CHECKS, *delivery.files, data=small_disk)

    assert full.status == 5, full
    assert (str(small_disk) in full.err, "Traceback" in full.err) == (True, False), full
    invariants.same(invariants.dump(night.database), before)
    assert night.database.read("MATCH (r:LoadRun) WHERE r.ended_at IS NULL RETURN r.key AS key", {}) == []


def test_10_what_did_not_fit_is_loaded_where_there_is_room(night: Night, small_disk: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    bad = [checked(n, day="五月", category="长" * 200) for n in range(10, MANY)]
    delivery = night.given(CHECKS, [*(checked(n) for n in range(4)), *bad])
    clean = night.clean(delivery)
    assert night.loader.load(CHECKS, *delivery.files, data=small_disk).status == 5

    night.holds(delivery, clean, night.load(delivery))


def test_10_a_folder_that_may_not_be_written_to_is_named(night: Night, small_disk: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    before = invariants.dump(night.database)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    refused = night.loader.load(CHECKS, *night.given(CHECKS, [checked(1, day="五月")]).files, data=small_disk)

    assert refused.status == 5, refused
    assert (str(small_disk) in refused.err, "Traceback" in refused.err) == (True, False), refused
    invariants.same(invariants.dump(night.database), before)


def test_10_good_rows_that_do_not_fit_on_the_disk_are_not_half_loaded(night: Night, small_disk: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    before = invariants.dump(night.database)
    delivery = night.given(CHECKS, [checked(n, category="长" * 300) for n in range(1_000)])

    full = night.loader.load(CHECKS, *delivery.files, data=small_disk)

    assert full.status == 5, full
    assert (str(small_disk) in full.err, "Traceback" in full.err) == (True, False), full
    invariants.same(invariants.dump(night.database), before)
