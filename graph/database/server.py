"""Neo4j as a child process on this machine: started, found again, stopped.

One server for each data directory. Its supervisor (`graph.database.supervisor`) holds the directory's
lock and the Java process. Not here: downloading (`jars`), Java's options (`launch`), speaking (`connection`).
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graph.database import aot
from graph.database.connection import Address, Database
from graph.database.errors import DatabaseProblem
from graph.database.launch import (
    Launch,
    Wanted,
    configure,
    ensure_password,
    java_command,
    write_launch,
)
from graph.database.port import free_port, port_for
from graph.database.release import NEWEST, release_named
from graph.database.store import open_store

TRIES = 3  # a port may be taken between its choice and its use
CODE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Running:
    """A server that answers: its processes, and where it is."""

    supervisor: int
    java: int
    uri: str
    user: str
    version: str
    data: str


def start(
    data: Path,
    jars: list[Path],
    *,
    owned: bool = False,
    version: str = NEWEST.name,
    heap: str = "512m",
    page_cache: str = "64m",
    short_lived: bool = False,
    readable: Path | None = None,
) -> tuple[Running, "subprocess.Popen[bytes]"]:
    """Start Neo4j on a data directory and wait until it answers.

    Args:
        data: the directory; made when it is missing.
        jars: the class path of the version, whole and verified.
        owned: end the server when this process ends, however it ends.
        version: the release to run.
        heap: Java's heap, as Java writes it.
        page_cache: Neo4j's page cache, as Neo4j writes it.
        short_lived: compile quickly instead of well, and do not make the AOT cache.
        readable: a folder whose files `LOAD CSV` may read; none in service.

    Raises:
        NewerStore: a newer release wrote the directory's files.
        DatabaseProblem: the directory cannot be written, is held by another server, or Neo4j refused.
    """
    data = data.resolve()
    wanted = Wanted(release_named(version), heap, page_cache, short_lived, readable)
    make(data)
    with lock_of(data) as lock:
        end_orphan(data)
        open_store(data, wanted.release)
        child = _tried(data, jars, wanted, lock, owned)
    running = find(data)
    if running is None:
        raise DatabaseProblem(f"Neo4j started on {data} and ended again: see {data / 'java.log'}.")
    # The first question after a start loads much of the server: whoever asks next finds it warm.
    with Database(address_of(running)) as database:
        database.read("MATCH (n) RETURN n LIMIT 1", {}, seconds=60)
    return running, child


def find(data: Path) -> Running | None:
    """The server that runs on a data directory now, or None."""
    data = data.resolve()
    try:
        running = Running(**json.loads((data / "server.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return running if _names(running.supervisor, str(data)) else None


def address_of(running: Running) -> Address:
    """Where a server answers, with the password that lies in its data directory."""
    password = (Path(running.data) / "password").read_text()
    return Address(running.uri, running.user, password)


def stop(data: Path, seconds: float = 30) -> bool:
    """Stop the server of a data directory, by force after some time; False when none ran.

    Acknowledged data survives the force: a server whose disk is full, for one, does not stop otherwise.
    """
    running = find(data)
    if running is None:
        return False
    supervisor = psutil.Process(running.supervisor)
    supervisor.send_signal(signal.SIGTERM)
    if not _released(data, seconds):
        with suppress(psutil.NoSuchProcess):
            psutil.Process(running.java).kill()
        _released(data, 10)
    with suppress(psutil.Error):
        supervisor.wait(0)  # where it is our own child, it is not left as a zombie
    return True


def _released(data: Path, seconds: float) -> bool:
    """Wait until nobody holds the directory, which is when its server has ended, whoever its parent is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(DatabaseProblem), lock_of(data):
            return True
        time.sleep(0.05)
    return False


def end_orphan(data: Path) -> None:
    """End a Java process whose supervisor was killed, so that its directory can be opened again.

    Whoever calls this holds the directory's lock, so any Neo4j on it is nobody's.
    """
    home = f"--home-dir={data}"
    for orphan in psutil.process_iter():
        if _names(orphan.pid, home):
            orphan.terminate()
            if psutil.wait_procs([orphan], timeout=20)[1]:
                orphan.kill()
                orphan.wait(10)


class lock_of:
    """The lock of a data directory, held from `with` until its end and by the processes that inherit it.

    Raises:
        DatabaseProblem: another process holds it.
    """

    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self) -> int:
        self._file = (self._data / "lock").open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            self._file.close()
            running = find(self._data)
            holder = f" (process {running.supervisor})" if running else ""
            raise DatabaseProblem(
                f"{self._data} is in use by another server{holder}: stop it, or choose another --data-dir."
            ) from held
        return self._file.fileno()

    def __exit__(self, *_: object) -> None:
        self._file.close()


def record(data: Path, java: int, launch: Launch) -> None:
    """Write down which server runs, in one step."""
    uri = f"bolt://127.0.0.1:{launch.port}"
    running = Running(os.getpid(), java, uri, "neo4j", launch.release, str(data))
    staged = data / "server.json.part"
    staged.write_text(json.dumps(asdict(running)))
    staged.replace(data / "server.json")


def make(data: Path) -> None:
    """Make a data directory."""
    try:
        (data / "conf").mkdir(parents=True, exist_ok=True)
        (data / "lock").touch()
    except OSError as refused:
        raise DatabaseProblem(
            f"{data} cannot be written ({refused.strerror}): choose another --data-dir."
        ) from refused


def _tried(data: Path, jars: list[Path], wanted: Wanted, lock: int, owned: bool) -> "subprocess.Popen[bytes]":
    port = port_for(data)
    for _ in range(TRIES):
        configure(data, jars, wanted, port)
        ensure_password(data)
        write_launch(data, _launch(data, jars, wanted, port))
        child, said = _supervised(data, lock, owned)
        if said == "ready":
            return child
        child.wait()
        if "PortBindException" not in said:
            break
        port = free_port()
        (data / "port").write_text(str(port))
    raise DatabaseProblem(f"Neo4j did not start on {data}: {said}. More is in {data / 'java.log'}.")


def _launch(data: Path, jars: list[Path], wanted: Wanted, port: int) -> Launch:
    release = wanted.release.name
    archive = aot.archive_of(jars, release)
    whole = aot.is_whole(archive)
    training = [] if whole or wanted.short_lived else aot.training_command(jars, release)
    command = java_command(data, wanted, *(aot.options(archive) if whole else []))
    return Launch(release, port, command, training)


def _supervised(data: Path, lock: int, owned: bool) -> tuple["subprocess.Popen[bytes]", str]:
    """Start the supervisor, which inherits the lock, and return it with the first line that it says."""
    command = [sys.executable, "-m", "graph.database.supervisor", str(data), "owned" if owned else "free"]
    # Its words go to a file: a pipe of ours that it held open would keep `./qg neo4j start | …` waiting.
    with (data / "supervisor.log").open("wb") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if owned else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            pass_fds=[lock],
            cwd=CODE,
        )
    assert child.stdout is not None
    try:
        return child, child.stdout.readline().decode().strip() or "no reason was given"
    except BaseException:  # whoever interrupts a start wants no server
        child.terminate()
        raise


def _names(pid: int, word: str) -> bool:
    """Whether a process runs with this word in its command."""
    try:
        return word in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
