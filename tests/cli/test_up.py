"""`./qg up` and `./qg serve` from end to end: what a person gets who runs them, and what they leave behind.

Not here: the commands' parts, each of which has tests of its own.
"""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from graph.database.port import free_port
from tests.cli.processes import asked, ran, served, wait_until

Up = tuple["subprocess.Popen[str]", str]
SAMPLE = ("--sample", "5", "--no-open")


@pytest.fixture(scope="module")
def cache(class_path: list[Path]) -> Path:
    return class_path[0].parents[1]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def up(cache: Path, house: Path) -> Iterator[Up]:
    with served(cache, "up", "--data-dir", str(house), *SAMPLE) as running:
        yield running


def processes_of(house: Path) -> list[psutil.Process]:
    """What runs on a data directory, Java and its supervisor among them."""
    found = psutil.process_iter(["cmdline"])
    return [each for each in found if any(str(house) in part for part in each.info["cmdline"] or ())]


def left_of(house: Path) -> list[psutil.Process]:
    """What still runs on it after a moment: the supervisor ends behind Java."""
    return psutil.wait_procs(processes_of(house), timeout=30)[1]


def test_the_three_questions_that_it_prints_are_answered_with_basis_and_evidence(up: Up) -> None:
    _, address = up
    examples = httpx.get(f"{address}/examples.json").json()

    answers = [asked(address, each["query"]) for each in examples]

    assert [answer.get("errors") for answer in answers] == [None] * 3
    chain, standards, sharing = (next(iter(answer["data"].values())) for answer in answers)
    assert all(step["basis"] and step["evidence"] for step in chain["chain"] if step["actor"])
    assert any(item["status"] == "IN_FORCE" and item["basis"] for item in standards["items"])
    assert len([*sharing["sharedWith"]]) == 8


def test_its_page_is_served_where_it_says(up: Up) -> None:
    answer = httpx.get(f"{up[1]}/")

    assert answer.status_code == 200
    assert "QualityGraph" in answer.text
    assert "<script" in answer.text


def test_a_second_one_on_the_same_data_is_refused_in_one_sentence(up: Up, cache: Path, house: Path) -> None:
    second = ran(cache, "up", "--data-dir", str(house), "--port", str(free_port()), *SAMPLE)

    assert second.returncode == 2
    assert "Traceback" not in second.stderr
    assert "--data-dir" in second.stderr.splitlines()[-1]


def test_its_neo4j_can_be_stopped_from_elsewhere_and_it_says_so(up: Up, cache: Path, house: Path) -> None:
    child, address = up
    assert len(processes_of(house)) >= 2

    stopped = ran(cache, "neo4j", "stop", "--data-dir", str(house))

    assert (stopped.returncode, stopped.stdout) == (0, "stopped\n")
    wait_until(child, f"{address}/readyz", 503)


def test_a_signal_ends_it_and_leaves_no_process(up: Up, house: Path) -> None:
    child, _ = up

    child.send_signal(signal.SIGINT)

    assert child.wait(60) == 0
    assert left_of(house) == []


def test_serve_tells_that_the_database_is_away_and_answers_again_when_it_is_back(
    up: Up, cache: Path, house: Path
) -> None:
    """Runs after the house has been closed, on what it holds."""
    data = ("--data-dir", str(house))
    assert ran(cache, "neo4j", "start", *data).returncode == 0
    try:
        with served(cache, "serve", *data) as (child, address):
            query = '{ region(id: "region:640000~1980") { code } }'
            assert asked(address, query) == {"data": {"region": {"code": "640000"}}}

            assert ran(cache, "neo4j", "stop", *data).returncode == 0
            wait_until(child, f"{address}/readyz", 503)
            away = asked(address, query)
            assert [error["extensions"]["code"] for error in away["errors"]] == ["DATABASE_UNAVAILABLE"]
            assert httpx.get(f"{address}/healthz").status_code == 200

            assert ran(cache, "neo4j", "start", *data).returncode == 0
            wait_until(child, f"{address}/readyz", 200)
            assert asked(address, query) == {"data": {"region": {"code": "640000"}}}
            enterprise = "enterprise:91640199MA0000015J"
            chain = asked(address, f'{{ whoIsResponsible(for: "{enterprise}") {{ chain {{ tier }} }} }}')
            assert "errors" not in chain  # which takes longer than a request may until it has been planned
            child.send_signal(signal.SIGTERM)
            assert child.wait(60) == 0
    finally:
        ran(cache, "neo4j", "stop", *data)
    assert left_of(house) == []
