"""The process that holds Neo4j's Java process and the lock of its data directory, and ends with neither left.

Run as `python -m graph.database.supervisor DATA PORT owned|free`; it says `ready`, or why not, on its output.
Not here: making the directory (`graph.database.server`).
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from graph.database.errors import DatabaseProblem
from graph.database.server import java_command, lock_of, record

READY = b"\x06"


def main(data: Path, port: int, owned: bool) -> int:
    """Hold one server from its start to its end, and return Java's exit status."""
    try:
        with lock_of(data):
            return _hold(data, port, owned)
    except DatabaseProblem as problem:
        _say(str(problem))
        return 1


def _hold(data: Path, port: int, owned: bool) -> int:
    with (data / "java.log").open("wb") as log:
        java = subprocess.Popen(
            java_command(data), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.PIPE
        )

        def end(number: int = 0, frame: FrameType | None = None) -> None:
            java.terminate()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        if owned:
            threading.Thread(target=_end_with_parent, args=(end,), daemon=True).start()
        _report(java, data, port)
        _drain(java, log.fileno())
        status = java.wait()
    (data / "server.json").unlink(missing_ok=True)
    return status


def _report(java: "subprocess.Popen[bytes]", data: Path, port: int) -> None:
    assert java.stderr is not None
    heard = b""
    while byte := java.stderr.read(1):
        if byte == READY:
            record(data, java.pid, port)
            _say("ready")
            return
        heard += byte
    _say(
        heard.decode(errors="replace").strip().splitlines()[-1]
        if heard.strip()
        else "Java ended without a word"
    )


def _drain(java: "subprocess.Popen[bytes]", log: int) -> None:
    assert java.stderr is not None
    while chunk := java.stderr.read1(4096):  # type: ignore[attr-defined]
        os.write(log, chunk)


def _end_with_parent(end: Callable[[], None]) -> None:
    while os.read(0, 1024):
        pass
    end()


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "owned"))
