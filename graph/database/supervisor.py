"""The process that holds Neo4j's Java process and the lock of its data directory, and ends with neither left.

Run as `python -m graph.database.supervisor DATA owned|free` by a process that holds the lock and passes it
on; it says `ready`, or why not, on its output. Not here: making the directory (`graph.database.server`).
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from graph.database.launch import Launch, heard_until_ready, read_launch
from graph.database.server import record


def main(data: Path, owned: bool) -> int:
    """Hold one server from its start to its end, and return Java's exit status."""
    launch = read_launch(data)
    held: list[subprocess.Popen[bytes]] = []
    told = threading.Event()

    def end(number: int = 0, frame: FrameType | None = None) -> None:
        told.set()
        for java in held:
            java.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with (data / "java.log").open("wb") as log:
        java = subprocess.Popen(launch.command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.PIPE)
        held.append(java)
        if told.is_set():  # while Java was being started
            end()
        if owned:
            threading.Thread(target=_end_with_parent, args=(end,), daemon=True).start()
        _hold(java, data, launch, log.fileno())
    (data / "server.json").unlink(missing_ok=True)
    return java.wait()


def _hold(java: "subprocess.Popen[bytes]", data: Path, launch: Launch, log: int) -> None:
    refusal = heard_until_ready(java)
    if refusal is not None:
        os.write(log, refusal.encode())
        _say(_cause(refusal))
        return
    record(data, java.pid, launch)
    _say("ready")
    training = _trained(launch)
    _drain(java, log)  # Neo4j closes its outputs once it answers, long before it ends
    java.wait()
    if training and training.poll() is None:
        os.killpg(training.pid, signal.SIGKILL)  # its Java too; the next server begins it again
        training.wait()


def _trained(launch: Launch) -> "subprocess.Popen[bytes] | None":
    if not launch.training:
        return None
    quiet = subprocess.DEVNULL
    return subprocess.Popen(launch.training, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def _cause(refusal: str) -> str:
    """The line that says why: the last cause that Java names, else the last line."""
    lines = [line.strip() for line in refusal.splitlines()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    return (causes or lines)[-1].removeprefix("Caused by: ")


def _drain(java: "subprocess.Popen[bytes]", log: int) -> None:
    assert java.stderr is not None
    while chunk := java.stderr.read1(4096):  # type: ignore[attr-defined]
        os.write(log, chunk)


def _end_with_parent(end: Callable[[], None]) -> None:
    while os.read(0, 1024):
        pass
    end()


def _say(text: str) -> None:
    with suppress(BrokenPipeError):  # whoever started this server may be gone, and the server stays
        print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] == "owned"))
