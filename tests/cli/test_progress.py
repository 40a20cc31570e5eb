"""How far a load is, as it is told: lines without a terminal, a bar on one. Not here: the loads."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from cli.progress import EVERY, watched


class Clock:
    """A clock that stands until it is moved."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("cli.progress.time", SimpleNamespace(monotonic=made.monotonic))
    return made


@pytest.fixture
def extract(tmp_path: Path) -> str:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * 1000)
    return str(file)


def test_without_a_terminal_a_line_says_now_and_then_how_much_of_how_much_and_how_long(
    clock: Clock, extract: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with watched([extract]) as shown:
        shown.reading("a.csv", 500, 250)
        clock.now += EVERY
        shown.reading("a.csv", 1000, 500)
        clock.now += EVERY / 2
        shown.reading("a.csv", 1500, 750)
        clock.now += EVERY / 2
        shown.writing(0, 4000)
        clock.now += EVERY
        shown.writing(1000, 4000)

    assert capsys.readouterr().err.splitlines() == [
        "Reading a.csv, 1,000 rows, 50 %",
        "Writing, 0 of 4,000 records",
        "Writing, 1,000 of 4,000 records, about 30 s left",
    ]


def test_what_another_process_has_written_is_no_part_of_the_speed(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with watched([]) as shown:
        shown.writing(3000, 4000)
        clock.now += EVERY
        shown.writing(3500, 4000)

    assert capsys.readouterr().err == "Writing, 3,500 of 4,000 records, about 10 s left\n"


def test_what_has_no_size_is_read_without_a_total(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with watched(["postgresql://host/register"]) as shown:
        clock.now += EVERY
        shown.reading("register", 2000, 2000)

    assert capsys.readouterr().err == "Reading register, 2,000 rows\n"


def test_a_terminal_shows_a_bar_with_the_total(
    extract: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    with watched([extract]) as shown:
        shown.reading("a.csv", 500, 250)
        shown.writing(1000, 4000)

    told = capsys.readouterr().err
    assert "Writing" in told
    assert "1000/4000" in told
    assert "Writing, 1,000" not in told  # no line beside the bar
